"""The outbox as rows: at most one per draft, per Message-ID and per step, which the tables themselves enforce."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from followup.model import Draft, DraftState
from followup.outbox import OutboxItem, OutboxState, Way
from followup.relations.messages import REPEATED
from followup.store import merged
from followup.store.outbox_table import outbox
from followup.store.rows import chunks, now
from followup.store.tables import contact, draft, event


def add(connection: Connection, of: Draft, message_id: str, way: Way) -> OutboxItem:
    """Plan a draft's departure.

    Raises:
        sqlalchemy.exc.IntegrityError: a message of this draft, this identity or this step is there already.
    """
    at = now()
    values = {"draft_id": of.id, "step": _step(connection, of), "message_id": message_id, "way": way.value}
    state = {"state": OutboxState.PLANNED.value, "created_at": at, "updated_at": at}
    connection.execute(insert(outbox).values(**values, **state))
    return by_draft(connection, (of.id,))[of.id]


def by_draft(connection: Connection, draft_ids: Iterable[int]) -> dict[int, OutboxItem]:
    """What is known of these drafts' ways out, by the draft's id."""
    found: dict[int, OutboxItem] = {}
    for chunk in chunks(draft_ids):
        rows = connection.execute(select(outbox).where(outbox.c.draft_id.in_(chunk)))
        found |= {row.draft_id: _item(row) for row in rows}
    return found


def claim(connection: Connection, item: OutboxItem, way: Way, recipient: str) -> bool:
    """Begin to hand it over; False when it is not any more as `item` says, because somebody else was faster."""
    same = (outbox.c.id == item.id, outbox.c.state == item.state.value, outbox.c.attempts == item.attempts)
    values = {"state": OutboxState.HANDING_OVER.value, "way": way.value, "recipient": recipient, "said": ""}
    row = update(outbox).where(*same).values(**values, attempts=item.attempts + 1, updated_at=now())
    return bool(connection.execute(row).rowcount)


def settle(connection: Connection, draft_id: int, state: OutboxState, said: str = "") -> None:
    """Write down how it went."""
    row = update(outbox).where(outbox.c.draft_id == draft_id)
    connection.execute(row.values(state=state.value, said=said, updated_at=now()))


def forget(connection: Connection, draft_id: int) -> None:
    """Let a draft that no server has taken be planned anew: it becomes another message."""
    connection.execute(delete(outbox).where(outbox.c.draft_id == draft_id))


def last_sent(connection: Connection, contact_id: int, event_id: int | None) -> str:
    """Message-ID of the last message that was sent to the contact about the event, or about none; empty without one.

    A draft that was put into a folder does not count: mail programs give it an identity of their own when it leaves.
    """
    query = (
        select(outbox.c.message_id)
        .join(draft, draft.c.id == outbox.c.draft_id)
        .where(draft.c.contact_id == contact_id, draft.c.event_id.is_not_distinct_from(event_id))
        .where(outbox.c.state == OutboxState.SENT.value, outbox.c.way == Way.SMTP.value)
        .order_by(outbox.c.updated_at.desc(), outbox.c.id.desc())
    )
    return connection.scalar(query.limit(1)) or ""


def gone(connection: Connection, of: Draft) -> tuple[int, ...]:
    """Ids of other drafts of the kind that went, or may have gone, about the same event to the contact or its parts."""
    people = (of.contact_id, *merged.parts(connection, of.contact_id))
    about = draft.c.event_id.is_not_distinct_from(of.event_id)
    same = (about, draft.c.kind == of.kind, draft.c.contact_id.in_(people))
    left = (draft.c.state == DraftState.SENT.value) | draft.c.id.in_(
        select(outbox.c.draft_id).where(outbox.c.state == OutboxState.HANDING_OVER.value)
    )
    return tuple(connection.scalars(select(draft.c.id).where(*same, draft.c.id != of.id, left)))


def _step(connection: Connection, of: Draft) -> str:
    """By identities that never change, so that neither merging contacts nor restoring a backup frees a step.

    Of a kind that one person gets several of, each draft is a step.
    """
    contact_uid = connection.scalar(select(contact.c.uid).where(contact.c.id == of.contact_id))
    event_uid = connection.scalar(select(event.c.uid).where(event.c.id == of.event_id))
    which = f" {of.uid}" if of.kind in REPEATED else ""
    return f"{contact_uid} {event_uid or '-'} {of.kind}{which}"


def _item(row: Row[Any]) -> OutboxItem:
    values = dict(row._mapping)
    return OutboxItem(**{**values, "way": Way(values["way"]), "state": OutboxState(values["state"])})
