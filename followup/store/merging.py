"""What belongs to one contact goes to another, and back: the rows of a merge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, and_, select, update

from followup.model import DraftState
from followup.store import encounters
from followup.store.introduction_table import introduction
from followup.store.rows import chunks
from followup.store.source_table import value_source
from followup.store.tables import card, draft, encounter
from followup.store.tie_tables import decision, favour, interaction

_TABLES = (card, encounter, draft, interaction, favour, decision, value_source)
_MOVED: Mapping[str, Table] = {table.name: table for table in _TABLES}
_SIDES = {"introduction.a": ("a_id", "b_id"), "introduction.b": ("b_id", "a_id")}
"""The two contacts of an introduction: what the log calls each, its column, and the other one's."""

Moved = Mapping[str, Sequence[int]]
"""Ids of the rows that went along, by table."""


def move(connection: Connection, from_id: int, to_id: int) -> Moved:
    """Give the rows of one contact to another.

    A meeting or open draft that both have stays where it is, unseen; so does an introduction of the two to each other.
    """
    moved = {}
    for name, table in _MOVED.items():
        ids = list(connection.scalars(_movable(table, from_id, to_id)))
        _assign(connection, table, ids, to_id)
        moved[name] = ids
    for name, (side, other) in _SIDES.items():
        here = (introduction.c[side] == from_id, introduction.c[other] != to_id)
        ids = list(connection.scalars(select(introduction.c.id).where(*here).order_by(introduction.c.id)))
        _assign(connection, introduction, ids, to_id, side)
        moved[name] = ids
    return moved


def move_back(connection: Connection, moved: Moved, to_id: int) -> None:
    """The same rows, as far as they are still there, to whom they came from."""
    for name, ids in moved.items():
        if name in _SIDES:
            _assign(connection, introduction, ids, to_id, _SIDES[name][0])
        else:
            _assign(connection, _MOVED[name], ids, to_id)


def shared_meetings(connection: Connection, a_id: int, b_id: int) -> tuple[int, ...]:
    """Ids of the events where both were noted."""
    of_a = select(encounter.c.event_id).where(encounter.c.contact_id == a_id)
    query = select(encounter.c.event_id).where(encounter.c.contact_id == b_id, encounter.c.event_id.in_(of_a))
    return tuple(connection.scalars(query))


def fill_meeting(connection: Connection, kept_id: int, other_id: int, event_id: int) -> list[str]:
    """Let the kept contact's meeting have what only the other's says; gives the columns that were filled."""
    mine, others = (encounters.get(connection, i, event_id) for i in (kept_id, other_id))
    assert mine is not None
    assert others is not None
    missing: dict[str, Any] = {
        name: getattr(others, name) for name in encounters.COLUMNS if not getattr(mine, name) and getattr(others, name)
    }
    if missing:
        encounters.change(connection, kept_id, event_id, missing)
    return sorted(missing)


def _movable(table: Table, from_id: int, to_id: int) -> Any:
    query = select(table.c.id).where(table.c.contact_id == from_id).order_by(table.c.id)
    twin = table.alias()
    if table is encounter:
        same = and_(twin.c.contact_id == to_id, twin.c.event_id == table.c.event_id)
    elif table is draft:
        # Only one open message of a kind per meeting; what was sent may stand beside it.
        open_one = (twin.c.state != DraftState.SENT.value, table.c.state != DraftState.SENT.value)
        about = twin.c.event_id.is_not_distinct_from(table.c.event_id)
        same = and_(twin.c.contact_id == to_id, about, twin.c.kind == table.c.kind, *open_one)
    else:
        return query
    return query.where(~select(twin.c.id).where(same).exists())


def _assign(
    connection: Connection, table: Table, ids: Sequence[int], contact_id: int, column: str = "contact_id"
) -> None:
    for chunk in chunks(ids):
        connection.execute(update(table).where(table.c.id.in_(chunk)).values({column: contact_id}))
