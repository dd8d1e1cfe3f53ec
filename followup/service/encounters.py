"""Meetings: what was said with a contact at an event, and what comes next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypedDict, Unpack

from followup.model import Encounter, Event, Meeting
from followup.service import from_scan, lookup, recorded, values
from followup.service.context import Context
from followup.service.lookup import EventRef
from followup.store import changes as changes_log
from followup.store import encounters


class EncounterChanges(TypedDict, total=False):
    """The fields of `Encounter` that a person notes; those left out stay. Dates may be ISO 8601 text."""

    met_on: date | str | None
    topic: str
    promised: str
    next_step: str
    next_step_on: date | str | None
    introduced_by: str
    note: str


class Encounters:
    """What can be done with meetings."""

    def __init__(self, context: Context) -> None:
        self._database = context.database

    def note(self, contact_id: int, event: EventRef, **changes: Unpack[EncounterChanges]) -> Encounter:
        """Note something about a meeting; a meeting that was not known yet is made. The change log can take it back.

        Raises:
            UnknownItemError, UnknownEventError, InvalidValueError: nothing was changed.
        """
        clean = _cleaned(changes)
        with self._database.write() as connection:
            who, where = lookup.contact(connection, contact_id), lookup.event(connection, event)
            before = encounters.get(connection, who.id, where.id)
            encounters.ensure(connection, who.id, where.id, met_on=from_scan.met_on(where, None))
            encounters.change(connection, who.id, where.id, clean)
            noted = encounters.get(connection, who.id, where.id)
            assert noted is not None
            changes_log.add(connection, who.id, "meeting", *recorded.of_meeting(where.id, before, noted))
        return noted

    def last(self, contact_id: int) -> Event | None:
        """The event where a contact was met last: what a letter to it is about, unless another is named.

        Raises:
            UnknownItemError: there is no such contact.
        """
        met = self.of_contact(contact_id)
        return met[-1].event if met else None

    def get(self, contact_id: int, event: EventRef) -> Encounter | None:
        """The meeting, or None when the contact was not met at the event.

        Raises:
            UnknownItemError, UnknownEventError: one of them does not exist.
        """
        with self._database.read() as connection:
            who, where = lookup.contact(connection, contact_id), lookup.event(connection, event)
            return encounters.get(connection, who.id, where.id)

    def of_contact(self, contact_id: int) -> tuple[Meeting, ...]:
        """Every meeting with the contact, the oldest first.

        Raises:
            UnknownItemError: there is no such contact.
        """
        with self._database.read() as connection:
            who = lookup.contact(connection, contact_id)
            return encounters.meetings(connection, (who.id,)).get(who.id, ())


def _cleaned(changes: Mapping[str, Any] | EncounterChanges) -> dict[str, Any]:
    values.known(changes, tuple(EncounterChanges.__annotations__), "meeting")
    return {name: _clean(name, value) for name, value in changes.items()}


def _clean(name: str, value: Any) -> Any:
    if name in ("met_on", "next_step_on"):
        return values.day(value, name)
    return values.lines(value, name) if name == "note" else values.line(value, name)
