"""A backup comes into a book that holds something: as a proposal, beside `restore`, which wants an empty one."""

from __future__ import annotations

import io
import json
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from followup import settings
from followup.errors import InvalidValueError, NothingReadableError
from followup.model import Contact, Event
from followup.relations import DateKind, ImportantDate
from followup.service import Aftercard
from followup.service.proposal import ImportOutcome, Proposal
from followup.store import contacts as rows
from tests.followup import book

NEW, SAME, MERGE = ImportOutcome.NEW, ImportOutcome.SAME, ImportOutcome.MERGE


def outcomes(proposal: Proposal) -> list[ImportOutcome]:
    return [item.outcome for item in proposal.items]


def saved(aftercard: Aftercard) -> bytes:
    return b"".join(aftercard.archives.backup().pieces)


def changed(archive: bytes, member: str, change: Callable[[bytes], bytes]) -> bytes:
    """The archive with another member, as somebody may have made it."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == member else old.read(name))
    return made.getvalue()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Aftercard]:
    """A second book."""
    with Aftercard.open(settings.load(str(tmp_path / "other" / "book.db"), environment={})) as service:
        yield service


@pytest.fixture
def ana(aftercard: Aftercard, summit: Event) -> int:
    """A contact with something of everything that an import takes."""
    made = aftercard.contacts.add(
        summit.id, name="Ana López", organization="Example Tools", emails=["ana@example.com"], note="two\nlines"
    )
    aftercard.encounters.note(made.id, summit.id, topic="gears", next_step="call", next_step_on="2026-12-01")
    day = ImportantDate(kind=DateKind.BIRTHDAY, month=2, day=29)
    aftercard.relationships.edit(made.id, tags=["Alumni"], interests=["robots"], cadence="monthly", dates=[day])
    return made.id


def test_it_says_first_and_brings_everything_about_people_then(
    aftercard: Aftercard, other: Aftercard, ana: int
) -> None:
    archive = saved(aftercard)
    other.contacts.add(name="Somebody else")
    proposal = other.imports.propose(archive)
    assert (proposal.kind, outcomes(proposal)) == ("archive", [NEW])
    assert len(other.contacts.list()) == 1
    (item,) = other.imports.apply(archive).items
    (before,), (_, after) = aftercard.contacts.records(), other.contacts.records()
    assert after.contact.uid == before.contact.uid
    assert after.contact.note == "two\nlines"
    (mine,), (theirs,) = before.meetings, after.meetings
    assert (theirs.event.name, theirs.event.place, theirs.event.uid) == ("Web Summit 2026", "Lisbon", mine.event.uid)
    assert (theirs.encounter.topic, theirs.encounter.next_step_on) == ("gears", mine.encounter.next_step_on)
    assert other.relationships.get(item.contact.id) == aftercard.relationships.get(ana)
    assert [c.id for c in other.contacts.list(search="alumni")] == [item.contact.id]


def test_importing_it_twice_or_where_it_came_from_changes_nothing(
    aftercard: Aftercard, other: Aftercard, ana: int
) -> None:
    archive = saved(aftercard)
    assert outcomes(aftercard.imports.apply(archive)) == [SAME]
    assert saved_rows(saved(aftercard)) == saved_rows(archive)
    other.imports.apply(archive)
    settled = saved_rows(saved(other))
    assert outcomes(other.imports.apply(archive)) == [SAME]
    assert saved_rows(saved(other)) == settled


def saved_rows(archive: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as whole:
        return {name: whole.read(name) for name in whole.namelist() if name != "manifest.json"}


def test_what_differs_stays_and_is_said_and_what_is_missing_is_added(
    aftercard: Aftercard, other: Aftercard, ana: int
) -> None:
    mine = other.contacts.add(name="Ana López", organization="Another Firm", emails=["ana@example.com"])
    here = other.events.add("web summit 2026")
    other.encounters.note(mine.id, here.id, topic="pumps")
    other.relationships.edit(mine.id, tags=["Friends"])
    (item,) = other.imports.apply(saved(aftercard)).items
    assert (item.outcome, item.contact.id) == (MERGE, mine.id)
    assert {(c.field, c.kept, c.other) for c in item.conflicts} == {
        ("organization", "Another Firm", "Example Tools"),
        ("web summit 2026: topic", "pumps", "gears"),
    }
    assert {"note", "meetings", "tags", "interests", "cadence", "dates"} == set(item.additions)
    (record,) = other.contacts.records()
    (meeting,) = record.meetings
    assert (meeting.event.id, meeting.encounter.topic, meeting.encounter.next_step) == (here.id, "pumps", "call")
    assert other.relationships.get(mine.id).tags == ("Friends", "Alumni")
    assert len(other.events.list()) == 1


def test_who_was_merged_away_does_not_come_back(aftercard: Aftercard, other: Aftercard, ana: int) -> None:
    twin = aftercard.contacts.add(name="Ana Lopez", emails=["ana@example.com"])
    aftercard.duplicates.merge(ana, twin.id)
    assert len(other.imports.apply(saved(aftercard)).items) == 1


def plain(contact: Contact) -> tuple[object, ...]:
    """Everything that the contact says, with spaces and composed letters as an input takes them."""
    texts = (unicodedata.normalize("NFC", getattr(contact, name)) for name in rows.SINGLE if name != "note")
    return (contact.uid, *(" ".join(text.split()) for text in texts), contact.emails, contact.phones, contact.socials)


@pytest.mark.sqlite
def test_hard_contacts_come_without_a_difference(aftercard: Aftercard, other: Aftercard) -> None:
    with aftercard._context.database.write() as connection:
        for contact in book.contacts(120):
            rows.add(connection, contact)
    archive = saved(aftercard)
    assert set(outcomes(aftercard.imports.propose(archive))) == {SAME}
    assert set(outcomes(other.imports.apply(archive))) == {NEW}
    assert list(map(plain, other.contacts.list())) == list(map(plain, aftercard.contacts.list()))


def test_two_entries_that_the_owner_has_left_two_stay_two(aftercard: Aftercard, other: Aftercard) -> None:
    for title in ("Partner", "Chair"):
        aftercard.contacts.add(name="Susan McAllister", organization="Example Tools", title=title)
    archive = saved(aftercard)
    assert outcomes(other.imports.apply(archive)) == [NEW, NEW]
    assert outcomes(other.imports.apply(archive)) == [SAME, SAME]


@pytest.mark.parametrize(
    ("member", "old", "new"),
    [
        ("tables/contact.jsonl", b'"name": "', b'"name": 5, "x": "'),
        ("tables/contact_value.jsonl", b'"property": "email"', b'"property": "nothing"'),
        ("tables/encounter.jsonl", b'"event_id": 1', b'"event_id": 77'),
        ("tables/relationship.jsonl", b'"monthly"', b'"whenever"'),
        ("tables/important_date.jsonl", b'"day": 29', b'"day": 30'),
        ("tables/contact.jsonl", b"{", b"["),
    ],
)
@pytest.mark.usefixtures("ana")
def test_rows_that_mean_nothing_are_one_sentence(
    aftercard: Aftercard, other: Aftercard, member: str, old: bytes, new: bytes
) -> None:
    archive = changed(saved(aftercard), member, lambda data: data.replace(old, new, 1))
    with pytest.raises(NothingReadableError, match=r"cannot be read|newer version"):
        other.imports.apply(archive)
    assert other.contacts.list() == ()
    assert other.events.list() == ()


def test_hostile_values_are_cleaned_as_those_of_any_file(aftercard: Aftercard, other: Aftercard, ana: int) -> None:
    def hostile(data: bytes) -> bytes:
        row = json.loads(data)
        return (json.dumps({**row, "name": "Ana\x00\x1b[31m", "title": "x" * 9_000}) + "\n").encode()

    (item,) = other.imports.apply(changed(saved(aftercard), "tables/contact.jsonl", hostile)).items
    assert item.problems
    (after,) = other.contacts.list()
    assert "\x00" not in after.name
    assert "\x1b" not in after.name
    assert after.title == ""


def test_an_archive_has_no_columns_to_map(aftercard: Aftercard, ana: int) -> None:
    with pytest.raises(InvalidValueError, match="no columns"):
        aftercard.imports.propose(saved(aftercard), mapping={"Name": "name"})
