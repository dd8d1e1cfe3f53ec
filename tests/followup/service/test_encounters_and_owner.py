from __future__ import annotations

from datetime import date

import pytest

from followup.errors import InvalidValueError
from followup.model import Event, Sender
from followup.service import Aftercard


def test_a_note_changes_what_is_given_and_keeps_the_rest(aftercard: Aftercard, summit: Event) -> None:
    ana = aftercard.contacts.add(summit.id, name="Ana López")
    first = aftercard.encounters.note(ana.id, "web summit 2026", topic="gear\nboxes", promised="a catalogue")
    assert (first.topic, first.promised) == ("gear boxes", "a catalogue")
    second = aftercard.encounters.note(
        ana.id, summit.id, next_step="visit", next_step_on="2026-12-01", met_on=date(2026, 11, 18), note="a\nb"
    )
    assert (second.topic, second.next_step_on, second.met_on, second.note) == (
        "gear boxes",
        date(2026, 12, 1),
        date(2026, 11, 18),
        "a\nb",
    )
    assert second.id == first.id
    assert aftercard.encounters.get(ana.id, summit.id) == second
    assert aftercard.encounters.note(ana.id, summit.id, next_step_on="").next_step_on is None


def test_a_note_makes_the_meeting_that_was_not_known(aftercard: Aftercard, summit: Event) -> None:
    ana = aftercard.contacts.add(name="Ana López")
    assert aftercard.encounters.get(ana.id, summit.id) is None
    aftercard.encounters.note(ana.id, summit.id, topic="gears")
    assert [m.encounter.topic for m in aftercard.encounters.of_contact(ana.id)] == ["gears"]


def test_what_was_noted_can_be_taken_back_step_by_step(aftercard: Aftercard, summit: Event) -> None:
    ana = aftercard.contacts.add(summit.id, name="Ana López")
    first = aftercard.encounters.note(ana.id, summit.id, topic="gears", next_step_on="2026-12-01")
    aftercard.encounters.note(ana.id, summit.id, topic="gear boxes", met_on="2026-11-18", next_step_on=None)
    aftercard.encounters.note(ana.id, summit.id, topic="gear boxes")
    assert [c.kind for c in aftercard.history.of_contact(ana.id)] == ["meeting", "meeting"], "nothing new is no change"
    aftercard.history.undo(ana.id)
    assert aftercard.encounters.get(ana.id, summit.id) == first
    aftercard.history.undo(ana.id)
    met = aftercard.encounters.get(ana.id, summit.id)
    assert met is not None
    assert (met.topic, met.next_step_on) == ("", None)


def test_a_meeting_that_only_a_note_made_goes_with_it(aftercard: Aftercard, summit: Event) -> None:
    ana = aftercard.contacts.add(name="Ana López")
    aftercard.encounters.note(ana.id, summit.id, topic="gears")
    aftercard.history.undo(ana.id)
    assert aftercard.encounters.get(ana.id, summit.id) is None
    aftercard.encounters.note(ana.id, summit.id, topic="gears")
    aftercard.drafts.make(summit.id, "thank-you", contact_id=ana.id)
    aftercard.history.undo(ana.id)
    kept = aftercard.encounters.get(ana.id, summit.id)
    assert kept is not None, "a letter was written about it"
    assert kept.topic == ""


def test_words_are_added_to_those_that_are_known(aftercard: Aftercard) -> None:
    ana = aftercard.contacts.add(name="Ana López")
    aftercard.relationships.edit(ana.id, offers=("training",))
    kept = aftercard.relationships.add_words(ana.id, offers=("training", "code review"), interests=("chess",))
    assert (kept.offers, kept.interests) == (("training", "code review"), ("chess",))
    aftercard.history.undo(ana.id)
    assert aftercard.relationships.get(ana.id).offers == ("training",)


def test_a_meeting_on_an_event_of_one_day_was_that_day(aftercard: Aftercard) -> None:
    fair = aftercard.events.add("Fair", starts_on="2026-03-04")
    ana = aftercard.contacts.add(fair.id, name="Ana")
    met = aftercard.encounters.get(ana.id, fair.id)
    assert met is not None
    assert met.met_on == date(2026, 3, 4)


@pytest.mark.parametrize("changes", [{"next_step_on": "tomorrow"}, {"mood": "good"}, {"topic": "x" * 501}])
def test_a_note_that_makes_no_sense_is_refused(aftercard: Aftercard, summit: Event, changes: dict[str, str]) -> None:
    ana = aftercard.contacts.add(name="Ana")
    with pytest.raises(InvalidValueError):
        aftercard.encounters.note(ana.id, summit.id, **changes)
    assert aftercard.encounters.get(ana.id, summit.id) is None


def test_the_owner_signs_once_told_who_that_is(aftercard: Aftercard) -> None:
    assert aftercard.owner.get() == Sender()
    aftercard.owner.edit(name="Olga Owner", email="olga@example.com", signature="Olga\nExample GmbH")
    aftercard.owner.edit(role="CEO")
    assert aftercard.owner.get() == Sender(
        name="Olga Owner", role="CEO", email="olga@example.com", signature="Olga\nExample GmbH"
    )
    with pytest.raises(InvalidValueError):
        aftercard.owner.edit(email="olga")
