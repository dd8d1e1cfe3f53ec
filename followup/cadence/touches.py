"""What counts as being in touch: who reached whom, and when last."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from followup.model import Meeting, Tie
from followup.relations import DecisionKind, Direction, Interaction, InteractionKind

_WRITTEN_OR_SPOKEN = (InteractionKind.MAIL, InteractionKind.MESSAGE, InteractionKind.CALL)


def sent(tie: Tie) -> Iterator[Interaction]:
    """Mails, messages and calls of the owner's."""
    return (i for i in tie.interactions if i.direction is Direction.OUT and i.kind in _WRITTEN_OR_SPOKEN)


def received(tie: Tie) -> Iterator[Interaction]:
    """Mails, messages and calls of the contact's."""
    return (i for i in tie.interactions if i.direction is Direction.IN and i.kind in _WRITTEN_OR_SPOKEN)


def met(tie: Tie) -> Iterator[date]:
    """Days on which both met, at an event or elsewhere, as far as they are known."""
    yield from (day for meeting in tie.meetings if (day := meeting.day))
    yield from (i.on for i in tie.interactions if i.kind is InteractionKind.MEETING)


def last_contact(tie: Tie, today: date) -> date | None:
    """The last day on which one reached the other, up to today: a date in the calendar has not happened yet.

    Something due that the owner marked as done is a contact as well, logged or not.
    """
    reached = (i.on for i in tie.interactions if i.kind is not InteractionKind.NOTE)
    done = (d.on for d in tie.decisions if d.kind is DecisionKind.DONE)
    return max((day for day in (*reached, *done, *met(tie)) if day <= today), default=None)


def last_meeting(tie: Tie, today: date) -> tuple[Meeting, date] | None:
    """The latest encounter at an event that has taken place, with its day."""
    dated = [(meeting, day) for meeting in tie.meetings if (day := meeting.day) and day <= today]
    return max(dated, key=lambda pair: (pair[1], pair[0].encounter.id), default=None)
