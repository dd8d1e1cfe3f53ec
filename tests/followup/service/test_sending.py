"""Approved drafts leave through real servers, each once, whatever goes wrong."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest
from filelock import FileLock
from sqlalchemy.exc import IntegrityError

from followup.errors import DeliveryError, InvalidValueError, UnknownEventError, UsageError
from followup.model import Draft, DraftState, Event
from followup.outbox import OutboxState, Way
from followup.service import Aftercard, Request, SendItem, SendOutcome
from followup.settings import Settings
from followup.store import Database, outbox
from tests.mail.dovecot import PASSWORD as IMAP_PASSWORD
from tests.mail.dovecot import Dovecot
from tests.mail.scripted import between
from tests.mail.smtpd import PASSWORD, USER, Smtpd

Approved = Callable[..., list[Draft]]
FOLDER = "Entwürfe & Ideen"


@pytest.fixture
def approved(aftercard: Aftercard, summit: Event) -> Approved:
    """Makes approved drafts to people whose addresses are given by the part before the @."""
    numbers = itertools.count(1)

    def make(*names: str, kind: str = "thank-you") -> list[Draft]:
        aftercard.owner.edit(name="Ana Reed", email=USER)
        made = []
        for name in names:
            person = aftercard.contacts.add(
                summit.id,
                name=f"Person{next(numbers)} Berg",
                organization=f"{name} Tools",
                emails=[f"{name}@example.com"],
            )
            aftercard.encounters.note(person.id, summit.id, topic=f"gear boxes for {name}")
            (draft,) = aftercard.drafts.make(summit.id, kind, contact_id=person.id)
            made.append(aftercard.drafts.approve(draft.id))
        return made

    return make


@pytest.fixture
def smtp(aftercard: Aftercard, smtp_server: Smtpd, monkeypatch: pytest.MonkeyPatch) -> Smtpd:
    monkeypatch.setenv("AFTERCARD_SMTP_PASSWORD", PASSWORD)
    aftercard.mail_account.edit(smtp_host="127.0.0.1", smtp_port=smtp_server.port, smtp_user=USER, per_minute=6000)
    return smtp_server


@pytest.fixture
def mailbox(aftercard: Aftercard, imap_server: Dovecot, trusted: object, monkeypatch: pytest.MonkeyPatch) -> str:
    """A user of the IMAP server."""
    user = imap_server.new_user(FOLDER, "Gesendete Objekte")
    monkeypatch.setenv("AFTERCARD_IMAP_PASSWORD", IMAP_PASSWORD)
    aftercard.mail_account.edit(imap_host="127.0.0.1", imap_port=imap_server.tls_port, imap_user=user)
    return user


def send(aftercard: Aftercard, event: Event, way: Way = Way.SMTP, **more: object) -> list[SendItem]:
    return list(aftercard.sending.send(Request(event=event.id, way=way, **more)))  # type: ignore[arg-type]


def outcomes(items: list[SendItem] | tuple[SendItem, ...]) -> list[str]:
    return [item.outcome.value for item in items]


def states(places: Settings, drafts: list[Draft]) -> list[OutboxState | None]:
    with closing(Database.open(places)) as database, database.read() as connection:
        found = outbox.by_draft(connection, [draft.id for draft in drafts])
    return [found[draft.id].state if draft.id in found else None for draft in drafts]


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


def test_an_answer_about_one_is_written_down_and_the_others_go(
    aftercard: Aftercard, summit: Event, places: Settings, smtp: Smtpd, approved: Approved
) -> None:
    drafts = approved("bo", "greylisted", "unknown", "busy", "spam", "cy")
    items = send(aftercard, summit)
    assert outcomes(items) == ["sent", "later", "failed", "later", "failed", "sent"]
    assert "No such user" in items[2].said
    assert states(places, drafts) == [
        OutboxState.SENT, OutboxState.PLANNED, OutboxState.FAILED, OutboxState.PLANNED, OutboxState.FAILED,
        OutboxState.SENT,
    ]  # fmt: skip
    second = {item.draft.id: item.outcome.value for item in send(aftercard, summit)}
    assert second == {drafts[1].id: "later", drafts[2].id: "failed", drafts[3].id: "later", drafts[4].id: "failed"}
    assert smtp.recipients == ["bo@example.com", "cy@example.com"]


def test_a_refused_draft_goes_again_when_its_address_changes_or_a_person_says_so(
    aftercard: Aftercard, summit: Event, smtp: Smtpd, approved: Approved
) -> None:
    first, second = approved("unknown", "spam")
    send(aftercard, summit)
    aftercard.drafts.edit(first.id, to="known@example.com")
    aftercard.drafts.edit(second.id, to="spam@example.org")
    aftercard.drafts.edit(second.id, to="spam@example.com")
    assert outcomes(send(aftercard, summit)) == ["failed", "sent"]
    assert outcomes(send(aftercard, summit, again=frozenset({second.id}))) == ["failed"]
    assert smtp.recipients == ["known@example.com"]


@pytest.mark.parametrize("name", ["closing", "unpaid", "cut-early"])
def test_a_server_that_does_not_go_on_stops_the_run_and_the_next_run_goes_on(
    *, aftercard: Aftercard, summit: Event, places: Settings, smtp: Smtpd, approved: Approved, name: str
) -> None:
    drafts = approved("bo", name, "cy")
    run, seen = aftercard.sending.send(Request(event=summit.id, way=Way.SMTP)), []
    with pytest.raises(DeliveryError, match="1 drafts are left") as caught:
        seen.extend(run)
    assert caught.value.exit_code == 5
    assert outcomes(seen) == ["sent", "later"]
    assert states(places, drafts) == [OutboxState.SENT, OutboxState.PLANNED, OutboxState.PLANNED]
    aftercard.drafts.edit(drafts[1].id, to="dee@example.com")
    assert outcomes(send(aftercard, summit)) == ["sent", "sent"]
    assert smtp.recipients == ["bo@example.com", "dee@example.com", "cy@example.com"]


def test_silence_after_the_message_is_left_to_a_person(
    aftercard: Aftercard, summit: Event, places: Settings, smtp: Smtpd, approved: Approved
) -> None:
    doubtful, waiting = approved("cut", "cy")
    with pytest.raises(DeliveryError, match="1 drafts are left"):
        send(aftercard, summit)
    assert states(places, [doubtful, waiting]) == [OutboxState.HANDING_OVER, OutboxState.PLANNED]
    assert outcomes(aftercard.sending.preview(Request(event=summit.id, way=Way.SMTP))) == ["open", "ready"]
    assert outcomes(send(aftercard, summit)) == ["open", "sent"]
    assert outcomes(send(aftercard, summit)) == ["open"]
    assert smtp.recipients == ["cut@example.com", "cy@example.com"], "it arrived once, and once it stays"
    assert aftercard.sending.mark_sent(doubtful.id).state is DraftState.SENT
    assert send(aftercard, summit) == []
    with pytest.raises(UsageError, match="not left open"):
        aftercard.sending.mark_sent(doubtful.id)


def test_a_person_who_knows_better_can_have_it_sent_again(
    aftercard: Aftercard, summit: Event, smtp: Smtpd, approved: Approved
) -> None:
    (draft,) = approved("cut")
    with pytest.raises(DeliveryError):
        send(aftercard, summit)
    with pytest.raises(DeliveryError):
        send(aftercard, summit, again=frozenset({draft.id}))
    assert [m["Message-ID"] for m in smtp.messages] == [f"<{draft.uid}@reed.example>"] * 2
    with pytest.raises(UsageError, match="Draft 999"):
        send(aftercard, summit, again=frozenset({999}))


def test_what_may_have_been_sent_is_not_put_into_the_drafts_folder(
    *, aftercard: Aftercard, summit: Event, imap_server: Dovecot, mailbox: str, smtp: Smtpd, approved: Approved
) -> None:
    approved("cut")
    with pytest.raises(DeliveryError):
        send(aftercard, summit)
    assert outcomes(send(aftercard, summit, Way.IMAP_DRAFTS)) == ["open"]
    assert imap_server.messages(mailbox, FOLDER) == []


def test_a_wrong_password_stops_before_anything_is_given(
    *,
    aftercard: Aftercard,
    summit: Event,
    places: Settings,
    smtp: Smtpd,
    approved: Approved,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drafts = approved("bo", "cy")
    monkeypatch.setenv("AFTERCARD_SMTP_PASSWORD", "not this one")
    with pytest.raises(DeliveryError, match="refuses the user"):
        send(aftercard, summit)
    assert smtp.logins == 1
    assert states(places, drafts) == [OutboxState.PLANNED, OutboxState.PLANNED]
    monkeypatch.setenv("AFTERCARD_SMTP_PASSWORD", PASSWORD)
    assert outcomes(send(aftercard, summit)) == ["sent", "sent"]


def test_drafts_lie_in_the_owners_folder_once(
    aftercard: Aftercard, summit: Event, imap_server: Dovecot, mailbox: str, approved: Approved
) -> None:
    (draft,) = approved("bo")
    assert outcomes(send(aftercard, summit, Way.IMAP_DRAFTS)) == ["sent"]
    ((message, flags),) = imap_server.messages(mailbox, FOLDER)
    assert rb"\Draft" in flags
    assert message["Message-ID"] == f"<{draft.uid}@reed.example>"
    assert message["To"] == "Person1 Berg <bo@example.com>"
    assert "X-Unsent" not in message
    assert aftercard.drafts.get(draft.id).state is DraftState.SENT
    for way in Way:
        assert aftercard.sending.preview(Request(event=summit.id, way=way)) == ()


def test_a_draft_that_lies_there_already_is_only_marked(
    aftercard: Aftercard, summit: Event, imap_server: Dovecot, mailbox: str, approved: Approved
) -> None:
    """A connection that breaks after APPEND leaves doubt; the folder itself settles it."""
    (draft,) = approved("bo")
    with between(imap_server.port, lambda data: b"Append completed" in data) as port:
        aftercard.mail_account.edit(imap_port=port, imap_security="none")
        with pytest.raises(DeliveryError):
            send(aftercard, summit, Way.IMAP_DRAFTS)
    aftercard.mail_account.edit(imap_port=imap_server.port)
    (item,) = send(aftercard, summit, Way.IMAP_DRAFTS)
    assert (item.outcome, item.said) == (SendOutcome.SENT, "It was there already.")
    assert len(imap_server.messages(mailbox, FOLDER)) == 1
    assert aftercard.drafts.get(draft.id).state is DraftState.SENT


def test_a_connection_that_breaks_before_the_message_costs_nothing(
    aftercard: Aftercard, summit: Event, imap_server: Dovecot, mailbox: str, approved: Approved
) -> None:
    approved("bo")
    with between(imap_server.port, lambda data: b"* SEARCH" in data) as port:
        aftercard.mail_account.edit(imap_port=port, imap_security="none")
        with pytest.raises(DeliveryError, match="kept back"):
            send(aftercard, summit, Way.IMAP_DRAFTS)
    aftercard.mail_account.edit(imap_port=imap_server.port)
    assert outcomes(send(aftercard, summit, Way.IMAP_DRAFTS)) == ["sent"]
    assert len(imap_server.messages(mailbox, FOLDER)) == 1


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
def test_no_password_is_stored(
    aftercard: Aftercard, places: Settings, smtp: Smtpd, approved: Approved, summit: Event
) -> None:
    approved("bo")
    send(aftercard, summit)
    stored = b"".join(file.read_bytes() for file in places.data_folder.rglob("*") if file.is_file())
    assert PASSWORD.encode() not in stored
    assert b"127.0.0.1" in stored


def test_what_is_missing_is_said_before_anything_begins(
    aftercard: Aftercard, summit: Event, approved: Approved, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AFTERCARD_SMTP_PASSWORD", raising=False)
    request = Request(event=summit.id, way=Way.SMTP)
    with pytest.raises(UnknownEventError):
        aftercard.sending.send(Request(event="Nowhere", way=Way.SMTP))
    with pytest.raises(UsageError, match="no SMTP server"):
        aftercard.sending.send(request)
    aftercard.mail_account.edit(smtp_host="localhost", smtp_security="starttls")
    with pytest.raises(UsageError, match="no address to come from"):
        aftercard.sending.send(request)
    aftercard.mail_account.edit(smtp_user="ana")
    with pytest.raises(UsageError, match="no password"):
        aftercard.sending.send(request)


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("smtp_host", "mail.example.com:25"),
        ("smtp_host", "mail example"),
        ("smtp_host", "-oProxy"),
        ("smtp_port", 70_000),
        ("smtp_security", "ssl2"),
        ("per_minute", 0),
        ("password", "secret"),
    ],
)
def test_settings_that_make_no_sense_are_refused(aftercard: Aftercard, setting: str, value: object) -> None:
    before = aftercard.mail_account.get()
    with pytest.raises(InvalidValueError):
        aftercard.mail_account.edit(**{setting: value})  # type: ignore[arg-type]
    assert aftercard.mail_account.get() == before


def test_a_setting_that_would_show_letters_to_the_network_is_refused(aftercard: Aftercard) -> None:
    with pytest.raises(UsageError, match="read along"):
        aftercard.mail_account.edit(smtp_host="mail.example.com", smtp_security="none")
    assert aftercard.mail_account.get().smtp.host == ""
