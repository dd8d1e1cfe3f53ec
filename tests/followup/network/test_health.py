from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.model import Contact, Tie
from followup.network import HealthState, ask_warning, balance, health
from followup.relations import (
    Cadence,
    Direction,
    Favour,
    FavourKind,
    Interaction,
    InteractionKind,
    MessageKind,
    Relationship,
)

TODAY = date(2026, 11, 20)
ANA = Contact(id=1, name="Ana López")
MONTHLY = Relationship(cadence=Cadence.MONTHLY)


def mail(days_ago: int, direction: Direction = Direction.OUT) -> Interaction:
    day = TODAY - timedelta(days=days_ago)
    return Interaction(contact_id=1, kind=InteractionKind.MAIL, direction=direction, on=day)


def favour(kind: FavourKind) -> Favour:
    return Favour(contact_id=1, kind=kind, on=TODAY)


def tie(*interactions: Interaction, favours: tuple[Favour, ...] = ()) -> Tie:
    return Tie(contact=ANA, relationship=MONTHLY, interactions=interactions, favours=favours)


GIVEN, ASKED, RECEIVED = map(favour, FavourKind)


def test_one_sentence_says_all_of_it() -> None:
    found = health(tie(mail(60), mail(55, Direction.IN), mail(40), favours=(GIVEN, ASKED)), TODAY)
    assert found.state is HealthState.LATE
    assert found.why == (
        "Last contact 40 days ago (wanted: every month); 1 of your last 2 messages answered; "
        "given 1, asked 1, received 0."
    )
    assert (found.answered, found.reciprocity) == (0.5, 1.0)


@pytest.mark.parametrize(
    ("days", "state"),
    [(0, HealthState.IN_TOUCH), (31, HealthState.IN_TOUCH), (32, HealthState.LATE), (62, HealthState.DRIFTED)],
)
def test_the_state_follows_the_rhythm(days: int, state: HealthState) -> None:
    assert health(tie(mail(days, Direction.IN)), TODAY).state is state


def test_who_was_never_reached_comes_last() -> None:
    found = health(tie(), TODAY)
    assert (found.score, found.state, found.why) == (0, HealthState.NEW, "You have never been in touch.")
    assert health(tie(mail(1, Direction.IN)), TODAY).why == (
        "Last contact yesterday (wanted: every month); no message of yours to be answered."
    )


def test_a_message_that_may_still_be_answered_does_not_count_against_anybody() -> None:
    assert health(tie(mail(2)), TODAY).answered is None
    assert health(tie(mail(7)), TODAY).answered == 0


def test_only_the_last_three_messages_count_and_each_answer_once() -> None:
    old = [mail(days) for days in (90, 80, 70)]
    recent = [mail(30), mail(29, Direction.IN), mail(20), mail(19, Direction.IN), mail(10), mail(9, Direction.IN)]
    assert health(tie(*old, *recent), TODAY).answered == 1
    assert health(tie(mail(30), mail(20), mail(10), mail(9, Direction.IN)), TODAY).answered == pytest.approx(1 / 3)


@given(st.lists(st.integers(0, 800), max_size=4), st.lists(st.sampled_from(FavourKind), max_size=5))
def test_the_score_stays_on_its_scale_and_giving_never_hurts(days: list[int], kinds: list[FavourKind]) -> None:
    favours = tuple(map(favour, kinds))
    before = tie(*map(mail, days), favours=favours)
    now = health(before, TODAY)
    assert 0 <= now.score <= 100
    assert health(replace(before, favours=(*favours, GIVEN)), TODAY).score >= now.score
    assert health(replace(before, interactions=(*before.interactions, mail(0, Direction.IN))), TODAY).score >= now.score


def test_an_ask_before_anything_was_given_gets_a_gentle_word() -> None:
    ask = MessageKind.FEEDBACK_ASK
    offer = "is there something you can offer first?"
    assert ask_warning(ANA, (), ask) == f"You have not given Ana López anything yet; {offer}"
    assert ask_warning(ANA, (ASKED, ASKED), ask) == (
        f"You have not given Ana López anything yet, and have asked twice; {offer}"
    )
    assert ask_warning(ANA, (GIVEN, ASKED), ask) == ""
    assert ask_warning(ANA, (), MessageKind.SHARE_RESOURCE) == ""
    assert ask_warning(ANA, (), "feedback-ask") != ""


def test_a_favour_that_was_asked_for_and_came_is_one() -> None:
    assert balance((GIVEN, ASKED, RECEIVED)).taken == 1
