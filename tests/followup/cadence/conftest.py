from __future__ import annotations

from datetime import date

import pytest

from followup.model import Contact, Encounter, Event, Meeting, Tie

WEDNESDAY = date(2026, 11, 18)


@pytest.fixture
def meeting() -> Meeting:
    event = Event(id=7, uid="summit", name="Web Summit")
    return Meeting(event, Encounter(contact_id=1, event_id=7, met_on=WEDNESDAY, promised="the slides."))


@pytest.fixture
def tie(meeting: Meeting) -> Tie:
    return Tie(contact=Contact(id=1, uid="ana", name="Ana López"), meetings=(meeting,))
