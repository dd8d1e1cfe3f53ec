"""How well cards are read: scan labelled photos and print the figures per field and level.

    python -m benchmarks.accuracy [--count N --seed N --level flat,desk,hard]     on freshly generated cards
    python -m benchmarks.accuracy --folder DIR                                    on a folder with labels.jsonl

The figures are explained in `benchmarks.scoring`. They are set beside the last ones kept in results/accuracy.json;
`--save` keeps the new ones there, `--json FILE` writes them elsewhere, `--errors N` lists what was read wrongly.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import scoring, tables
from benchmarks.cardgen.camera import LEVELS
from benchmarks.cardgen.generate import generate, others, write
from scanner import jsonl
from scanner.batch import scan_photos
from scanner.model import Photo, ScanOptions

RESULTS = Path(__file__).parent / "results" / "accuracy.json"

Pair = tuple[scoring.Row, scoring.Row]


@dataclass(frozen=True)
class Outcome:
    """What came of a folder: label and scan line of every card, and what was read where there is no card."""

    pairs: list[Pair]
    invented: dict[str, int]
    empty: int
    failures: dict[str, str]


def read_labels(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """The labels of each file of a folder."""
    labels: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines():
        if line.strip():
            row = json.loads(line)
            labels[row["file"]].append(row)
    return labels


def scan(folder: Path, files: Iterable[str], workers: int | None = None) -> dict[str, list[dict[str, Any]]]:
    """The scan lines of each file."""
    photos = (Photo(file, (folder / file).read_bytes()) for file in files)
    results = scan_photos(photos, ScanOptions(), workers=workers)
    return {photo.file: [json.loads(jsonl.dumps(line)) for line in found] for photo, found in results}


def measure(labels: Mapping[str, Sequence[dict[str, Any]]], lines: Mapping[str, Sequence[dict[str, Any]]]) -> Outcome:
    """Match labels and lines, photo by photo."""
    pairs: list[Pair] = []
    invented: dict[str, int] = {}
    blank = {file for file, rows in labels.items() if any(row.get("kind") == "none" for row in rows)}
    for file, rows in labels.items():
        found = [line for line in lines.get(file, []) if "contact" in line]
        if file not in blank:
            level = {"level": rows[0].get("level")}
            pairs += [(label or level, line) for label, line in scoring.pair(rows, found)]
        elif values := sum(len(scoring.given(line["contact"], field)) for line in found for field in scoring.FIELDS):
            invented[file] = values
    failures = {file: one["error"]["code"] for file in labels for one in lines.get(file, []) if "error" in one}
    return Outcome(pairs, invented, len(blank), {file: code for file, code in failures.items() if file not in blank})


def figures(outcome: Outcome) -> dict[str, Any]:
    """The figures of all cards and of each level, kind or whatever else the labels are grouped by."""
    groups: dict[str, list[Pair]] = defaultdict(list)
    for label, line in outcome.pairs:
        groups[str(label.get("level") or label.get("kind") or "all")].append((label, line))
    result = {level: scoring.score(pairs) for level, pairs in sorted(groups.items(), key=lambda item: _rank(item[0]))}
    if len(groups) > 1:
        result["all"] = scoring.score(outcome.pairs)
    if outcome.empty:
        result["not a card"] = {"photos": outcome.empty, "read as cards": len(outcome.invented)}
    return result


def _rank(level: str) -> tuple[int, str]:
    return (LEVELS.index(level) if level in LEVELS else len(LEVELS), level)


def wrong(pairs: Sequence[Pair]) -> Iterable[str]:
    """One line for every field that is not right."""
    for label, line in pairs:
        contact = line.get("contact") or {}
        for field, found in scoring.compare(label, contact).items():
            if found.edits:
                got = [(value.text, round(value.confidence, 2)) for value in found.spurious]
                yield f"{label.get('file', '?')} {field}: got {got} instead of {list(found.missed)}"


def _generated(args: argparse.Namespace, folder: Path) -> None:
    levels = args.level.split(",")
    write(generate(args.seed, args.count, levels), folder)
    if args.others:
        write(others(args.seed, args.others), folder, append=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description="How well cards are read.")
    parser.add_argument("--folder", type=Path, help="pictures with labels.jsonl, in place of generated ones")
    parser.add_argument("--count", type=int, default=90, help="generated photos of one card each")
    parser.add_argument(
        "--others", type=int, default=12, help="generated photos of several cards, of pairs and of no card"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--level", default=",".join(LEVELS))
    parser.add_argument("--workers", type=int)
    parser.add_argument("--errors", type=int, default=0, help="list so many wrong fields")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    parser.add_argument("--save", action="store_true", help=f"keep the figures in {RESULTS.name}")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = args.folder or Path(scratch)
        if not args.folder:
            _generated(args, folder)
        labels = read_labels(folder)
        outcome = measure(labels, scan(folder, labels, args.workers))
    _report(args, outcome)


def _report(args: argparse.Namespace, outcome: Outcome) -> None:
    name = args.folder.name if args.folder else "generated"
    result = figures(outcome)
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    print(tables.accuracy(result, kept.get(name, {}).get("figures", {})))
    for file, code in outcome.failures.items():
        print(f"  {file}: {code}")
    for _, line in zip(range(args.errors), wrong(outcome.pairs), strict=False):
        print(f"  {line}")
    setting = {} if args.folder else {"seed": args.seed, "count": args.count, "others": args.others}
    kept[name] = {"setting": setting, "figures": result}
    for path in filter(None, [args.json, RESULTS if args.save else None]):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
