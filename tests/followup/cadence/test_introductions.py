from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from followup.cadence import Due, due
from followup.model import Contact, Tie
from followup.network import IntroductionError, Suggestion, answered, asked, introduced, propose
from followup.relations import Cadence, Introduction, IntroductionState, MessageKind, Relationship

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)

QUIET = Relationship(cadence=Cadence.NONE)
ANA = Tie(contact=Contact(id=1, uid="ana", name="Ana López"), relationship=QUIET)
BO = Tie(contact=Contact(id=2, uid="bo", name="Bo Ek"), relationship=QUIET)


@pytest.fixture
def idea() -> Introduction:
    return replace(propose(Suggestion(1, 2, 1.0, "They fit."), MONDAY), id=1, uid="intro")


def dues(introduction: Introduction, today: date, *ties: Tie) -> list[Due]:
    return list(due(ties or (ANA, BO), today, introductions=(introduction,)))


def test_an_introduction_goes_from_the_idea_to_the_letter(idea: Introduction) -> None:
    assert idea.state is IntroductionState.PROPOSED
    asking = asked(idea, 1, MONDAY)
    assert asking.state is IntroductionState.ASKING
    half = answered(asking, 1, True, TUESDAY)
    assert half.state is IntroductionState.ASKING
    agreed = answered(asked(half, 2, TUESDAY), 2, True, TUESDAY)
    assert agreed.state is IntroductionState.AGREED
    assert introduced(agreed, TUESDAY).state is IntroductionState.INTRODUCED


def test_a_no_ends_it_whenever_it_comes(idea: Introduction) -> None:
    half = answered(asked(idea, 1, MONDAY), 1, True, MONDAY)
    assert answered(half, 2, False, MONDAY).state is IntroductionState.DECLINED
    second_thoughts = answered(half, 1, False, TUESDAY)
    with pytest.raises(IntroductionError, match="declined"):
        asked(second_thoughts, 2, TUESDAY)


def test_nobody_is_introduced_who_was_not_asked(idea: Introduction) -> None:
    for early in (idea, asked(idea, 1, MONDAY), answered(idea, 1, True, MONDAY)):
        with pytest.raises(IntroductionError, match="Both"):
            introduced(early, MONDAY)


def test_steps_that_make_no_sense_are_refused(idea: Introduction) -> None:
    with pytest.raises(IntroductionError, match="no part"):
        asked(idea, 3, MONDAY)
    with pytest.raises(IntroductionError, match="yes already"):
        asked(answered(idea, 1, True, MONDAY), 1, MONDAY)


def test_each_step_reminds_of_the_next(idea: Introduction) -> None:
    assert [(d.contact_id, d.kind) for d in dues(idea, MONDAY)] == [
        (1, MessageKind.INTRODUCTION_OFFER),
        (2, MessageKind.INTRODUCTION_OFFER),
    ]
    asking = asked(idea, 1, MONDAY)
    (ask_bo,) = dues(asking, MONDAY)
    assert (ask_bo.contact_id, ask_bo.kind) == (2, MessageKind.INTRODUCTION_OFFER)
    both = asked(asking, 2, MONDAY)
    assert dues(both, date(2026, 11, 27)) == []
    late = dues(both, date(2026, 11, 30))
    assert [(d.contact_id, d.kind) for d in sorted(late, key=lambda d: d.contact_id)] == [
        (1, MessageKind.NUDGE),
        (2, MessageKind.NUDGE),
    ]
    agreed = answered(answered(both, 1, True, TUESDAY), 2, True, TUESDAY)
    (letter,) = dues(agreed, TUESDAY)
    assert (letter.kind, letter.on) == (MessageKind.INTRODUCTION, date(2026, 11, 26))
    assert letter.why == "Ana López and Bo Ek both want to be introduced."
    (outcome,) = dues(introduced(agreed, TUESDAY), date(2026, 12, 8))
    assert outcome.why == "You introduced Ana López to Bo Ek on 24 November 2026: how did it go?"


def test_who_opted_out_or_is_gone_is_not_written_to(idea: Introduction) -> None:
    asking = asked(idea, 1, MONDAY)
    out = replace(BO, relationship=Relationship(cadence=Cadence.NONE, opted_out=True))
    assert dues(asking, date(2026, 12, 8), ANA, out) == []
    assert dues(asking, date(2026, 12, 8), ANA) == []
