"""Whatever interrupts a capture, nothing is lost and nothing is made twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from followup.model import Event, PhotoState
from followup.service import Aftercard, Outcome
from followup.settings import Settings
from scanner.model import FailureCode, Photo, ScanResult
from tests.followup.recorded import photo, read, scan
from tests.followup.service.captures import ANA, BLANK, BO, TWO, capture, final

ROOT = Path(__file__).parents[3]


def test_a_resumed_capture_counts_each_photo_once(aftercard: Aftercard, summit: Event) -> None:
    items = aftercard.photos.capture(summit.id, [ANA, BO, TWO], scan)
    while next(items).outcome is not Outcome.READ:
        pass
    items.close()
    again = capture(aftercard, summit, ANA, BO, TWO)
    assert sorted(final(again)) == [("ana.jpg", Outcome.SEEN), ("bo.jpg", Outcome.READ), ("two.jpg", Outcome.READ)]
    assert (again[-1].done, again[-1].total) == (3, 3)


@pytest.mark.parametrize("early", [True, False])
def test_photos_that_another_capture_finished_are_said_as_they_are(
    aftercard: Aftercard, summit: Event, early: bool
) -> None:
    """The other one reads them while this one still stores, or just before this one wants to note its results."""

    def given() -> Iterator[Photo]:
        yield from (ANA, BLANK)
        if early:
            capture(aftercard, summit)

    def late(photos: Iterable[Photo]) -> Iterator[tuple[Photo, tuple[ScanResult, ...]]]:
        found = list(scan(photos))
        if not early:
            capture(aftercard, summit)
        yield from found

    items = list(aftercard.photos.capture(summit.id, given(), late))
    assert final(items) == [("ana.jpg", Outcome.SEEN), ("blank.jpg", Outcome.FAILED)]
    assert items[-2].contact_ids == (1,)
    assert items[-1].failure is not None
    assert items[-1].failure.code is FailureCode.NO_CARD
    assert (items[-1].done, items[-1].total) == (2, 2)


def test_closing_cancels_and_the_next_call_continues(aftercard: Aftercard, summit: Event) -> None:
    closed = []

    def slow(photos: Iterable[Photo]) -> Iterator[tuple[Photo, tuple[ScanResult, ...]]]:
        try:
            yield from scan(photos)
        finally:
            closed.append(True)

    items = aftercard.photos.capture(summit.id, [ANA, BO, TWO], slow)
    while next(items).outcome is not Outcome.READ:
        pass
    items.close()
    assert closed == [True]
    assert len(aftercard.photos.list(summit.id, PhotoState.WAITING)) == 2
    capture(aftercard, summit)
    assert len(aftercard.contacts.list()) == 4


def test_a_crashing_scanner_leaves_the_photos_waiting(aftercard: Aftercard, summit: Event) -> None:
    def crash(photos: Iterable[Photo]) -> Iterator[tuple[Photo, tuple[ScanResult, ...]]]:
        for given in photos:
            if given.file == "bo.jpg":
                raise MemoryError
            yield given, read(given)

    items = aftercard.photos.capture(summit.id, [ANA, BO], crash)
    with pytest.raises(MemoryError):
        list(items)
    assert [p.label for p in aftercard.photos.list(summit.id, PhotoState.WAITING)] == ["bo.jpg"]
    assert [c.name for c in aftercard.contacts.list()] == ["Ana López"]


def test_two_processes_that_read_the_same_photos_make_each_contact_once(places: Settings, summit: Event) -> None:
    code = _process(places, "for item in a.photos.capture('Web Summit 2026', photos(30), slowly(0.01)): pass")
    running = [subprocess.Popen([sys.executable, "-c", code], env=_environment()) for _ in range(2)]
    assert [process.wait(60) for process in running] == [0, 0]
    with Aftercard.open(places) as aftercard:
        names = [c.name for c in aftercard.contacts.list(event="Web Summit 2026")]
        assert sorted(names) == sorted(f"Person {number}" for number in range(30))
        assert {p.state for p in aftercard.photos.list("Web Summit 2026")} == {PhotoState.READ}


@pytest.mark.parametrize("after", [0.05, 0.4])
def test_a_killed_capture_loses_nothing_and_continues(places: Settings, summit: Event, after: float) -> None:
    body = "for item in a.photos.capture('Web Summit 2026', photos(40), slowly(0.05)): print(item.label, flush=True)"
    process = subprocess.Popen(
        [sys.executable, "-c", _process(places, body)], env=_environment(), stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    said = [process.stdout.readline()]
    time.sleep(after)
    os.kill(process.pid, signal.SIGKILL)
    said += process.communicate()[0].splitlines()
    reported = {line.strip() for line in said if line.strip().endswith(".jpg")}
    with Aftercard.open(places) as aftercard:
        stored = {p.label for p in aftercard.photos.list("Web Summit 2026")}
        assert reported <= stored
        given = [photo(f"Person {number} <p{number}@example.com> ", label=f"{number}.jpg") for number in range(40)]
        list(aftercard.photos.capture("Web Summit 2026", given, scan))
        names = [c.name for c in aftercard.contacts.list()]
    assert sorted(names) == sorted(f"Person {number}" for number in range(40))


def _process(places: Settings, body: str) -> str:
    return f"""
import time
from tests.followup.recorded import photo, read
from followup import settings
from followup.service import Aftercard
def photos(count):
    for number in range(count):
        yield photo(f"Person {{number}} <p{{number}}@example.com> ", label=f"{{number}}.jpg")
def slowly(seconds):
    def scan(given):
        for one in given:
            time.sleep(seconds)
            yield one, read(one)
    return scan
with Aftercard.open(settings.load({places.database_url!r})) as a:
    {body}
"""


def _environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests" / "followup")))}
