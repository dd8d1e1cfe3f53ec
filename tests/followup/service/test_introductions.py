from __future__ import annotations

from datetime import date, timedelta

import pytest

from followup.errors import UnknownItemError, UsageError
from followup.model import Contact, Event
from followup.relations import Answer, DecisionKind, FavourKind, IntroductionState, MessageKind
from followup.service import Aftercard

TODAY = date(2026, 11, 21)


@pytest.fixture
def ana(aftercard: Aftercard, summit: Event) -> Contact:
    made = aftercard.contacts.add(summit.id, name="Ana López", emails=("ana@example.com",), organization="Acme")
    aftercard.relationships.edit(made.id, offers=("fundraising",), cadence="none")
    return made


@pytest.fixture
def bo(aftercard: Aftercard, summit: Event) -> Contact:
    made = aftercard.contacts.add(summit.id, name="Bo Ek", emails=("bo@example.org",), organization="Ek AB")
    aftercard.relationships.edit(made.id, needs=("fundraising",), cadence="none")
    return made


def due(aftercard: Aftercard, on: date = TODAY) -> list[tuple[int, str]]:
    return sorted((item.due.contact_id, item.due.kind.value) for item in aftercard.agenda.due(on))


def test_an_introduction_is_proposed_with_its_reason_asked_for_answered_and_made(
    aftercard: Aftercard, ana: Contact, bo: Contact
) -> None:
    idea = aftercard.introductions.propose(ana.id, bo.id)
    assert idea.introduction.reason == "Ana López offers fundraising, Bo Ek needs fundraising."
    assert due(aftercard) == [(ana.id, "introduction-offer"), (bo.id, "introduction-offer")]
    number = idea.introduction.id
    aftercard.introductions.asked(number, ana.id)
    aftercard.introductions.asked(number, bo.id)
    assert due(aftercard) == []
    assert due(aftercard, TODAY + timedelta(days=7)) == [(ana.id, "nudge"), (bo.id, "nudge")]
    aftercard.introductions.answered(number, ana.id, yes=True)
    aftercard.introductions.answered(number, bo.id, yes=True)
    assert due(aftercard) == [(ana.id, "introduction")]
    done = aftercard.introductions.introduced(number)
    assert done.introduction.state is IntroductionState.INTRODUCED
    assert due(aftercard) == []
    assert [d.why for d in aftercard.agenda.of_contact(ana.id)] == [
        "You introduced Ana López to Bo Ek on 21 November 2026: how did it go?"
    ]


def test_an_introduction_that_was_made_is_something_given_to_both(
    aftercard: Aftercard, ana: Contact, bo: Contact
) -> None:
    number = aftercard.introductions.propose(ana.id, bo.id).introduction.id
    for one in (ana, bo):
        aftercard.introductions.answered(number, one.id, yes=True)
    assert aftercard.interactions.favours(ana.id) == ()
    aftercard.introductions.introduced(number)
    (line,) = aftercard.interactions.favours(ana.id)
    assert (line.kind, line.on, line.text) == (FavourKind.GIVEN, TODAY, "an introduction to Bo Ek")
    assert aftercard.relationships.health(bo.id).why.endswith("given 1, asked 0, received 0.")
    glance = aftercard.overview.all()[bo.id]
    assert glance.health == aftercard.relationships.health(bo.id)
    aftercard.introductions.undo(number)
    assert aftercard.interactions.favours(ana.id) == ()


@pytest.mark.parametrize("end", ["declined", "dropped", "introduced"])
def test_who_was_ever_to_be_introduced_is_not_suggested_again(
    aftercard: Aftercard, ana: Contact, bo: Contact, end: str
) -> None:
    def ideas() -> list[tuple[int, ...]]:
        return [p.contact_ids for p in aftercard.suggestions.all() if p.what == "introduction"]

    assert ideas() == [(ana.id, bo.id)]
    number = aftercard.introductions.propose(ana.id, bo.id).introduction.id
    if end == "declined":
        aftercard.introductions.answered(number, bo.id, yes=False)
    elif end == "dropped":
        aftercard.introductions.drop(number)
    else:
        for one in (ana, bo):
            aftercard.introductions.answered(number, one.id, yes=True)
        aftercard.introductions.introduced(number)
    assert aftercard.introductions.get(number).introduction.state == end
    assert ideas() == []
    assert aftercard.introductions.all(under_way=True) == ()
    assert [i.introduction.id for i in aftercard.introductions.all(contact_id=ana.id)] == [number]


