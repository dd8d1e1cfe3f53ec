"""The owner's goals for an event, and how far the people met cover them."""

from __future__ import annotations

from dataclasses import dataclass

from followup.errors import UnknownItemError
from followup.locale import _
from followup.network import reached_by
from followup.relations import EventGoal, GoalKind
from followup.service import lookup, values
from followup.service.context import Context
from followup.service.lookup import EventRef
from followup.service.relationships import choice
from followup.store import contacts, goals, ties


@dataclass(frozen=True, slots=True)
class GoalCoverage:
    """A goal, and the contacts met at the event who fit it."""

    goal: EventGoal
    contact_ids: tuple[int, ...]


class Goals:
    """What the owner wants of an event."""

    def __init__(self, context: Context) -> None:
        self._database = context.database

    def add(self, event: EventRef, kind: GoalKind | str, text: str) -> EventGoal:
        """Note whom to meet, what to offer, or what to look for.

        Raises:
            UnknownEventError, InvalidValueError: nothing was noted.
        """
        what, clean = choice(GoalKind, kind, "kind of goal"), values.line(text, "goal", required=True)
        with self._database.write() as connection:
            where = lookup.event(connection, event)
            return goals.add(connection, EventGoal(event_id=where.id, kind=what, text=clean))

    def remove(self, goal_id: int) -> None:
        """Raises: UnknownItemError."""
        with self._database.write() as connection:
            if not goals.remove(connection, goal_id):
                raise UnknownItemError(
                    _("There is no goal {goal_id}.", goal_id=goal_id), _("'aftercard event goal NAME' shows them.")
                )

    def coverage(self, event: EventRef) -> tuple[GoalCoverage, ...]:
        """Every goal of the event with the contacts who fit it.

        Raises:
            UnknownEventError: there is no such event.
        """
        with self._database.read() as connection:
            where = lookup.event(connection, event)
            met = tuple(ties.stream(connection, contacts.find_ids(connection, where.id)))
            return tuple(GoalCoverage(goal, reached_by(goal, met)) for goal in goals.find(connection, where.id))
