"""One event at a glance: how far its cards have come, the 48 hours, who waits for a first note, and its goals."""

from __future__ import annotations

from dataclasses import dataclass

from followup.cadence import FollowUpClock, follow_up_clock
from followup.model import Contact, EventProgress
from followup.network import reached_by
from followup.relations import EventGoal
from followup.service import lookup
from followup.service.context import Context
from followup.service.lookup import EventRef
from followup.store import contacts, events, goals, responses, ties


@dataclass(frozen=True, slots=True)
class GoalReached:
    """A goal for the event, and the people met there who bring the owner closer to it."""

    goal: EventGoal
    people: tuple[Contact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventOverview:
    """An event as its owner wants to see it.

    Attributes:
        progress: the counts from captured to answered.
        clock: the 48 hours in business days; None when the event's days are not known.
        unwritten: whom nobody has written to or called since, by id; without those who opted out.
        goals: in the order in which they were noted.
    """

    progress: EventProgress
    clock: FollowUpClock | None
    unwritten: tuple[Contact, ...]
    goals: tuple[GoalReached, ...]

    @property
    def goals_reached(self) -> int:
        """How many goals somebody fits."""
        return sum(bool(goal.people) for goal in self.goals)


class EventOverviews:
    """What can be asked about one event."""

    def __init__(self, context: Context) -> None:
        self._database = context.database
        self._today = context.today

    def of(self, event: EventRef) -> EventOverview:
        """Everything about one event.

        Raises:
            UnknownEventError: there is no such event.
        """
        with self._database.read() as connection:
            where = lookup.event(connection, event)
            people = {tie.contact.id: tie for tie in ties.stream(connection, contacts.find_ids(connection, where.id))}
            reached = tuple(
                GoalReached(goal, tuple(people[i].contact for i in reached_by(goal, people.values())))
                for goal in goals.find(connection, where.id)
            )
            unwritten = tuple(
                people[i].contact
                for i in responses.unwritten(connection, where.id)
                if not people[i].relationship.opted_out
            )
            last = where.ends_on or where.starts_on
            return EventOverview(
                progress=events.progress(connection)[where.id],
                clock=follow_up_clock(last, self._today()) if last else None,
                unwritten=unwritten,
                goals=reached,
            )
