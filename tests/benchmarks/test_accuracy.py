"""The accuracy run: what becomes of labels and scan lines, and the tables printed."""

import json
import shutil
import sys
from pathlib import Path

import pytest

from benchmarks import accuracy, tables

CARDS = Path(__file__).parents[1] / "data" / "cards"

ANA = {"file": "a.jpg", "level": "desk", "name": "Ana López", "emails": ["ana@acme.example"]}
BO = {"file": "b.jpg", "level": "hard", "name": "Bo Ek", "emails": ["bo@ek.example"]}
TABLE = {"file": "t.jpg", "level": "desk", "kind": "none", "name": "", "emails": []}


def contact(name, *mails):
    fields = {"name": {"value": name, "confidence": 0.95}, "emails": [{"value": m, "confidence": 0.95} for m in mails]}
    return {"contact": fields}


def measured(**lines):
    labels = {row["file"]: [row] for row in (ANA, BO, TABLE)}
    return accuracy.measure(labels, {f"{key}.jpg": value for key, value in lines.items()})


def test_levels_are_scored_apart_and_together():
    outcome = measured(a=[contact("Ana López", "ana@acme.example")], b=[contact("Bo Ek")], t=[])
    figures = accuracy.figures(outcome)
    assert (figures["desk"]["zero_edit"], figures["hard"]["zero_edit"], figures["all"]["zero_edit"]) == (1, 0, 0.5)
    assert figures["not a card"] == {"photos": 1, "read as cards": 0}


def test_a_contact_made_up_from_a_table_is_told():
    outcome = measured(t=[contact("Oak Grain")])
    assert outcome.invented == {"t.jpg": 1}
    assert accuracy.figures(outcome)["not a card"] == {"photos": 1, "read as cards": 1}


def test_a_failed_photo_misses_all_its_values_and_is_named():
    outcome = measured(a=[{"error": {"code": "no-text"}}], t=[{"error": {"code": "no-card"}}])
    assert outcome.failures == {"a.jpg": "no-text"}
    assert accuracy.figures(outcome)["desk"]["edits_per_card"] == 2


def test_every_wrong_field_is_listed():
    outcome = measured(a=[contact("Ana Lopes", "ana@acme.example")], b=[contact("Bo Ek", "bo@ek.example")])
    assert list(accuracy.wrong(outcome.pairs)) == ["a.jpg name: got [('Ana Lopes', 0.95)] instead of ['Ana López']"]


def test_the_table_shows_levels_and_what_changed():
    figures = accuracy.figures(measured(a=[contact("Ana López", "ana@acme.example")], b=[contact("Bo Ek")]))
    before = {"hard": {**figures["hard"], "f1": figures["hard"]["f1"] - 0.1}}
    table = tables.accuracy(figures, before)
    assert "| desk  | 1" in table
    assert f"{figures['hard']['f1']} (+0.100)" in table
    assert "1 photos of no card, 0 gave a contact" in table


@pytest.mark.slow
def test_a_labelled_folder_is_scanned_and_its_figures_written(tmp_path, monkeypatch, capsys):
    files = ["flat-classic-de.jpg", "none-table.jpg"]
    rows = [row for row in (CARDS / "labels.jsonl").read_text("utf-8").splitlines() if json.loads(row)["file"] in files]
    (tmp_path / "labels.jsonl").write_text("\n".join(rows), "utf-8")
    for file in files:
        shutil.copy(CARDS / file, tmp_path)
    out = tmp_path / "figures.json"
    command = ["accuracy", "--folder", str(tmp_path), "--json", str(out), "--workers", "1"]
    monkeypatch.setattr(sys, "argv", command)
    accuracy.main()
    figures = json.loads(out.read_text("utf-8"))[tmp_path.name]["figures"]
    assert figures["flat"]["cards"] == 1
    assert figures["flat"]["emails"]["f1"] == 1
    assert figures["not a card"] == {"photos": 1, "read as cards": 0}
    assert "Precision / recall / F1" in capsys.readouterr().out
