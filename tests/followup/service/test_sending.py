"""Approved drafts leave through a real server, each once, and only those that are fit to leave."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from filelock import FileLock
from sqlalchemy.exc import IntegrityError

from followup.errors import UsageError
from followup.model import DraftState, Event
from followup.outbox import Way
from followup.service import Aftercard, Request, SendOutcome
from followup.settings import Settings
from followup.store import Database, outbox
from tests.followup.service.mailing import Approved, approved, mailbox, outcomes, send, smtp, states
from tests.mail.smtpd import USER, Smtpd

__all__ = ["approved", "mailbox", "smtp"]


def test_approved_drafts_are_sent_and_marked(
    aftercard: Aftercard, summit: Event, smtp: Smtpd, approved: Approved
) -> None:
    first, second = approved("bo", "cy")
    (unread,) = aftercard.drafts.make(summit.id, "follow-up", contact_id=first.contact_id)
    assert outcomes(send(aftercard, summit)) == ["sent", "sent"]
    assert smtp.recipients == ["bo@example.com", "cy@example.com"]
    message = smtp.messages[0]
    assert message["Message-ID"] == f"<{first.uid}@reed.example>"
    assert message["Subject"] == first.subject
    assert message.get_content().split() == first.body.split()
    assert message["From"].addresses[0].addr_spec == USER
    assert "X-Unsent" not in message
    assert "Bcc" not in message
    assert [aftercard.drafts.get(d.id).state for d in (first, second)] == [DraftState.SENT, DraftState.SENT]
    assert aftercard.drafts.get(unread.id).state is DraftState.DRAFTED, "nobody approved it"
    assert send(aftercard, summit) == []
    assert len(smtp.messages) == 2


def test_a_preview_connects_to_nobody_and_writes_nothing(
    aftercard: Aftercard, summit: Event, places: Settings, approved: Approved
) -> None:
    drafts = approved("bo")
    items = aftercard.sending.preview(Request(event=summit.id, way=Way.SMTP))
    assert outcomes(items) == ["ready"]
    assert items[0].name == "Person1 Berg"
    assert states(places, drafts) == [None]


def test_the_linter_is_the_gate(aftercard: Aftercard, summit: Event, smtp: Smtpd, approved: Approved) -> None:
    wrong, _ = approved("bo", "cy")
    aftercard.drafts.edit(
        wrong.id, body="Dear Somebody,\n\nthank you for the talk about gear boxes at Web Summit 2026."
    )
    blocked, sent = send(aftercard, summit)
    assert (blocked.outcome, sent.outcome) == (SendOutcome.BLOCKED, SendOutcome.SENT)
    assert "Somebody" in blocked.said
    assert blocked.findings[0].code == "other-name"
    assert smtp.recipients == ["cy@example.com"]
    assert aftercard.drafts.get(wrong.id).state is DraftState.APPROVED


def test_a_draft_without_its_template_holds_nobody_else_up(
    aftercard: Aftercard, summit: Event, places: Settings, smtp: Smtpd, approved: Approved
) -> None:
    own = places.data_folder / "templates" / "en" / "hello.txt"
    template = next(iter(_shipped_templates()))
    own.parent.mkdir(parents=True)
    own.with_name(template.name.replace("thank-you", "hello")).write_text(template.read_text("utf-8"), "utf-8")
    lost, kept = approved("bo", kind="hello") + approved("cy")
    for file in own.parent.iterdir():
        file.unlink()
    found = {item.draft.id: item for item in send(aftercard, summit)}
    assert found[lost.id].outcome is SendOutcome.BLOCKED
    assert "hello" in found[lost.id].said
    assert found[kept.id].outcome is SendOutcome.SENT


def _shipped_templates():
    from followup.drafting.template import SUFFIX
    from tests.followup.cli.test_contract import ROOT

    return (ROOT / "templates" / "en").glob(f"thank-you*{SUFFIX}")


def test_whoever_wants_no_more_mail_gets_none(
    aftercard: Aftercard, summit: Event, smtp: Smtpd, approved: Approved, places: Settings
) -> None:
    from dataclasses import replace

    from followup.store import relationships

    (draft,) = approved("bo")
    with closing(Database.open(places)) as database, database.write() as connection:
        known = relationships.get(connection, draft.contact_id)
        relationships.write(connection, draft.contact_id, replace(known, opted_out=True))
    (item,) = send(aftercard, summit)
    assert (item.outcome, item.findings[0].code) == (SendOutcome.BLOCKED, "opted-out")
    (again,) = send(aftercard, summit, again=frozenset({draft.id}))
    assert again.outcome is SendOutcome.BLOCKED
    assert smtp.messages == []


def test_a_message_keeps_its_identity_when_the_owner_moves_to_another_address(
    aftercard: Aftercard, summit: Event, smtp: Smtpd, approved: Approved
) -> None:
    (draft,) = approved("greylisted")
    send(aftercard, summit)
    aftercard.owner.edit(email="ana@elsewhere.example")
    aftercard.drafts.edit(draft.id, to="bo@example.com")
    send(aftercard, summit)
    assert smtp.messages[0]["Message-ID"] == f"<{draft.uid}@reed.example>"
    assert smtp.senders == ["ana@elsewhere.example"]


@pytest.mark.sqlite
def test_a_nudge_stands_in_the_thread_of_what_was_sent_before(
    aftercard: Aftercard, summit: Event, smtp: Smtpd, approved: Approved
) -> None:
    (first,) = approved("bo")
    send(aftercard, summit)
    (nudge,) = aftercard.drafts.make(summit.id, "nudge", contact_id=first.contact_id)
    aftercard.drafts.edit(nudge.id, body=f"{nudge.body}\n\nGear boxes for bo, Web Summit 2026.")
    aftercard.drafts.approve(nudge.id)
    assert outcomes(send(aftercard, summit, kind="nudge")) == ["sent"]
    assert smtp.messages[1]["In-Reply-To"] == smtp.messages[0]["Message-ID"]


@pytest.mark.sqlite
def test_the_rate_is_kept(aftercard: Aftercard, summit: Event, smtp: Smtpd, approved: Approved) -> None:
    import time

    approved("bo", "cy", "dee")
    aftercard.mail_account.edit(per_minute=300)
    begun = time.monotonic()
    assert outcomes(send(aftercard, summit)) == ["sent"] * 3
    assert 0.4 <= time.monotonic() - begun < 5


def test_only_one_window_sends(aftercard: Aftercard, summit: Event, places: Settings, smtp: Smtpd, approved: Approved) -> None:  # noqa: E501  # fmt: skip
    approved("bo")
    with FileLock(places.sending_lock, mode=0o600), pytest.raises(UsageError, match="Another window"):
        send(aftercard, summit)
    assert outcomes(send(aftercard, summit)) == ["sent"]
    assert places.sending_lock.stat().st_mode & 0o777 == 0o600


def test_what_is_changed_during_a_run_is_looked_at_again(
    aftercard: Aftercard, summit: Event, smtp: Smtpd, approved: Approved
) -> None:
    _, second, third = approved("bo", "cy", "dee")
    run = aftercard.sending.send(Request(event=summit.id, way=Way.SMTP))
    assert next(run).outcome is SendOutcome.SENT
    aftercard.drafts.reopen(second.id)
    aftercard.contacts.erase(third.contact_id)
    rest = list(run)
    assert outcomes(rest) == ["blocked", "blocked"]
    assert smtp.recipients == ["bo@example.com"]


@pytest.mark.sqlite
def test_the_tables_themselves_refuse_a_second_message(
    aftercard: Aftercard, places: Settings, smtp: Smtpd, approved: Approved, summit: Event
) -> None:
    (draft,) = approved("bo")
    send(aftercard, summit)
    with closing(Database.open(places)) as database, pytest.raises(IntegrityError), database.write() as connection:
        outbox.add(connection, draft, "<other@reed.example>", Way.SMTP)
    with closing(sqlite3.connect(str(places.database_file))) as connection:
        row = "INSERT INTO outbox (draft_id, step, message_id, way, state, created_at, updated_at) SELECT 99, {}, {}, way, state, created_at, updated_at FROM outbox"  # noqa: E501
        for step, message_id in (("step", "'<x@y>'"), ("'x'", "message_id")):
            with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
                connection.execute(row.format(step, message_id))


@pytest.mark.sqlite
def test_files_and_the_html_twin_go_along(aftercard: Aftercard, summit: Event, smtp: Smtpd, approved: Approved) -> None:
    (draft,) = approved("bo")
    aftercard.owner.edit(html=True)
    aftercard.attachments.add(draft.id, "gears.pdf", b"%PDF")
    assert outcomes(send(aftercard, summit)) == ["sent"]
    (message,) = smtp.messages
    assert [(part.get_filename(), part.get_content()) for part in message.iter_attachments()] == [
        ("gears.pdf", b"%PDF")
    ]
    assert message.get_body(("html",)) is not None
    assert message.get_body(("plain",)) is not None


def test_what_a_person_overlooks_leaves_and_what_nobody_may_overlook_stays(
    aftercard: Aftercard, summit: Event, smtp: Smtpd, approved: Approved
) -> None:
    first, second = approved("bo", "cy")
    for draft in (first, second):
        aftercard.drafts.reopen(draft.id)
        aftercard.drafts.edit(draft.id, subject="")
    aftercard.relationships.edit(second.contact_id, opted_out=True)
    for draft in (first, second):
        aftercard.drafts.approve(draft.id, in_spite_of={"no-subject", "opted-out"})
    found = {item.draft.id: item.outcome for item in send(aftercard, summit)}
    assert found == {first.id: SendOutcome.SENT, second.id: SendOutcome.BLOCKED}
    assert smtp.recipients == ["bo@example.com"]


@pytest.mark.sqlite
def test_a_nudge_as_a_file_stands_in_the_thread_too(
    aftercard: Aftercard, summit: Event, smtp: Smtpd, approved: Approved
) -> None:
    (first,) = approved("bo")
    send(aftercard, summit)
    (nudge,) = aftercard.drafts.make(summit.id, "nudge", contact_id=first.contact_id)
    assert smtp.messages[0]["Message-ID"].encode() in aftercard.draft_files.eml(nudge.id)[1]
    assert nudge.body.startswith("Hi Person1,\n\nMy message of ")
