"""Which hard photos are read wrongly, and at which step: `python -m benchmarks.troubles [--rounds N --seed N]`.

Photos of one card each are generated for every kind of `benchmarks.cardgen.troubles` and scanned. Each value that is
missing from what was read is put down to the first step that failed:

- cut: the card was not found, or cut out elsewhere than it lies;
- turn: it was read sideways or upside down;
- not found: no line was found where the value is printed;
- misread: a line was found there and says something else;
- assigned: the value stands in the lines and was not taken for what it is.

`--advice` counts the photos that one is told to take again.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from benchmarks import scoring, tables
from benchmarks.accuracy import read_labels, scan
from benchmarks.cardgen.generate import troubled, write
from benchmarks.cardgen.troubles import TROUBLES
from benchmarks.geometry import overlap, same_way_up

STEPS = ("cut", "turn", "not found", "misread", "assigned")

CUT = 0.8
"""Overlap of the crop with the card below which the cut is to blame."""

Row = Mapping[str, Any]


def step(label: Row, line: Row, field: str, value: str) -> str:
    """The first step that failed for a value that is missing."""
    if not line.get("corners") or overlap(label["corners"], line["corners"]) < CUT:
        return "cut"
    if not same_way_up(label["corners"], line["corners"]):
        return "turn"
    texts = [str(read["text"]) for read in line["lines"]]
    if _bare(field, value) in _bare(field, "".join(texts)) or any(_says(field, value, text) for text in texts):
        return "assigned"
    boxes = [box for text, box in label["printed"] if _says(field, value, text)]
    found = [np.asarray(read["box"], np.float32) for read in line["lines"]]
    return "misread" if all(any(_holds(one, box) for one in found) for box in boxes) else "not found"


def _says(field: str, value: str, text: str) -> bool:
    return _bare(field, value) in _bare(field, text)


def _bare(field: str, text: str) -> str:
    """What is compared: the last digits of a number, the letters and digits of anything else."""
    if field == "phones":
        return re.sub(r"\D", "", text.replace("(0)", ""))[-7:] if text.startswith("+") else re.sub(r"\D", "", text)
    return re.sub(r"[\W_]", "", text.casefold().removeprefix("https://").removeprefix("http://").removeprefix("www."))


def _holds(line: np.ndarray, box: Sequence[Sequence[float]]) -> bool:
    """Whether the middle half of a printed line lies in a line that was found."""
    a, b, c, d = np.asarray(box, np.float32)
    first, last = (a + d) / 2, (b + c) / 2
    return all(cv2.pointPolygonTest(line, (first + (last - first) * s).tolist(), False) >= 0 for s in (0.25, 0.75))


def failed(pairs: Iterable[tuple[Row, Row]]) -> Counter[str]:
    """How many values each step lost."""
    lost: Counter[str] = Counter()
    for label, line in pairs:
        for field, found in scoring.compare(label, line.get("contact") or {}).items():
            if field in scoring.EXACT:
                lost.update(step(label, line, field, value) for value in found.missed)
    return lost


def figures(pairs: Sequence[tuple[Row, Row]]) -> dict[str, Any]:
    """One row of the table."""
    score, lost = scoring.score(pairs), failed(pairs)
    advised = Counter(str((line.get("quality") or {}).get("advice", "")).removeprefix("retake: ") for _, line in pairs)
    del advised[""]
    return {
        "cards": len(pairs),
        "F1": f"{score['f1']:.3f}",
        "zero-edit": f"{score['zero_edit']:.2f}",
        "flagged": f"{score['flagged']:.2f}" if "flagged" in score else "",
        "found": f"{score.get('located', 0):.2f}",
        "upright": f"{score.get('upright', 0):.2f}",
        **{name: lost[name] or "" for name in STEPS},
        "advice": ", ".join(f"{count} {what}" for what, count in advised.most_common()),
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.troubles", description="Where hard photos fail.")
    parser.add_argument("--folder", type=Path, help="photos that this wrote before, in place of new ones")
    parser.add_argument("--rounds", type=int, default=4, help="photos of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", default=";".join(TROUBLES), help="kinds, divided by semicolons")
    parser.add_argument("--workers", type=int)
    parser.add_argument("--errors", type=int, default=0, help="list so many lost values with their step")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = args.folder or Path(scratch)
        if not args.folder:
            write(troubled(args.seed, args.rounds, args.kinds.split(";")), folder)
        labels = read_labels(folder)
        lines = scan(folder, labels, args.workers)
    report(labels, lines, args.errors)


def report(labels: Mapping[str, Sequence[Row]], lines: Mapping[str, Sequence[Row]], errors: int) -> None:
    """Print the table and the first errors."""
    groups: dict[str, list[tuple[Row, Row]]] = defaultdict(list)
    for file, rows in labels.items():
        found = [line for line in lines.get(file, []) if "contact" in line]
        groups[str(rows[0]["level"])] += [(a, b) for a, b in scoring.pair(rows, found) if a]
    groups["all"] = [pair for group in list(groups.values()) for pair in group]
    rows = {group: figures(pairs) for group, pairs in groups.items()}
    print(tables.markdown(["photos", *rows["all"]], [[group, *row.values()] for group, row in rows.items()]))
    for _, line in zip(range(errors), _losses(groups["all"]), strict=False):
        print(f"  {line}")


def _losses(pairs: Iterable[tuple[Row, Row]]) -> Iterable[str]:
    for label, line in pairs:
        for field, found in scoring.compare(label, line.get("contact") or {}).items():
            got = [value.text for value in found.spurious]
            for value in found.missed if field in scoring.EXACT else ():
                yield f"{label['file']} {field}: {step(label, line, field, value)} {value!r}, got {got}"


if __name__ == "__main__":
    main()
