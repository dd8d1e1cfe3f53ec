"""People who are in the book twice, and changes that are taken back."""

from __future__ import annotations

import pytest

from followup.errors import InvalidValueError, UnknownItemError, UsageError
from followup.model import Contact, DraftState, Event, Phone
from followup.service import Aftercard
from followup.store import dump
from tests.followup.recorded import photo, scan


@pytest.fixture
def ana(aftercard: Aftercard, summit: Event) -> Contact:
    made = aftercard.contacts.add(summit.id, name="Ana López", emails=["ana@example.com"], title="Engineer")
    aftercard.encounters.note(made.id, summit.id, topic="gear boxes")
    return made


@pytest.fixture
def again(aftercard: Aftercard, summit: Event) -> Contact:
    """Ana, a second time: another event, and the first one too."""
    made = aftercard.contacts.add(
        summit.id, name="Ana Lopez", emails=["ana@example.com"], title="CTO", phones=[Phone("+34600123456", "mobile")]
    )
    aftercard.encounters.note(made.id, summit.id, topic="bicycles", promised="a visit")
    fair = aftercard.events.add("Fair", starts_on="2026-05-04")
    aftercard.encounters.note(made.id, fair.id, topic="bearings")
    aftercard.relationships.edit(made.id, tags=["press"], cadence="monthly")
    aftercard.interactions.add(made.id, "call", on="2026-11-20")
    return made


def test_duplicates_are_found_with_reasons_and_told_apart_for_good(
    aftercard: Aftercard, ana: Contact, again: Contact
) -> None:
    aftercard.contacts.add(name="Bo Berg", emails=["bo@example.org"])
    (found,) = aftercard.duplicates.all()
    assert (found.pair.a_id, found.pair.b_id) == (ana.id, again.id)
    assert "same e-mail" in found.pair.reasons
    assert aftercard.duplicates.of_contact(again.id) == (found,)
    aftercard.duplicates.distinct(again.id, ana.id)
    aftercard.duplicates.distinct(ana.id, again.id)
    assert aftercard.duplicates.all() == aftercard.duplicates.of_contact(ana.id) == ()


def test_a_card_captured_a_second_time_is_proposed(aftercard: Aftercard, summit: Event, ana: Contact) -> None:
    *_, item = aftercard.photos.capture(summit.id, [photo("Ana López <ana@example.com> Tools")], scan)
    (found,) = aftercard.duplicates.of_contacts(item.contact_ids)
    assert (found.a.id, found.b.id) == (ana.id, *item.contact_ids)


def test_a_merge_has_everything_of_both(aftercard: Aftercard, summit: Event, ana: Contact, again: Contact) -> None:
    done = aftercard.duplicates.merge(ana.id, again.id)
    assert (done.contact.id, done.contact.name, done.contact.title) == (ana.id, "Ana López", "Engineer")
    assert done.contact.phones == again.phones
    assert [(c.field, c.kept, c.other) for c in done.conflicts] == [("title", "Engineer", "CTO")]
    tie = aftercard.relationships.tie(ana.id)
    assert [(m.event.name, m.encounter.topic, m.encounter.promised) for m in tie.meetings] == [
        ("Fair", "bearings", ""),
        ("Web Summit 2026", "gear boxes", "a visit"),
    ]
    assert (tie.relationship.tags, len(tie.interactions)) == (("press",), 1)
    assert [c.id for c in aftercard.contacts.list()] == [ana.id]
    assert [c.id for c in aftercard.contacts.list(event=summit.id)] == [ana.id]
    assert [p.contacts for p in aftercard.events.progress()] == [1, 1]
    assert [r.contact.id for r in aftercard.contacts.review(summit.id)] == [ana.id]
    assert aftercard.duplicates.all() == ()
    with pytest.raises(UnknownItemError, match=f"part of contact {ana.id}"):
        aftercard.contacts.get(again.id)


def everything(aftercard: Aftercard) -> dict[str, list[dict[str, object]]]:
    """Every row except the log and the times of changes; tags get new numbers when they are written anew."""
    left_out = {"updated_at"}
    with aftercard._context.database.read() as connection:
        return {
            table.name: sorted(
                (
                    {k: v for k, v in row.items() if k not in left_out and not (k == "id" and table.name == "tag")}
                    for row in dump.rows(connection, table)
                ),
                key=str,
            )
            for table in dump.tables()
            if table.name not in ("contact_change", "relationship", "contact_value")
        }


