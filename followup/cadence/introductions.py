"""Introductions that wait for the owner: an answer that does not come, a letter to write, how it went."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from followup.cadence.business import add_business_days
from followup.cadence.due import Due, DueSource, closed, due_uid, snoozed
from followup.cadence.texts import day_of, name_of
from followup.cadence.touches import received, sent
from followup.locale import _
from followup.model import Contact, Tie
from followup.relations import Answer, Introduction, IntroductionSide, IntroductionState, MessageKind

ANSWER_DAYS = 5
"""Business days after which one asks again, as with a nudge."""

INTRODUCE_DAYS = 2
"""Business days from the second yes to the letter that brings both together."""

OUTCOME_DAYS = 10
"""Business days after the introduction before asking how it went."""

FORGOTTEN = timedelta(days=90)
"""After so long the question how it went comes too late."""


STEPS = ("answer", "ask", "letter", "outcome")
"""What can be due about an introduction."""


def introduction_uids(introduction: Introduction, contact: Contact) -> frozenset[str]:
    """Uids of everything that can be due with the contact about the introduction."""
    return frozenset(
        due_uid(contact, DueSource.INTRODUCTION, introduction.uid or introduction.id, step) for step in STEPS
    )


def introduction_dues(introductions: Iterable[Introduction], ties: Mapping[int, Tie], today: date) -> Iterator[Due]:
    """What is to be done about introductions under way.

    Args:
        introductions: any; those that are declined or given up need nothing.
        ties: the contacts by id with their decisions; an introduction of anybody else, or of somebody who opted out,
            is passed over.
        today: the owner's calendar date.
    """
    for introduction in introductions:
        a, b = (ties.get(side.contact_id) for side in (introduction.a, introduction.b))
        if a is None or b is None or a.relationship.opted_out or b.relationship.opted_out:
            continue
        for due in _open(introduction, a, b, today):
            tie = a if due.contact_id == a.contact.id else b
            if not closed(tie.decisions, due.uid):
                yield snoozed(due, tie.decisions)


def _open(introduction: Introduction, a: Tie, b: Tie, today: date) -> Iterator[Due]:
    if introduction.state in (IntroductionState.PROPOSED, IntroductionState.ASKING):
        yield from _asks(introduction.a, introduction, a, b)
        yield from _asks(introduction.b, introduction, b, a)
    elif introduction.state is IntroductionState.AGREED:
        yield _letter(introduction, a, b)
    elif introduction.introduced_on and not _heard_since(introduction.introduced_on, a, b, today):
        on = add_business_days(introduction.introduced_on, OUTCOME_DAYS)
        said = {"one": name_of(a), "other": name_of(b), "day": day_of(introduction.introduced_on)}
        why = _("You introduced {one} to {other} on {day}: how did it go?", **said)
        yield _due(introduction, a, "outcome", opens=on, on=on, why=why, kind=MessageKind.CHECK_IN)


def _heard_since(day: date, a: Tie, b: Tie, today: date) -> bool:
    """Whether either was in touch after the introduction, or it is too long ago to ask how it went."""
    if today > day + FORGOTTEN:
        return True
    return any(day < i.on <= today for tie in (a, b) for i in (*sent(tie), *received(tie)))


def _asks(side: IntroductionSide, introduction: Introduction, tie: Tie, other: Tie) -> Iterator[Due]:
    """The side that was asked and does not answer, or that is still to be asked once the other said yes."""
    if side.answer is Answer.ASKED and side.asked_on:
        on = add_business_days(side.asked_on, ANSWER_DAYS)
        said = {"name": name_of(tie), "other": name_of(other), "day": day_of(side.asked_on)}
        why = _("{name} has not said yet whether to meet {other}; you asked on {day}.", **said)
        yield _due(introduction, tie, "answer", opens=on, on=on, why=why, kind=MessageKind.NUDGE)
    elif side.answer is Answer.NOT_ASKED:
        start = max(d for d in (introduction.proposed_on, introduction.a.answered_on, introduction.b.answered_on) if d)
        on = add_business_days(start, INTRODUCE_DAYS)
        why = _("Ask {name} whether to be introduced to {other}.", name=name_of(tie), other=name_of(other))
        yield _due(introduction, tie, "ask", opens=start, on=on, why=why, kind=MessageKind.INTRODUCTION_OFFER)


def _letter(introduction: Introduction, a: Tie, b: Tie) -> Due:
    agreed = max(side.answered_on or introduction.proposed_on for side in (introduction.a, introduction.b))
    on = add_business_days(agreed, INTRODUCE_DAYS)
    why = _("{one} and {other} both want to be introduced.", one=name_of(a), other=name_of(b))
    return _due(introduction, a, "letter", opens=agreed, on=on, why=why, kind=MessageKind.INTRODUCTION)


def _due(introduction: Introduction, tie: Tie, step: str, *, opens: date, on: date, why: str, kind: MessageKind) -> Due:
    return Due(
        uid=due_uid(tie.contact, DueSource.INTRODUCTION, introduction.uid or introduction.id, step),
        contact_id=tie.contact.id,
        source=DueSource.INTRODUCTION,
        opens=opens,
        on=on,
        why=why,
        kind=kind,
    )
