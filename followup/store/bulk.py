"""Many new contacts at once: a statement for each table instead of one for each row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, func, insert, select

from followup.model import Contact, Encounter
from followup.relations import Relationship
from followup.store import contacts, encounters, matching_keys, relationships
from followup.store.rows import new_uid, now
from followup.store.tables import contact, contact_value, encounter
from followup.store.tie_tables import merged_contact

Mark = tuple[Any, ...]


def add_contacts(
    connection: Connection, new: Sequence[Contact], kept: Mapping[int, Relationship]
) -> tuple[Contact, ...]:
    """Store new contacts with what is kept about them; gives them with their ids, uids and times, in their order.

    Args:
        connection: inside a writing transaction.
        new: the contacts; their ids count for nothing.
        kept: relationships, by place in `new`.
    """
    if not new:
        return ()
    at = now()
    named = [replace(c, uid=c.uid or new_uid(), created_at=at, updated_at=at) for c in new]
    rows = [_row(c, kept.get(place, Relationship())) for place, c in enumerate(named)]
    numbered = insert(contact).returning(contact.c.id, sort_by_parameter_order=True)
    made = tuple(replace(c, id=i) for c, i in zip(named, connection.scalars(numbered, rows).all(), strict=True))
    if values := [row for c in made for row in contacts.value_rows(c.id, c)]:
        connection.execute(insert(contact_value), values)
    matching_keys.write_new(connection, made)
    relationships.write_new(connection, {made[place].id: relationship for place, relationship in kept.items()})
    return made


def add_meetings(connection: Connection, new: Iterable[Encounter]) -> None:
    """Store meetings of contacts that were not met at these events before."""
    at = now()
    stamps = {"created_at": at, "updated_at": at}
    rows = [
        {
            **{"contact_id": met.contact_id, "event_id": met.event_id, "uid": new_uid(), **stamps},
            **{name: getattr(met, name) for name in encounters.COLUMNS},
        }
        for met in new
    ]
    if rows:
        connection.execute(insert(encounter), rows)


def mark(connection: Connection) -> Mark:
    """Differs from an earlier one when contacts were added, changed, erased or merged in between."""
    people = connection.execute(select(func.count(), func.max(contact.c.id), func.max(contact.c.updated_at))).one()
    hidden = connection.scalar(select(func.count()).select_from(merged_contact))
    return (*people, hidden)


def _row(c: Contact, kept: Relationship) -> dict[str, Any]:
    words = [word for field in relationships.WORDS for word in getattr(kept, field)]
    return {
        **{name: getattr(c, name) for name in contacts.SINGLE},
        **contacts.search_keys(c, words),
        **{"uid": c.uid, "review": c.review.value, "created_at": c.created_at, "updated_at": c.updated_at},
    }
