"""The letter that fits something due, with what it is about: the occasion, the favour, the other person."""

from __future__ import annotations

from dataclasses import replace

from followup import cadence, drafting
from followup.cadence import Due
from followup.model import Draft, Event, Particulars, Tie
from followup.relations import DateKind, MessageKind
from followup.service import lookup
from followup.service.context import Context
from followup.service.drafts import Drafts
from followup.service.introduction_letters import IntroductionLetters
from followup.service.introductions import Introductions
from followup.service.orders import Wish
from followup.store import owner, ties

_LETTERS_OF_INTRODUCTIONS = (MessageKind.INTRODUCTION_OFFER, MessageKind.INTRODUCTION)


class DueLetters:
    """Writes what is due."""

    def __init__(
        self, context: Context, drafts: Drafts, introductions: Introductions, letters: IntroductionLetters
    ) -> None:
        self._database = context.database
        self._today = context.today
        self._drafts = drafts
        self._introductions = introductions
        self._letters = letters

    def write(self, due: Due) -> Draft:
        """Write the message that something due calls for; one that a person edited or approved stays as it is.

        Raises:
            UnknownItemError: the contact is not there any more.
            UsageError: its template is faulty.
        """
        found = self._introductions.of_due(due)
        if found and due.kind in _LETTERS_OF_INTRODUCTIONS:
            written = self._letters.write(found.introduction.id)
            return next((draft for draft in written if draft.contact_id == due.contact_id), written[0])
        with self._database.read() as connection:
            tie = next(ties.stream(connection, (lookup.contact(connection, due.contact_id).id,)))
            writes = owner.sender(connection).languages
        event = _event(tie, due.event_id)
        wish = self._wish(tie, due, event, writes)
        return self._drafts.make(event.id if event else None, due.kind.value, contact_id=tie.contact.id, **wish)[0]

    def _wish(self, tie: Tie, due: Due, event: Event | None, writes: tuple[str, ...]) -> Wish:
        """What the letter is about, as far as that is known; nothing leaves it to the template."""
        if favour := cadence.favour_of(tie, due):
            return {"particulars": Particulars(about=favour.text, about_on=favour.on)} if favour.text else {}
        day = cadence.occasion_of(tie, due, self._today())
        if day is None:
            return {}
        if day.kind is DateKind.BIRTHDAY:
            return {"variant": drafting.BIRTHDAY_WORDING}
        spoken = tuple(sorted(language for kind, language in self._drafts.kinds() if kind == due.kind))
        language = drafting.tongue(tie.contact, event, spoken, writes)
        about = drafting.occasion(day.kind, day.label, language)
        wish: Wish = {"language": language, "variant": 1}
        return wish | {"particulars": replace(Particulars(), about=about, about_on=due.on)} if about else wish


def _event(tie: Tie, event_id: int | None) -> Event | None:
    """The event that it is about, else where the contact was met last; None for who was met at no event."""
    met = [meeting.event for meeting in tie.meetings]
    return next((event for event in met if event.id == event_id), met[-1] if met else None)
