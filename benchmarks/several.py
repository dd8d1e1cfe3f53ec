"""How well several cards of one photo are told apart and read: `python -m benchmarks.several [--rounds N --seed N]`.

Photos of 2 to 24 cards are generated for every kind of `benchmarks.cardgen.spreads` and scanned. A card is found
when a crop of its own overlaps it by 0.85 (intersection over union). Cards and crops are matched by place, so that the
fields of a card that was missed count as missed. `--pictures DIR` draws what was found where that is not all.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from benchmarks import scoring, tables
from benchmarks.accuracy import read_labels, scan, wrong
from benchmarks.cardgen import spreads
from benchmarks.cardgen.generate import several, write
from benchmarks.geometry import overlap

FOUND = 0.85
"""Overlap of a crop with a card from which on the card counts as found: above it hardly any text is cut off."""

Row = Mapping[str, Any]
Pair = tuple[Row, Row]


def matched(labels: Sequence[Row], lines: Sequence[Row]) -> list[Pair]:
    """Each card with the crop that overlaps it most, each crop once; what is left goes with `{}`."""
    shares = [(overlap(a["corners"], b["corners"]), i, j) for i, a in enumerate(labels) for j, b in enumerate(lines)]
    of_label: dict[int, int] = {}
    for share, i, j in sorted(shares, reverse=True):
        if share > 0 and i not in of_label and j not in of_label.values():
            of_label[i] = j
    pairs: list[Pair] = [(label, lines[of_label[i]] if i in of_label else {}) for i, label in enumerate(labels)]
    return pairs + [({"level": labels[0]["level"]}, line) for j, line in enumerate(lines) if j not in of_label.values()]


def figures(pairs: Sequence[Pair]) -> dict[str, Any]:
    """How many cards were found, how many crops are no card's, and how well all were read."""
    cards = [(label, line) for label, line in pairs if "corners" in label]
    found = sum(_is_found(label, line) for label, line in cards)
    score = scoring.score(pairs)
    right = sum(not scoring.edits(scoring.compare(a, b.get("contact") or {}), scoring.EXACT) for a, b in cards)
    return {
        "cards": len(cards),
        "found": f"{found / max(1, len(cards)):.3f}",
        "too many": len(pairs) - len(cards),
        "F1": f"{score['f1']:.3f}",
        "zero-edit": f"{right / max(1, len(cards)):.3f}",
        "upright": f"{score.get('upright', 0):.3f}",
    }


def _is_found(label: Row, line: Row) -> bool:
    return bool(line) and overlap(label["corners"], line["corners"]) >= FOUND


def picture(photo: Path, pairs: Sequence[Pair]) -> np.ndarray:
    """The photo at 1600 pixels with the cards in green and the crops in red, those that are right thin."""
    pixels = cv2.imread(str(photo))
    scale = 1600 / max(pixels.shape[:2])
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    for label, line in pairs:
        right = "corners" in label and _is_found(label, line)
        for row, color in ((label, (0, 170, 0)), (line, (0, 0, 255))):
            if "corners" in row and (row is line or not right):
                corners = np.round(np.asarray(row["corners"]) * scale).astype(np.int32)
                cv2.polylines(small, [corners], True, color, 1 if right else 4)
    return small


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.several", description="Several cards in one photo.")
    parser.add_argument("--folder", type=Path, help="photos with labels.jsonl, in place of generated ones")
    parser.add_argument("--rounds", type=int, default=1, help="photos of each kind and number of cards")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", default=",".join(spreads.KINDS))
    parser.add_argument("--cards", default="2,4,8,12,24")
    parser.add_argument("--workers", type=int)
    parser.add_argument("--errors", type=int, default=0, help="list so many wrong fields")
    parser.add_argument("--pictures", type=Path, help="folder for pictures of what was not found")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = args.folder or Path(scratch)
        if not args.folder:
            counts = [int(count) for count in args.cards.split(",")]
            write(several(args.seed, args.rounds, args.kinds.split(","), counts), folder)
        _report(args, folder)


def _report(args: argparse.Namespace, folder: Path) -> None:
    labels = read_labels(folder)
    lines = scan(folder, labels, args.workers)
    groups: dict[str, list[Pair]] = defaultdict(list)
    for file, rows in labels.items():
        pairs = matched(rows, [line for line in lines.get(file, []) if "contact" in line])
        for group in (str(rows[0]["level"]), f"{len(rows)} cards", "all"):
            groups[group] += pairs
        if args.pictures and not all(_is_found(*pair) for pair in pairs if "corners" in pair[0]):
            args.pictures.mkdir(parents=True, exist_ok=True)
            cv2.imwrite(str(args.pictures / f"{Path(file).stem}.jpg"), picture(folder / file, pairs))
    order = [
        *spreads.KINDS,
        *sorted((g for g in groups if g.endswith("cards")), key=lambda g: int(g.split()[0])),
        "all",
    ]
    rows = {group: figures(groups[group]) for group in order if group in groups}
    print(tables.markdown(["photos of", *rows["all"]], [[group, *row.values()] for group, row in rows.items()]))
    for _, line in zip(range(args.errors), wrong(groups["all"]), strict=False):
        print(f"  {line}")


if __name__ == "__main__":
    main()
