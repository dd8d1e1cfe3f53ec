"""`import` as a person types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from followup.cli import entry
from followup.service import Aftercard
from followup.settings import Settings


@pytest.fixture
def file(places: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AFTERCARD_DB", places.database_url)
    path = tmp_path / "people.csv"
    path.write_text("Name,E-mail,Shoe\nAna López,ana@example.com,38\n,,\n,,40\n")
    return path


def test_the_proposal_is_shown_and_written_on_request(
    file: Path, aftercard: Aftercard, capsys: pytest.CaptureFixture[str]
) -> None:
    assert entry.run(["import", str(file), "--json"]) == 0
    out, err = capsys.readouterr()
    ana, nobody = json.loads(out)
    assert (ana["outcome"], ana["id"], ana["contact"]["name"]) == ("new", None, "Ana López")
    assert (nobody["outcome"], nobody["row"]) == ("unreadable", 4)
    assert "Column 'Shoe': left out (38)" in err
    assert "add --apply" in err
    assert aftercard.contacts.list() == ()
    assert entry.run(["import", str(file), "--apply"]) == 0
    assert capsys.readouterr().out.splitlines()[1].split("\t")[:4] == ["2", "new", "1", "Ana López"]
    assert entry.run(["import", str(file), "--json", "--map", "Shoe=note", "--apply"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["additions"] == ["note"]
    assert aftercard.contacts.get(1).note == "38"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["nothing.csv"], 6), (["people.csv", "--event", "No such"], 2), (["people.csv", "--map", "Shoe"], 2)],
)
def test_what_goes_wrong_is_one_sentence(
    file: Path, arguments: list[str], code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(file.parent)
    assert entry.run(["import", *arguments]) == code
    assert "Traceback" not in capsys.readouterr().err
