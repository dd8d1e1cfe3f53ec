"""What is kept about a contact beside the card, as rows: one of settings, and one for each word and each date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from followup.network import tag_key
from followup.relations import Cadence, DateKind, ImportantDate, Priority, Relationship, RelationshipKind
from followup.store import contacts
from followup.store.rows import chunks, now
from followup.store.tie_tables import important_date, relationship, tag

WORDS = ("tags", "interests", "offers", "needs", "goals", "agenda")
"""Fields of `Relationship` that are lists of words."""


def load(connection: Connection, contact_ids: Sequence[int]) -> dict[int, Relationship]:
    """Relationships by contact; whoever has none of these rows is left out."""
    found: dict[int, dict[str, Any]] = {}
    for chunk in chunks(contact_ids):
        for row in connection.execute(select(relationship).where(relationship.c.contact_id.in_(chunk))):
            found.setdefault(row.contact_id, {}).update(settings_of(row))
        words = select(tag).where(tag.c.contact_id.in_(chunk)).order_by(tag.c.position)
        for row in connection.execute(words):
            mine = found.setdefault(row.contact_id, {})
            mine[row.field] = (*mine.get(row.field, ()), row.value)
        days = select(important_date).where(important_date.c.contact_id.in_(chunk)).order_by(important_date.c.id)
        for row in connection.execute(days):
            mine = found.setdefault(row.contact_id, {})
            mine["dates"] = (*mine.get("dates", ()), _day(row))
    return {contact_id: Relationship(**values) for contact_id, values in found.items()}


def get(connection: Connection, contact_id: int) -> Relationship:
    return load(connection, (contact_id,)).get(contact_id, Relationship())


def write(connection: Connection, contact_id: int, new: Relationship) -> None:
    """Replace everything that is kept about the contact; it is found by its words from now on."""
    for table in (relationship, tag, important_date):
        connection.execute(delete(table).where(table.c.contact_id == contact_id))
    write_new(connection, {contact_id: new})
    contacts.index_again(connection, contact_id)


def write_new(connection: Connection, found: Mapping[int, Relationship]) -> None:
    """Store relationships of contacts that have none; whoever stores their words makes the contacts found by them."""
    if not found:
        return
    settings = [
        {
            **{"contact_id": contact_id, "kind": new.kind or "", "cadence": new.cadence, "priority": new.priority},
            **{"opted_out": new.opted_out, "formal": new.formal, "updated_at": now()},
        }
        for contact_id, new in found.items()
    ]
    connection.execute(insert(relationship), settings)
    words = [
        {"contact_id": contact_id, "field": field, "position": position, "value": value, "value_key": words_key(value)}
        for contact_id, new in found.items()
        for field in WORDS
        for position, value in enumerate(getattr(new, field))
    ]
    if words:
        connection.execute(insert(tag), words)
    days = [
        {"contact_id": contact_id, "kind": d.kind, "month": d.month, "day": d.day, "year": d.year, "label": d.label}
        for contact_id, new in found.items()
        for d in new.dates
    ]
    if days:
        connection.execute(insert(important_date), days)


def words_key(text: str) -> str:
    """A tag for comparison: equal for what `followup.network.tags` takes to mean the same."""
    return " ".join(sorted(tag_key(text)))


def settings_of(row: Any) -> dict[str, Any]:
    """Fields of `Relationship` that are columns of its row."""
    return {
        "kind": RelationshipKind(row.kind) if row.kind else None,
        "cadence": Cadence(row.cadence),
        "priority": Priority(row.priority),
        "opted_out": row.opted_out,
        "formal": row.formal,
    }


def _day(row: Row[Any]) -> ImportantDate:
    return ImportantDate(kind=DateKind(row.kind), month=row.month, day=row.day, year=row.year, label=row.label)
