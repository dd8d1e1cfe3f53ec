"""`aftercard send` and `aftercard account` as a person meets them, and what a killed process leaves behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from followup.model import Draft, DraftState, Event
from followup.service import Aftercard
from followup.settings import Settings
from tests.mail.dovecot import PASSWORD as IMAP_PASSWORD
from tests.mail.dovecot import Dovecot
from tests.mail.scripted import between
from tests.mail.smtpd import PASSWORD, USER, Smtpd

ROOT = Path(__file__).parents[3]
COMMAND = [sys.executable, "-c", "from followup.cli import main; main()"]
EVENT = "Web Summit 2026"

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def drafts(aftercard: Aftercard, summit: Event) -> list[Draft]:
    """Approved ones, to two people."""
    aftercard.owner.edit(name="Ana Reed", email=USER)
    made = []
    for name in ("Bo Berg", "Cy Clark"):
        address = f"{name.split()[0].lower()}@example.com"
        person = aftercard.contacts.add(summit.id, name=name, organization=f"{name} Tools", emails=[address])
        aftercard.encounters.note(person.id, summit.id, topic=f"gear boxes for {name}")
        (draft,) = aftercard.drafts.make(summit.id, "thank-you", contact_id=person.id)
        made.append(aftercard.drafts.approve(draft.id))
    return made


@pytest.fixture
def smtp(run: Run, smtp_server: Smtpd, monkeypatch: pytest.MonkeyPatch) -> Smtpd:
    monkeypatch.setenv("AFTERCARD_SMTP_PASSWORD", PASSWORD)
    options = ("--smtp-host", "127.0.0.1", "--smtp-port", str(smtp_server.port), "--smtp-user", USER)
    assert run("account", *options, "--per-minute", "6000").returncode == 0
    return smtp_server


@pytest.fixture
def mailbox(run: Run, imap_server: Dovecot, trusted: object, monkeypatch: pytest.MonkeyPatch) -> str:
    user = imap_server.new_user("Drafts")
    monkeypatch.setenv("AFTERCARD_IMAP_PASSWORD", IMAP_PASSWORD)
    options = ("--imap-host", "127.0.0.1", "--imap-port", str(imap_server.port), "--imap-user", user)
    assert run("account", *options, "--imap-security", "none").returncode == 0
    return user


def outcomes(done: subprocess.CompletedProcess[str]) -> list[str]:
    return [item["outcome"] for item in json.loads(done.stdout)]


def test_without_apply_nothing_leaves(run: Run, smtp: Smtpd, drafts: list[Draft], aftercard: Aftercard) -> None:
    done = run("send", "--event", EVENT, "--via", "smtp")
    assert done.returncode == 0
    header, *rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert header == ["id", "contact", "to", "kind", "outcome", "why"]
    assert [row[1:5] for row in rows] == [
        ["Bo Berg", "bo@example.com", "thank-you", "ready"],
        ["Cy Clark", "cy@example.com", "thank-you", "ready"],
    ]
    assert "--apply" in done.stderr
    assert smtp.logins == 0
    assert {aftercard.drafts.get(d.id).state for d in drafts} == {DraftState.APPROVED}


def test_apply_sends_and_a_second_time_there_is_nothing_to_do(run: Run, smtp: Smtpd, drafts: list[Draft]) -> None:
    done = run("send", "--event", EVENT, "--via", "smtp", "--apply", "--json")
    assert (done.returncode, outcomes(done)) == (0, ["sent", "sent"])
    again = run("send", "--event", EVENT, "--via", "smtp", "--apply")
    assert (again.returncode, again.stdout) == (0, "")
    assert "No approved draft" in again.stderr
    assert smtp.recipients == ["bo@example.com", "cy@example.com"]


def test_what_did_not_leave_is_code_5_and_what_did_is_listed(
    run: Run, smtp: Smtpd, drafts: list[Draft], aftercard: Aftercard
) -> None:
    aftercard.drafts.edit(drafts[1].id, to="unknown@example.com")
    done = run("send", "--event", EVENT, "--via", "smtp", "--apply")
    assert done.returncode == 5
    assert "No such user" in done.stdout
    assert done.stderr == "Error: 1 of 2 drafts left; 1 failed.\nThe lines above say why.\n"


def test_a_server_that_stops_half_way_leaves_a_true_list(
    run: Run, smtp: Smtpd, drafts: list[Draft], aftercard: Aftercard
) -> None:
    aftercard.drafts.edit(drafts[1].id, to="cut@example.com")
    done = run("send", "--event", EVENT, "--via", "smtp", "--apply", "--json")
    assert (done.returncode, outcomes(done)) == (5, ["sent", "open"])
    assert "Traceback" not in done.stderr
    left = run("send", "--event", EVENT, "--via", "smtp", "--json")
    assert (left.returncode, outcomes(left)) == (5, ["open"])
    assert "--arrived" in left.stderr
    refused = run("send", "--event", EVENT, "--via", "smtp", "--arrived", str(drafts[1].id))
    assert (refused.returncode, refused.stdout) == (2, "")
    assert run("send", "--event", EVENT, "--via", "smtp", "--arrived", str(drafts[1].id), "--apply").returncode == 0
    assert smtp.recipients == ["bo@example.com", "cut@example.com"]


def test_a_process_killed_between_sending_and_marking_never_sends_twice(
    run: Run, smtp: Smtpd, drafts: list[Draft], aftercard: Aftercard, places: Settings
) -> None:
    killed = _start(places, "smtp")
    smtp.on_message = lambda _recipient: os.kill(killed.pid, signal.SIGKILL)
    assert killed.wait(60) == -signal.SIGKILL
    smtp.on_message = lambda _recipient: None
    assert smtp.recipients == ["bo@example.com"]
    assert aftercard.drafts.get(drafts[0].id).state is DraftState.APPROVED, "the process did not get to mark it"

    after = run("send", "--event", EVENT, "--via", "smtp", "--apply", "--json")
    assert (after.returncode, outcomes(after)) == (5, ["open", "sent"])
    assert smtp.recipients == ["bo@example.com", "cy@example.com"]
    assert run("send", "--event", EVENT, "--via", "smtp", "--apply").returncode == 5
    assert smtp.recipients == ["bo@example.com", "cy@example.com"], "nor the next time"


def test_a_process_killed_after_append_is_found_out_by_the_message_id(
    run: Run, imap_server: Dovecot, mailbox: str, drafts: list[Draft], places: Settings
) -> None:
    def kill(data: bytes) -> bool:
        if done := b"Append completed" in data:
            os.kill(killed.pid, signal.SIGKILL)
        return done

    with between(imap_server.port, kill) as port:
        run("account", "--imap-port", str(port))
        killed = _start(places, "imap-drafts")
        assert killed.wait(60) == -signal.SIGKILL
    run("account", "--imap-port", str(imap_server.port))
    assert len(imap_server.messages(mailbox, "Drafts")) == 1

    after = run("send", "--event", EVENT, "--via", "imap-drafts", "--apply", "--json")
    assert (after.returncode, outcomes(after)) == (0, ["sent", "sent"])
    assert json.loads(after.stdout)[0]["said"] == "It was there already."
    identities = [message["Message-ID"] for message, _ in imap_server.messages(mailbox, "Drafts")]
    assert identities == [f"<{draft.uid}@reed.example>" for draft in drafts]


def test_two_processes_at_once_send_each_message_once(
    run: Run, smtp: Smtpd, drafts: list[Draft], places: Settings
) -> None:
    racing = [_start(places, "smtp") for _ in range(3)]
    codes = sorted(process.wait(60) for process in racing)
    assert codes[0] == 0
    assert set(codes) <= {0, 2}, "it sent, it found nothing to do, or another one was at it"
    assert sorted(smtp.recipients) == ["bo@example.com", "cy@example.com"]


def _start(places: Settings, way: str) -> subprocess.Popen[bytes]:
    line = [*COMMAND, "--db", places.database_url, "send", "--event", EVENT, "--via", way, "--apply"]
    return subprocess.Popen(line, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def test_no_field_can_add_a_header_or_a_recipient(
    run: Run, smtp: Smtpd, drafts: list[Draft], aftercard: Aftercard
) -> None:
    evil = "x\r\nBcc: eve@evil.example\r\n\r\n.\r\nMAIL FROM:<eve@evil.example>"
    aftercard.drafts.edit(drafts[0].id, subject=f"Web Summit 2026 {evil}", body=f"{drafts[0].body}\n{evil}\n.\nQUIT")
    aftercard.contacts.edit(drafts[0].contact_id, honorific_prefix=evil)
    aftercard.owner.edit(name=f"Ana Reed {evil}")
    run("send", "--event", EVENT, "--via", "smtp", "--apply")
    assert smtp.recipients == ["bo@example.com", "cy@example.com"]
    assert set(smtp.senders) == {USER}
    for message in smtp.messages:
        assert {name.lower() for name in message} == {
            "from", "to", "subject", "date", "message-id", "content-type", "content-transfer-encoding", "mime-version",
        }  # fmt: skip
    assert smtp.messages[0].get_content().rstrip().endswith(".\r\nQUIT")


def test_the_account_is_shown_without_its_passwords(run: Run, smtp: Smtpd, mailbox: str) -> None:
    text = run("account").stdout
    assert f"127.0.0.1:{smtp.port} (tls)" in text
    shown = run("account", "--json").stdout
    found = json.loads(shown)
    assert (found["smtp"]["user"], found["smtp"]["password_found"], found["per_minute"]) == (USER, True, 6000)
    assert found["imap"]["security"] == "none"
    assert PASSWORD not in text + shown
    assert IMAP_PASSWORD not in text + shown


def test_no_password_is_taken_on_the_line(run: Run) -> None:
    assert "password" not in " ".join(line for line in run("account", "--help").stdout.splitlines() if "--" in line[:4])
    done = run("account", "--smtp-password", "secret")
    assert (done.returncode, done.stdout) == (2, "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("send", "--event", EVENT), "--via"),
        (("send", "--event", EVENT, "--via", "pigeon"), "pigeon"),
        (("send", "--event", "Nowhere", "--via", "smtp"), "Nowhere"),
        (("send", "--event", EVENT, "--via", "smtp", "--again", "99"), "Draft 99"),
        (("send", "--event", EVENT, "--via", "smtp", "--apply"), "no SMTP server"),
        (("send", "--event", EVENT, "--via", "imap-drafts", "--apply"), "no IMAP server"),
        (("account", "--smtp-host", "mail.example.com", "--smtp-security", "none"), "read along"),
        (("account", "--imap-host", "mail.example.com:993"), "without a port"),
    ],
)
def test_a_wrong_line_is_one_clear_error(run: Run, summit: Event, arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr
