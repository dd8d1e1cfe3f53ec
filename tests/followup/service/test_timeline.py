"""Everything that happened with one contact, in one order."""

from __future__ import annotations

from datetime import timedelta

import pytest

from followup.errors import UnknownItemError
from followup.model import Event
from followup.relations import DecisionKind
from followup.service import Aftercard
from followup.service.timeline import MomentKind
from tests.followup.conftest import TODAY


def test_everything_is_there_the_newest_first(aftercard: Aftercard, summit: Event) -> None:
    ana = aftercard.contacts.add(summit.id, name="Ana Lopes", emails=("ana@acme.example",)).id
    aftercard.encounters.note(ana, summit.id, topic="heat pumps", promised="the study", introduced_by="Bo")
    aftercard.interactions.add(ana, "mail", "in", on=TODAY - timedelta(days=1), text="Thanks!")
    aftercard.interactions.add(ana, "note", on=TODAY - timedelta(days=40), text="likes chess")
    aftercard.interactions.favour(ana, "given", on=TODAY, text="an introduction")
    aftercard.drafts.make(summit.id, "thank-you")
    (due, *_) = aftercard.agenda.due()
    aftercard.agenda.answer(due.due.uid, DecisionKind.SKIPPED)
    moments = aftercard.timeline.of_contact(ana)
    days = [moment.on for moment in moments if moment.on]
    assert days == sorted(days, reverse=True)
    assert {moment.kind for moment in moments} == {
        MomentKind.ADDED, MomentKind.MET, MomentKind.MAIL, MomentKind.NOTE, MomentKind.FAVOUR, MomentKind.DRAFT,
        MomentKind.ANSWER,
    }  # fmt: skip
    met = next(moment for moment in moments if moment.kind is MomentKind.MET)
    assert met.headline == "Met at Web Summit 2026"
    assert met.text == "heat pumps · You promised: the study · Introduced by Bo"
    mail = next(moment for moment in moments if moment.kind is MomentKind.MAIL)
    assert (mail.headline, mail.text) == ("A mail came", "Thanks!")


def test_a_meeting_without_a_day_comes_last(aftercard: Aftercard) -> None:
    someday = aftercard.events.add("Some evening")
    ana = aftercard.contacts.add(someday.id, name="Ana Lopes").id
    assert [moment.kind for moment in aftercard.timeline.of_contact(ana)] == [MomentKind.ADDED, MomentKind.MET]


def test_nobody_has_no_timeline(aftercard: Aftercard) -> None:
    with pytest.raises(UnknownItemError):
        aftercard.timeline.of_contact(99)
