"""Drafts as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select, update

from followup.model import Draft, DraftState, Particulars
from followup.store.merged import seen
from followup.store.rows import chunks, new_uid, now
from followup.store.tables import draft

_COPIED = ("kind", "language", "variant", "formal", "subject", "body", "edited", "template_version")


def add_all(connection: Connection, new: Iterable[tuple[Draft, Mapping[str, Any]]]) -> None:
    """Store new drafts, each with what its template knew.

    Raises:
        sqlalchemy.exc.IntegrityError: an open draft of this kind is there for the contact and event.
    """
    at = now()
    for chunk in chunks(new):
        connection.execute(insert(draft), [_row(one, facts, at) for one, facts in chunk])


def _row(new: Draft, facts: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    values = {name: getattr(new, name) for name in _COPIED}
    links = {"contact_id": new.contact_id, "event_id": new.event_id, "recipient": new.to, "state": new.state.value}
    more = {"particulars": _as_json(new.particulars), "in_spite_of": list(new.in_spite_of), "facts": dict(facts)}
    return {**values, **links, **more, "uid": new.uid or new_uid(), "created_at": at, "updated_at": at}


def change(connection: Connection, draft_id: int, changes: Mapping[str, Any]) -> None:
    """Write the named fields of `Draft`, and 'facts' as JSON has them; no other."""
    values = {("recipient" if name == "to" else name): _stored(value) for name, value in changes.items()}
    connection.execute(update(draft).where(draft.c.id == draft_id).values(**values, updated_at=now()))


def set_exported(connection: Connection, draft_ids: Iterable[int], at: datetime) -> None:
    for chunk in chunks(draft_ids):
        connection.execute(update(draft).where(draft.c.id.in_(chunk)).values(exported_at=at))


def facts(connection: Connection, draft_id: int) -> dict[str, Any]:
    """What the template knew when it wrote the draft; empty for a draft of an older version."""
    return connection.scalar(select(draft.c.facts).where(draft.c.id == draft_id)) or {}


def sent_days(connection: Connection, contact_ids: Iterable[int]) -> Iterator[tuple[int, date]]:
    """Contact and UTC day of every draft that was sent to one of them."""
    for chunk in chunks(contact_ids):
        sent = (draft.c.contact_id.in_(chunk), draft.c.state == DraftState.SENT.value)
        for row in connection.execute(select(draft.c.contact_id, draft.c.updated_at).where(*sent)):
            yield row.contact_id, row.updated_at.date()


def by_id(connection: Connection, draft_id: int) -> Draft | None:
    return next(iter(_found(connection, select(draft).where(draft.c.id == draft_id))), None)


def by_ids(connection: Connection, draft_ids: Iterable[int]) -> tuple[Draft, ...]:
    """The drafts that exist of these, by id, those to contacts that became part of others among them."""
    query = select(draft).order_by(draft.c.id)
    return tuple(one for chunk in chunks(draft_ids) for one in _found(connection, query.where(draft.c.id.in_(chunk))))


def find(
    connection: Connection,
    event_id: int | None = None,
    kind: str = "",
    contact_id: int | None = None,
    state: DraftState | None = None,
) -> tuple[Draft, ...]:
    """Drafts that fit everything that is given, by id."""
    query = select(draft) if event_id is None else select(draft).where(draft.c.event_id == event_id)
    return _found(connection, _narrowed(query, kind, contact_id, state))


def about(
    connection: Connection,
    event_id: int | None,
    kind: str = "",
    contact_id: int | None = None,
    state: DraftState | None = None,
) -> tuple[Draft, ...]:
    """Drafts about one event, or with None those about none, that fit everything else that is given; by id."""
    query = select(draft).where(draft.c.event_id.is_not_distinct_from(event_id))
    return _found(connection, _narrowed(query, kind, contact_id, state))


def _narrowed(query: Select[Any], kind: str, contact_id: int | None, state: DraftState | None) -> Select[Any]:
    query = query.where(seen(draft.c.contact_id)).order_by(draft.c.id)
    if kind:
        query = query.where(draft.c.kind == kind)
    if contact_id is not None:
        query = query.where(draft.c.contact_id == contact_id)
    if state:
        query = query.where(draft.c.state == state.value)
    return query


def _found(connection: Connection, query: Select[Any]) -> tuple[Draft, ...]:
    return tuple(_draft(row) for row in connection.execute(query))


def _draft(row: Row[Any]) -> Draft:
    values = dict(row._mapping)
    state, to = DraftState(values.pop("state")), values.pop("recipient")
    particulars, in_spite_of = values.pop("particulars"), values.pop("in_spite_of")
    values.pop("facts")
    return Draft(
        **values, state=state, to=to, particulars=_particulars(particulars or {}), in_spite_of=tuple(in_spite_of or ())
    )


def _stored(value: Any) -> Any:
    if isinstance(value, Particulars):
        return _as_json(value)
    return list(value) if isinstance(value, tuple) else value


def _as_json(particulars: Particulars) -> dict[str, Any]:
    """What is said; nothing of what is not."""
    said = {name: value for name, value in asdict(particulars).items() if value}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in said.items()}


def _particulars(stored: Mapping[str, Any]) -> Particulars:
    day = stored.get("about_on")
    return Particulars(**{**stored, "about_on": date.fromisoformat(day) if day else None})
