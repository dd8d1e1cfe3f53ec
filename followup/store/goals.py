"""The owner's goals for an event, as rows."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, delete, insert, select

from followup.relations import EventGoal, GoalKind
from followup.store.tie_tables import event_goal


def add(connection: Connection, new: EventGoal) -> EventGoal:
    """Store a goal and give it back with its id."""
    row = insert(event_goal).values(event_id=new.event_id, kind=new.kind, text=new.text)
    key = connection.execute(row).inserted_primary_key
    assert key is not None
    return replace(new, id=key[0])


def remove(connection: Connection, goal_id: int) -> bool:
    """False when there is no such goal."""
    return bool(connection.execute(delete(event_goal).where(event_goal.c.id == goal_id)).rowcount)


def find(connection: Connection, event_id: int | None = None) -> tuple[EventGoal, ...]:
    """The goals of an event, or of all, by id."""
    query = select(event_goal).order_by(event_goal.c.id)
    if event_id is not None:
        query = query.where(event_goal.c.event_id == event_id)
    return tuple(
        EventGoal(id=row.id, event_id=row.event_id, kind=GoalKind(row.kind), text=row.text)
        for row in connection.execute(query)
    )
