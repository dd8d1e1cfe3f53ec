"""JSON, and the calendar of what is due, read back with icalendar and vobject."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import vobject
from icalendar import Calendar

from followup.cadence import Due, DueSource
from followup.exchange import export
from followup.exchange.calendar import due_calendar
from followup.relations import MessageKind


def test_json_is_an_array_of_contacts_with_their_meetings(ana, company):
    first, second = json.loads(b"".join(export([ana, company], "json")))
    assert first["id"] == 7
    assert first["emails"] == list(ana.contact.emails)
    assert first["phones"][1] == {"value": "+34910000000;ext=12", "kind": "work"}
    assert first["address"]["country"] == "ES"
    assert first["updated_at"] == "2026-11-19T08:00:00+00:00"
    assert [m["event"]["name"] for m in first["meetings"]] == ["Expo, Lyon 2025", "Sample Summit 2026"]
    assert first["meetings"][1]["encounter"]["next_step_on"] == "2026-12-04"
    assert second["organization"] == "Beispiel Werke AG"
    assert json.loads(b"".join(export([], "json"))) == []


def due(ana, **values):
    whom = values.pop("uid", "5d0c2a52-5b8e-5a4e-9a53-7c1b6fcb0001")
    day = values.pop("on", date(2026, 12, 4))
    why = values.pop("why", "The next step with Ana: a call, soon; as agreed.")
    kind = MessageKind.FOLLOW_UP
    return Due(uid=whom, contact_id=7, source=DueSource.NEXT_STEP, opens=day, on=day, why=why, kind=kind), ana.contact


def read(*entries, made_at=datetime(2026, 11, 21, 8, 0, tzinfo=UTC)):
    return Calendar.from_ical(b"".join(due_calendar(entries, made_at)))


def test_the_calendar_has_a_day_with_an_alarm_for_everything_due(ana):
    (entry,) = read(due(ana)).events
    assert entry.start == date(2026, 12, 4)
    assert str(entry["summary"]) == "Ana María López: follow-up"
    assert "a call, soon; as agreed." in str(entry["description"])
    assert "ana@example.com" in str(entry["description"])
    (alarm,) = entry.alarms.times
    assert alarm.trigger.strftime("%Y-%m-%d %H:%M") == "2026-12-04 09:00"


def test_an_entry_keeps_its_identity_when_its_day_moves_and_is_the_newer_one(ana):
    (before,) = read(due(ana)).events
    (after,) = read(due(ana, on=date(2027, 1, 8)), made_at=datetime(2026, 11, 22, 8, 0, tzinfo=UTC)).events
    assert (before["uid"], before.start, after.start) == (after["uid"], date(2026, 12, 4), date(2027, 1, 8))
    assert before["dtstamp"].dt < after["dtstamp"].dt


def test_a_calendar_of_nothing_is_still_one():
    assert read().events == []
    assert vobject.readOne(b"".join(due_calendar((), datetime.now(UTC))).decode()).prodid.value


def test_lines_are_folded_and_hostile_text_stays_text(ana):
    data = b"".join(due_calendar([due(ana, why="x" * 300 + "\r\nEND:VEVENT\r\n")], datetime.now(UTC)))
    assert max(map(len, data.split(b"\r\n"))) <= 75
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
    assert data.count(b"\r\nEND:VEVENT") == 1
