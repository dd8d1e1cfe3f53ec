"""Two contacts who are brought together, each asked first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


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
    """One of the two said no."""
    DROPPED = "dropped"
    """The owner thought better of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction:
    """Two contacts who could help each other, each asked first (double opt-in).

    Attributes:
        reason: one sentence why they fit.
        introduced_on: the day of the letter that brought them together.
        dropped_on: the day on which the owner gave it up.
    """

    id: int = 0
    uid: str = ""
    a: IntroductionSide
    b: IntroductionSide
    reason: str = ""
    proposed_on: date
    introduced_on: date | None = None
    dropped_on: date | None = None

    @property
    def state(self) -> IntroductionState:
        """Follows from the answers, so that no stored state can contradict them."""
        answers = {self.a.answer, self.b.answer}
        if Answer.NO in answers:
            return IntroductionState.DECLINED
        if self.dropped_on:
            return IntroductionState.DROPPED
        if self.introduced_on:
            return IntroductionState.INTRODUCED
        if answers == {Answer.YES}:
            return IntroductionState.AGREED
        return IntroductionState.PROPOSED if answers == {Answer.NOT_ASKED} else IntroductionState.ASKING

    @property
    def pair(self) -> tuple[int, int]:
        """Ids of the two, the lower one first."""
        low, high = sorted((self.a.contact_id, self.b.contact_id))
        return low, high

    @property
    def over(self) -> bool:
        """Whether nothing is to be asked or written any more."""
        return self.state in (IntroductionState.INTRODUCED, IntroductionState.DECLINED, IntroductionState.DROPPED)
