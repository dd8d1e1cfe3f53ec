"""The list of people: narrowed by any of several conditions, in the wanted order, a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection

from followup.model import Contact
from followup.network import Audience, HealthState
from followup.relations import RelationshipKind
from followup.service import lookup
from followup.service.context import Context
from followup.service.lookup import EventRef
from followup.service.overview import Glance, Overview, glance
from followup.store import audience, contacts, listing, ties

MOST_OFFERED = 500
"""Companies and tags that a list of them offers; whoever is not among them is found by searching."""


class Order(StrEnum):
    """What a list is sorted by; those who need the owner most come first."""

    NAME = "name"
    HEALTH = "health"
    LAST_CONTACT = "last-contact"
    DUE = "due"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Who is wanted. Every condition that is given has to hold.

    Attributes:
        search: words that the contact's values hold, each of them.
        event: name, id or uid of an event where the contact was met.
        tags: the owner's tags, also on interests; any of them.
        places: towns, regions or countries (ISO 3166-1 alpha-2) of the address; any of them.
        kinds: of relationship; any of them.
        company: the firm's name, without regard to case and accents.
        health: in this state.
        due: something is due today.
    """

    search: str = ""
    event: EventRef | None = None
    tags: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    kinds: tuple[RelationshipKind, ...] = ()
    company: str = ""
    health: HealthState | None = None
    due: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """A contact in a list, and how things stand."""

    contact: Contact
    glance: Glance


@dataclass(frozen=True, slots=True)
class Found:
    """A page of a list.

    Attributes:
        ids: of everybody who is wanted, in order, for exports and counts.
        page: those of the page that was asked for.
    """

    ids: tuple[int, ...]
    page: tuple[Listed, ...]


class Directory:
    """What can be asked of the list."""

    def __init__(self, context: Context, overview: Overview) -> None:
        self._database = context.database
        self._today = context.today
        self._overview = overview

    def find(self, wanted: Filter, order: Order = Order.NAME, *, start: int = 0, size: int = 25) -> Found:
        """The people who fit, and those of one page with how things stand.

        By name and without a condition on health or due dates, only the page's people are looked at closely.

        Raises:
            UnknownEventError: there is no such event.
        """
        close = order is not Order.NAME or wanted.health is not None or wanted.due
        glances = self._overview.all() if close else {}
        with self._database.read() as connection:
            wanted_ids = _ids(connection, wanted)
            names = listing.by_name(connection, wanted_ids)
            ids = [i for i in wanted_ids if i in names and (not close or i in glances)]
            if close:
                ids = [i for i in ids if self._fits(glances[i], wanted)]
            key = _KEYS[order]
            ids.sort(key=lambda i: (*key(glances, i), names[i]))
            shown = contacts.by_ids(connection, ids[start : start + size])
            if not close:
                today = self._today()
                near = ties.stream(connection, tuple(contact.id for contact in shown))
                glances = {tie.contact.id: glance(tie, today) for tie in near}
        return Found(tuple(ids), tuple(Listed(contact, glances[contact.id]) for contact in shown))

    def companies(self) -> tuple[str, ...]:
        """The firms to choose from, those with the most contacts, by name."""
        with self._database.read() as connection:
            return listing.companies(connection, MOST_OFFERED)

    def tags(self) -> tuple[str, ...]:
        """The owner's tags to choose from."""
        with self._database.read() as connection:
            return listing.tags(connection, MOST_OFFERED)

    def places(self) -> tuple[str, ...]:
        """Countries (ISO 3166-1 alpha-2) and then towns to choose from, those with the most contacts of each."""
        with self._database.read() as connection:
            return listing.places(connection, MOST_OFFERED // 2)

    def _fits(self, seen: Glance, wanted: Filter) -> bool:
        return (wanted.health in (None, seen.health.state)) and (not wanted.due or seen.due(self._today()) is not None)


def _ids(connection: Connection, wanted: Filter) -> tuple[int, ...]:
    event_id = lookup.event(connection, wanted.event).id if wanted.event is not None else None
    meant = Audience(tags=wanted.tags, places=wanted.places, kinds=wanted.kinds)
    found = audience.find_ids(connection, meant, event_id, wanted.search)
    if not wanted.company:
        return found
    people = listing.of_company(connection, wanted.company)
    return tuple(i for i in found if i in people)


def _weakest(glances: Mapping[int, Glance], i: int) -> tuple[Any, ...]:
    """Those who drifted furthest come first; whom nobody was ever in touch with has no health to lose."""
    seen = glances[i].health
    return (seen.state is HealthState.NEW, seen.score)


def _silent(glances: Mapping[int, Glance], i: int) -> tuple[Any, ...]:
    last = glances[i].last_contact
    return (last is None, last or date.max)


def _soonest(glances: Mapping[int, Glance], i: int) -> tuple[Any, ...]:
    return (not glances[i].dues, glances[i].dues[0].on if glances[i].dues else date.max)


_KEYS: dict[Order, Callable[[Mapping[int, Glance], int], tuple[Any, ...]]] = {
    Order.NAME: lambda _glances, _i: (),
    Order.HEALTH: _weakest,
    Order.LAST_CONTACT: _silent,
    Order.DUE: _soonest,
}
