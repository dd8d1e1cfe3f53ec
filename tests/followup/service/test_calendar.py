from __future__ import annotations

from datetime import date, timedelta

import pytest
from icalendar import Calendar

from followup.model import Contact, Event
from followup.relations import DecisionKind
from followup.service import Aftercard

TODAY = date(2026, 11, 21)


@pytest.fixture
def ana(aftercard: Aftercard, summit: Event) -> Contact:
    made = aftercard.contacts.add(summit.id, name="Ana López", emails=("ana@example.com",))
    aftercard.encounters.note(made.id, summit.id, next_step="a call", next_step_on="2026-12-04")
    return made


def read(pieces: object) -> dict[str, tuple[date, str]]:
    """Day and summary by the entry's identity."""
    found = Calendar.from_ical(b"".join(pieces))  # type: ignore[call-overload]
    return {str(one["uid"]): (one.start, str(one["summary"])) for one in found.events}


def test_the_calendar_holds_everything_due_and_to_come(aftercard: Aftercard, ana: Contact) -> None:
    assert sorted(read(aftercard.calendar.pieces()).values()) == [
        (date(2026, 11, 23), "Ana López: thank-you"),
        (date(2026, 12, 4), "Ana López: follow-up"),
    ]
    assert read(aftercard.calendar.pieces(ahead=timedelta(days=3))).keys() == {
        item.due.uid for item in aftercard.agenda.due()
    }


def test_what_is_put_off_moves_and_what_is_done_is_not_in_the_next_file(aftercard: Aftercard, ana: Contact) -> None:
    (first,) = (item.due for item in aftercard.agenda.due())
    before = read(aftercard.calendar.pieces())
    aftercard.agenda.answer(first.uid, DecisionKind.SNOOZED, "2026-11-30")
    after = read(aftercard.calendar.pieces())
    assert after.keys() == before.keys()
    assert after[first.uid] == (date(2026, 11, 30), "Ana López: thank-you")
    aftercard.agenda.answer(first.uid, DecisionKind.SKIPPED)
    assert first.uid not in read(aftercard.calendar.pieces())


def test_the_calendar_of_an_event_is_about_its_people(aftercard: Aftercard, ana: Contact) -> None:
    fair = aftercard.events.add("Fair", starts_on="2026-11-12")
    aftercard.contacts.add(fair.id, name="Bo Ek")
    assert read(aftercard.exports.export("ics", event="Fair")).values() != {}
    assert {said for _, said in read(aftercard.exports.export("ics", event="Fair")).values()} == {"Bo Ek: thank-you"}
    assert {day for day, _ in read(aftercard.exports.export("ics", event="Fair")).values()} == {TODAY}, "it is overdue"


def test_both_of_an_introduction_are_in_the_calendar(aftercard: Aftercard, ana: Contact) -> None:
    bo = aftercard.contacts.add(name="Bo Ek")
    aftercard.introductions.propose(ana.id, bo.id, "They fit.")
    whole = {said for _, said in read(aftercard.calendar.pieces()).values()}
    assert {"Ana López: introduction-offer", "Bo Ek: introduction-offer"} <= whole
    assert {said for _, said in read(aftercard.calendar.pieces((bo.id,))).values()} == {"Bo Ek: introduction-offer"}
