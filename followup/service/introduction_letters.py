"""The letters of an introduction: to each of the two the question first, and when both said yes, the introduction."""

from __future__ import annotations

from collections.abc import Mapping

from followup import drafting, network
from followup.errors import UsageError
from followup.locale import _
from followup.model import Draft, DraftState, Event, Particulars, Tie
from followup.relations import Answer, Introduction, IntroductionState, MessageKind
from followup.service import lookup
from followup.service.context import Context
from followup.service.drafts import Drafts
from followup.service.orders import Wish
from followup.store import drafts as stored
from followup.store import owner, ties


class IntroductionLetters:
    """Writes what the introduction is at."""

    def __init__(self, context: Context, drafts: Drafts) -> None:
        self._database = context.database
        self._drafts = drafts

    def write(self, introduction_id: int, *, language: str = "", together: bool = False) -> tuple[Draft, ...]:
        """Drafts to those who are still to be asked; once both agreed, one to each that brings them together.

        Args:
            introduction_id: the introduction.
            language: BCP 47 code; empty chooses for each contact.
            together: bring them together by one message to the first, with the second in copy.

        Raises:
            UnknownItemError: there is no such introduction.
            UsageError: it waits for an answer or is over, a letter of this kind about somebody else is still open, or
                one message to both is not possible (yet); nothing was written.
        """
        with self._database.read() as connection:
            one = lookup.introduction(connection, introduction_id)
            kind, to = _step(one)
            people = {tie.contact.id: tie for tie in ties.stream(connection, one.pair)}
            if together:
                to = _first_of_both(kind, to, people)
            events = {i: _event(people[i]) for i in to}
            for i in to:
                _refuse_other(stored.about(connection, _number(events[i]), kind, i), people[_other(one, i)])
            writes = owner.sender(connection).languages
        written: list[Draft] = []
        for i in to:
            mine, other = people[i], people[_other(one, i)]
            spoken = _languages(self._drafts, kind)
            theirs = [drafting.tongue(tie.contact, events[i], spoken, writes) for tie in (mine, other)[: 1 + together]]
            use = language or (theirs[0] if len(set(theirs)) == 1 else drafting.FALLBACK_LANGUAGE)
            said = Particulars(person_id=other.contact.id, reason=_reason(one, mine, other, use), together=together)
            how = Wish(language=use, particulars=said, variant=drafting.TOGETHER_WORDING if together else 1)
            written += self._drafts.make(_number(events[i]), kind, contact_id=i, **how)
        return tuple(written)


def _step(one: Introduction) -> tuple[MessageKind, tuple[int, ...]]:
    """The kind of letter that comes next, and to whom."""
    if one.state is IntroductionState.AGREED:
        return MessageKind.INTRODUCTION, (one.a.contact_id, one.b.contact_id)
    to = tuple(side.contact_id for side in (one.a, one.b) if side.answer is Answer.NOT_ASKED and not one.over)
    if not to:
        raise UsageError(
            _("There is nothing to write for introduction {number} now.", number=one.id),
            _("See how far it has come: aftercard introduction show {number}", number=one.id),
        )
    return MessageKind.INTRODUCTION_OFFER, to


def _first_of_both(kind: MessageKind, to: tuple[int, ...], people: Mapping[int, Tie]) -> tuple[int, ...]:
    """Who the one message to both is addressed to.

    Raises:
        UsageError: not both have agreed yet, or one has no address.
    """
    if kind is not MessageKind.INTRODUCTION:
        raise UsageError(
            _("One message to both would tell each the other's address; not both have agreed yet."),
            _("Ask each of them first."),
        )
    for tie in people.values():
        if not tie.contact.emails:
            raise UsageError(
                _("{name} has no e-mail address.", name=tie.contact.display_name), _("Write to each separately.")
            )
    return to[:1]


def _event(tie: Tie) -> Event | None:
    """Where the contact was met last: what the letter begins with; None for who was met at no event."""
    return tie.meetings[-1].event if tie.meetings else None


def _number(event: Event | None) -> int | None:
    return event.id if event else None


def _refuse_other(found: tuple[Draft, ...], other: Tie) -> None:
    """There is one open letter of a kind per meeting; one about somebody else is not written over."""
    for draft in found:
        if draft.state is not DraftState.SENT and draft.particulars.person_id not in (0, other.contact.id):
            raise UsageError(
                _("Draft {number} is about another introduction and has not left yet.", number=draft.id),
                _("Send it first, or note that it was sent."),
            )


def _reason(one: Introduction, mine: Tie, other: Tie, language: str) -> str:
    """The owner's own words where there are some, else what the tags of both say."""
    fits = network.suggest(mine, other)
    if one.reason and (fits is None or one.reason != fits.reason):
        return one.reason
    ground = network.common_ground(mine, other)
    return drafting.introduction_reason(ground, other.contact.display_name, language)


def _languages(drafts: Drafts, kind: str) -> tuple[str, ...]:
    return tuple(sorted(language for name, language in drafts.kinds() if name == kind))


def _other(one: Introduction, contact_id: int) -> int:
    return one.b.contact_id if one.a.contact_id == contact_id else one.a.contact_id
