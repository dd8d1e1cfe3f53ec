"""Meetings as rows: one per contact and event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from followup.model import Encounter, Event, Meeting
from followup.store import events
from followup.store.merged import seen
from followup.store.rows import chunks, new_uid, now
from followup.store.tables import encounter

COLUMNS = ("met_on", "topic", "promised", "next_step", "next_step_on", "introduced_by", "note")


def ensure(connection: Connection, contact_id: int, event_id: int, **values: Any) -> bool:
    """Make the encounter with these values unless there is one; True when it was made."""
    if get(connection, contact_id, event_id):
        return False
    at = now()
    row = {"contact_id": contact_id, "event_id": event_id, "uid": new_uid(), "created_at": at, "updated_at": at}
    connection.execute(insert(encounter).values(**row, **values))
    return True


def change(connection: Connection, contact_id: int, event_id: int, changes: Mapping[str, Any]) -> None:
    """Write the named columns, no other."""
    here = (encounter.c.contact_id == contact_id, encounter.c.event_id == event_id)
    connection.execute(update(encounter).where(*here).values(**changes, updated_at=now()))


def remove(connection: Connection, contact_id: int, event_id: int) -> None:
    here = (encounter.c.contact_id == contact_id, encounter.c.event_id == event_id)
    connection.execute(delete(encounter).where(*here))


def get(connection: Connection, contact_id: int, event_id: int) -> Encounter | None:
    here = (encounter.c.contact_id == contact_id, encounter.c.event_id == event_id)
    row = connection.execute(select(encounter).where(*here)).first()
    return _encounter(row) if row else None


def of_event(connection: Connection, event_id: int) -> tuple[Encounter, ...]:
    here = (encounter.c.event_id == event_id, seen(encounter.c.contact_id))
    query = select(encounter).where(*here).order_by(encounter.c.id)
    return tuple(_encounter(row) for row in connection.execute(query))


def meetings(
    connection: Connection, contact_ids: Sequence[int], known: Mapping[int, Event] | None = None
) -> dict[int, tuple[Meeting, ...]]:
    """Every meeting of each of the contacts, the oldest first.

    Args:
        connection: of any transaction.
        contact_ids: of any contacts.
        known: every event by id, from who asks more than once.
    """
    known = known if known is not None else events.by_ids(connection)
    found: dict[int, list[Meeting]] = {}
    for row in _rows(connection, contact_ids):
        found.setdefault(row.contact_id, []).append(Meeting(known[row.event_id], _encounter(row)))
    return {contact_id: tuple(sorted(met, key=_when)) for contact_id, met in found.items()}


def _rows(connection: Connection, contact_ids: Sequence[int]) -> Iterable[Row[Any]]:
    for chunk in chunks(contact_ids):
        yield from connection.execute(select(encounter).where(encounter.c.contact_id.in_(chunk)))


def _when(meeting: Meeting) -> tuple[str, int]:
    """By day; a meeting without any date counts as the oldest."""
    day = meeting.encounter.met_on or meeting.event.starts_on
    return (day.isoformat() if day else "", meeting.encounter.id)


def _encounter(row: Row[Any]) -> Encounter:
    found = row._mapping
    values: dict[str, Any] = {name: found[name] for name in COLUMNS}
    return Encounter(id=found["id"], contact_id=found["contact_id"], event_id=found["event_id"], **values)
