"""One click writes the letter that something due calls for, with what it is about."""

from __future__ import annotations

import pytest

from followup.model import Event
from followup.relations import DateKind, ImportantDate, MessageKind
from followup.service import Aftercard
from tests.followup.conftest import TODAY


@pytest.fixture
def ana(aftercard: Aftercard, summit: Event) -> int:
    aftercard.owner.edit(name="Robin Meyer", email="robin@example.com")
    return aftercard.contacts.add(
        summit.id, name="Ana Lopes", given_name="Ana", emails=("ana@acme.example",), language="en"
    ).id


def letter(aftercard: Aftercard, contact_id: int, kind: MessageKind) -> tuple[str, str]:
    """Subject and body of the letter about what is due of this kind."""
    due = next(due for due in aftercard.agenda.of_contact(contact_id) if due.kind is kind)
    draft = aftercard.due_letters.write(due)
    assert (draft.contact_id, draft.kind) == (contact_id, kind)
    return draft.subject, draft.body


@pytest.mark.parametrize(
    ("occasion", "language", "said"),
    [
        ((DateKind.NEW_ROLE, "Head of Research"), "en", "your new role (Head of Research)"),
        ((DateKind.NEW_ROLE, "Head of Research"), "de", "die neue Aufgabe (Head of Research)"),
        ((DateKind.AWARD, "Best Paper"), "es", "el premio Best Paper"),
        ((DateKind.LAUNCH, "Solaris"), "fr", "le lancement de Solaris"),
        ((DateKind.LAUNCH, ""), "en", "your launch"),
        ((DateKind.OTHER, "the move to Porto"), "en", "the move to Porto"),
    ],
)
def test_congratulations_say_on_what_in_the_language_of_the_letter(
    aftercard: Aftercard, ana: int, occasion: tuple[DateKind, str], language: str, said: str
) -> None:
    kind, label = occasion
    aftercard.contacts.edit(ana, language=language)
    day = ImportantDate(kind=kind, month=TODAY.month, day=TODAY.day, year=TODAY.year, label=label)
    aftercard.relationships.edit(ana, dates=[day])
    assert said in letter(aftercard, ana, MessageKind.CONGRATULATIONS)[1]


def test_a_birthday_is_no_achievement(aftercard: Aftercard, ana: int) -> None:
    day = ImportantDate(kind=DateKind.BIRTHDAY, month=TODAY.month, day=TODAY.day)
    aftercard.relationships.edit(ana, dates=[day])
    subject, body = letter(aftercard, ana, MessageKind.CONGRATULATIONS)
    assert "birthday" in subject
    assert "Happy birthday!" in body
    assert "good news" not in body


def test_thanks_name_what_was_given(aftercard: Aftercard, ana: int) -> None:
    aftercard.interactions.favour(ana, "received", text="the ticket for the dinner")
    assert "Thank you for the ticket for the dinner." in letter(aftercard, ana, MessageKind.APPRECIATION)[1]


def test_an_introduction_names_the_other(aftercard: Aftercard, ana: int, summit: Event) -> None:
    bo = aftercard.contacts.add(summit.id, name="Bo Berg", emails=("bo@nord.example",)).id
    aftercard.introductions.propose(ana, bo, "You both sail.")
    asked = [item.due for item in aftercard.agenda.due() if item.due.kind is MessageKind.INTRODUCTION_OFFER]
    assert {due.contact_id for due in asked} <= {ana, bo}
    for due in asked:
        assert ("Ana" if due.contact_id == bo else "Bo Berg") in aftercard.due_letters.write(due).body


def test_the_first_note_and_a_check_in_need_nothing_more(aftercard: Aftercard, ana: int) -> None:
    assert "Web Summit 2026" in letter(aftercard, ana, MessageKind.THANK_YOU)[1]


def test_who_was_met_at_no_event_gets_a_letter_about_none(aftercard: Aftercard, summit: Event) -> None:
    bo = aftercard.contacts.add(name="Bo Berg", given_name="Bo", organization="Nord AB", language="en").id
    aftercard.relationships.edit(bo, cadence="weekly")
    (due,) = aftercard.agenda.of_contact(bo)
    draft = aftercard.due_letters.write(due)
    assert (draft.contact_id, draft.event_id) == (bo, None)
    assert draft.body.startswith("Hi Bo,")
    assert summit.name not in draft.body
