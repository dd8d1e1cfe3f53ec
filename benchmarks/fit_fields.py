"""Fits the weights of the joint field assignment on scans with labels, and writes them where the scanner reads them.

    aftercard scan PHOTOS --format jsonl > scans.jsonl
    python -m benchmarks.fit_fields scans.jsonl=PHOTOS/labels.jsonl … [--check scans.jsonl=labels.jsonl …] [--write]

The assignment is a log-linear model, so the likelihood of the labelled values has a gradient in closed form: the signs
expected under all choices less those expected under the choices that agree with the label. The weights are kept near
what a person wrote (a Gaussian prior), so that signs that the samples hardly show keep their meaning.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import dist
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from benchmarks import scoring
from scanner.fields import weights as weight_file
from scanner.fields.assign import FIELDS, Problem, problem_signs, scores
from scanner.fields.candidates import Field
from scanner.fields.layout import lay_out
from scanner.fields.reading import contact_points, person
from scanner.model import TextLine

WEIGHTS = Path(__file__).parents[1] / "scanner" / "fields" / "data" / "weights.toml"
_LABELLED = {Field.NAME: "name", Field.TITLE: "title", Field.COMPANY: "company", Field.ADDRESS: "address"}

Table = dict[str, dict[str, float]]
Tensor = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Sample:
    """One card: what there was to choose from, and for each field which options are right (all, where unknown)."""

    problem: Problem
    right: tuple[tuple[bool, ...], ...]


def samples(scans: Path, labels: Path) -> list[Sample]:
    """The cards of a scan file whose labels can be told apart."""
    truth, read = defaultdict(list), defaultdict(list)
    for row in _rows(labels):
        truth[row["file"]].append(row)
    for row in _rows(scans):
        if "contact" in row:
            read[Path(row["file"]).name].append(row)
    found = []
    for file, rows in truth.items():
        for label, scan in scoring.pair(rows, read[file]):
            if label and scan:
                found.append(_sample(label, scan))
    return found


def _rows(path: Path) -> Iterable[dict[str, Any]]:
    return (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def _sample(label: Mapping[str, Any], scan: Mapping[str, Any]) -> Sample:
    lines, size = _in_card_frame(scan)
    card = lay_out(lines, size)
    listed = contact_points(card, "")
    given = person(card, listed, "")
    return Sample(given, tuple(_right(field, given, axis, label) for axis, field in enumerate(FIELDS)))


def _in_card_frame(scan: Mapping[str, Any]) -> tuple[list[TextLine], tuple[int, int]]:
    """The scan's lines with their boxes taken from the photo to the upright card."""
    corners = np.array(scan["corners"], dtype=np.float32)
    a, b, c, d = corners.tolist()
    width, height = max(1, round((dist(a, b) + dist(d, c)) / 2)), max(1, round((dist(a, d) + dist(b, c)) / 2))
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    to_card = cv2.getPerspectiveTransform(corners, flat)
    lines = []
    for row in scan["lines"]:
        box = cv2.perspectiveTransform(np.array([row["box"]], dtype=np.float32), to_card)[0].tolist()
        lines.append(TextLine(row["text"], row["confidence"], tuple((x, y) for x, y in box)))
    return lines, (width, height)


def _right(field: Field, given: Problem, axis: int, label: Mapping[str, Any]) -> tuple[bool, ...]:
    """Which options the label calls right; all of them where it does not say or where none is."""
    options = given.options[axis]
    name = _LABELLED.get(field, "")
    if name not in label:
        return (True,) * len(options)
    accepted = scoring.readings(label, name)
    marks = tuple(
        any((not values) if o is None else any(scoring.same(name, v, o.value) for v in values) for values in accepted)
        for o in options
    )
    return marks if any(marks) else (True,) * len(options)


