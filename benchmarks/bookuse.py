"""What people do with a large book, each measured in a process of its own, so that its memory is its own.

Every measurement names the best of a few runs in milliseconds of wall clock and of CPU, how many it gave, and the most
memory that its process ever had.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import filledbook
from followup.service import Aftercard
from followup.service.directory import Filter, Order

Use = Callable[[Aftercard], Callable[[], int]]
"""Of a service: something to do, which gives how many it found or wrote."""

_RUNS = 3


def measure(part: str, file: Path) -> dict[str, Any]:
    """Do one part's work on a filled book in this process."""
    with filledbook.open_book(file) as service:
        use = PARTS[part](service)
        wall, cpu, found = min(_timed(use) for _ in range(1 if part in SLOW else _RUNS))
    return {"ms": round(wall * 1000, 1), "CPU ms": round(cpu * 1000, 1), "found": found, "MB peak": megabytes()}


def megabytes() -> int:
    """The most memory this process ever had."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1 << 20 if sys.platform == "darwin" else 1 << 10))


def _timed(use: Callable[[], int]) -> tuple[float, float, int]:
    start, used = time.perf_counter(), time.process_time()
    found = use()
    return time.perf_counter() - start, time.process_time() - used, found


def _find(order: Order = Order.NAME, **wanted: Any) -> Use:
    return lambda service: lambda: len(service.directory.find(Filter(**wanted), order).ids)


def _find_words_of_somebody(field: str) -> Use:
    """Search for what the book's first contact says in this field."""
    return lambda service: _find(search=getattr(service.contacts.get(1), field))(service)


def _event(service: Aftercard) -> Callable[[], int]:
    return _find(event=service.events.list()[0].id)(service)


def _due(limit: int | None) -> Use:
    return lambda service: lambda: len(service.agenda.due(limit=limit))


def _export(name: str) -> Use:
    """Written piece by piece to nowhere, as to a file; gives the bytes."""
    return lambda service: lambda: sum(len(piece) for piece in service.exports.export(name))


PARTS: dict[str, Use] = {
    "list, first page": _find(),
    "list, an event's people": _event,
    "list, weakest ties first": _find(Order.HEALTH),
    "search, a name": _find_words_of_somebody("name"),
    "search, a company": _find_words_of_somebody("organization"),
    "search, a word of many": _find(search="energy"),
    "search, nobody": _find(search="zzzzq"),
    "search, a tag": _find(tags=("energy",)),
    "open a contact": lambda service: lambda: len(service.contacts.record(1).meetings),
    "events' progress": lambda service: lambda: len(service.events.progress()),
    "due, the first dozen": _due(12),
    "due, everybody": _due(None),
    "duplicates": lambda service: lambda: len(service.duplicates.all()),
    "export vCard": _export("vcard"),
    "export CSV": _export("csv"),
    "export XLSX": _export("xlsx"),
}
"""What is measured, in the order of the table."""

SLOW = {part for part in PARTS if part.startswith(("due, everybody", "duplicates", "export", "list, weakest"))}
