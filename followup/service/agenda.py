"""Who is due, when and why; and what the owner answers: done, skipped, not before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from sqlalchemy import Connection

from followup import cadence
from followup.cadence import Due
from followup.errors import InvalidValueError, UnknownItemError
from followup.locale import _
from followup.model import Tie
from followup.relations import Decision, DecisionKind
from followup.service import lookup, values
from followup.service.context import Context
from followup.store import happenings, introductions, ties
from followup.store.standings import standings

_Load = Callable[[Sequence[int]], Iterator[Tie]]

_AHEAD = timedelta(days=400)
"""How far an answer may look for what it answers: a yearly rhythm, and some."""


@dataclass(frozen=True, slots=True)
class DueContact:
    """Something due, with the name of whom it is about."""

    due: Due
    name: str


class Agenda:
    """The day's list."""

    def __init__(self, context: Context) -> None:
        self._database = context.database
        self._today = context.today

    def due(self, on: date | str | None = None, *, limit: int | None = None) -> tuple[DueContact, ...]:
        """Who to write to on a day (today without one), the longest overdue first.

        Args:
            on: another day than today.
            limit: how many to give at most; a few of a large book come much sooner than all.

        Raises:
            InvalidValueError: no date of the calendar.
        """
        day = values.day(on, "the day") or self._today()
        names: dict[int, str] = {}
        with self._database.read() as connection:
            load = _noting_names(partial(ties.stream, connection), names)
            under_way = introductions.under_way(connection)
            found = cadence.first_due(standings(connection, day), load, day, limit=limit, introductions=under_way)
        return tuple(DueContact(due, names[due.contact_id]) for due in found)

    def of_contact(self, contact_id: int) -> tuple[Due, ...]:
        """Everything open about one contact, also what is still to come, the earliest first.

        Raises:
            UnknownItemError: there is no such contact.
        """
        with self._database.read() as connection:
            found = lookup.contact(connection, contact_id)
            return _of_contact(connection, found.id, self._today())

    def answer(self, uid: str, kind: DecisionKind, until: date | str | None = None) -> Due:
        """Say that something due is done, not wanted, or to come back on a later day; gives what was answered.

        Raises:
            UnknownItemError: nothing of this uid is due.
            InvalidValueError: a snooze without a day to come.
        """
        today = self._today()
        day = values.day(until, "the day")
        if kind is DecisionKind.SNOOZED and (day is None or day <= today):
            raise InvalidValueError(_("A snooze needs a day that is still to come."), _("Give --until 2026-12-01."))
        with self._database.write() as connection:
            found = _of_uid(connection, uid, today)
            if found is None:
                raise UnknownItemError(
                    _("Nothing due has the uid {uid!r}.", uid=uid), _("'aftercard due' shows what there is.")
                )
            new = Decision(due_uid=uid, kind=kind, on=today, until=day if kind is DecisionKind.SNOOZED else None)
            happenings.add_decision(connection, found.contact_id, new)
        return found

    def take_back(self, contact_id: int, uid: str) -> None:
        """Forget the last answer to something that was due: it is as due as before.

        Raises:
            UnknownItemError: there is no such answer about the contact.
        """
        with self._database.write() as connection:
            if not happenings.remove_decision(connection, contact_id, uid):
                raise UnknownItemError(_("There is no answer to take back."))

    def take_back_answer(self, uid: str) -> int:
        """The same by the uid alone; gives the contact's id.

        Raises:
            UnknownItemError: nothing due under this uid was answered.
        """
        with self._database.write() as connection:
            contact_id = happenings.whose_decision(connection, uid)
            if contact_id is None or not happenings.remove_decision(connection, contact_id, uid):
                raise UnknownItemError(_("There is no answer to take back."))
            return contact_id


def _of_contact(connection: Connection, contact_id: int, today: date) -> tuple[Due, ...]:
    mine = tuple(i for i in introductions.under_way(connection) if contact_id in i.pair)
    people = sorted({contact_id, *cadence.involved_in(mine)})
    found = cadence.due(ties.stream(connection, people), today, introductions=mine, ahead=cadence.ANY_DAY)
    return tuple(due for due in found if due.contact_id == contact_id)


def _of_uid(connection: Connection, uid: str, today: date) -> Due | None:
    """What is due under this uid. Nobody can tell the contact from it, so the most urgent are asked first."""
    under_way = introductions.under_way(connection)
    first = cadence.involved_in(under_way)
    for _day, ids in cadence.turns(standings(connection, today), today + _AHEAD, today, first=first):
        for due in cadence.due(ties.stream(connection, ids), today, introductions=under_way, ahead=_AHEAD):
            if due.uid == uid:
                return due
    return None


def _noting_names(load: _Load, names: dict[int, str]) -> _Load:
    """The same ties, while what their contacts are called is written down."""

    def loading(ids: Sequence[int]) -> Iterator[Tie]:
        for tie in load(ids):
            names[tie.contact.id] = tie.contact.display_name
            yield tie

    return loading
