"""Messages on their way out, as plain frozen values: what is known of each, so that none leaves twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Way(StrEnum):
    """How an approved draft leaves."""

    SMTP = "smtp"
    """It is sent by the owner's mail server."""
    IMAP_DRAFTS = "imap-drafts"
    """It is put into the owner's Drafts folder, and belongs to the owner's mail program from then on."""


class OutboxState(StrEnum):
    """How far a message has come."""

    PLANNED = "planned"
    HANDING_OVER = "handing-over"
    """It is being given to a server; found in this state later, nobody knows whether it was taken."""
    SENT = "sent"
    FAILED = "failed"
    """The server will not have it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxItem:
    """One draft's way out.

    Attributes:
        message_id: the identity that servers know the message by; the same however often it is tried.
        step: contact, event and kind; no two messages have the same.
        recipient: the address it was last given for.
        said: what the server last answered; empty when all went well.
        attempts: how often it was given to a server.
    """

    id: int = 0
    draft_id: int
    step: str
    message_id: str
    way: Way
    state: OutboxState = OutboxState.PLANNED
    recipient: str = ""
    said: str = ""
    attempts: int = 0
    created_at: datetime | None = None
    updated_at: datetime | None = None
