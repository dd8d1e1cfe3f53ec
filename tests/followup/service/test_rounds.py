"""One thing to tell several people."""

from __future__ import annotations

from datetime import date

import pytest

from followup.errors import InvalidValueError, UsageError
from followup.model import Event, Particulars
from followup.service import Aftercard
from followup.service.rounds import KINDS, MOST

DINNER = Particulars(about="a dinner in Porto", about_on=date(2026, 12, 3), link="www.example.com/dinner")


def test_everybody_gets_a_message_about_where_they_were_met(aftercard: Aftercard, summit: Event) -> None:
    fair = aftercard.events.add("Spring Fair", starts_on="2026-03-02", ends_on="2026-03-04")
    ana = aftercard.contacts.add(summit.id, name="Ana Lopes", emails=("ana@acme.example",)).id
    aftercard.encounters.note(ana, fair.id)
    bo = aftercard.contacts.add(fair.id, name="Bo Berg", emails=("bo@nord.example",)).id
    done = aftercard.rounds.write((ana, bo, ana), "invitation", DINNER, reasons={bo: "You asked about Porto."})
    assert {draft.contact_id: draft.event_id for draft in done.drafts} == {ana: summit.id, bo: fair.id}
    assert all("a dinner in Porto" in draft.body for draft in done.drafts)
    assert [draft.particulars.reason for draft in done.drafts] == ["", "You asked about Porto."]
    at_the_fair = aftercard.rounds.write((ana,), "check-in", Particulars(), event="spring fair")
    assert [draft.event_id for draft in at_the_fair.drafts] == [fair.id]


def test_who_wants_none_gets_none_and_is_named(aftercard: Aftercard, summit: Event) -> None:
    ana = aftercard.contacts.add(summit.id, name="Ana Lopes")
    cem = aftercard.contacts.add(name="Cem Çelik")
    aftercard.relationships.edit(ana.id, opted_out=True)
    done = aftercard.rounds.write((ana.id, cem.id), "invitation", DINNER)
    assert done.opted_out == (ana,)
    assert [(draft.contact_id, draft.event_id) for draft in done.drafts] == [(cem.id, None)], "met at no event"


def test_a_second_round_keeps_what_a_person_edited(aftercard: Aftercard, summit: Event) -> None:
    ana = aftercard.contacts.add(summit.id, name="Ana Lopes", emails=("ana@acme.example",)).id
    (draft,) = aftercard.rounds.write((ana,), "invitation", DINNER).drafts
    aftercard.drafts.edit(draft.id, body="My own words.")
    (again,) = aftercard.rounds.write((ana,), "invitation", DINNER).drafts
    assert (again.id, again.body) == (draft.id, "My own words.")


def test_rounds_are_small_and_of_a_kind_that_exists(aftercard: Aftercard, summit: Event) -> None:
    ana = aftercard.contacts.add(summit.id, name="Ana Lopes").id
    with pytest.raises(InvalidValueError):
        aftercard.rounds.write(range(MOST + 1), "invitation", DINNER)
    with pytest.raises(UsageError):
        aftercard.rounds.write((ana,), "no-such-kind", DINNER)
    assert {kind.value for kind in KINDS} <= {kind for kind, _language in aftercard.drafts.kinds()}
