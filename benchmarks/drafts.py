"""How fast drafts are written, checked and put into files.

    python -m benchmarks.drafts [--count 10000] [--rounds 3]

'texts only' is every template in turn with all facts known; the other rows are the service on a database of that many
contacts, all met at one event, whose drafts nobody touched. One process, one thread; the quickest of the rounds counts.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

from benchmarks import contactbook
from benchmarks.tables import markdown
from followup import settings
from followup.drafting import SAMPLE, available, compose, load, variants
from followup.model import Event
from followup.service import Aftercard
from followup.store import contacts, encounters


class Spent(NamedTuple):
    """Seconds on the clock, and of the processor: on a busy machine only the second says how long it takes."""

    clock: float
    processor: float


def measure(count: int, rounds: int) -> list[tuple[str, str, str, int]]:
    """Seconds, CPU seconds and drafts per CPU second of each step."""
    found = {"texts only": min(_spent(lambda: _texts(count)) for _ in range(rounds))}
    with tempfile.TemporaryDirectory() as folder:
        for number in range(rounds):
            place = settings.load(str(Path(folder) / f"{number}.db"), environment={})
            with Aftercard.open(place) as service:
                event = _book(service, count)
                for step, spent in _steps(service, event).items():
                    found[step] = min(spent, found.get(step, spent))
    return [
        (step, f"{spent.clock:.2f}", f"{spent.processor:.2f}", round(count / spent.processor))
        for step, spent in found.items()
    ]


def _steps(service: Aftercard, event: Event) -> dict[str, Spent]:
    drafts = service.drafts
    steps = {
        "written and stored": lambda: drafts.make(event.id, "thank-you"),
        "brought up to date": lambda: drafts.make(event.id, "thank-you"),
        "checked": lambda: service.linting.check(drafts.list(event=event.id)),
        "as .eml": lambda: list(service.draft_files.files(drafts.list(event=event.id))),
    }
    return {step: _spent(do) for step, do in steps.items()}


def _texts(count: int) -> None:
    templates = [
        load(kind, language, None, number) for kind, language in available() for number in variants(kind, language)
    ]
    for template in islice(cycle(templates), count):
        compose(template, SAMPLE)


def _book(service: Aftercard, count: int) -> Event:
    """An event with so many contacts, each with a topic of its own."""
    event = service.events.add("Web Summit 2026", starts_on="2026-11-16", ends_on="2026-11-19")
    with service._context.database.write() as connection:
        for number, contact in enumerate(contactbook.book(count, 1).contacts):
            made = contacts.add(connection, contact)
            encounters.ensure(connection, made.id, event.id, topic=f"pilot {number}", promised="the price list")
    return event


def _spent(do: Callable[[], object]) -> Spent:
    start, used = time.perf_counter(), time.process_time()
    do()
    return Spent(time.perf_counter() - start, time.process_time() - used)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    print(markdown(("step", "seconds", "CPU seconds", "drafts per CPU second"), measure(chosen.count, chosen.rounds)))


if __name__ == "__main__":
    main()
