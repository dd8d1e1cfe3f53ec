"""Which of the people met bring the owner closer to a goal for the event."""

from __future__ import annotations

from collections.abc import Iterable

from followup.model import Tie
from followup.network.tags import matches, tag_key
from followup.relations import EventGoal, GoalKind


def reached_by(goal: EventGoal, ties: Iterable[Tie]) -> tuple[int, ...]:
    """Ids of the contacts who fit the goal, in the order given.

    Somebody whom the owner wanted to meet has every word of the goal in name, title, firm or tags; somebody to whom
    the owner offers needs it; somebody who has what the owner looks for offers it.
    """
    return tuple(tie.contact.id for tie in ties if _fits(goal, tie))


def _fits(goal: EventGoal, tie: Tie) -> bool:
    kept = tie.relationship
    if goal.kind is GoalKind.OFFER:
        return bool(matches((goal.text,), kept.needs))
    if goal.kind is GoalKind.SEEK:
        return bool(matches((goal.text,), kept.offers))
    contact = tie.contact
    said = " ".join((contact.name, contact.title, contact.department, contact.organization, *kept.tags))
    return tag_key(goal.text) <= tag_key(said)
