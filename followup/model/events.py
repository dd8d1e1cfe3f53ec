"""Events, and the contacts met there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A conference, fair or meet-up where cards were collected.

    Attributes:
        name: unique, compared without case.
        language: BCP 47 code of what letters about it are written in when nothing is known of the contact.
        formal: whether people there say Sie, vous or usted; None goes by the owner and the language.
    """

    id: int = 0
    uid: str = ""
    name: str
    starts_on: date | None = None
    ends_on: date | None = None
    place: str = ""
    url: str = ""
    notes: str = ""
    language: str = ""
    formal: bool | None = None


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


@dataclass(frozen=True, slots=True)
class Meeting:
    """An encounter together with the event it happened at."""

    event: Event
    encounter: Encounter

    @property
    def day(self) -> date | None:
        """The day of the meeting as far as it is known: noted with it, else the event's last."""
        return self.encounter.met_on or self.event.ends_on or self.event.starts_on
