"""A draft as a message file that mail programs open for sending: `.eml` (RFC 5322) with `X-Unsent: 1`."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy

from followup.delivery.headers import address, message_id, one_line
from followup.model import Contact, Draft, Sender


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A draft with the people it goes from and to."""

    draft: Draft
    contact: Contact
    sender: Sender


def build(outgoing: Outgoing, *, date: datetime) -> EmailMessage:
    """Make the message. It has no To when the draft has no recipient, and no From when the sender has no address.

    Args:
        outgoing: the draft and its people; any text in it may be hostile.
        date: the Date header; aware.
    """
    draft, sender = outgoing.draft, outgoing.sender
    to = address(outgoing.contact.name, draft.to)
    origin = address(sender.name, sender.email)
    message = EmailMessage(policy=_policy(to, origin))
    if origin:
        message["From"] = origin
    if to:
        message["To"] = to
    message["Subject"] = one_line(draft.subject)
    message["Date"] = date
    message["Message-ID"] = message_id(draft.uid, origin)
    message["X-Unsent"] = "1"
    # Quoted-printable carries a paragraph of any length on one line, as the draft has it, through every mail server.
    message.set_content(plain(draft.body), charset="utf-8", cte="quoted-printable")
    return message


def to_bytes(message: EmailMessage) -> bytes:
    """The file's bytes; lines end in CRLF."""
    return message.as_bytes()


def plain(body: str) -> str:
    """The body with one kind of line end, no other control characters, and a line end after the last line."""
    text = body.encode("utf-8", "replace").decode("utf-8")
    lines = ("".join(c for c in line if c == "\t" or unicodedata.category(c) != "Cc") for line in text.splitlines())
    return "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"


def _policy(*people: Address | None) -> EmailPolicy[EmailMessage]:
    """Headers in ASCII (RFC 2047), unless an address itself is not: then raw UTF-8 (RFC 6532) is the only way."""
    ascii_only = all(person is None or person.addr_spec.isascii() for person in people)
    return SMTP if ascii_only else SMTP.clone(utf8=True)
