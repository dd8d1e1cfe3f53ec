"""Files that go with drafts: bounded, harmless by name, gone when nothing needs them, and part of a backup."""

from __future__ import annotations

import email
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import cast

import pytest

from followup import settings
from followup.errors import InvalidValueError, StorageError, UnknownItemError, UsageError
from followup.model import Draft, DraftState, Event
from followup.service import Aftercard, attachments
from followup.store import drafts

PDF = b"%PDF-1.7 a table"


@pytest.fixture
def draft(aftercard: Aftercard, summit: Event) -> Draft:
    aftercard.owner.edit(name="Olga Owner", email="olga@example.com")
    ana = aftercard.contacts.add(summit.id, name="Ana López", emails=["ana@example.com"])
    aftercard.encounters.note(ana.id, summit.id, topic="gear boxes", promised="the comparison table")
    (made,) = aftercard.drafts.make(summit.id, "thank-you")
    return made


def sent_as(aftercard: Aftercard, draft: Draft) -> EmailMessage:
    return cast("EmailMessage", email.message_from_bytes(aftercard.draft_files.eml(draft.id)[1], policy=default))


def stored(aftercard: Aftercard) -> list[Path]:
    return [path for path in aftercard.settings.attachments_folder.rglob("*") if path.is_file()]


def test_a_promised_file_goes_along_and_the_letter_says_so(aftercard: Aftercard, draft: Draft) -> None:
    file = aftercard.attachments.add(draft.id, "../Preise\r\n.pdf", PDF)
    assert (file.name, file.media_type, file.size) == ("Preise .pdf", "application/pdf", len(PDF))
    written = aftercard.drafts.get(draft.id)
    assert "As promised, I am attaching the comparison table." in written.body
    message = sent_as(aftercard, written)
    (part,) = message.iter_attachments()
    assert (part.get_filename(), part.get_content_type(), part.get_content()) == ("Preise .pdf", "application/pdf", PDF)
    edited = aftercard.drafts.edit(draft.id, body="Hi Ana,\n\nmore on gear boxes soon.")
    (checked,) = aftercard.linting.check((edited,))
    assert "promise-not-kept" not in {finding.code for finding in checked.findings}


def test_what_nobody_touched_follows_and_what_a_person_wrote_stays(aftercard: Aftercard, draft: Draft) -> None:
    edited = aftercard.drafts.edit(draft.id, body="My own words.")
    aftercard.attachments.add(draft.id, "table.pdf", PDF)
    assert aftercard.drafts.get(draft.id).body == edited.body
    aftercard.attachments.remove(draft.id, "table.pdf")
    assert aftercard.attachments.of_draft(draft.id) == ()


def test_a_message_can_carry_the_same_text_as_html(aftercard: Aftercard, draft: Draft) -> None:
    assert not sent_as(aftercard, draft).is_multipart()
    aftercard.owner.edit(html=True)
    aftercard.attachments.add(draft.id, "table.pdf", PDF)
    message = sent_as(aftercard, draft)
    body = message.get_body(("html",))
    assert body is not None
    assert "<p>Hi Ana,</p>" in body.get_content()
    assert [part.get_filename() for part in message.iter_attachments()] == ["table.pdf"]


@pytest.mark.parametrize(("size", "count"), [(attachments.MAX_BYTES + 1, 1), (0, 1), (1, attachments.MAX_FILES + 1)])
def test_size_and_number_have_bounds(*, aftercard: Aftercard, draft: Draft, size: int, count: int) -> None:
    with pytest.raises(InvalidValueError):  # noqa: PT012
        for number in range(count):
            aftercard.attachments.add(draft.id, f"{number}.bin", bytes([number]) * size)
    assert len(aftercard.attachments.of_draft(draft.id)) == count - 1


def test_a_file_of_the_same_name_takes_its_place(aftercard: Aftercard, draft: Draft) -> None:
    for data in (b"old", b"new"):
        aftercard.attachments.add(draft.id, "table.pdf", data)
    (part,) = sent_as(aftercard, draft).iter_attachments()
    assert part.get_content() == b"new"


def test_files_go_when_nothing_needs_them(aftercard: Aftercard, summit: Event, draft: Draft) -> None:
    (other,) = aftercard.drafts.make(summit.id, "follow-up")
    for one in (draft, other):
        aftercard.attachments.add(one.id, "table.pdf", PDF)
    assert len(stored(aftercard)) == 1, "the same bytes lie there once"
    aftercard.attachments.remove(draft.id, "table.pdf")
    assert len(stored(aftercard)) == 1
    with pytest.raises(UnknownItemError):
        aftercard.attachments.remove(draft.id, "table.pdf")
    aftercard.contacts.erase(draft.contact_id)
    assert stored(aftercard) == []


def test_what_was_sent_is_not_changed(aftercard: Aftercard, draft: Draft) -> None:
    with aftercard._context.database.write() as connection:
        drafts.change(connection, draft.id, {"state": DraftState.SENT.value})
    with pytest.raises(UsageError, match="was sent"):
        aftercard.attachments.add(draft.id, "table.pdf", PDF)
    assert stored(aftercard) == []


def test_a_lost_file_is_named_and_never_left_out_silently(aftercard: Aftercard, draft: Draft) -> None:
    aftercard.attachments.add(draft.id, "table.pdf", PDF)
    (path,) = stored(aftercard)
    path.write_bytes(b"something else")
    with pytest.raises(StorageError, match="attachment"):
        aftercard.draft_files.eml(draft.id)


def test_a_backup_holds_them(aftercard: Aftercard, draft: Draft, tmp_path: Path) -> None:
    aftercard.attachments.add(draft.id, "table.pdf", PDF)
    edited = aftercard.drafts.edit(draft.id, body="My own words.")
    archive = tmp_path / "book.zip"
    archive.write_bytes(b"".join(aftercard.archives.backup().pieces))
    with Aftercard.open(settings.load(str(tmp_path / "other" / "book.db"), environment={})) as other:
        other.archives.restore(archive)
        assert other.drafts.get(draft.id) == edited
        assert other.drafts.earlier(draft.id) == aftercard.drafts.earlier(draft.id)
        (part,) = sent_as(other, draft).iter_attachments()
        assert part.get_content() == PDF
