"""How the book behaves as it grows: what people do with it every day, and how many of its duplicates are found.

    python -m benchmarks.contacts [--sizes 1000,10000,100000] [--seed N] [--write FILE]
    python -m benchmarks.contacts --matching [--sizes 1000,10000,100000] [--seed N]

Without `--matching` each size is a SQLite file with three meetings per contact (`benchmarks.filledbook`), and the table
has a row for each part of `benchmarks.bookuse`. With it, contacts in memory are compared; recall is given by the way in
which the second card differs. Every measurement runs in a process of its own, so that its memory is its own.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks import bookuse, contactbook, filledbook
from benchmarks.bookuse import megabytes
from benchmarks.tables import markdown
from followup.matching import MAX_BLOCK, against, duplicates, keys
from followup.model import Contact


def measure_matching(count: int, seed: int) -> dict[str, Any]:
    """Match one book in this process; seconds, megabytes, precision and recall."""
    book = contactbook.book(count, seed)
    before = megabytes()
    start, used = time.perf_counter(), time.process_time()
    found = {(pair.a_id, pair.b_id) for pair in duplicates(book.contacts)}
    seconds, used = time.perf_counter() - start, time.process_time() - used
    peak = megabytes()
    hits = Counter(kind for pair, kind in book.truth.items() if pair in found)
    total = Counter(book.truth.values())
    return {
        "contacts": count,
        "seconds": round(seconds, 2),
        "CPU seconds": round(used, 2),
        "CPU µs/contact": round(used / count * 1e6),
        "MB book": before,
        "MB peak": peak,
        "pairs": len(found),
        "precision": round(sum(pair in book.truth for pair in found) / max(len(found), 1), 3),
        "recall": round(sum(hits.values()) / max(len(book.truth), 1), 3),
        "by kind": {kind: round(hits[kind] / total[kind], 3) for kind in contactbook.second_cards() if total[kind]},
        "one through the index, ms": _one_against(book),
    }


def _one_against(book: contactbook.Book, tries: int = 50) -> float:
    """A new contact against those who share a key with it, as the store's index finds them; the mean of some."""
    index: dict[str, list[Contact]] = {}
    for contact in book.contacts:
        for key in keys(contact):
            index.setdefault(key, []).append(contact)
    start = time.perf_counter()
    for contact in book.contacts[:tries]:
        near = {c.id: c for key in keys(contact) for c in index[key] if len(index[key]) <= MAX_BLOCK}
        against(contact, near.values())
    return round((time.perf_counter() - start) / tries * 1000, 2)


def measure_use(count: int, seed: int) -> dict[str, dict[str, Any]]:
    """Fill one book, and measure every part of `bookuse` on it."""
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder, "book.sqlite"))
        results = {"fill": _in_own_process("--fill", file, "--one", str(count), "--seed", str(seed))}
        for part in bookuse.PARTS:
            results[part] = _in_own_process("--part", part, "--fill", file, "--one", str(count))
            print(f"{count:>9,}  {part:<28}{results[part]['ms']:>10,.1f} ms", file=sys.stderr)
    return results


def _fill(file: Path, count: int, seed: int) -> dict[str, Any]:
    start, used = time.perf_counter(), time.process_time()
    filledbook.fill(file, count, seed)
    seconds, used = time.perf_counter() - start, time.process_time() - used
    return {"ms": round(seconds * 1000), "CPU ms": round(used * 1000), "found": count, "MB peak": megabytes()}


def _in_own_process(*arguments: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.contacts", *arguments], capture_output=True, text=True, check=True
    )
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def _report_use(results: dict[int, dict[str, dict[str, Any]]]) -> None:
    """A row a part: milliseconds for each size, how they grow from the first to the last, and the last one's memory."""
    first, last = min(results), max(results)
    head = ["", *(f"{size:,} (ms)" for size in results), f"growth over {last / first:g}×", f"MB at {last:,}"]
    rows = [
        [
            part,
            *(f"{results[size][part]['ms']:,.1f}" for size in results),
            f"{results[last][part]['ms'] / results[first][part]['ms']:.0f}×",
            results[last][part]["MB peak"],
        ]
        for part in results[first]
    ]
    print(markdown(head, rows))


def _report(results: list[dict[str, Any]]) -> None:
    head = [key for key in results[0] if key != "by kind"]
    print(markdown(head, [[result[key] for key in head] for result in results]))
    kinds = list(results[-1]["by kind"])
    print("\nRecall by what is different on the second card:\n")
    print(markdown(["contacts", *kinds], [[r["contacts"], *(r["by kind"].get(k, "") for k in kinds)] for r in results]))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.contacts", description="How a large book behaves.")
    parser.add_argument("--matching", action="store_true", help="find the duplicates of contacts in memory")
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", type=Path, metavar="FILE", help="keep the figures as JSON")
    for inner in ("--part", "--fill"):
        parser.add_argument(inner, help=argparse.SUPPRESS)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    args = parser.parse_args()
    sizes = [int(size) for size in args.sizes.split(",")]
    if args.one:
        print(json.dumps(_one(args)))
    elif args.matching:
        _report([_in_own_process("--one", str(size), "--seed", str(args.seed)) for size in sizes])
    else:
        results = {size: measure_use(size, args.seed) for size in sizes}
        _report_use(results)
        if args.write:
            args.write.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


def _one(args: argparse.Namespace) -> dict[str, Any]:
    """What a process of its own measures."""
    if args.part:
        return bookuse.measure(args.part, Path(args.fill))
    if args.fill:
        return _fill(Path(args.fill), args.one, args.seed)
    return measure_matching(args.one, args.seed)


if __name__ == "__main__":
    main()
