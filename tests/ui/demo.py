"""A sample event with fictional cards, so that a newcomer sees every page alive: `make demo`.

Everything lies in a scratch folder that is removed in the end; the user's own database is never opened. The cards'
readings were recorded with the real scanner, so that it takes a second:

    .venv/bin/python -m tests.ui.demo            fill a sample event and serve the page (`--port` as `aftercard app`)
    .venv/bin/python -m tests.ui.demo --record   read the cards anew, after the scanner has changed
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from followup import settings
from followup.model import Contact, Event
from followup.relations import DateKind, ImportantDate
from followup.service import Aftercard
from scanner import jsonl
from scanner.model import FailureCode, Photo, ScanFailure, ScanResult

ROOT = Path(__file__).parents[2]
CARDS = ROOT / "tests" / "data" / "cards"
RECORDED = Path(__file__).with_name("demo-cards.jsonl")

LAST_MONTH = ("desk-portrait-se.jpg", "desk-vertical-au.jpg", "flat-footer-strip-se.jpg")
"""Met at an earlier event: what is due by now comes from here."""

WAITING = "hard-classic-gb.jpg"
"""Stored and not read yet."""

ANOTHER_PHOTO = b" another photo of the same card"
"""Behind a JPEG's end, where no program looks: makes another file of the same picture."""

_NOTES = (
    {"topic": "a showroom in Lisbon", "promised": "the catalogue"},
    {"topic": "shorter lead times", "next_step": "a call with your team"},
    {"topic": "the pilot in Porto", "promised": "the case study", "next_step": "a visit to the plant"},
    {"topic": "training for new colleagues"},
    {"promised": "the price list"},
    {"topic": "packaging without plastic", "next_step": "samples of the new film"},
)
"""What was said to the first people met; the others have no note, as it happens."""


_KEPT = (
    {"offers": ["lab space", "a distributor in Sweden"], "interests": ["heat pumps"], "tags": ["speakers"]},
    {"needs": ["a test lab", "lab space"], "interests": ["heat pumps", "sailing"], "priority": "high"},
    {"kind": "mentor", "goals": ["a talk of my own"], "agenda": ["the abstract"], "cadence": "monthly"},
    {"tags": ["alumni"], "interests": ["sailing"], "needs": ["a distributor in Sweden"]},
    {"dates": [ImportantDate(kind=DateKind.BIRTHDAY, month=6, day=3)], "tags": ["alumni"]},
)
"""What is kept about the first people met."""


def main(arguments: Sequence[str]) -> int:
    """Fill a scratch database and serve its page until Ctrl-C; or record the cards anew."""
    if "--record" in arguments:
        return record()
    with tempfile.TemporaryDirectory(prefix="aftercard-demo-") as folder:
        database = Path(folder) / "demo.db"
        with Aftercard.open(settings.load(str(database))) as service:
            fill(service)
        sys.stdout.write("A sample event with fictional cards. Ctrl-C ends it, and nothing of it is kept.\n")
        return serve(database, arguments)


def serve(database: Path, arguments: Sequence[str] = ()) -> int:
    """Run `aftercard app` on the database, with its own options."""
    command = [sys.executable, "-c", "from followup.cli import main; main()", "app", *arguments]
    environment = os.environ | {settings.DATABASE_VARIABLE: str(database), "PYTHONPATH": str(ROOT)}
    page = subprocess.Popen(command, env=environment)
    while True:
        with contextlib.suppress(KeyboardInterrupt):  # it reaches the page too, which ends in its own time
            return page.wait()


def fill(service: Aftercard, today: date | None = None) -> Event:
    """Make two events with cards in every state: accepted or not, noted or not, approved, waiting, failed."""
    today = today or date.today()
    service.owner.edit(
        name="Robin Meyer",
        role="Head of Partnerships",
        organization="Example Instruments",
        email="robin@example.com",
        signature="Robin Meyer\nExample Instruments",
    )
    days = {"starts_on": today - timedelta(days=36), "ends_on": today - timedelta(days=34)}
    _capture(service, service.events.add("Nordic Food Forum", place="Malmö", **days), LAST_MONTH)
    days = {"starts_on": today - timedelta(days=3), "ends_on": today - timedelta(days=1)}
    event = service.events.add("Iberia Expo", place="Madrid", **days)
    names = sorted(path.name for path in CARDS.glob("*.jpg") if path.name not in (*LAST_MONTH, WAITING))
    _capture(service, event, names)
    for _ in service.photos.capture(event.id, [_photo(WAITING)], lambda photos: ()):
        pass
    _work_on(service, event, service.contacts.list(event=event.id))
    return event


