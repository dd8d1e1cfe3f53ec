"""Approved drafts lie in the Drafts folder of a real account, each once, whatever breaks."""

from __future__ import annotations

import pytest

from followup.errors import DeliveryError
from followup.model import DraftState, Event
from followup.outbox import Way
from followup.service import Aftercard, Request, SendOutcome
from tests.followup.service.mailing import FOLDER, Approved, approved, mailbox, outcomes, send, smtp
from tests.mail.dovecot import Dovecot
from tests.mail.scripted import between
from tests.mail.smtpd import Smtpd

__all__ = ["approved", "mailbox", "smtp"]

pytestmark = pytest.mark.sqlite  # about the folder: what the outbox keeps is tested on both databases with SMTP


def test_what_may_have_been_sent_is_not_put_into_the_drafts_folder(
    *, aftercard: Aftercard, summit: Event, imap_server: Dovecot, mailbox: str, smtp: Smtpd, approved: Approved
) -> None:
    approved("cut")
    with pytest.raises(DeliveryError):
        send(aftercard, summit)
    assert outcomes(send(aftercard, summit, Way.IMAP_DRAFTS)) == ["open"]
    assert imap_server.messages(mailbox, FOLDER) == []


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
