"""Numbers for pictures: where people come from, and when they were met."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from followup.service import lookup
from followup.service.context import Context
from followup.service.lookup import EventRef
from followup.store import figures

MOST = 8
"""Companies and countries that a picture shows; a longer list is read by nobody."""


@dataclass(frozen=True, slots=True)
class Origins:
    """Where people come from, the most of them first.

    Attributes:
        companies: names as written on one of the cards, with the number of people.
        countries: ISO 3166-1 alpha-2 codes, with the number of people.
    """

    companies: tuple[tuple[str, int], ...]
    countries: tuple[tuple[str, int], ...]


class Figures:
    """What can be counted."""

    def __init__(self, context: Context) -> None:
        self._database = context.database
        self._today = context.today

    def origins(self, event: EventRef | None = None, limit: int = MOST) -> Origins:
        """The companies and countries of an event's people, or of everybody's.

        Raises:
            UnknownEventError: there is no such event.
        """
        with self._database.read() as connection:
            event_id = lookup.event(connection, event).id if event is not None else None
            return Origins(
                figures.companies(connection, event_id, limit), figures.countries(connection, event_id, limit)
            )

    def months(self, event: EventRef | None = None) -> tuple[tuple[date, int], ...]:
        """How many people were met in each month up to today, by its first day, the oldest first.

        Raises:
            UnknownEventError: there is no such event.
        """
        with self._database.read() as connection:
            event_id = lookup.event(connection, event).id if event is not None else None
            return figures.months(connection, event_id, self._today())
