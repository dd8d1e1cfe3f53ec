"""The contacts of a backup, made of its rows without a database: what an import compares with the book.

Rows may come from anybody: each fits its table's types, or the whole is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Table

from followup.model import Contact, Encounter, Event, Meeting
from followup.relations import DateKind, ImportantDate, Relationship
from followup.store import dump, encounters, events, relationships
from followup.store.contact_values import from_rows
from followup.store.contacts import SINGLE
from followup.store.relationships import WORDS
from followup.store.tables import contact, contact_value, encounter, event
from followup.store.tie_tables import important_date, merged_contact, relationship, tag

Rows = Callable[[str], Iterator[Mapping[str, Any]]]
"""The rows of a table by its name; none where the backup has no such table."""


@dataclass(frozen=True, slots=True)
class Archived:
    """A contact of a backup, with where it was met and what is kept about it."""

    contact: Contact
    meetings: tuple[Meeting, ...]
    kept: Relationship


def people(rows: Rows) -> Iterator[Archived]:
    """Everybody in a backup but those who became part of others, in its order.

    Raises:
        followup.store.dump.RowError: rows do not fit their tables, or each other.
    """
    try:
        hidden = {row["contact_id"] for row in _rows(rows, merged_contact)}
        values, met, kept = _values(rows), _meetings(rows), _relationships(rows)
        for row in _rows(rows, contact):
            if (number := row["id"]) not in hidden:
                single = {name: row[name] for name in SINGLE}
                found = Contact(uid=row["uid"], **single, **from_rows(values.get(number, ())))
                yield Archived(found, tuple(met.get(number, ())), kept.get(number, Relationship()))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        if isinstance(error, dump.RowError):
            raise
        raise dump.RowError("a value has no meaning") from error


def _rows(rows: Rows, table: Table) -> Iterator[dict[str, Any]]:
    return (dump.values(table, row) for row in rows(table.name))


def _values(rows: Rows) -> dict[int, list[Any]]:
    """What `from_rows` reads, by contact and in order."""
    found: dict[int, list[Any]] = {}
    for row in _rows(rows, contact_value):
        parts = row["parts"]
        if parts is not None and not all(isinstance(part, str) for part in parts.values()):
            raise dump.RowError("an address is none")
        found.setdefault(row["contact_id"], []).append(SimpleNamespace(**row))
    return {number: sorted(given, key=lambda row: row.position) for number, given in found.items()}


def _meetings(rows: Rows) -> dict[int, list[Meeting]]:
    known = {
        row["id"]: Event(uid=row["uid"], **{name: row[name] for name in events.COLUMNS}) for row in _rows(rows, event)
    }
    found: dict[int, list[Meeting]] = {}
    for row in _rows(rows, encounter):
        said = Encounter(contact_id=0, event_id=0, **{name: row[name] for name in encounters.COLUMNS})
        found.setdefault(row["contact_id"], []).append(Meeting(known[row["event_id"]], said))
    return found


def _relationships(rows: Rows) -> dict[int, Relationship]:
    found: dict[int, dict[str, Any]] = {}
    for row in _rows(rows, relationship):
        found.setdefault(row["contact_id"], {}).update(relationships.settings_of(SimpleNamespace(**row)))
    for row in sorted(_rows(rows, tag), key=lambda row: row["position"]):
        if row["field"] in WORDS:
            mine = found.setdefault(row["contact_id"], {})
            mine[row["field"]] = (*mine.get(row["field"], ()), row["value"])
    for row in _rows(rows, important_date):
        day = {name: row[name] for name in ("month", "day", "year", "label")}
        mine = found.setdefault(row["contact_id"], {})
        mine["dates"] = (*mine.get("dates", ()), ImportantDate(kind=DateKind(row["kind"]), **day))
    return {number: Relationship(**values) for number, values in found.items()}
