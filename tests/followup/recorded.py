"""A scan function for tests: a photo's bytes say what a reader would find on it.

Each line of the bytes is a card: 'Name <address> Firm'. Bytes that start with '!' are a photo without a card.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256

from scanner.model import (
    CardContact,
    CardScan,
    Evidence,
    FailureCode,
    FieldValue,
    PersonName,
    Photo,
    Quad,
    Quality,
    ScanFailure,
    ScanResult,
    Seconds,
    TextLine,
)

BOX: Quad = ((0.0, 0.0), (90.0, 0.0), (90.0, 50.0), (0.0, 50.0))
TAKEN_AT = datetime(2026, 11, 17, 10, 30)
_CARD = re.compile(r"(?P<name>[^<]*)<(?P<email>[^>]*)>(?P<company>.*)")


def photo(*cards: str, label: str = "IMG_1.jpg") -> Photo:
    return Photo(label, "\n".join(cards).encode())


def scan(photos: Iterable[Photo]) -> Iterator[tuple[Photo, tuple[ScanResult, ...]]]:
    for given in photos:
        yield given, read(given)


def read(given: Photo) -> tuple[ScanResult, ...]:
    if given.data.startswith(b"!"):
        return (ScanFailure(given.file, FailureCode.NO_CARD, "No card lies on this photo.", "Take it again."),)
    lines = given.data.decode().splitlines()
    return tuple(card_scan(given, index, len(lines), line) for index, line in enumerate(lines))


def card_scan(given: Photo, index: int, count: int, line: str) -> CardScan:
    found = _CARD.fullmatch(line)
    assert found, line
    return CardScan(
        file=given.file,
        card=index,
        cards_in_photo=count,
        sha256=sha256(given.data).hexdigest(),
        taken_at=TAKEN_AT,
        corners=BOX,
        rotation=0,
        contact=contact(found["name"].strip(), found["email"].strip(), found["company"].strip()),
        lines=(TextLine(line, 0.9, BOX),),
        unassigned=(),
        quality=Quality(1.0, 0.0),
        engine="recorded",
        seconds=Seconds(0.0, 0.0, 0.0, 0.0),
    )


def contact(name: str, email: str, company: str) -> CardContact:
    given, _, family = name.partition(" ")
    evidence = (Evidence(name, BOX),)
    return CardContact(
        name=PersonName(value=name, confidence=0.95, given=given, family=family, evidence=evidence) if name else None,
        company=FieldValue(value=company, confidence=0.7) if company else None,
        emails=(FieldValue(value=email, confidence=0.9),) if email else (),
    )
