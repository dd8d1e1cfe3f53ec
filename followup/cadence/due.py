"""Something that is due, and what the owner's answers (done, skip, snooze) make of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID, uuid5

from followup.model import Contact
from followup.relations import Decision, DecisionKind, MessageKind

_NAMESPACE = UUID("7d1c3f5e-6b0a-4a52-9d2e-2f7c1f0b8e64")
"""Of the uids below; any fixed UUID would do, a change would duplicate what calendars have imported."""


class DueSource(StrEnum):
    """Why something is due."""

    FIRST_NOTE = "first-note"
    NUDGE = "nudge"
    RHYTHM = "rhythm"
    NEXT_STEP = "next-step"
    DATE = "date"
    THANKS = "thanks"
    INTRODUCTION = "introduction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Somebody to write to.

    Attributes:
        uid: a UUID that follows from contact and occasion, so that a calendar that imports it again updates its entry.
        opens: the first day on which it makes sense.
        on: the day by which it should be done.
        why: one sentence.
        kind: the template's kind that fits.
        event_id: the event it is about, if any.
        overdue_days: calendar days since `on`; 0 until then.
    """

    uid: str
    contact_id: int
    source: DueSource
    opens: date
    on: date
    why: str
    kind: MessageKind
    event_id: int | None = None
    overdue_days: int = 0


def due_uid(contact: Contact, *occasion: object) -> str:
    """The uid of an occasion of a stored contact.

    Args:
        contact: by its uid, which every export keeps.
        occasion: what tells this one from the contact's others, such as a source and an event's uid.
    """
    return str(uuid5(_NAMESPACE, "/".join(map(str, (contact.uid or contact.id, *occasion)))))


def answered_on(decisions: Iterable[Decision], uid: str, *kinds: DecisionKind) -> date | None:
    """The last day on which the owner gave one of these answers; None when never."""
    return max((d.on for d in decisions if d.due_uid == uid and d.kind in kinds), default=None)


def closed(decisions: Iterable[Decision], uid: str) -> bool:
    """Whether the owner said that it is done or not wanted."""
    return answered_on(decisions, uid, DecisionKind.DONE, DecisionKind.SKIPPED) is not None


def snoozed(due: Due, decisions: Iterable[Decision], since: date | None = None) -> Due:
    """The due, put off as far as the last snooze says; never brought forward.

    Args:
        due: as it would be.
        decisions: of the contact, in any order.
        since: snoozes before this day were about an earlier turn.
    """
    mine = [d for d in decisions if d.due_uid == due.uid and d.kind is DecisionKind.SNOOZED and d.until]
    last = max(mine, key=lambda d: d.on, default=None)
    if last is None or last.until is None or (since and last.on < since):
        return due
    return replace(due, opens=max(due.opens, last.until), on=max(due.on, last.until))
