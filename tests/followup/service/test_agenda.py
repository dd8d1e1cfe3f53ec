"""What is kept, what happened, and who is due, through the service."""

from __future__ import annotations

from datetime import date

import pytest

from followup.cadence import DueSource
from followup.errors import InvalidValueError, UnknownItemError
from followup.model import Contact, Event
from followup.relations import DateKind, DecisionKind, ImportantDate, MessageKind
from followup.service import Aftercard


@pytest.fixture
def ana(aftercard: Aftercard, summit: Event) -> Contact:
    made = aftercard.contacts.add(summit.id, name="Ana López", emails=["ana@example.com"])
    aftercard.encounters.note(made.id, summit.id, met_on="2026-11-17", promised="the case study")
    return made


def test_a_contact_is_due_within_two_business_days_and_no_longer_once_written_to(
    aftercard: Aftercard, ana: Contact
) -> None:
    (item,) = aftercard.agenda.due()
    assert (item.name, item.due.source, item.due.kind) == ("Ana López", DueSource.FIRST_NOTE, MessageKind.THANK_YOU)
    assert (item.due.on, item.due.overdue_days) == (date(2026, 11, 19), 2)
    assert "the case study" in item.due.why
    aftercard.interactions.add(ana.id, "mail", on="2026-11-18", text="thanks")
    assert aftercard.agenda.due() == ()
    (nudge,) = aftercard.agenda.due("2026-11-25")
    assert nudge.due.source is DueSource.NUDGE
    aftercard.interactions.add(ana.id, "mail", "in", on="2026-11-19")
    assert aftercard.agenda.due("2026-11-25") == ()


def test_answers_are_remembered(aftercard: Aftercard, ana: Contact) -> None:
    (item,) = aftercard.agenda.due()
    aftercard.agenda.answer(item.due.uid, DecisionKind.SNOOZED, "2026-11-24")
    assert aftercard.agenda.due() == ()
    assert [one.due.uid for one in aftercard.agenda.due("2026-11-24")] == [item.due.uid]
    aftercard.agenda.answer(item.due.uid, DecisionKind.SKIPPED)
    assert aftercard.agenda.due("2026-11-24") == ()
    with pytest.raises(UnknownItemError):
        aftercard.agenda.answer("nothing", DecisionKind.DONE)
    with pytest.raises(InvalidValueError):
        aftercard.agenda.answer(item.due.uid, DecisionKind.SNOOZED, "2026-11-21")


def test_what_is_kept_decides_what_is_due(aftercard: Aftercard, ana: Contact) -> None:
    aftercard.interactions.add(ana.id, "call", on="2026-11-19")
    birthday = ImportantDate(kind=DateKind.BIRTHDAY, month=11, day=21)
    aftercard.relationships.edit(ana.id, cadence="weekly", dates=[birthday], kind="mentor")
    assert [item.due.kind for item in aftercard.agenda.due()] == [MessageKind.CONGRATULATIONS]
    assert MessageKind.MENTORING_UPDATE in [due.kind for due in aftercard.agenda.of_contact(ana.id)]
    aftercard.relationships.edit(ana.id, opted_out=True)
    assert aftercard.agenda.due("2027-11-21") == ()


def test_help_received_asks_for_thanks(aftercard: Aftercard, ana: Contact) -> None:
    aftercard.interactions.add(ana.id, "mail", on="2026-11-18")
    aftercard.interactions.favour(ana.id, "received", on="2026-11-19", text="an introduction")
    (item,) = aftercard.agenda.due()
    assert item.due.kind is MessageKind.APPRECIATION
    assert "an introduction" in item.due.why
    assert [f.text for f in aftercard.interactions.favours(ana.id)] == ["an introduction"]


@pytest.mark.parametrize(
    "changes", [{"cadence": "hourly"}, {"kind": "rival"}, {"colour": "red"}, {"tags": ["x" * 501]}]
)
def test_a_wrong_value_changes_nothing(aftercard: Aftercard, ana: Contact, changes: dict[str, object]) -> None:
    before = aftercard.relationships.edit(ana.id, tags=["press"])
    with pytest.raises(InvalidValueError):
        aftercard.relationships.edit(ana.id, **changes)  # type: ignore[arg-type]
    assert aftercard.relationships.get(ana.id) == before


def test_nothing_happens_in_the_future_or_to_nobody(aftercard: Aftercard, ana: Contact) -> None:
    with pytest.raises(InvalidValueError, match="has not come yet"):
        aftercard.interactions.add(ana.id, "mail", on="2026-11-22")
    with pytest.raises(InvalidValueError, match="mail, call"):
        aftercard.interactions.add(ana.id, "pigeon")
    with pytest.raises(UnknownItemError):
        aftercard.interactions.add(99, "mail")
    assert aftercard.interactions.of_contact(ana.id) == ()


def test_an_event_knows_who_was_written_to_and_who_answered(aftercard: Aftercard, summit: Event, ana: Contact) -> None:
    bo = aftercard.contacts.add(summit.id, name="Bo Berg")
    (before,) = aftercard.events.progress()
    assert (before.contacts, before.sent, before.answered) == (2, 0, 0)
    aftercard.interactions.add(ana.id, "mail", on="2026-11-20")
    aftercard.interactions.add(ana.id, "mail", "in", on="2026-11-21")
    aftercard.interactions.add(bo.id, "mail", on="2026-11-01")  # before they met
    aftercard.interactions.add(bo.id, "note", on="2026-11-20")
    (after,) = aftercard.events.progress()
    assert (after.sent, after.answered) == (1, 1)
    clock = aftercard.events.clock(summit)
    assert clock
    assert (clock.deadline, clock.days_left) == (date(2026, 11, 23), 1)


def test_health_is_one_sentence(aftercard: Aftercard, ana: Contact) -> None:
    assert aftercard.relationships.health(ana.id).why.startswith("Last contact 4 days ago")
