"""Events, contacts, meetings and drafts as plain frozen values. Words are vCard's (RFC 6350) where vCard has one.

Times are aware UTC datetimes; dates are the owner's calendar dates. `id` is the database's number (0 before it is
stored), `uid` a UUID that stays the same in every export.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from followup.relations import Decision, Favour, Interaction, Relationship
from scanner.model import CardScan


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A conference, fair or meet-up where cards were collected. `name` is unique, compared without case."""

    id: int = 0
    uid: str = ""
    name: str
    starts_on: date | None = None
    ends_on: date | None = None
    place: str = ""
    url: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Phone:
    """vCard TEL. `value` is E.164 with ';ext=' or digits as printed; `kind` one of mobile, work, fax, home, other."""

    value: str
    kind: str = "work"


@dataclass(frozen=True, slots=True)
class Social:
    """A profile on a social network: address without scheme, and the network's name in lower case."""

    value: str
    network: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """vCard ADR. `formatted` is the whole address on one line; parts may be empty. `country` is ISO 3166-1 alpha-2."""

    formatted: str = ""
    street: str = ""
    postal_code: str = ""
    locality: str = ""
    region: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class EventProgress:
    """How far an event's cards have come; each number counts contacts, but `waiting` and `failed` photos.

    Attributes:
        contacts: met at the event.
        reviewed: of these, accepted by a person.
        drafted: of these, with at least one message drafted.
        waiting: photos that are stored and not read yet.
        failed: photos that gave no card.
        sent: of the contacts, those written to or called since the meeting.
        answered: of these, those who wrote or called since then.
    """

    event: Event
    contacts: int = 0
    reviewed: int = 0
    drafted: int = 0
    waiting: int = 0
    failed: int = 0
    sent: int = 0
    answered: int = 0


class PhotoState(StrEnum):
    """A photo is stored first and read afterwards, so that nothing is lost in between."""

    WAITING = "waiting"
    READ = "read"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPhoto:
    """A photo of an event.

    Attributes:
        sha256: hex digest of its bytes: what it is known by and stored under.
        label: the file's name as it was given; nothing is opened by it.
        size: bytes.
        taken_at: the camera's local time, without zone.
        failure_code: why it gave no card (see `scanner.model.FailureCode`); empty when it did.
        failure_message: one sentence saying what happened.
        failure_hint: what to do next.
    """

    id: int = 0
    event_id: int
    sha256: str
    label: str
    size: int
    state: PhotoState = PhotoState.WAITING
    taken_at: datetime | None = None
    failure_code: str = ""
    failure_message: str = ""
    failure_hint: str = ""
    added_at: datetime | None = None


class ReviewState(StrEnum):
    """Whether a person has looked at what the scanner read."""

    CAPTURED = "captured"
    REVIEWED = "reviewed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A person (or, without a name, a firm). An empty string means the value is not known.

    Attributes:
        name: formatted name (FN) without honorific and degrees.
        title: the job title (TITLE), not the honorific.
        organization: the employer (ORG).
        review: whether a person accepted the values.
    """

    id: int = 0
    uid: str = ""
    name: str = ""
    given_name: str = ""
    family_name: str = ""
    honorific_prefix: str = ""
    honorific_suffix: str = ""
    title: str = ""
    department: str = ""
    organization: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[Phone, ...] = ()
    urls: tuple[str, ...] = ()
    socials: tuple[Social, ...] = ()
    address: Address | None = None
    language: str = ""
    note: str = ""
    review: ReviewState = ReviewState.CAPTURED
    created_at: datetime | None = None
    updated_at: datetime | None = None

    @property
    def display_name(self) -> str:
        """What to call the contact in a list: the name, else the firm, else the first address it can be reached at."""
        phones = tuple(p.value for p in self.phones)
        return next((v for v in (self.name, self.organization, *self.emails, *phones) if v), f"contact {self.id}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Encounter:
    """A contact met at an event: what was said and what comes next."""

    id: int = 0
    contact_id: int
    event_id: int
    met_on: date | None = None
    topic: str = ""
    promised: str = ""
    next_step: str = ""
    next_step_on: date | None = None
    introduced_by: str = ""
    note: str = ""


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


@dataclass(frozen=True, slots=True)
class Meeting:
    """An encounter together with the event it happened at."""

    event: Event
    encounter: Encounter

    @property
    def day(self) -> date | None:
        """The day of the meeting as far as it is known: noted with it, else the event's last."""
        return self.encounter.met_on or self.event.ends_on or self.event.starts_on


@dataclass(frozen=True, slots=True)
class ContactRecord:
    """A contact with every meeting, oldest first: what exports and drafts are made from."""

    contact: Contact
    meetings: tuple[Meeting, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A contact with all that is known of the relationship: what reminders and suggestions are made from.

    Attributes:
        meetings: oldest first, as in `ContactRecord`.
        interactions: in any order; likewise favours and decisions.
    """

    contact: Contact
    relationship: Relationship = field(default_factory=Relationship)
    meetings: tuple[Meeting, ...] = ()
    interactions: tuple[Interaction, ...] = ()
    favours: tuple[Favour, ...] = ()
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A card as it was read, untouched, and the contact that was made of it.

    Attributes:
        photo_id: the stored photo.
        scan: the scanner's reading with its evidence; edits go to the contact, never here.
    """

    id: int = 0
    photo_id: int
    contact_id: int
    scan: CardScan


@dataclass(frozen=True, slots=True)
class ContactReview:
    """A contact beside what it was read from: one row of the review.

    Attributes:
        contact: the values as they are now.
        encounter: the meeting at the event under review.
        cards: the readings, untouched; empty for a contact that came from no card.
        confidence: of the value the scanner was least sure of, 0 to 1; 0 when it found no name; 1 without a card.
    """

    contact: Contact
    encounter: Encounter
    cards: tuple[Card, ...] = ()
    confidence: float = 1.0
