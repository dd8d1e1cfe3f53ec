"""Photos as they are stored, and the cards read from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from followup.model.contacts import Contact
from followup.model.events import Encounter
from scanner.model import CardScan


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
