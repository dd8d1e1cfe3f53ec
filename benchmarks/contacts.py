"""How matching grows with the book: time, memory, and how many of the known duplicates are found.

    python -m benchmarks.contacts --matching [--sizes 1000,10000,100000] [--seed N]

Each size runs in a process of its own, so that its memory is its own. The contacts are those of
`benchmarks.contactbook`; recall is given by the way in which the second card differs.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections import Counter
from typing import Any

from benchmarks import contactbook
from benchmarks.tables import markdown
from followup.matching import MAX_BLOCK, against, duplicates, keys
from followup.model import Contact


def measure_matching(count: int, seed: int) -> dict[str, Any]:
    """Match one book in this process; seconds, megabytes, precision and recall."""
    book = contactbook.book(count, seed)
    before = _megabytes()
    start, used = time.perf_counter(), time.process_time()
    found = {(pair.a_id, pair.b_id) for pair in duplicates(book.contacts)}
    seconds, used = time.perf_counter() - start, time.process_time() - used
    peak = _megabytes()
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


def _megabytes() -> int:
    """The most memory this process ever had."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1 << 20 if sys.platform == "darwin" else 1 << 10))


def _in_own_process(count: int, seed: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.contacts", "--one", str(count), "--seed", str(seed)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def _report(results: list[dict[str, Any]]) -> None:
    head = [key for key in results[0] if key != "by kind"]
    print(markdown(head, [[result[key] for key in head] for result in results]))
    kinds = list(results[-1]["by kind"])
    print("\nRecall by what is different on the second card:\n")
    print(markdown(["contacts", *kinds], [[r["contacts"], *(r["by kind"].get(k, "") for k in kinds)] for r in results]))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.contacts", description="How a large book behaves.")
    parser.add_argument("--matching", action="store_true", help="find the duplicates")
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        print(json.dumps(measure_matching(args.one, args.seed)))
    elif args.matching:
        _report([_in_own_process(int(size), args.seed) for size in args.sizes.split(",")])
    else:
        parser.error("say what to measure: --matching")


if __name__ == "__main__":
    main()
