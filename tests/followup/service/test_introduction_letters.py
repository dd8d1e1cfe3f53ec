from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from followup import drafting
from followup.errors import UsageError
from followup.model import Contact, Event
from followup.network import common_ground
from followup.relations import Answer, IntroductionState, Relationship
from followup.service import Aftercard
from followup.service.introductions import letter_left

TODAY = date(2026, 11, 21)


@pytest.fixture
def two(aftercard: Aftercard, summit: Event) -> tuple[Contact, Contact]:
    ana = aftercard.contacts.add(summit.id, name="Ana López", emails=("ana@example.com",), organization="Acme")
    bo = aftercard.contacts.add(
        summit.id, name="Bo Ek", emails=("bo@example.org",), organization="Ek AB", language="de"
    )
    aftercard.relationships.edit(ana.id, offers=("fundraising",), interests=("robotics",))
    aftercard.relationships.edit(bo.id, needs=("fundraising",), interests=("Robotics",))
    return ana, bo


def test_each_is_asked_in_their_language_with_a_reason_about_the_other(
    aftercard: Aftercard, two: tuple[Contact, Contact]
) -> None:
    number = aftercard.introductions.propose(two[0].id, two[1].id).introduction.id
    to_ana, to_bo = aftercard.introduction_letters.write(number)
    assert {to_ana.kind, to_bo.kind} == {"introduction-offer"}
    assert "Bo Ek is looking for fundraising and is interested in" in to_ana.body
    assert "Ana López kann bei fundraising helfen und interessiert sich ebenfalls für" in to_bo.body
    assert "ana@example.com" not in to_bo.body, "nothing is passed on before both have said yes"


def test_only_who_is_still_to_be_asked_gets_a_letter_and_both_the_last_one(
    aftercard: Aftercard, two: tuple[Contact, Contact]
) -> None:
    ana, bo = two
    number = aftercard.introductions.propose(ana.id, bo.id, "You both restore old radios.").introduction.id
    aftercard.introductions.asked(number, ana.id)
    (only,) = aftercard.introduction_letters.write(number)
    assert only.contact_id == bo.id
    assert "You both restore old radios." in only.body
    aftercard.introductions.answered(number, ana.id, yes=True)
    aftercard.introductions.asked(number, bo.id)
    with pytest.raises(UsageError, match="nothing to write"):
        aftercard.introduction_letters.write(number)
    aftercard.introductions.answered(number, bo.id, yes=True)
    both = aftercard.introduction_letters.write(number, language="en")
    assert [(d.contact_id, d.kind) for d in both] == [(ana.id, "introduction"), (bo.id, "introduction")]
    assert "Bo Ek" in both[0].body
    assert "bo@example.org" in both[0].body, "now each may write to the other"


def test_a_letter_that_left_moves_the_introduction_on(aftercard: Aftercard, two: tuple[Contact, Contact]) -> None:
    ana, bo = two
    number = aftercard.introductions.propose(ana.id, bo.id).introduction.id

    def leave() -> None:
        for draft in aftercard.introduction_letters.write(number):
            with aftercard._context.database.write() as connection:
                letter_left(connection, draft, TODAY)

    leave()
    asked = aftercard.introductions.get(number).introduction
    assert [(side.answer, side.asked_on) for side in (asked.a, asked.b)] == [(Answer.ASKED, TODAY)] * 2
    for one in two:
        aftercard.introductions.answered(number, one.id, yes=True)
    leave()
    assert aftercard.introductions.get(number).introduction.state is IntroductionState.INTRODUCED


def test_a_letter_about_another_introduction_is_not_written_over(
    aftercard: Aftercard, two: tuple[Contact, Contact], summit: Event
) -> None:
    ana, bo = two
    cy = aftercard.contacts.add(summit.id, name="Cy Chan", emails=("cy@example.net",))
    first = aftercard.introductions.propose(ana.id, bo.id).introduction.id
    second = aftercard.introductions.propose(ana.id, cy.id, "They fit.").introduction.id
    before = aftercard.introduction_letters.write(first)
    with pytest.raises(UsageError, match="another introduction"):
        aftercard.introduction_letters.write(second)
    assert aftercard.drafts.list() == before
    assert aftercard.introduction_letters.write(first) == before, "writing again changes nothing"


def test_who_was_met_at_no_event_is_asked_too(
    aftercard: Aftercard, two: tuple[Contact, Contact], summit: Event
) -> None:
    cy = aftercard.contacts.add(name="Cy Chan")
    number = aftercard.introductions.propose(two[0].id, cy.id, "They fit.").introduction.id
    written = aftercard.introduction_letters.write(number)
    assert {draft.contact_id: draft.event_id for draft in written} == {two[0].id: summit.id, cy.id: None}


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_a_reason_is_one_sentence_without_a_hole(
    aftercard: Aftercard, two: tuple[Contact, Contact], language: str
) -> None:
    ana, bo = (aftercard.relationships.tie(one.id) for one in two)
    for mine, other in ((ana, bo), (bo, ana)):
        said = drafting.introduction_reason(common_ground(mine, other), other.contact.name, language)
        assert said.startswith(other.contact.name)
        assert said.endswith(".")
        assert "fundraising" in said
        assert "  " not in said
        assert "{" not in said
    stranger = replace(bo, relationship=Relationship())
    assert drafting.introduction_reason(common_ground(ana, stranger), "Bo Ek", language) == ""
