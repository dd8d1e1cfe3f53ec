"""The change log: what each change of a contact replaced, and by what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from followup.store.rows import now
from followup.store.tie_tables import contact_change


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the log.

    Attributes:
        kind: what was changed ('values', 'relationship', 'merge').
        before: JSON-ready values that were replaced.
        after: those that replaced them, and whatever else undoing needs.
    """

    id: int
    contact_id: int
    kind: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    changed_at: datetime
    undone: bool


def add(
    connection: Connection, contact_id: int, kind: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> None:
    """Remember a change; one that changed nothing is none."""
    if before == after:
        return
    values = {"kind": kind, "before": dict(before), "after": dict(after), "changed_at": now(), "undone": False}
    connection.execute(insert(contact_change).values(contact_id=contact_id, **values))


def of_contact(connection: Connection, contact_id: int) -> tuple[Change, ...]:
    """The contact's log, the newest first."""
    query = select(contact_change).where(contact_change.c.contact_id == contact_id)
    rows = connection.execute(query.order_by(contact_change.c.id.desc()))
    return tuple(Change(**row._mapping) for row in rows)


def set_undone(connection: Connection, change_id: int) -> None:
    connection.execute(update(contact_change).where(contact_change.c.id == change_id).values(undone=True))
