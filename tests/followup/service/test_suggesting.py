"""Audiences, goals and ideas for giving, through the service."""

from __future__ import annotations

import pytest

from followup.errors import InvalidValueError, UnknownItemError
from followup.model import Address, Contact, Event
from followup.network import Audience, Resource
from followup.relations import MessageKind, RelationshipKind
from followup.service import Aftercard


@pytest.fixture
def ana(aftercard: Aftercard, summit: Event) -> Contact:
    address = Address(locality="Málaga", country="ES")
    made = aftercard.contacts.add(summit.id, name="Ana López", title="Buyer", address=address)
    aftercard.relationships.edit(made.id, tags=["Alumni ETH"], offers=["fundraising"], interests=["bicycles"])
    return made


@pytest.fixture
def bo(aftercard: Aftercard) -> Contact:
    made = aftercard.contacts.add(name="Bo Berg")
    aftercard.relationships.edit(made.id, needs=["help with fundraising"], kind="press", interests=["bicycle"])
    return made


def test_introductions_help_and_sharing_come_with_their_reason(
    aftercard: Aftercard, summit: Event, ana: Contact, bo: Contact
) -> None:
    (introduction,) = aftercard.suggestions.all()
    assert (introduction.what, introduction.contact_ids) == ("introduction", (ana.id, bo.id))
    assert "Ana López offers fundraising" in introduction.reason
    assert introduction.message is MessageKind.INTRODUCTION_OFFER
    found = aftercard.suggestions.all(offers=["fundraising"], resource=Resource(title="x", tags=("bicycles",)))
    assert [(p.what, p.contact_ids) for p in found[1:]] == [
        ("help", (bo.id,)),
        ("share", (ana.id,)),
        ("share", (bo.id,)),
    ]
    assert aftercard.suggestions.all(event=summit.id) == ()
    assert aftercard.suggestions.all(contact_id=bo.id) == (introduction,)
    aftercard.relationships.edit(bo.id, opted_out=True)
    assert aftercard.suggestions.all() == ()


def test_what_is_offered_at_an_event_is_offered(aftercard: Aftercard, summit: Event, bo: Contact) -> None:
    aftercard.goals.add(summit.id, "offer", "fundraising")
    assert [p.what for p in aftercard.suggestions.all(contact_id=bo.id)] == ["help"]


def test_goals_are_covered_by_people_met(aftercard: Aftercard, summit: Event, ana: Contact, bo: Contact) -> None:
    meet = aftercard.goals.add(summit.id, "meet", "buyers")
    seek = aftercard.goals.add("web summit 2026", "seek", "fundraising")
    offer = aftercard.goals.add(summit.id, "offer", "bearings")
    assert [(c.goal, c.contact_ids) for c in aftercard.goals.coverage(summit.id)] == [
        (meet, (ana.id,)),
        (seek, (ana.id,)),
        (offer, ()),
    ]
    aftercard.goals.remove(meet.id)
    with pytest.raises(UnknownItemError):
        aftercard.goals.remove(meet.id)
    with pytest.raises(InvalidValueError):
        aftercard.goals.add(summit.id, "steal", "buyers")
    assert len(aftercard.goals.coverage(summit.id)) == 2


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Audience(tags=("alumni eth",)), ["Ana López"]),
        (Audience(tags=("Bicycles",)), ["Ana López", "Bo Berg"]),
        (Audience(tags=("alumni",)), []),
        (Audience(places=("malaga",)), ["Ana López"]),
        (Audience(places=("es",), tags=("bicycle",)), ["Ana López"]),
        (Audience(kinds=(RelationshipKind.PRESS,)), ["Bo Berg"]),
        (Audience(kinds=(RelationshipKind.PRESS,), places=("es",)), []),
    ],
)
def test_an_audience_is_found(
    aftercard: Aftercard, ana: Contact, bo: Contact, wanted: Audience, found: list[str]
) -> None:
    assert [c.name for c in aftercard.contacts.list(wanted=wanted)] == found
    assert aftercard.exports.count(wanted=wanted) == len(found)
    data = b"".join(aftercard.exports.export("csv", wanted=wanted)).decode()
    assert [name in data for name in ("Ana López", "Bo Berg")] == [name in found for name in ("Ana López", "Bo Berg")]


def test_an_audience_keeps_to_the_event_and_the_search(
    aftercard: Aftercard, summit: Event, ana: Contact, bo: Contact
) -> None:
    both = Audience(tags=("bicycles",))
    assert [c.id for c in aftercard.contacts.list(event=summit.id, wanted=both)] == [ana.id]
    assert [c.id for c in aftercard.contacts.list(search="berg", wanted=both)] == [bo.id]


def test_who_opted_out_is_not_written_to_and_who_was_given_may_be_asked(
    aftercard: Aftercard, summit: Event, ana: Contact
) -> None:
    def codes() -> list[str]:
        drafts = aftercard.drafts.make(summit.id, "feedback-ask")
        return [finding.code for finding in aftercard.linting.check(drafts)[0].findings]

    before = codes()
    aftercard.interactions.favour(ana.id, "given", text="an article")
    assert len(codes()) == len(before) - 1
    aftercard.relationships.edit(ana.id, opted_out=True)
    assert "opted-out" in codes()


def test_one_contacts_introductions_are_those_of_all_that_concern_it(aftercard: Aftercard) -> None:
    words = {
        "Ana": ("offers", "lab space"),
        "Bo": ("needs", "a lab"),
        "Cem": ("needs", "lab spaces"),
        "Dora": ("offers", "a lab"),
    }
    ids = {name: aftercard.contacts.add(name=name).id for name in words}
    for name, (field, word) in words.items():
        aftercard.relationships.edit(ids[name], **{field: [word], "interests": ["sailing"]})
    for contact_id in ids.values():
        mine = [p for p in aftercard.suggestions.all() if contact_id in p.contact_ids]
        assert list(aftercard.suggestions.all(contact_id=contact_id)) == mine