def recorded(photos: Iterable[Photo]) -> Iterator[tuple[Photo, tuple[ScanResult, ...]]]:
    """Read the drawn cards by heart; everything else is unreadable here."""
    known = readings()
    unknown = (FailureCode.UNREADABLE_IMAGE, "The sample knows only its own cards.", "Run the page without the sample.")
    for photo in photos:
        read = known.get(sha256(photo.data.removesuffix(ANOTHER_PHOTO)).hexdigest())
        yield photo, tuple(replace(r, file=photo.file) for r in read or (ScanFailure(photo.file, *unknown),))


def readings() -> dict[str, tuple[ScanResult, ...]]:
    """The recorded results of each drawn photo, by the photo's SHA-256."""
    results = [jsonl.loads(line) for line in RECORDED.read_text("utf-8").splitlines()]
    by_file: dict[str, tuple[ScanResult, ...]] = {}
    for result in results:
        by_file[result.file] = (*by_file.get(result.file, ()), result)
    return {sha256((CARDS / name).read_bytes()).hexdigest(): found for name, found in by_file.items()}


def record() -> int:
    """Read every drawn card with the real scanner and keep the results."""
    from scanner.batch import scan_photos

    photos = [_photo(path.name) for path in sorted(CARDS.glob("*.jpg"))]
    found = {photo.file: results for photo, results in scan_photos(photos, workers=1)}
    lines = [jsonl.dumps(result) for photo in photos for result in found[photo.file]]
    RECORDED.write_text("\n".join(lines) + "\n", "utf-8")
    sys.stdout.write(f"{len(lines)} results of {len(photos)} photos\n")
    return 0


def _capture(service: Aftercard, event: Event, names: Iterable[str]) -> None:
    for _ in service.photos.capture(event.id, map(_photo, names), recorded):
        pass


def _photo(name: str) -> Photo:
    return Photo(name, (CARDS / name).read_bytes())


def _work_on(service: Aftercard, event: Event, people: Sequence[Contact]) -> None:
    for contact, note in zip(people, _NOTES, strict=False):
        service.encounters.note(contact.id, event.id, **note)
        service.contacts.accept(contact.id)
    drafts = service.drafts.make(event.id, "thank-you")
    for draft in drafts[:2]:
        service.drafts.approve(draft.id)
    _keep_in_touch(service, event, [contact.id for contact in people])


def _keep_in_touch(service: Aftercard, event: Event, ids: Sequence[int]) -> None:
    """What grows over the years: words about people, a ledger, introductions, goals, the same person twice."""
    for contact_id, kept in zip(ids, _KEPT, strict=False):
        service.relationships.edit(contact_id, **kept)
    first, second, third, fourth, *_ = ids
    today = service.today()
    service.interactions.add(first, "mail", "out", on=today, text="Thank you for the tour of your stand.")
    service.interactions.add(first, "mail", "in", on=today, text="You are welcome, come and see the plant.")
    service.interactions.favour(second, "given", on=today, text="the address of a test lab")
    service.interactions.favour(third, "received", on=today, text="a ticket for the dinner")
    service.goals.add(event.id, "offer", "a test lab")
    service.goals.add(event.id, "seek", "a distributor in Sweden")
    service.goals.add(event.id, "meet", "Chief Technology Officer")
    one = service.introductions.propose(first, second)
    service.introductions.answered(one.introduction.id, first, True)
    done = service.introductions.propose(third, fourth, "You both build for the Nordic market.")
    for contact_id in (third, fourth):
        service.introductions.answered(done.introduction.id, contact_id, True)
    service.introductions.introduced(done.introduction.id)
    twin = service.contacts.get(fourth)
    service.contacts.add(name=twin.name, organization=twin.organization, emails=twin.emails, title="Partner")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
