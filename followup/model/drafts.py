"""Messages, and who signs them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class DraftState(StrEnum):
    """A draft is written by a template, approved by a person, then exported or sent; nothing sends it by itself."""

    DRAFTED = "drafted"
    APPROVED = "approved"
    SENT = "sent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """What only one message says. An empty value is not known.

    Attributes:
        about: an occasion, a resource, an invitation, an idea.
        about_on: its day.
        reason: why it concerns the contact, as a sentence.
        link: an address to look at.
        person: a third person, to be introduced.
        person_about: who that is.
        person_email: where that person is reached.
        person_id: the contact that the third person is; what is not said about the person is taken from there.
        person_called: what the third person is called by those who say du.
        together: whether the third person gets the message too, in copy.
    """

    about: str = ""
    about_on: date | None = None
    reason: str = ""
    link: str = ""
    person: str = ""
    person_about: str = ""
    person_email: str = ""
    person_id: int = 0
    person_called: str = ""
    together: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A message to one contact, about one event or about none.

    Attributes:
        event_id: what it is about; None for a message to somebody who was met at no event.
        kind: the template's kind ('thank-you', 'follow-up', ...).
        language: BCP 47 code of the text.
        variant: which wording of the template.
        formal: whether to say Sie, vous or usted, where somebody chose so for this message; None goes by what is known.
        particulars: what only this message says.
        in_spite_of: codes of the blocking findings that a person approved it in spite of.
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
    event_id: int | None
    kind: str
    language: str
    to: str
    subject: str
    body: str
    state: DraftState = DraftState.DRAFTED
    edited: bool = False
    template_version: str = ""
    variant: int = 1
    formal: bool | None = None
    particulars: Particulars = field(default_factory=Particulars)
    in_spite_of: tuple[str, ...] = ()
    exported_at: datetime | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierText:
    """What a draft said before: kept whenever a template or a person replaces it.

    Attributes:
        edited: whether a person had put it so.
    """

    id: int = 0
    draft_id: int
    kind: str
    language: str
    variant: int = 1
    subject: str
    body: str
    edited: bool = False
    template_version: str = ""
    kept_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachedFile:
    """A file that goes with a draft.

    Attributes:
        name: as the recipient sees it; nothing is opened by it.
        media_type: IANA's ('application/pdf').
        sha256: digest of its bytes: what they are stored under.
        size: bytes.
    """

    id: int = 0
    draft_id: int
    name: str
    media_type: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """The owner, as far as messages need to know.

    Attributes:
        signature: the lines under a message.
        calendar_link: where others pick a time with the owner.
        languages: BCP 47 codes of what the owner writes in; empty for every language that has templates.
        formal: whether the owner says Sie, vous and usted; None goes by the habit of each language.
        html: whether messages carry the same text as HTML too.
    """

    name: str = ""
    role: str = ""
    organization: str = ""
    email: str = ""
    signature: str = ""
    calendar_link: str = ""
    languages: tuple[str, ...] = ()
    formal: bool | None = None
    html: bool = False