def likelihood(batch: Sequence[Sample], table: Table) -> tuple[float, Table]:
    """Log-likelihood of the labels, and its gradient."""
    total, slope = 0.0, _zero(table)
    for sample in batch:
        score = scores(sample.problem, table)
        mask = np.ones(score.shape, dtype=bool)
        for axis, marks in enumerate(sample.right):
            mask &= np.array(marks).reshape([-1 if a == axis else 1 for a in range(score.ndim)])
        everything = np.exp(score - score.max())
        agreeing = np.where(mask, everything, 0.0)
        if not agreeing.sum():
            continue
        total += float(np.log(agreeing.sum() / everything.sum()))
        weight = agreeing / agreeing.sum() - everything / everything.sum()
        for name, sign, value in problem_signs(sample.problem, weight):
            if sign in slope.get(name, {}):
                slope[name][sign] += value
    return total, slope


def fit(batch: Sequence[Sample], start: Table, *, rounds: int, spread: float, rate: float = 0.05) -> Table:
    """Weights near `start` under which the labels are likely (Adam, full batch); `spread` is the prior's deviation."""
    table = {name: dict(signs) for name, signs in start.items()}
    mean, square = _zero(start), _zero(start)
    for step in range(1, rounds + 1):
        value, slope = likelihood(batch, table)
        for name, signs in table.items():
            for sign, weight in signs.items():
                g = slope[name][sign] - (weight - start[name][sign]) / spread**2
                mean[name][sign] = 0.9 * mean[name][sign] + 0.1 * g
                square[name][sign] = 0.99 * square[name][sign] + 0.01 * g * g
                push = (mean[name][sign] / (1 - 0.9**step)) / ((square[name][sign] / (1 - 0.99**step)) ** 0.5 + 1e-6)
                signs[sign] = weight + rate * push
        if step % 10 == 0 or step == rounds:
            print(f"round {step}: {value / max(1, len(batch)):.4f} a card")
    return table


def _zero(table: Mapping[str, Mapping[str, float]]) -> Table:
    return {name: dict.fromkeys(signs, 0.0) for name, signs in table.items()}


def accuracy(batch: Sequence[Sample], table: Table) -> dict[str, float]:
    """Share of the cards whose best choice is right, for each labelled field."""
    hits: dict[str, float] = defaultdict(float)
    for sample in batch:
        score = scores(sample.problem, table)
        best = np.unravel_index(int(np.argmax(score)), score.shape)
        for axis, field in enumerate(FIELDS):
            hits[field.value] += sample.right[axis][int(best[axis])]
    return {field: round(count / max(1, len(batch)), 4) for field, count in hits.items()}


def written(table: Table, previous: str) -> str:
    """The weight file with new numbers; its comments and order stay."""
    out, name = [], ""
    for row in previous.splitlines():
        line = row
        if head := re.fullmatch(r"\[(\w+)\]", line.strip()):
            name = head[1]
        if (entry := re.match(r"(\w+)\s*=", line)) and entry[1] in table.get(name, {}):
            line = f"{entry[1]} = {table[name][entry[1]]:.2f}"
        out.append(line)
    return "\n".join(out) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.fit_fields", description="Fit the assignment's weights."
    )
    parser.add_argument("train", nargs="+", help="SCANS.jsonl=LABELS.jsonl")
    parser.add_argument("--check", nargs="*", default=[], help="the same, judged only")
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--spread", type=float, default=0.7)
    parser.add_argument("--write", action="store_true", help="replace the shipped weights")
    args = parser.parse_args()
    load = {p: samples(*map(Path, p.split("="))) for p in (*args.train, *args.check)}
    start = {name: dict(signs) for name, signs in weight_file.weights().items()}
    table = fit([s for p in args.train for s in load[p]], start, rounds=args.rounds, spread=args.spread)
    for p, batch in load.items():
        print(p, len(batch), "before", accuracy(batch, start), "after", accuracy(batch, table))
    if args.write:
        WEIGHTS.write_text(written(table, WEIGHTS.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
