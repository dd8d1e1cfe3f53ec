"""The steps of an introduction, from the idea to the letter. Double opt-in: both are asked first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from followup.errors import UsageError
from followup.locale import _
from followup.network.suggestions import Suggestion
from followup.relations import Answer, Introduction, IntroductionSide, IntroductionState


class IntroductionError(UsageError):
    """A step that the introduction does not allow: nobody is introduced who has not said yes."""


def propose(suggestion: Suggestion, today: date) -> Introduction:
    """The suggestion as an introduction that nobody was asked about yet."""
    a, b = (IntroductionSide(contact_id=i) for i in (suggestion.a_id, suggestion.b_id))
    return Introduction(a=a, b=b, reason=suggestion.reason, proposed_on=today)


def asked(introduction: Introduction, contact_id: int, today: date) -> Introduction:
    """One of the two was asked, for the first time or once more.

    Raises:
        IntroductionError: not of this introduction, answered already, or the introduction is over.
    """
    _still_open(introduction)
    side = side_of(introduction, contact_id)
    if side.answer is Answer.YES:
        raise IntroductionError(_("This contact has said yes already."), _("Ask the other one, or introduce them."))
    return _with(introduction, replace(side, answer=Answer.ASKED, asked_on=today))


def answered(introduction: Introduction, contact_id: int, yes: bool, today: date) -> Introduction:
    """One of the two said yes or no. A no ends it, also after a yes; an answer may come without a question noted.

    Raises:
        IntroductionError: not of this introduction, or the introduction is over.
    """
    _still_open(introduction)
    side = side_of(introduction, contact_id)
    answer = Answer.YES if yes else Answer.NO
    return _with(introduction, replace(side, answer=answer, answered_on=today))


def introduced(introduction: Introduction, today: date) -> Introduction:
    """The letter that brings them together has left.

    Raises:
        IntroductionError: one of them has not said yes.
    """
    if introduction.state is not IntroductionState.AGREED:
        raise IntroductionError(
            _("Both have to say yes before they are introduced."), _("Ask who has not answered yet.")
        )
    return replace(introduction, introduced_on=today)


def dropped(introduction: Introduction, today: date) -> Introduction:
    """The owner gives it up; the two are not suggested to each other again.

    Raises:
        IntroductionError: the introduction is over.
    """
    _still_open(introduction)
    return replace(introduction, dropped_on=today)


def side_of(introduction: Introduction, contact_id: int) -> IntroductionSide:
    """This contact's side.

    Raises:
        IntroductionError: not of this introduction.
    """
    for side in (introduction.a, introduction.b):
        if side.contact_id == contact_id:
            return side
    message = _("Contact {id} is no part of this introduction.", id=contact_id)
    raise IntroductionError(message, _("Name one of its two contacts."))


def _still_open(introduction: Introduction) -> None:
    if introduction.over:
        raise IntroductionError(f"This introduction is {introduction.state.value} already.", "Start a new one.")


def _with(introduction: Introduction, side: IntroductionSide) -> Introduction:
    if side.contact_id == introduction.a.contact_id:
        return replace(introduction, a=side)
    return replace(introduction, b=side)