def test_a_merge_is_taken_back_whole(aftercard: Aftercard, summit: Event, ana: Contact, again: Contact) -> None:
    aftercard.drafts.make(summit.id, "thank-you")
    before, people = everything(aftercard), (aftercard.contacts.record(ana.id), aftercard.contacts.record(again.id))
    ties = [aftercard.relationships.get(i) for i in (ana.id, again.id)]
    aftercard.duplicates.merge(ana.id, again.id, take=["title"])
    assert aftercard.contacts.get(ana.id).title == "CTO"
    assert len(aftercard.drafts.list()) == 1
    after, change = aftercard.history.undo(ana.id)
    assert (after.title, change.kind) == ("Engineer", "merge")
    assert everything(aftercard) == before
    for record in people:
        now = aftercard.contacts.record(record.contact.id)
        assert now.meetings == record.meetings
        assert (now.contact.name, now.contact.phones) == (record.contact.name, record.contact.phones)
    assert [aftercard.relationships.get(i) for i in (ana.id, again.id)] == ties


def test_erasing_what_was_merged_erases_both(aftercard: Aftercard, ana: Contact, again: Contact) -> None:
    aftercard.duplicates.merge(ana.id, again.id)
    aftercard.contacts.erase(ana.id)
    assert aftercard.contacts.list() == ()
    with aftercard._context.database.read() as connection:
        left = {table.name for table in dump.tables() for _ in dump.rows(connection, table)}
    assert left == {"event"}


def test_edits_are_taken_back_one_by_one(aftercard: Aftercard, summit: Event, ana: Contact) -> None:
    (draft,) = aftercard.drafts.make(summit.id, "thank-you")
    aftercard.contacts.edit(ana.id, name="Ana Maria López", emails=["am@example.com"])
    aftercard.relationships.edit(ana.id, tags=["press"])
    aftercard.contacts.edit(ana.id, title="CTO")
    assert aftercard.drafts.get(draft.id).to == "am@example.com"
    assert aftercard.history.undo(ana.id)[0].title == "Engineer"
    aftercard.history.undo(ana.id)
    assert aftercard.relationships.get(ana.id).tags == ()
    back = aftercard.history.undo(ana.id)[0]
    assert (back.name, back.given_name, back.emails) == ("Ana López", "Ana", ("ana@example.com",))
    assert (aftercard.drafts.get(draft.id).to, draft.state) == ("ana@example.com", DraftState.DRAFTED)
    assert aftercard.history.undo(ana.id)[1].kind == "meeting", "what was noted when they met came first"
    with pytest.raises(UsageError, match="Nothing was changed"):
        aftercard.history.undo(ana.id)
    assert [(change.kind, change.undone) for change in aftercard.history.of_contact(ana.id)] == [
        ("values", True),
        ("relationship", True),
        ("values", True),
        ("meeting", True),
    ]


def test_an_edit_that_changes_nothing_is_not_logged(aftercard: Aftercard, ana: Contact) -> None:
    before = aftercard.history.of_contact(ana.id)
    aftercard.contacts.edit(ana.id, title="Engineer")
    assert aftercard.history.of_contact(ana.id) == before


def test_a_wrong_merge_changes_nothing(aftercard: Aftercard, ana: Contact, again: Contact) -> None:
    before = everything(aftercard)
    for a, b, take, error in (
        (ana.id, ana.id, (), UsageError),
        (ana.id, 99, (), UnknownItemError),
        (ana.id, again.id, ("colour",), InvalidValueError),
    ):
        with pytest.raises(error):
            aftercard.duplicates.merge(a, b, take)
    assert everything(aftercard) == before


def test_a_new_job_is_seen(aftercard: Aftercard) -> None:
    phone = [Phone("+34600123456", "mobile")]
    aftercard.contacts.add(name="Ana López", organization="Example Tools", emails=["ana@tools.example"], phones=phone)
    new = aftercard.contacts.add(
        name="Ana López", organization="Sample Motors", emails=["ana@motors.example"], phones=phone
    )
    (change,) = aftercard.duplicates.job_changes(new.id)
    assert (change.before, change.after) == ("Example Tools", "Sample Motors")


def test_that_two_are_different_people_can_be_taken_back(aftercard: Aftercard) -> None:
    a, b = (aftercard.contacts.add(name="Ana Lopes", organization="Acme Iberia").id for _ in range(2))
    before = aftercard.duplicates.of_contact(a)
    aftercard.duplicates.distinct(a, b)
    assert before
    assert not aftercard.duplicates.of_contact(a)
    aftercard.duplicates.forget_distinct(b, a)
    assert aftercard.duplicates.of_contact(a) == before
    with pytest.raises(UnknownItemError):
        aftercard.duplicates.forget_distinct(a, b)
