"""A draft as a message file that mail programs open for sending: `.eml` (RFC 5322) with `X-Unsent: 1`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy

from followup.delivery.body import as_html, plain
from followup.delivery.headers import MESSAGE_ID, address, message_id, one_line
from followup.model import Contact, Draft, Sender

UNKNOWN_TYPE = "application/octet-stream"
MEDIA_TYPE = re.compile(r"([a-z]+)/([a-z0-9][a-z0-9.+-]{0,100})")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a draft; `media_type` is IANA's, such as 'application/pdf'."""

    name: str
    data: bytes
    media_type: str = UNKNOWN_TYPE


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A draft with the people it goes from and to; any text in it may be hostile.

    Attributes:
        sender: decides too whether the message carries the same text as HTML.
        attachments: files to go with it.
        copy_to: name and address of who gets it in copy.
        reply_to_id: Message-ID of the message it follows up, so that both stand in one thread; ignored when malformed.
    """

    draft: Draft
    contact: Contact
    sender: Sender
    attachments: tuple[Attachment, ...] = ()
    reply_to_id: str = ""
    copy_to: tuple[str, str] | None = None


def build(outgoing: Outgoing, *, date: datetime) -> EmailMessage:
    """Make the message. It has no To when the draft has no recipient, and no From when the sender has no address.

    Args:
        outgoing: the draft and what goes with it.
        date: the Date header; aware.
    """
    draft, sender = outgoing.draft, outgoing.sender
    to = address(outgoing.contact.name, draft.to)
    origin = address(sender.name, sender.email)
    copied = address(*outgoing.copy_to) if outgoing.copy_to else None
    message = EmailMessage(policy=_policy(to, origin, copied))
    if origin:
        message["From"] = origin
    if to:
        message["To"] = to
    if copied:
        message["Cc"] = copied
    message["Subject"] = one_line(draft.subject)
    message["Date"] = date
    message["Message-ID"] = message_id(draft.uid, origin)
    message["X-Unsent"] = "1"
    # Quoted-printable carries a paragraph of any length on one line, as the draft has it, through every mail server.
    message.set_content(plain(draft.body), charset="utf-8", cte="quoted-printable")
    if MESSAGE_ID.fullmatch(outgoing.reply_to_id):
        message["In-Reply-To"] = message["References"] = outgoing.reply_to_id
    if sender.html:
        message.add_alternative(as_html(plain(draft.body)), subtype="html", charset="utf-8", cte="quoted-printable")
    for attachment in outgoing.attachments:
        _attach(message, attachment)
    return message


def departing(outgoing: Outgoing, *, date: datetime, message_id: str) -> EmailMessage:
    """The message as it leaves by a server: under the identity that is written down for it, and no longer unsent.

    Raises:
        ValueError: `message_id` is none.
    """
    if not MESSAGE_ID.fullmatch(message_id):
        raise ValueError(f"no Message-ID: {message_id!r}")
    message = build(outgoing, date=date)
    del message["X-Unsent"]
    message.replace_header("Message-ID", message_id)
    return message


def _attach(message: EmailMessage, attachment: Attachment) -> None:
    known = MEDIA_TYPE.fullmatch(attachment.media_type)
    main, sub = known.groups() if known and known[1] not in {"message", "multipart"} else UNKNOWN_TYPE.split("/")
    message.add_attachment(attachment.data, maintype=main, subtype=sub, filename=attachment_name(attachment.name))


def attachment_name(name: str) -> str:
    """What the recipient sees a file called: one line of at most 120 characters, without the folders it lay in."""
    return one_line(name.replace("\\", "/").rpartition("/")[2], 120).strip(". ") or "attachment"


def to_bytes(message: EmailMessage) -> bytes:
    """The file's bytes; lines end in CRLF."""
    return message.as_bytes()


def _policy(*people: Address | None) -> EmailPolicy[EmailMessage]:
    """Headers in ASCII (RFC 2047), unless an address itself is not: then raw UTF-8 (RFC 6532) is the only way."""
    ascii_only = all(person is None or person.addr_spec.isascii() for person in people)
    return SMTP if ascii_only else SMTP.clone(utf8=True)
