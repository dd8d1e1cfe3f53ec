"""What the owner keeps about a contact beside the card's values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LEAP_YEAR = 2000
"""Stands in for an unknown year, so that 29 February is a day."""


class RelationshipKind(StrEnum):
    """What the contact is to the owner: a mentor advises the owner, a mentee is advised by the owner."""

    CLIENT = "client"
    PROSPECT = "prospect"
    PARTNER = "partner"
    SUPPLIER = "supplier"
    INVESTOR = "investor"
    MENTOR = "mentor"
    MENTEE = "mentee"
    PEER = "peer"
    COLLEAGUE = "colleague"
    ALUMNI = "alumni"
    PRESS = "press"
    FRIEND = "friend"
    OTHER = "other"


class Cadence(StrEnum):
    """How often to be in touch, counted from the last contact and not from a fixed beat.

    `AFTER_EVENT` is a thank-you, one nudge, then quarterly; `NONE` proposes nothing but what has a date of its own.
    """

    AFTER_EVENT = "after-event"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"
    NONE = "none"


class Priority(StrEnum):
    """How much the owner cares: it orders what is due on the same day."""

    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"


class DateKind(StrEnum):
    """Days worth congratulating on. The first two come every year, the others once."""

    BIRTHDAY = "birthday"
    WORK_ANNIVERSARY = "work-anniversary"
    NEW_ROLE = "new-role"
    AWARD = "award"
    LAUNCH = "launch"
    OTHER = "other"

    @property
    def yearly(self) -> bool:
        """Whether it comes back every year."""
        return self in (DateKind.BIRTHDAY, DateKind.WORK_ANNIVERSARY)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportantDate:
    """A day in a contact's life. Without a year it is a yearly day whose year nobody told (vCard's '--0412').

    Attributes:
        label: what it is ('Head of Research', 'Best Paper'); may be empty.

    Raises:
        ValueError: no day of the calendar, or a day that comes once has no year.
    """

    kind: DateKind
    month: int
    day: int
    year: int | None = None
    label: str = ""

    def __post_init__(self) -> None:
        date(self.year or LEAP_YEAR, self.month, self.day)
        if self.year is None and not self.kind.yearly:
            raise ValueError(f"{self.kind.value} comes once and needs a year")


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationship:
    """What the owner keeps about a contact beside the card's values.

    Attributes:
        kind: what the contact is to the owner; None when it was not said.
        tags: the owner's own words, for finding and for audiences ('alumni ETH', 'Web Summit speakers').
        interests: what the contact likes to hear about.
        offers: what the contact can help others with.
        needs: what the contact looks for.
        goals: of a mentoring: what is to be reached.
        agenda: of a mentoring: what to talk about next.
        opted_out: the contact asked not to be written to; nothing is ever due or suggested.
        formal: whether to say Sie, vous or usted to the contact; None goes by the event, the owner and the language.
    """

    kind: RelationshipKind | None = None
    cadence: Cadence = Cadence.AFTER_EVENT
    priority: Priority = Priority.NORMAL
    tags: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    agenda: tuple[str, ...] = ()
    dates: tuple[ImportantDate, ...] = ()
    opted_out: bool = False
    formal: bool | None = None
