"""How exports and imports grow: seconds and memory of each format from a large book, and of a file into a book.

    python -m benchmarks.exchange --export 100000 [--formats vcard,xlsx]
    python -m benchmarks.exchange --import 5000,20000 [--seed N]

Each measurement runs in a process of its own, so that its memory is its own. The exported book is that of
`benchmarks.filledbook`; the imported file is a vCard of `benchmarks.contactbook`, in which every eleventh card is a
second card of somebody, without identifiers: each has to be found by what it says. It is imported into an empty book,
then once more.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks import contactbook, filledbook
from benchmarks.tables import markdown
from followup.exchange import FORMATS, export
from followup.model import ContactRecord
from followup.service.proposal import ImportOutcome

ARCHIVE = "archive"


def measure_export(file: Path, name: str) -> dict[str, Any]:
    """Write everybody in one format to nowhere."""
    with filledbook.open_book(file) as service:
        pieces = service.archives.backup().pieces if name == ARCHIVE else service.exports.export(name)
        size, took = _timed(lambda: sum(map(len, pieces)))
    return {"format": name, "MB file": round(size / 1e6, 1), **took, "MB peak": _peak()}


def measure_import(count: int, seed: int, folder: Path) -> dict[str, Any]:
    """A file into an empty book: proposed, written, and written once more."""
    people = (ContactRecord(replace(c, uid="")) for c in contactbook.book(count, seed).contacts)
    data = b"".join(export(people, "vcard"))
    with filledbook.open_book(folder / "book.db") as service:
        _, propose = _timed(lambda: service.imports.propose(data))
        longest = _Longest()
        first, apply = _timed(lambda: service.imports.apply(data, progress=longest))
        second, again = _timed(lambda: service.imports.apply(data))
        people_now = len(service.contacts.list())
    return {
        "rows": count,
        "contacts": people_now,
        "merged": first.count(ImportOutcome.MERGE) + first.count(ImportOutcome.SAME),
        "propose, s": propose["seconds"],
        "write, s": apply["seconds"],
        "write, CPU s": apply["CPU seconds"],
        "longest piece, s": round(longest.seconds, 2),
        "again, s": again["seconds"],
        "new again": second.count(ImportOutcome.NEW),
        "MB peak": _peak(),
    }


class _Longest:
    """Remembers the longest time between two pieces: about how long others have to wait."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._last = 0.0

    def __call__(self, _done: int, _total: int) -> None:
        now = time.perf_counter()
        if self._last:
            self.seconds = max(self.seconds, now - self._last)
        self._last = now


def _timed(act: Callable[[], Any]) -> tuple[Any, dict[str, float]]:
    start, used = time.perf_counter(), time.process_time()
    result = act()
    seconds, used = time.perf_counter() - start, time.process_time() - used
    return result, {"seconds": round(seconds, 1), "CPU seconds": round(used, 1)}


def _peak() -> int:
    """The most megabytes this process ever had; not what it inherited from the one that started it."""
    status = Path("/proc/self/status")
    if status.exists() and (found := re.search(r"VmHWM:\s+(\d+) kB", status.read_text())):
        return round(int(found[1]) / 1024)
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1024))


def _in_own_process(*arguments: str) -> dict[str, Any]:
    line = [sys.executable, "-m", "benchmarks.exchange", *arguments]
    result: dict[str, Any] = json.loads(subprocess.run(line, capture_output=True, text=True, check=True).stdout)
    return result


def _exports(count: int, formats: list[str], seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "book.db"
        filledbook.fill(file, count, seed)
        rows = [_in_own_process("--one-export", name, str(file)) for name in formats]
    print(markdown(list(rows[0]), [list(row.values()) for row in rows]))


def _imports(counts: list[int], seed: int) -> None:
    rows = []
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            rows.append(_in_own_process("--one-import", str(count), str(seed), folder))
    print(markdown(list(rows[0]), [list(row.values()) for row in rows]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--export", type=int, metavar="CONTACTS")
    parser.add_argument("--formats", default=",".join((*FORMATS, ARCHIVE)))
    parser.add_argument("--import", dest="imports", metavar="ROWS,…")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--one-export", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--one-import", nargs=3, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one_export:
        print(json.dumps(measure_export(Path(given.one_export[1]), given.one_export[0])))
    elif given.one_import:
        count, seed, folder = given.one_import
        print(json.dumps(measure_import(int(count), int(seed), Path(folder))))
    if given.export:
        _exports(given.export, given.formats.split(","), given.seed)
    if given.imports:
        _imports([int(count) for count in given.imports.split(",")], given.seed)


if __name__ == "__main__":
    main()