def test_every_step_can_be_taken_back_down_to_the_proposal(aftercard: Aftercard, ana: Contact, bo: Contact) -> None:
    number = aftercard.introductions.propose(ana.id, bo.id).introduction.id
    aftercard.introductions.asked(number, ana.id, TODAY - timedelta(days=2))
    aftercard.introductions.answered(number, ana.id, yes=False)
    back = aftercard.introductions.undo(number)
    assert back is not None
    assert (back.introduction.a.answer, back.introduction.a.asked_on) == (Answer.ASKED, TODAY - timedelta(days=2))
    again = aftercard.introductions.undo(number)
    assert again is not None
    assert again.introduction.state is IntroductionState.PROPOSED
    assert aftercard.introductions.undo(number) is None
    with pytest.raises(UnknownItemError):
        aftercard.introductions.get(number)
    assert [p.what for p in aftercard.suggestions.all()] == ["introduction"]


def test_a_step_that_does_not_fit_changes_nothing(aftercard: Aftercard, ana: Contact, bo: Contact) -> None:
    number = aftercard.introductions.propose(ana.id, bo.id).introduction.id
    with pytest.raises(UsageError, match="under way"):
        aftercard.introductions.propose(bo.id, ana.id)
    with pytest.raises(UsageError, match="Both have to say yes"):
        aftercard.introductions.introduced(number)
    with pytest.raises(UsageError, match="themselves"):
        aftercard.introductions.propose(ana.id, ana.id)
    aftercard.relationships.edit(bo.id, opted_out=True)
    assert due(aftercard) == []
    aftercard.introductions.drop(number)
    with pytest.raises(UsageError, match="not to be written to"):
        aftercard.introductions.propose(ana.id, bo.id)
    assert len(aftercard.introductions.all()) == 1


def test_a_due_step_can_be_snoozed_and_skipped(aftercard: Aftercard, ana: Contact, bo: Contact) -> None:
    aftercard.introductions.propose(ana.id, bo.id)
    first, second = (item.due for item in aftercard.agenda.due())
    assert first.kind is MessageKind.INTRODUCTION_OFFER
    aftercard.agenda.answer(first.uid, DecisionKind.SKIPPED)
    aftercard.agenda.answer(second.uid, DecisionKind.SNOOZED, "2026-12-01")
    assert due(aftercard) == []


def test_introductions_follow_a_merge_and_its_undoing(aftercard: Aftercard, ana: Contact, bo: Contact) -> None:
    twin = aftercard.contacts.add(name="Ana Lopez", emails=("ana@example.com",))
    number = aftercard.introductions.propose(twin.id, bo.id, "They fit.").introduction.id
    aftercard.duplicates.merge(ana.id, twin.id)
    assert {p.id for p in (aftercard.introductions.get(number).a, aftercard.introductions.get(number).b)} == {
        ana.id,
        bo.id,
    }
    aftercard.history.undo(ana.id)
    assert aftercard.introductions.get(number).a.id == twin.id
    aftercard.contacts.erase(twin.id)
    assert aftercard.introductions.all() == ()


def test_two_who_are_to_be_introduced_can_turn_out_to_be_one(aftercard: Aftercard, ana: Contact, bo: Contact) -> None:
    aftercard.introductions.propose(ana.id, bo.id)
    aftercard.duplicates.merge(ana.id, bo.id)
    assert aftercard.introductions.all() == ()
    assert due(aftercard) == []
    aftercard.history.undo(ana.id)
    assert len(aftercard.introductions.all()) == 1
