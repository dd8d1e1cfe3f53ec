"""JSON, and the calendar of next steps, read back with vobject."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import vobject

from followup.exchange import export


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


def calendar(*records):
    return vobject.readOne(b"".join(export(records, "ics")).decode())


def test_the_calendar_has_a_day_for_each_next_step(ana, company):
    (entry,) = calendar(ana, company).vevent_list
    assert entry.dtstart.value == date(2026, 12, 4)
    assert entry.summary.value == "Ana María López: A call"
    assert "Topic: Pricing pilots" in entry.description.value
    assert entry.categories.value == ["Sample Summit 2026"]


def test_an_entry_keeps_its_identity_when_the_step_moves(ana):
    moved = replace(ana.meetings[1], encounter=replace(ana.meetings[1].encounter, next_step_on=date(2027, 1, 8)))
    before, after = calendar(ana).vevent, calendar(replace(ana, meetings=(ana.meetings[0], moved))).vevent
    assert before.uid.value == after.uid.value
    assert before.dtstart.value != after.dtstart.value


def test_a_calendar_without_steps_is_still_one(company):
    assert calendar(company).contents.get("vevent") is None


def test_lines_are_folded(ana):
    data = b"".join(export([ana], "ics"))
    assert max(map(len, data.split(b"\r\n"))) <= 75
    assert data.count(b"\n") == data.count(b"\r\n")
