from __future__ import annotations

from datetime import date

import pytest

from followup.errors import UsageError
from followup.model import Event, Phone
from followup.relations import DateKind, MessageKind
from followup.service import Aftercard

TODAY = date(2026, 11, 21)
MOBILE = Phone("+447700900123", "mobile")


@pytest.fixture
def moved(aftercard: Aftercard, summit: Event) -> tuple[int, int]:
    fair = aftercard.events.add("Fair", starts_on="2025-03-04")
    old = aftercard.contacts.add(
        fair.id, name="Ana López", title="Engineer", organization="Acme", emails=("ana@acme.example",), phones=(MOBILE,)
    )
    new = aftercard.contacts.add(
        summit.id, name="Ana Lopez", organization="Helixar", emails=("ana@helixar.example",), phones=(MOBILE,)
    )
    aftercard.contacts.add(summit.id, name="Bo Ek", organization="Acme", emails=("bo@acme.example",))
    return old.id, new.id


def test_a_new_job_is_seen_with_its_reason(aftercard: Aftercard, moved: tuple[int, int]) -> None:
    (found,) = aftercard.new_jobs.all()
    assert (found.old_id, found.new_id, found.before, found.after) == (*moved, "Acme", "Helixar")
    assert found.why == "Ana Lopez was at Acme and is now at Helixar: same mobile number, same name."
    assert aftercard.new_jobs.of_contacts((moved[1],)) == aftercard.new_jobs.of_contacts(moved) == (found,)
    aftercard.duplicates.distinct(*moved)
    assert aftercard.new_jobs.all() == aftercard.new_jobs.of_contacts(moved) == ()


def test_it_becomes_one_contact_with_a_reason_to_congratulate_and_back(
    aftercard: Aftercard, moved: tuple[int, int]
) -> None:
    old, new = moved
    before = aftercard.contacts.get(old)
    after = aftercard.new_jobs.accept(old, new)
    assert (after.id, after.organization, after.title) == (old, "Helixar", ""), "the old title was of the old job"
    assert after.emails == ("ana@helixar.example", "ana@acme.example"), "letters go to the new address"
    assert [m.event.name for m in aftercard.encounters.of_contact(old)] == ["Fair", "Web Summit 2026"]
    (day,) = aftercard.relationships.get(old).dates
    assert (day.kind, day.label, day.year) == (DateKind.NEW_ROLE, "Helixar", TODAY.year)
    dues = {due.kind: due.why for due in aftercard.agenda.of_contact(old)}
    assert dues[MessageKind.CONGRATULATIONS] == "Ana López has a new role since 21 November 2026: Helixar."
    assert aftercard.new_jobs.all() == ()
    aftercard.history.undo(old)
    assert aftercard.relationships.get(old).dates == ()
    restored = aftercard.contacts.get(old)
    assert (restored.organization, restored.title, restored.emails) == (before.organization, "Engineer", before.emails)
    assert aftercard.contacts.get(new).organization == "Helixar"
    with pytest.raises(UsageError, match="Nothing was changed"):
        aftercard.history.undo(old)
    with pytest.raises(UsageError):
        aftercard.new_jobs.accept(old, old)
