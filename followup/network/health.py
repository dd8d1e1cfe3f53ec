"""The health of a tie: three plain measures, a sum with fixed weights, and one sentence that says all of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from followup.cadence.business import add_business_days
from followup.cadence.rhythm import DRIFTED_AFTER, SAID, days_of
from followup.cadence.sequence import NUDGE_DAYS
from followup.cadence.touches import last_contact, met, received, sent
from followup.locale import _, ngettext
from followup.model import Tie
from followup.network.ledger import balance, reciprocity

RECENCY, ANSWERS, RECIPROCITY = 60, 25, 15
"""Points of the score. Being in touch at all counts most; the owner can do least about answers."""

_FORGOTTEN_AFTER = 2 * DRIFTED_AFTER
_LAST_MESSAGES = 3


class HealthState(StrEnum):
    """In one word; recency alone decides, for it alone says what to do."""

    NEW = "new"
    IN_TOUCH = "in-touch"
    LATE = "late"
    DRIFTED = "drifted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How a tie is.

    Attributes:
        score: 0 to 100, for ordering.
        recency: 1 while within the rhythm, falling to 0 at four times of it.
        answered: share of the owner's last three messages that were answered; None when there was none.
        reciprocity: 1 when as much was given as taken, falling to 0.
        why: one sentence that says all of it.
    """

    contact_id: int
    score: int
    state: HealthState
    recency: float
    answered: float | None
    reciprocity: float
    why: str


def health(tie: Tie, today: date) -> Health:
    """How the tie is today. A contact without a rhythm is measured by the year."""
    last = last_contact(tie, today)
    turns = (today - last).days / days_of(tie.relationship.cadence) if last else None
    recency = _recency(turns)
    count, answers = _answers(tie, today)
    answered = answers / count if count else None
    fair = reciprocity(tie)
    score = round(RECENCY * recency + ANSWERS * (0.5 if answered is None else answered) + RECIPROCITY * fair)
    return Health(
        contact_id=tie.contact.id,
        score=score if last else 0,
        state=_state(turns),
        recency=round(recency, 2),
        answered=answered,
        reciprocity=round(fair, 2),
        why=_sentence(tie, last, today, count, answers),
    )


def _recency(turns: float | None) -> float:
    """From the rhythms that passed since the last contact."""
    if turns is None:
        return 0.0
    return max(0.0, min(1.0, (_FORGOTTEN_AFTER - turns) / (_FORGOTTEN_AFTER - 1)))


def _state(turns: float | None) -> HealthState:
    if turns is None:
        return HealthState.NEW
    if turns <= 1:
        return HealthState.IN_TOUCH
    return HealthState.LATE if turns < DRIFTED_AFTER else HealthState.DRIFTED


def _answers(tie: Tie, today: date) -> tuple[int, int]:
    """How many of the owner's last messages, three at most, and how many were answered before the next one.

    A message that an answer may still come to does not count yet.
    """
    days = sorted({i.on for i in sent(tie) if i.on <= today})
    replies = sorted({*(i.on for i in received(tie) if i.on <= today), *(d for d in met(tie) if d <= today)})
    spans = pairwise((*days, date.max))
    answered = [any(day <= reply < end for reply in replies) for day, end in spans]
    if days and not answered[-1] and today < add_business_days(days[-1], NUDGE_DAYS):
        answered.pop()
    return len(answered[-_LAST_MESSAGES:]), sum(answered[-_LAST_MESSAGES:])


def _sentence(tie: Tie, last: date | None, today: date, count: int, answers: int) -> str:
    if last is None:
        return _("You have never been in touch.")
    since = (today - last).days
    when = {0: _("today"), 1: _("yesterday")}.get(since) or ngettext("{number} day ago", "{number} days ago", since)
    often = SAID.get(tie.relationship.cadence)
    contact = _("Last contact {when} (wanted: {often})", when=when, often=_(often)) if often else ""
    parts = [contact or _("Last contact {when}", when=when), _answered(count, answers)]
    if tie.favours:
        now = balance(tie.favours)
        favours = {"given": now.given, "asked": now.asked, "received": now.received}
        parts.append(_("given {given}, asked {asked}, received {received}", **favours))
    return f"{'; '.join(parts)}."


def _answered(count: int, answers: int) -> str:
    if not count:
        return _("no message of yours to be answered")
    if count == 1:
        return _("your only message was answered") if answers else _("your only message was not answered")
    return _("{answers} of your last {number} messages answered", answers=answers, number=count)
