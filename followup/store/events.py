"""Events as rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, func, insert, or_, select, update

from followup.model import Event, EventProgress, PhotoState, ReviewState
from followup.store import responses
from followup.store.keys import name_key
from followup.store.merged import seen
from followup.store.rows import new_uid, now
from followup.store.tables import contact, draft, encounter, event, event_photo, photo

COLUMNS = ("name", "starts_on", "ends_on", "place", "url", "notes", "language", "formal")


def add(connection: Connection, new: Event) -> Event:
    """Store a new event and give it back with its id and uid.

    Raises:
        sqlalchemy.exc.IntegrityError: the name is taken.
    """
    uid = new.uid or new_uid()
    values = {name: getattr(new, name) for name in COLUMNS}
    stamps = {"created_at": now(), "updated_at": now()}
    statement = insert(event).values(**values, **stamps, uid=uid, name_key=name_key(new.name))
    key = connection.execute(statement).inserted_primary_key
    assert key is not None
    return replace(new, id=key[0], uid=uid)


def change(connection: Connection, event_id: int, changes: Mapping[str, str | date | None]) -> None:
    """Write the named columns, no other.

    Raises:
        sqlalchemy.exc.IntegrityError: the new name is taken.
    """
    values: dict[str, Any] = {**changes, "updated_at": now()}
    if "name" in changes:
        values["name_key"] = name_key(str(changes["name"]))
    connection.execute(update(event).where(event.c.id == event_id).values(**values))


def by_id(connection: Connection, event_id: int) -> Event | None:
    row = connection.execute(select(event).where(event.c.id == event_id)).first()
    return from_row(row) if row else None


def by_name(connection: Connection, name: str) -> Event | None:
    """The event of this name or uid, without regard to case."""
    either = or_(event.c.name_key == name_key(name), event.c.uid == name)
    row = connection.execute(select(event).where(either)).first()
    return from_row(row) if row else None


def all_events(connection: Connection) -> tuple[Event, ...]:
    """Every event, the newest first; those without a date come last."""
    order = (event.c.starts_on.is_(None), event.c.starts_on.desc(), event.c.id.desc())
    return tuple(from_row(row) for row in connection.execute(select(event).order_by(*order)))


def by_ids(connection: Connection) -> dict[int, Event]:
    """Every event, by its id."""
    return {event.id: event for event in all_events(connection)}


def progress(connection: Connection, *, responses_too: bool = True) -> dict[int, EventProgress]:
    """Counts for every event, by its id, in the order of `all_events`.

    Args:
        connection: to the database.
        responses_too: count who was written to and who answered, which takes as long as all the rest.
    """
    reviewed = func.count().filter(contact.c.review == ReviewState.REVIEWED.value)
    met = select(encounter.c.event_id, func.count(), reviewed).join(contact)
    met = met.where(seen(contact.c.id)).group_by(encounter.c.event_id)
    people = {event_id: (count, seen) for event_id, count, seen in connection.execute(met)}
    written = select(draft.c.event_id, func.count(draft.c.contact_id.distinct())).where(
        draft.c.event_id.is_not(None), seen(draft.c.contact_id)
    )
    written = written.group_by(draft.c.event_id)
    drafts = {row[0]: row[1] for row in connection.execute(written)}
    photos = _photo_counts(connection)
    sent, answered = responses.counts(connection) if responses_too else ({}, {})
    return {
        e.id: EventProgress(
            e,
            *people.get(e.id, (0, 0)),
            drafts.get(e.id, 0),
            photos.get((e.id, PhotoState.WAITING), 0),
            photos.get((e.id, PhotoState.FAILED), 0),
            sent.get(e.id, 0),
            answered.get(e.id, 0),
        )
        for e in all_events(connection)
    }


def _photo_counts(connection: Connection) -> dict[tuple[int, PhotoState], int]:
    statement = (
        select(event_photo.c.event_id, photo.c.state, func.count())
        .join(photo)
        .group_by(event_photo.c.event_id, photo.c.state)
    )
    return {(event_id, PhotoState(state)): count for event_id, state, count in connection.execute(statement)}


def from_row(row: Row[Any]) -> Event:
    """An event of a row that has its columns, whatever else it has."""
    found = row._mapping
    return Event(id=found["id"], uid=found["uid"], **{name: found[name] for name in COLUMNS})
