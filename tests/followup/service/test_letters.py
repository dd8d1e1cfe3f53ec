"""What a letter is written from: particulars, form of address, language, and what lies around it."""

from __future__ import annotations

import pytest

from followup.errors import InvalidValueError, UnknownItemError, UsageError
from followup.model import Address, Contact, Event, Particulars
from followup.service import Aftercard


@pytest.fixture
def ana(aftercard: Aftercard, summit: Event) -> Contact:
    made = aftercard.contacts.add(summit.id, name="Ana López", organization="Example Tools", emails=["ana@example.com"])
    aftercard.encounters.note(made.id, summit.id, topic="gear boxes")
    return made


def test_what_only_one_message_says_is_kept_and_said_again(aftercard: Aftercard, summit: Event, ana: Contact) -> None:
    said = Particulars(about="the checklist", link="example.org/checklist", about_on=None)
    (draft,) = aftercard.drafts.make(summit.id, "share-resource", particulars=said)
    assert "https://example.org/checklist" in draft.body
    assert aftercard.drafts.facts(draft.id)["link"] == "https://example.org/checklist"
    aftercard.encounters.note(ana.id, summit.id, topic="quiet gear boxes")
    (again,) = aftercard.drafts.make(summit.id, "share-resource")
    assert "https://example.org/checklist" in again.body
    assert "quiet gear boxes" in again.body
    assert again.particulars == draft.particulars
    (other,) = aftercard.drafts.make(summit.id, "share-resource", particulars=Particulars(about="a talk"))
    assert "checklist" not in other.body


@pytest.mark.parametrize(
    ("field", "value"), [("link", "javascript:alert(1)"), ("person_email", "a b"), ("about", "x" * 501)]
)
def test_particulars_that_make_no_sense_are_refused(
    *, aftercard: Aftercard, summit: Event, ana: Contact, field: str, value: str
) -> None:
    with pytest.raises(InvalidValueError):
        aftercard.drafts.make(summit.id, "share-resource", particulars=Particulars(**{field: value}))
    assert aftercard.drafts.list() == ()


def test_an_introduction_names_the_other_contact(aftercard: Aftercard, summit: Event, ana: Contact) -> None:
    nora = aftercard.contacts.add(
        summit.id, name="Nora Beck", title="Buyer", organization="Beck Works", emails=["nora@example.net"]
    )
    said = Particulars(person_id=nora.id, reason="You both build quiet machines.")
    (draft,) = aftercard.drafts.make(summit.id, "introduction", particulars=said)
    assert draft.contact_id == ana.id, "nobody is introduced to the same person"
    assert "Nora Beck" in draft.body
    assert "Buyer, Beck Works" in draft.body
    assert "nora@example.net" in draft.body
    with pytest.raises(UsageError, match="same person"):
        aftercard.drafts.make(summit.id, "introduction", contact_id=nora.id, particulars=said)
    with pytest.raises(UnknownItemError):
        aftercard.drafts.make(summit.id, "introduction", contact_id=ana.id, particulars=Particulars(person_id=999))


def test_how_somebody_is_addressed_is_asked_from_the_message_up_to_the_habit(
    aftercard: Aftercard, summit: Event, ana: Contact
) -> None:
    def formal(**wish: bool) -> bool:
        (draft,) = aftercard.drafts.make(summit.id, "check-in", language="de", **wish)  # type: ignore[arg-type]
        return bool(aftercard.drafts.facts(draft.id).get("formal"))

    assert formal()
    aftercard.owner.edit(formal=False)
    assert not formal()
    aftercard.events.edit(summit.id, formal=True)
    assert formal()
    aftercard.relationships.edit(ana.id, formal=False)
    assert not formal()
    assert formal(formal=True)
    assert formal(), "what was chosen for the message stays with it"


@pytest.mark.parametrize(
    ("contact", "event", "languages", "written"),
    [
        ({"language": "fr"}, "", (), "fr"),
        ({"language": "fr-CH"}, "", (), "fr"),
        ({"emails": ["a@example.de"]}, "es", (), "de"),
        ({"emails": ["a@example.co.uk"]}, "es", (), "en"),
        ({"emails": ["a@example.io"]}, "es", (), "es"),
        ({"urls": ["www.example.es"]}, "", (), "es"),
        ({"address": Address(formatted="Wien", locality="Wien", country="AT")}, "", (), "de"),
        ({"emails": ["a@example.jp"]}, "de", (), "en"),
        ({"emails": ["a@example.de"]}, "", ("en", "fr"), "en"),
        ({}, "de", (), "de"),
        ({}, "", ("es",), "es"),
        ({}, "", (), "en"),
    ],
)
def test_the_language_is_the_contacts_else_its_countrys_else_the_events(
    *,
    aftercard: Aftercard,
    summit: Event,
    contact: dict[str, object],
    event: str,
    languages: tuple[str, ...],
    written: str,
) -> None:
    aftercard.owner.edit(languages=languages)
    aftercard.events.edit(summit.id, language=event)
    aftercard.contacts.add(summit.id, name="Ana López", **contact)  # type: ignore[arg-type]
    (draft,) = aftercard.drafts.make(summit.id, "thank-you")
    assert draft.language == written


def test_colleagues_met_there_and_the_last_message_are_known(aftercard: Aftercard, summit: Event, ana: Contact) -> None:
    aftercard.contacts.add(summit.id, name="Bo Berg", organization="EXAMPLE TOOLS GmbH")
    aftercard.contacts.add(name="Cy Chan", organization="Example Tools")
    aftercard.interactions.add(ana.id, "mail", on="2026-11-18")
    aftercard.interactions.add(ana.id, "mail", "in", on="2026-11-19")
    (draft,) = aftercard.drafts.make(summit.id, "nudge", contact_id=ana.id)
    facts = aftercard.drafts.facts(draft.id)
    assert (facts["colleagues"], facts["wrote_on"]) == (["Bo Berg"], "2026-11-18")
    assert "18 November" in draft.body


def test_a_wording_that_is_not_there_is_refused_with_those_that_are(
    aftercard: Aftercard, summit: Event, ana: Contact
) -> None:
    with pytest.raises(UsageError, match="no wording 9") as caught:
        aftercard.drafts.make(summit.id, "thank-you", variant=9)
    assert "1" in caught.value.hint
