"""The fit of the assignment's weights: it raises the labels' likelihood, and the file keeps its comments."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks import fit_fields
from scanner.fields.weights import weights


def card(folder: Path) -> tuple[Path, Path]:
    rows = [("Acme Pumps Ltd", 60, 50), ("Maria Keller", 200, 36), ("Export Manager", 250, 24)]
    lines = [{"text": t, "confidence": 0.98, "box": [[60, y], [400, y], [400, y + h], [60, y + h]]} for t, y, h in rows]
    corners = [[0, 0], [1000, 0], [1000, 600], [0, 600]]
    scans, labels = folder / "scans.jsonl", folder / "labels.jsonl"
    scans.write_text(json.dumps({"file": "a.jpg", "corners": corners, "lines": lines, "contact": {}}), encoding="utf-8")
    truth = {"file": "a.jpg", "name": "Maria Keller", "title": "Export Manager", "company": "Acme Pumps Ltd"}
    labels.write_text(json.dumps(truth), encoding="utf-8")
    return scans, labels


def test_a_fit_makes_the_labels_more_likely(tmp_path: Path) -> None:
    batch = fit_fields.samples(*card(tmp_path))
    assert len(batch) == 1
    start = {name: dict(signs) for name, signs in weights().items()}
    start["title"]["head"] = -3.0
    before, slope = fit_fields.likelihood(batch, start)
    assert slope["title"]["head"] > 0
    fitted = fit_fields.fit(batch, start, rounds=10, spread=1.0)
    assert fit_fields.likelihood(batch, fitted)[0] > before
    assert fit_fields.accuracy(batch, {n: dict(s) for n, s in weights().items()})["title"] == 1.0


def test_the_weight_file_keeps_its_comments() -> None:
    text = "# By hand.\n\n[name]\nbias = -1.0\nsize = 0.5\n"
    table = {"name": {"bias": -1.25, "size": 0.75}}
    assert fit_fields.written(table, text) == "# By hand.\n\n[name]\nbias = -1.25\nsize = 0.75\n"
