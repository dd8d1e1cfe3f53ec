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


def test_what_was_noted_by_mistake_is_taken_back(aftercard: Aftercard, summit: Event) -> None:
    ana = aftercard.contacts.add(summit.id, name="Ana Lopes").id
    other = aftercard.contacts.add(name="Bo Berg").id
    call = aftercard.interactions.add(ana, "call")
    gift = aftercard.interactions.favour(ana, "given", text="a tip")
    with pytest.raises(UnknownItemError):
        aftercard.interactions.remove(other, call.id)
    with pytest.raises(UnknownItemError):
        aftercard.interactions.remove_favour(other, gift.id)
    aftercard.interactions.remove(ana, call.id)
    aftercard.interactions.remove_favour(ana, gift.id)
    assert not aftercard.interactions.of_contact(ana)
    assert not aftercard.interactions.favours(ana)
    with pytest.raises(UnknownItemError):
        aftercard.interactions.remove(ana, call.id)


def test_an_answer_taken_back_makes_it_due_again(aftercard: Aftercard, summit: Event) -> None:
    ana = aftercard.contacts.add(summit.id, name="Ana Lopes").id
    before = aftercard.agenda.due()
    uid = before[0].due.uid
    aftercard.agenda.answer(uid, DecisionKind.SKIPPED)
    assert not aftercard.agenda.due()
    aftercard.agenda.take_back(ana, uid)
    assert aftercard.agenda.due() == before
    with pytest.raises(UnknownItemError):
        aftercard.agenda.take_back(ana, uid)
