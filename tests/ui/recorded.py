"""Drawn cards of fictional people, and a scanner that has read them before: fast, and always the same."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256

from PIL import Image, ImageDraw

from scanner.model import (
    Alternative,
    CardContact,
    CardScan,
    Evidence,
    FailureCode,
    FieldValue,
    PersonName,
    PhoneKind,
    PhoneNumber,
    Photo,
    Quad,
    Quality,
    ScanFailure,
    ScanResult,
    Seconds,
)

CARD: Quad = ((100, 80), (1100, 80), (1100, 680), (100, 680))
LEFT, LINE = 160, 80


@dataclass(frozen=True)
class Person:
    given: str
    family: str
    title: str
    company: str
    email: str
    phone: str
    email_confidence: float = 0.98

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}"


ANA = Person("Ana", "Lopes", "Head of Sales", "Acme Iberia S.L.", "ana.lopes@acme.example", "+34600123456")
JONAS = Person("Jonas", "Weber", "Engineer", "Nordlicht GmbH", "jonas@nordlicht.example", "+4915112345678", 0.55)
MEI = Person("Mei", "Tanaka", "Director", "Sakura K.K.", "mei@sakura.example", "+81312345678")
PEOPLE = (ANA, JONAS, MEI)

BROKEN = b"\xff\xd8\xff\xe0 this was a photo once"


def photo_of(person: Person) -> bytes:
    """A card on a desk, as JPEG."""
    picture = Image.new("RGB", (1200, 760), (96, 74, 52))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((CARD[0], CARD[2]), fill=(250, 249, 246))
    for row, text in enumerate(_lines(person)):
        pen.text((LEFT, 140 + row * LINE), text, fill=(20, 30, 40), font_size=46 if row else 64)
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=90)
    return buffer.getvalue()


def reading_of(person: Person, file: str = "card.jpg") -> CardScan:
    """What a scanner makes of `photo_of(person)`."""
    contact = CardContact(
        name=PersonName(
            value=person.name, confidence=0.97, given=person.given, family=person.family, evidence=_at(0, person.name)
        ),
        title=FieldValue(value=person.title, confidence=0.93, evidence=_at(1, person.title)),
        company=FieldValue(value=person.company, confidence=0.9, evidence=_at(2, person.company)),
        emails=(
            FieldValue(
                value=person.email,
                confidence=person.email_confidence,
                evidence=_at(3, person.email),
                alternatives=(Alternative(person.email.replace("example", "test"), 0.3),),
            ),
        ),
        phones=(
            PhoneNumber(
                value=person.phone,
                raw=person.phone,
                kind=PhoneKind.MOBILE,
                confidence=0.95,
                evidence=_at(4, person.phone),
            ),
        ),
    )
    return CardScan(
        file=file,
        card=0,
        cards_in_photo=1,
        sha256=sha256(photo_of(person)).hexdigest(),
        taken_at=None,
        corners=CARD,
        rotation=0,
        contact=contact,
        lines=(),
        unassigned=("Engineering tomorrow",),
        quality=Quality(0.9, 0.0),
        engine="recorded",
        seconds=Seconds(0.0, 0.0, 0.0, 0.0),
    )


class RecordedScanner:
    """Reads the drawn cards by heart; everything else is unreadable.

    Args:
        seconds: how long it takes over a photo.

    Attributes:
        read: names of the photos that were read, in order.
        gate: when set, each photo waits until it is released once.
        trouble: when set, is raised instead of reading.
    """

    def __init__(self, seconds: float = 0.0) -> None:
        self.seconds = seconds
        self.read: list[str] = []
        self.gate: threading.Semaphore | None = None
        self.trouble: Exception | None = None
        self._known = {sha256(photo_of(person)).hexdigest(): person for person in PEOPLE}

    def __call__(self, photos: Iterable[Photo]) -> Iterator[tuple[Photo, tuple[ScanResult, ...]]]:
        for photo in photos:
            if self.gate:
                self.gate.acquire(timeout=20)
            if self.trouble:
                raise self.trouble
            time.sleep(self.seconds)
            self.read.append(photo.file)
            yield photo, self._results(photo)

    def _results(self, photo: Photo) -> tuple[ScanResult, ...]:
        person = self._known.get(sha256(photo.data).hexdigest())
        if person:
            return (reading_of(person, photo.file),)
        if photo.data == TABLE:
            cards = (reading_of(person, photo.file) for person in (ANA, MEI))
            scans = [replace(scan, card=number, cards_in_photo=3) for number, scan in enumerate(cards)]
            hint = "Take it alone."
            return (*scans, ScanFailure(photo.file, FailureCode.NO_TEXT, "One card could not be read.", hint))
        message, hint = "The picture is damaged.", "Take the photo again."
        return (ScanFailure(photo.file, FailureCode.UNREADABLE_IMAGE, message, hint),)


def _lines(person: Person) -> tuple[str, ...]:
    return (person.name, person.title, person.company, person.email, person.phone)


def _at(row: int, text: str) -> tuple[Evidence, ...]:
    left, top, right, bottom = ImageDraw.Draw(Image.new("RGB", (1, 1))).textbbox(
        (LEFT, 140 + row * LINE), text, font_size=46 if row else 64
    )
    return (Evidence(text, ((left, top), (right, top), (right, bottom), (left, bottom))),)


TABLE = photo_of(ANA) + b"a table with three cards"
"""Still a JPEG, with other bytes at its end: three cards lie on it, two of which can be read."""
