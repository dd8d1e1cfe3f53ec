"""Messages, and who signs them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class DraftState(StrEnum):
    """A draft is written by a template, approved by a person, then exported or sent; nothing sends it by itself."""

    DRAFTED = "drafted"
    APPROVED = "approved"
    SENT = "sent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A message to one contact about one event.

    Attributes:
        kind: the template's kind ('thank-you', 'follow-up', ...).
        language: BCP 47 code of the text.
        to: the recipient's address; empty when the contact has none.
        subject: one line.
        body: plain text, paragraphs separated by an empty line.
        edited: whether a person changed subject or body.
        template_version: hash of the template that wrote it.
        exported_at: when it last left as a file; None when it never did.
    """

    id: int = 0
    uid: str = ""
    contact_id: int
    event_id: int
    kind: str
    language: str
    to: str
    subject: str
    body: str
    state: DraftState = DraftState.DRAFTED
    edited: bool = False
    template_version: str = ""
    exported_at: datetime | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """The owner, as far as messages need to know: name, role, firm, address and the lines under a message."""

    name: str = ""
    role: str = ""
    organization: str = ""
    email: str = ""
    signature: str = ""
