"""What happened with contacts: interactions, favours, and answers to what was due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, Table, delete, func, insert, select

from followup.relations import (
    Decision,
    DecisionKind,
    Direction,
    Favour,
    FavourKind,
    Interaction,
    InteractionKind,
)
from followup.store import introductions
from followup.store.rows import chunks, new_uid, now
from followup.store.tie_tables import decision, favour, interaction


def add_interaction(connection: Connection, new: Interaction) -> Interaction:
    """Store what happened and give it back with its id and uid."""
    uid = new.uid or new_uid()
    values = {"kind": new.kind, "direction": new.direction, "happened_on": new.on, "text": new.text}
    row = insert(interaction).values(
        **values, contact_id=new.contact_id, message=new.message, uid=uid, created_at=now()
    )
    key = connection.execute(row).inserted_primary_key
    assert key is not None
    return replace(new, id=key[0], uid=uid)


def add_favour(connection: Connection, new: Favour) -> Favour:
    """Store a line of the ledger and give it back with its id."""
    row = insert(favour).values(contact_id=new.contact_id, kind=new.kind, happened_on=new.on, text=new.text)
    key = connection.execute(row).inserted_primary_key
    assert key is not None
    return replace(new, id=key[0])


def add_decision(connection: Connection, contact_id: int, new: Decision) -> None:
    values = {"due_uid": new.due_uid, "kind": new.kind, "decided_on": new.on, "until_on": new.until}
    connection.execute(insert(decision).values(contact_id=contact_id, **values))


def remove_decision(connection: Connection, contact_id: int, due_uid: str) -> bool:
    """Delete the last answer to something due; False when there is none."""
    mine = (decision.c.contact_id == contact_id, decision.c.due_uid == due_uid)
    last = select(func.max(decision.c.id)).where(*mine).scalar_subquery()
    return bool(connection.execute(delete(decision).where(decision.c.id == last)).rowcount)


def whose_decision(connection: Connection, due_uid: str) -> int | None:
    """Id of the contact about whom something due was answered; None when nobody answered it."""
    return connection.scalar(select(decision.c.contact_id).where(decision.c.due_uid == due_uid).limit(1))


def remove_interaction(connection: Connection, contact_id: int, interaction_id: int) -> bool:
    """Delete what was noted about the contact; False when there is no such entry."""
    mine = (interaction.c.contact_id == contact_id, interaction.c.id == interaction_id)
    return bool(connection.execute(delete(interaction).where(*mine)).rowcount)


def remove_favour(connection: Connection, contact_id: int, favour_id: int) -> bool:
    """Delete a line of the ledger with the contact; False when there is no such line."""
    mine = (favour.c.contact_id == contact_id, favour.c.id == favour_id)
    return bool(connection.execute(delete(favour).where(*mine)).rowcount)


def interactions(connection: Connection, contact_ids: Sequence[int]) -> dict[int, tuple[Interaction, ...]]:
    """By contact, the oldest first."""
    found = _by_contact(connection, interaction, contact_ids)
    return {i: tuple(sorted(map(_interaction, rows), key=lambda one: (one.on, one.id))) for i, rows in found.items()}


def favours(connection: Connection, contact_ids: Sequence[int]) -> dict[int, tuple[Favour, ...]]:
    """By contact, the oldest first; an introduction that was made is given to both, and has no id of its own."""
    noted = {i: tuple(map(_favour, rows)) for i, rows in _by_contact(connection, favour, contact_ids).items()}
    made = introductions.given(connection, contact_ids)
    both = {i: (*noted.get(i, ()), *made.get(i, ())) for i in contact_ids if i in noted or i in made}
    return {i: tuple(sorted(lines, key=lambda one: (one.on, one.id))) for i, lines in both.items()}


def decisions(connection: Connection, contact_ids: Sequence[int]) -> dict[int, tuple[Decision, ...]]:
    """By contact, in the order in which they were taken."""
    return {i: tuple(map(_decision, rows)) for i, rows in _by_contact(connection, decision, contact_ids).items()}


def _by_contact(connection: Connection, table: Table, contact_ids: Sequence[int]) -> dict[int, list[Row[Any]]]:
    found: dict[int, list[Row[Any]]] = {}
    for chunk in chunks(contact_ids):
        query = select(table).where(table.c.contact_id.in_(chunk)).order_by(table.c.id)
        for row in connection.execute(query):
            found.setdefault(row.contact_id, []).append(row)
    return found


def _interaction(row: Row[Any]) -> Interaction:
    return Interaction(
        id=row.id,
        uid=row.uid,
        contact_id=row.contact_id,
        kind=InteractionKind(row.kind),
        direction=Direction(row.direction),
        on=row.happened_on,
        text=row.text,
        message=row.message,
    )


def _favour(row: Row[Any]) -> Favour:
    return Favour(id=row.id, contact_id=row.contact_id, kind=FavourKind(row.kind), on=row.happened_on, text=row.text)


def _decision(row: Row[Any]) -> Decision:
    return Decision(due_uid=row.due_uid, kind=DecisionKind(row.kind), on=row.decided_on, until=row.until_on)
