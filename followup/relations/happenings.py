"""What happened with a contact, what was given and asked, and what the owner answered to what was due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class InteractionKind(StrEnum):
    """What happened. A note is the owner's own and reaches nobody."""

    MAIL = "mail"
    CALL = "call"
    MEETING = "meeting"
    MESSAGE = "message"
    NOTE = "note"


class Direction(StrEnum):
    """Who wrote or called. A meeting is mutual; its direction says who asked for it."""

    IN = "in"
    OUT = "out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interaction:
    """Something that happened with a contact, outside the encounters at events.

    Attributes:
        on: the day.
        text: what it was about, free.
        message: the template's kind when it was a letter of ours ('thank-you', …); empty otherwise.
    """

    id: int = 0
    uid: str = ""
    contact_id: int
    kind: InteractionKind
    direction: Direction = Direction.OUT
    on: date
    text: str = ""
    message: str = ""


class FavourKind(StrEnum):
    """One line of the ledger, seen from the owner."""

    GIVEN = "given"
    """The owner gave: shared something, helped, introduced."""
    ASKED = "asked"
    """The owner asked for something."""
    RECEIVED = "received"
    """The contact gave, asked or not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Favour:
    """Something given, asked for or received."""

    id: int = 0
    contact_id: int
    kind: FavourKind
    on: date
    text: str = ""


class DecisionKind(StrEnum):
    """What the owner did with something that was due."""

    DONE = "done"
    SKIPPED = "skipped"
    SNOOZED = "snoozed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """An answer to something that was due.

    Attributes:
        due_uid: the `Due` it answers.
        on: the day of the answer.
        until: of a snooze: not before this day.
    """

    due_uid: str
    kind: DecisionKind
    on: date
    until: date | None = None
