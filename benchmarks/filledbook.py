"""A database as years of conferences leave it: contacts, three meetings each, what happened since, what they look for.

The contacts are those of `benchmarks.contactbook`. Meetings lie within four years before `TODAY`, so that some people
are due for a thank-you, some for a check-in and some have drifted away.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, insert

from benchmarks import contactbook
from followup import settings
from followup.model import Contact, Event
from followup.service import Aftercard
from followup.store import Database, bulk, contacts, events
from followup.store.relationships import words_key
from followup.store.rows import chunks, new_uid
from followup.store.tables import encounter
from followup.store.tie_tables import interaction, tag

TODAY = date(2026, 11, 20)
"""The owner's calendar date in the measurements."""

MEETINGS = 3
"""Encounters of each contact, at as many events."""

_PER_EVENT = 300
_YEARS = timedelta(days=4 * 365)
_TOPICS = ("heat pumps", "grid storage", "recycled yarn", "pilot line", "open data", "hiring", "lab robots")
_WORDS = ("energy", "textiles", "robotics", "open source", "hiring", "funding", "optics", "alumni", "press", "speakers")


def open_book(file: Path) -> Aftercard:
    """The service on the book, on the day of the measurements."""
    return Aftercard.open(settings.load(str(file)), today=lambda: TODAY)


def fill(file: Path, count: int, seed: int = 1) -> None:
    """Make a SQLite file with `count` contacts and three times as many encounters."""
    rng = random.Random(seed)
    book = contactbook.book(count, seed)
    database = Database.open(settings.load(str(file)))
    try:
        with database.write() as connection:
            met = _events(connection, max(MEETINGS, count * MEETINGS // _PER_EVENT), rng)
            stored = (bulk.add_contacts(connection, some, {}) for some in chunks(map(_plain, book.contacts)))
            ids = [contact.id for some in stored for contact in some]
            _insert(connection, encounter, _encounters(ids, met, rng))
            _insert(connection, interaction, _interactions(ids, rng))
            _insert(connection, tag, _tags(ids, rng))
            for contact_id in rng.sample(ids, count // 3):  # the words of tags are searched too
                contacts.index_again(connection, contact_id)
    finally:
        database.close()


def _plain(person: Contact) -> Contact:
    return Contact(
        **{name: getattr(person, name) for name in ("name", "given_name", "family_name", "organization")}
        | {name: getattr(person, name) for name in ("emails", "phones", "urls", "socials", "address")}
    )


def _events(connection: Connection, number: int, rng: random.Random) -> list[Event]:
    days = sorted(TODAY - rng.random() * _YEARS for _ in range(number))
    return [events.add(connection, Event(name=f"Meeting {i} {day:%Y}", starts_on=day)) for i, day in enumerate(days, 1)]


def _encounters(ids: list[int], met: list[Event], rng: random.Random) -> Iterator[dict[str, Any]]:
    for contact_id in ids:
        for event in rng.sample(met, MEETINGS):
            yield _stamped() | {
                "contact_id": contact_id,
                "event_id": event.id,
                "met_on": event.starts_on,
                "topic": rng.choice(_TOPICS),
                "promised": "",
                "next_step": "call" if rng.random() < 0.05 else "",
                "next_step_on": event.starts_on + timedelta(days=14)
                if rng.random() < 0.05 and event.starts_on
                else None,
                "introduced_by": "",
                "note": "",
            }


def _interactions(ids: list[int], rng: random.Random) -> Iterator[dict[str, Any]]:
    for contact_id in ids:
        for _ in range(rng.randrange(3)):
            yield {
                "contact_id": contact_id,
                "uid": new_uid(),
                "kind": "mail",
                "direction": rng.choice(("in", "out")),
                "happened_on": TODAY - rng.random() * _YEARS,
                "text": rng.choice(_TOPICS),
                "message": "",
                "created_at": datetime.now(UTC),
            }


def _tags(ids: list[int], rng: random.Random) -> Iterator[dict[str, Any]]:
    for contact_id in ids:
        for field in ("tags", "interests", "offers", "needs"):
            if rng.random() < 0.25:
                word = rng.choice(_WORDS)
                yield {
                    "contact_id": contact_id,
                    "field": field,
                    "position": 0,
                    "value": word,
                    "value_key": words_key(word),
                }


def _stamped() -> dict[str, Any]:
    at = datetime.now(UTC)
    return {"uid": new_uid(), "created_at": at, "updated_at": at}


def _insert(connection: Connection, table: Table, rows: Iterator[dict[str, Any]]) -> None:
    for chunk in chunks(rows, 5000):
        connection.execute(insert(table), list(chunk))
