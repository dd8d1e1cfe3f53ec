"""Introductions from the idea to the letter: both are asked first, and whoever said no is not asked again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from followup import cadence, network
from followup.cadence import Due, DueSource
from followup.errors import UsageError
from followup.locale import ENGLISH, speaking
from followup.model import Contact, Draft
from followup.relations import Answer, Introduction, IntroductionState, MessageKind
from followup.service import lookup, values
from followup.service.context import Context
from followup.store import contacts, introductions, ties


@dataclass(frozen=True, slots=True)
class IntroductionOf:
    """An introduction with the two whom it is about, in the order of its sides."""

    introduction: Introduction
    a: Contact
    b: Contact

    def other(self, contact_id: int) -> Contact:
        """Whom the contact is to meet."""
        return self.b if contact_id == self.a.id else self.a


class Introductions:
    """What can be done about people who should meet."""

    def __init__(self, context: Context) -> None:
        self._database = context.database
        self._today = context.today

    def all(self, *, contact_id: int | None = None, under_way: bool = False) -> tuple[IntroductionOf, ...]:
        """Every introduction, the newest first.

        Args:
            contact_id: only those of this contact.
            under_way: only those that are not over.

        Raises:
            UnknownItemError: there is no such contact.
        """
        with self._database.read() as connection:
            one = lookup.contact(connection, contact_id).id if contact_id is not None else None
            found = [i for i in introductions.find(connection, one) if not (under_way and i.over)]
            people = {c.id: c for c in contacts.by_ids(connection, sorted({n for i in found for n in i.pair}))}
        return tuple(IntroductionOf(i, people[i.a.contact_id], people[i.b.contact_id]) for i in found)

    def get(self, introduction_id: int) -> IntroductionOf:
        """Raises: UnknownItemError."""
        with self._database.read() as connection:
            return _with_people(connection, lookup.introduction(connection, introduction_id))

    def propose(self, a_id: int, b_id: int, reason: str = "") -> IntroductionOf:
        """Note that the two should meet; nobody has been asked yet, and both are on the day's list to be.

        Args:
            a_id: one of the two.
            b_id: the other one.
            reason: one sentence why; where it is empty, what their offers, needs and interests say.

        Raises:
            UnknownItemError, InvalidValueError: one of them does not exist, or the reason is too long.
            UsageError: both are one, somebody opted out, or they are being introduced or know each other already.
        """
        said = values.line(reason, "reason")
        with self._database.write() as connection:
            a, b = (next(ties.stream(connection, (lookup.contact(connection, i).id,))) for i in (a_id, b_id))
            if a_id == b_id:
                raise UsageError("Nobody can be introduced to themselves.", "Name two contacts.")
            for tie in (a, b):
                if tie.relationship.opted_out:
                    raise UsageError(f"{tie.contact.display_name} asked not to be written to; nothing was noted.")
            _refuse_known(introductions.find(connection, a_id), b_id)
            with speaking(ENGLISH):  # kept for good, whoever reads it
                fits = network.suggest(a, b)
            idea = network.Suggestion(a_id, b_id, 0.0, said or (fits.reason if fits else ""))
            new = introductions.add(connection, network.propose(idea, self._today()))
            return IntroductionOf(new, a.contact, b.contact)

    def of_due(self, due: Due) -> IntroductionOf | None:
        """The introduction that something due is about; None when it is about something else."""
        if due.source is not DueSource.INTRODUCTION:
            return None
        with self._database.read() as connection:
            contact = lookup.contact(connection, due.contact_id)
            for one in introductions.find(connection, contact.id):
                if due.uid in cadence.introduction_uids(one, contact):
                    return _with_people(connection, one)
        return None

    def asked(self, introduction_id: int, contact_id: int, on: date | str | None = None) -> IntroductionOf:
        """One of the two was asked, by whatever way; a letter that leaves from here is noted by itself.

        Raises:
            UnknownItemError, UsageError: there is none, the contact is not of it or said yes already, or it is over.
        """
        day = self._day(on)
        return self._step(introduction_id, lambda one: network.asked(one, contact_id, day))

    def answered(
        self, introduction_id: int, contact_id: int, yes: bool, on: date | str | None = None
    ) -> IntroductionOf:
        """One of the two said yes or no. A no ends the introduction, and they are not suggested again.

        Raises:
            UnknownItemError, UsageError: there is none, the contact is not of it, or it is over.
        """
        day = self._day(on)
        return self._step(introduction_id, lambda one: network.answered(one, contact_id, yes, day))

    def introduced(self, introduction_id: int, on: date | str | None = None) -> IntroductionOf:
        """The two were brought together; it counts as given to both in the ledger.

        Raises:
            UnknownItemError, UsageError: there is none, or one of them has not said yes.
        """
        day = self._day(on)
        return self._step(introduction_id, lambda one: network.introduced(one, day))

    def drop(self, introduction_id: int) -> IntroductionOf:
        """Give it up; they are not suggested again.

        Raises:
            UnknownItemError, UsageError: there is none, or it is over.
        """
        today = self._today()
        return self._step(introduction_id, lambda one: network.dropped(one, today))

    def undo(self, introduction_id: int) -> IntroductionOf | None:
        """Take the last step back; of one that has just been proposed nothing is left, and None is given.

        Raises:
            UnknownItemError: there is none.
        """
        with self._database.write() as connection:
            before = lookup.introduction(connection, introduction_id)
            if not introductions.step_back(connection, before.id):
                introductions.remove(connection, before.id)
                return None
            return _with_people(connection, lookup.introduction(connection, before.id))

    def _step(self, introduction_id: int, move: Callable[[Introduction], Introduction]) -> IntroductionOf:
        with self._database.write() as connection:
            before = lookup.introduction(connection, introduction_id)
            return _with_people(connection, _moved(connection, before, move(before)))

    def _day(self, on: date | str | None) -> date:
        return values.past_day(on, self._today())


def letter_left(connection: Connection, draft: Draft, today: date) -> None:
    """Note what a letter that has just left did for an introduction; any other letter does nothing."""
    other = draft.particulars.person_id
    if not other or draft.kind not in (MessageKind.INTRODUCTION_OFFER, MessageKind.INTRODUCTION):
        return
    for one in introductions.find(connection, draft.contact_id):
        if other not in one.pair or one.over:
            continue
        if draft.kind == MessageKind.INTRODUCTION and one.state is IntroductionState.AGREED:
            _moved(connection, one, network.introduced(one, today))
        elif (
            draft.kind == MessageKind.INTRODUCTION_OFFER
            and network.side_of(one, draft.contact_id).answer is Answer.NOT_ASKED
        ):
            _moved(connection, one, network.asked(one, draft.contact_id, today))


def _moved(connection: Connection, before: Introduction, after: Introduction) -> Introduction:
    if after != before:
        introductions.step(connection, before, after)
    return after


def _with_people(connection: Connection, one: Introduction) -> IntroductionOf:
    a, b = (lookup.contact(connection, side.contact_id) for side in (one.a, one.b))
    return IntroductionOf(one, a, b)


def _refuse_known(earlier: tuple[Introduction, ...], other_id: int) -> None:
    """An introduction that somebody declined or that was given up may be tried again, if the owner says so."""
    for one in earlier:
        if other_id in one.pair and one.introduced_on:
            raise UsageError(f"They were introduced on {one.introduced_on} already (introduction {one.id}).")
        if other_id in one.pair and not one.over:
            raise UsageError(f"Introduction {one.id} of the two is under way.", f"aftercard introduction show {one.id}")
