"""Messages to people who were met at no event."""

from __future__ import annotations

from pathlib import Path

import pytest

from followup import settings
from followup.errors import UnknownItemError, UsageError
from followup.model import Contact, DraftState, Event
from followup.outbox import Way
from followup.service import Aftercard, Request


@pytest.fixture
def bo(aftercard: Aftercard) -> Contact:
    aftercard.owner.edit(name="Robin Meyer", email="robin@example.com")
    return aftercard.contacts.add(
        name="Bo Berg", given_name="Bo", organization="Nord AB", emails=("bo@nord.example",), language="en"
    )


def test_a_letter_about_no_event_is_kept_and_written_anew_like_any_other(aftercard: Aftercard, bo: Contact) -> None:
    (draft,) = aftercard.drafts.make(None, "check-in", contact_id=bo.id)
    assert (draft.event_id, draft.contact_id, draft.to) == (None, bo.id, "bo@nord.example")
    aftercard.contacts.edit(bo.id, given_name="Björn")
    (again,) = aftercard.drafts.make(None, "check-in", contact_id=bo.id)
    assert again.id == draft.id
    assert "Björn" in again.body
    german = aftercard.drafts.regenerate(draft.id, language="de")
    assert (german.language, german.event_id) == ("de", None)
    assert aftercard.drafts.about(None) == (german,)


def test_it_stands_beside_one_about_an_event(aftercard: Aftercard, bo: Contact, summit: Event) -> None:
    (outside,) = aftercard.drafts.make(None, "follow-up", contact_id=bo.id)
    aftercard.encounters.note(bo.id, summit.id)
    (inside,) = aftercard.drafts.make(summit.id, "follow-up", contact_id=bo.id)
    assert inside.id != outside.id
    assert aftercard.drafts.list(event=summit.id) == (inside,)
    assert aftercard.drafts.about(None, kind="follow-up") == (outside,)
    (progress,) = aftercard.events.progress()
    assert progress.drafted == 1


def test_it_is_checked_approved_and_leaves_once(aftercard: Aftercard, bo: Contact) -> None:
    (draft,) = aftercard.drafts.make(None, "check-in", contact_id=bo.id)
    (checked,) = aftercard.linting.check((draft,))
    assert "event-not-named" not in {finding.code for finding in checked.findings}
    aftercard.drafts.edit(draft.id, body="Hi Bo,\n\nhow is Nord AB?\n\nBest,\nRobin")
    aftercard.drafts.approve(draft.id)
    (item,) = aftercard.sending.preview(Request(event=None, way=Way.SMTP))
    assert (item.draft.id, item.draft.state) == (draft.id, DraftState.APPROVED)


def test_it_needs_somebody_to_go_to(aftercard: Aftercard, bo: Contact) -> None:
    with pytest.raises(UsageError, match="one person"):
        aftercard.drafts.make(None, "check-in")
    with pytest.raises(UnknownItemError):
        aftercard.drafts.make(None, "check-in", contact_id=bo.id + 1)


def test_merging_two_leaves_one_open_letter_of_a_kind(aftercard: Aftercard, bo: Contact) -> None:
    twin = aftercard.contacts.add(name="Bo Berg", emails=("bo.berg@nord.example",), language="en")
    (kept,) = aftercard.drafts.make(None, "check-in", contact_id=bo.id)
    (other,) = aftercard.drafts.make(None, "check-in", contact_id=twin.id)
    aftercard.duplicates.merge(bo.id, twin.id)
    assert aftercard.drafts.about(None) == (kept,)
    aftercard.history.undo(bo.id)
    assert aftercard.drafts.about(None) == (kept, other)


def test_it_comes_back_from_a_backup(aftercard: Aftercard, bo: Contact, tmp_path: Path) -> None:
    (draft,) = aftercard.drafts.make(None, "check-in", contact_id=bo.id)
    file = tmp_path / "book.zip"
    file.write_bytes(b"".join(aftercard.archives.backup().pieces))
    with Aftercard.open(settings.load(str(tmp_path / "new" / "book.db"), environment={})) as fresh:
        fresh.archives.restore(file)
        assert fresh.drafts.about(None) == (draft,)
