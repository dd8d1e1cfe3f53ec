"""What is due as a calendar that other programs import, and import again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection

from followup import cadence
from followup.cadence import Due
from followup.exchange.calendar import Entry, due_calendar
from followup.relations import Introduction
from followup.service.context import Context
from followup.store import contacts, introductions, ties
from followup.store.rows import chunks

AHEAD = timedelta(days=366)
"""How far a calendar looks: every yearly day comes once."""


class Calendar:
    """What can be done for a calendar."""

    def __init__(self, context: Context) -> None:
        self._database = context.database
        self._today = context.today

    def pieces(self, contact_ids: Sequence[int] | None = None, ahead: timedelta = AHEAD) -> Iterator[bytes]:
        """What is due about these contacts, or about everybody, as an iCalendar file in pieces.

        What is overdue stands on today. An entry keeps its identity: importing a later file moves it.

        Args:
            contact_ids: whom it is about; None for everybody.
            ahead: how far to look beyond today.
        """
        return due_calendar(self._entries(contact_ids, ahead), datetime.now(UTC))

    def _entries(self, contact_ids: Sequence[int] | None, ahead: timedelta) -> Iterator[Entry]:
        """A few hundred contacts at a time, so that no transaction stays open while somebody writes a file."""
        today = self._today()
        with self._database.read() as connection:
            wanted = contacts.find_ids(connection) if contact_ids is None else contact_ids
            under_way = introductions.under_way(connection)
        for chunk in chunks(wanted):
            with self._database.read() as connection:
                found = tuple(_due(connection, chunk, under_way, today, ahead))
                people = {c.id: c for c in contacts.by_ids(connection, sorted({due.contact_id for due in found}))}
            yield from ((replace(due, on=max(due.on, today)), people[due.contact_id]) for due in found)


def _due(
    connection: Connection, ids: Sequence[int], under_way: Iterable[Introduction], today: date, ahead: timedelta
) -> Iterator[Due]:
    """What is due about these; for an introduction the other one has to be looked at as well."""
    wanted = frozenset(ids)
    mine = tuple(one for one in under_way if not wanted.isdisjoint(one.pair))
    everybody = ties.stream(connection, sorted(wanted | cadence.involved_in(mine)))
    found = cadence.due(everybody, today, introductions=mine, ahead=ahead)
    return (due for due in found if due.contact_id in wanted and due.on <= today + ahead)
