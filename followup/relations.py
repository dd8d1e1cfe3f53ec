"""What keeps a relationship alive, as plain frozen values: what happened, what was agreed, what is given and asked.

Dates are the owner's calendar dates. Nothing here knows the contact it belongs to but by its number, so that the values
of `followup.model` can hold these.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LEAP_YEAR = 2000
"""Stands in for an unknown year, so that 29 February is a day."""


class MessageKind(StrEnum):
    """Kinds of letters that the program proposes by itself; each is the name of a template."""

    THANK_YOU = "thank-you"
    MET_AGAIN = "met-again"
    FOLLOW_UP = "follow-up"
    NUDGE = "nudge"
    CHECK_IN = "check-in"
    RECONNECT = "reconnect"
    CONGRATULATIONS = "congratulations"
    APPRECIATION = "appreciation"
    SHARE_RESOURCE = "share-resource"
    OFFER_HELP = "offer-help"
    INTRODUCTION_ASK = "introduction-ask"
    """Asks the contact for an introduction to somebody else."""
    INTRODUCTION_OFFER = "introduction-offer"
    """Asks the contact whether to be introduced to somebody, before anybody is."""
    INTRODUCTION = "introduction"
    INVITATION = "invitation"
    MENTORING_ASK = "mentoring-ask"
    MENTORING_UPDATE = "mentoring-update"
    MENTORING_THANKS = "mentoring-thanks"
    COLLABORATION = "collaboration"
    FEEDBACK_ASK = "feedback-ask"


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


class GoalKind(StrEnum):
    """What the owner wants of an event."""

    MEET = "meet"
    """Somebody, or somebody of a firm or with a job."""
    OFFER = "offer"
    """What the owner can help with."""
    SEEK = "seek"
    """What the owner looks for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventGoal:
    """One thing that the owner wants of an event, in a few words."""

    id: int = 0
    event_id: int
    kind: GoalKind
    text: str


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


class Answer(StrEnum):
    """Where one side of an introduction stands."""

    NOT_ASKED = "not-asked"
    ASKED = "asked"
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class IntroductionSide:
    """One of the two people of an introduction, and what this one said."""

    contact_id: int
    answer: Answer = Answer.NOT_ASKED
    asked_on: date | None = None
    answered_on: date | None = None


class IntroductionState(StrEnum):
    """How far an introduction has come; `followup.network.introducing` moves it."""

    PROPOSED = "proposed"
    ASKING = "asking"
    AGREED = "agreed"
    INTRODUCED = "introduced"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction:
    """Two contacts who could help each other, each asked first (double opt-in).

    Attributes:
        reason: one sentence why they fit.
        introduced_on: the day of the letter that brought them together.
    """

    id: int = 0
    uid: str = ""
    a: IntroductionSide
    b: IntroductionSide
    reason: str = ""
    proposed_on: date
    introduced_on: date | None = None

    @property
    def state(self) -> IntroductionState:
        """Follows from the answers, so that no stored state can contradict them."""
        answers = {self.a.answer, self.b.answer}
        if Answer.NO in answers:
            return IntroductionState.DECLINED
        if self.introduced_on:
            return IntroductionState.INTRODUCED
        if answers == {Answer.YES}:
            return IntroductionState.AGREED
        return IntroductionState.PROPOSED if answers == {Answer.NOT_ASKED} else IntroductionState.ASKING
