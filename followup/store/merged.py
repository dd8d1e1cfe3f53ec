"""Contacts that became part of another one: unseen everywhere until the merge is undone."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, delete, insert, select

from followup.store.tables import contact
from followup.store.tie_tables import merged_contact


def seen(contact_id: Column[Any] | ColumnElement[Any]) -> ColumnElement[bool]:
    """The condition that a row is of a contact in its own right."""
    return contact_id.not_in(select(merged_contact.c.contact_id))


def into(connection: Connection, contact_id: int) -> int | None:
    """Which contact this one became part of; None when it stands for itself."""
    return connection.scalar(select(merged_contact.c.into_id).where(merged_contact.c.contact_id == contact_id))


def parts(connection: Connection, contact_id: int) -> tuple[int, ...]:
    """Every contact that became part of this one, also by way of another."""
    direct = connection.scalars(select(merged_contact.c.contact_id).where(merged_contact.c.into_id == contact_id)).all()
    return tuple(part for child in direct for part in (child, *parts(connection, child)))


def hide(connection: Connection, contact_id: int, into_id: int) -> None:
    connection.execute(insert(merged_contact).values(contact_id=contact_id, into_id=into_id))


def show(connection: Connection, contact_id: int) -> None:
    connection.execute(delete(merged_contact).where(merged_contact.c.contact_id == contact_id))


def uids(connection: Connection) -> dict[str, int]:
    """Of every contact that became part of another: its uid, and the id of the one that is seen."""
    joined = merged_contact.join(contact, contact.c.id == merged_contact.c.contact_id)
    rows = connection.execute(select(contact.c.uid, contact.c.id, merged_contact.c.into_id).select_from(joined)).all()
    parents = {row.id: row.into_id for row in rows}
    found: dict[str, int] = {}
    for row in rows:
        last = row.into_id
        while last in parents:
            last = parents[last]
        found[row.uid] = last
    return found
