"""Drafts as rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select, update

from followup.model import Draft, DraftState
from followup.store.merged import seen
from followup.store.rows import chunks, new_uid, now
from followup.store.tables import draft

_COPIED = ("kind", "language", "subject", "body", "edited", "template_version")


def add(connection: Connection, new: Draft) -> Draft:
    """Store a new draft and give it back with its id, uid and times.

    Raises:
        sqlalchemy.exc.IntegrityError: an open draft of this kind is there for the contact and event.
    """
    uid, at = new.uid or new_uid(), now()
    values = {name: getattr(new, name) for name in _COPIED}
    links = {"contact_id": new.contact_id, "event_id": new.event_id, "recipient": new.to, "state": new.state.value}
    row = insert(draft).values(**values, **links, uid=uid, created_at=at, updated_at=at)
    key = connection.execute(row).inserted_primary_key
    assert key is not None
    return replace(new, id=key[0], uid=uid, created_at=at, updated_at=at)


def change(connection: Connection, draft_id: int, changes: Mapping[str, Any]) -> None:
    """Write the named fields of `Draft`, no other."""
    values = {("recipient" if name == "to" else name): value for name, value in changes.items()}
    connection.execute(update(draft).where(draft.c.id == draft_id).values(**values, updated_at=now()))


def set_exported(connection: Connection, draft_ids: Iterable[int], at: datetime) -> None:
    for chunk in chunks(draft_ids):
        connection.execute(update(draft).where(draft.c.id.in_(chunk)).values(exported_at=at))


def by_id(connection: Connection, draft_id: int) -> Draft | None:
    return next(iter(_found(connection, select(draft).where(draft.c.id == draft_id))), None)


def find(
    connection: Connection,
    event_id: int | None = None,
    kind: str = "",
    contact_id: int | None = None,
    state: DraftState | None = None,
) -> tuple[Draft, ...]:
    """Drafts that fit everything that is given, by id."""
    query = select(draft).where(seen(draft.c.contact_id)).order_by(draft.c.id)
    if event_id is not None:
        query = query.where(draft.c.event_id == event_id)
    if kind:
        query = query.where(draft.c.kind == kind)
    if contact_id is not None:
        query = query.where(draft.c.contact_id == contact_id)
    if state:
        query = query.where(draft.c.state == state.value)
    return _found(connection, query)


def _found(connection: Connection, query: Select[Any]) -> tuple[Draft, ...]:
    return tuple(_draft(row) for row in connection.execute(query))


def _draft(row: Row[Any]) -> Draft:
    values = dict(row._mapping)
    state, to = DraftState(values.pop("state")), values.pop("recipient")
    values.pop("particulars")
    return Draft(**values, state=state, to=to)
