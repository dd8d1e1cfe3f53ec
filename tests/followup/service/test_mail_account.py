"""The mail account: what it refuses, what it needs before anything begins, and that no password is stored."""

from __future__ import annotations

import pytest

from followup.delivery.account import Protocol
from followup.errors import DeliveryError, InvalidValueError, UnknownEventError, UsageError
from followup.model import Event
from followup.outbox import Way
from followup.service import Aftercard, Request
from followup.settings import Settings
from tests.followup.service.mailing import Approved, approved, mailbox, send, smtp
from tests.mail.smtpd import PASSWORD, Smtpd

__all__ = ["approved", "mailbox", "smtp"]

pytestmark = pytest.mark.sqlite  # about values, not about rows


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


def test_trying_out_finds_the_folder_and_sends_nothing(aftercard: Aftercard, mailbox: str, smtp: Smtpd) -> None:
    assert "Entwürfe & Ideen" in aftercard.mail_account.try_out(Protocol.IMAP)
    assert "Nothing was sent" in aftercard.mail_account.try_out(Protocol.SMTP)
    assert smtp.messages == []
    aftercard.mail_account.edit(drafts_folder="Nowhere")
    with pytest.raises(DeliveryError, match="Nowhere"):
        aftercard.mail_account.try_out(Protocol.IMAP)
