"""Counts of the whole book or of an event: where people come from, and when they were met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, Connection, func, select

from followup.store.merged import seen
from followup.store.tables import contact, contact_value, encounter, event


def companies(connection: Connection, event_id: int | None, limit: int) -> tuple[tuple[str, int], ...]:
    """The firms with the most contacts, those first."""
    query = select(func.min(contact.c.organization), func.count()).where(
        contact.c.organization_key != "", seen(contact.c.id), *_here(contact.c.id, event_id)
    )
    query = query.group_by(contact.c.organization_key).order_by(func.count().desc(), contact.c.organization_key)
    return tuple((row[0], row[1]) for row in connection.execute(query.limit(limit)))


def countries(connection: Connection, event_id: int | None, limit: int) -> tuple[tuple[str, int], ...]:
    """The countries of most addresses, as ISO 3166-1 alpha-2 codes.

    Parts of an address are JSON, which databases search each in their own way: they are looked at here.
    """
    query = select(contact_value.c.parts).where(contact_value.c.property == "adr", seen(contact_value.c.contact_id))
    found = connection.scalars(query.where(*_here(contact_value.c.contact_id, event_id)))
    count = Counter(code for parts in found if (code := (parts or {}).get("country", "")))
    return tuple(sorted(count.items(), key=lambda pair: (-pair[1], pair[0]))[:limit])


def months(connection: Connection, event_id: int | None, until: date) -> tuple[tuple[date, int], ...]:
    """How many people were met in each month, named by its first day, the oldest first."""
    met_on = func.coalesce(encounter.c.met_on, event.c.ends_on, event.c.starts_on)
    query = select(met_on, func.count()).join_from(encounter, event).where(seen(encounter.c.contact_id))
    if event_id is not None:
        query = query.where(encounter.c.event_id == event_id)
    count: Counter[date] = Counter()
    for day, number in connection.execute(query.where(met_on <= until).group_by(met_on)):
        count[day.replace(day=1)] += number
    return tuple(sorted(count.items()))


def _here(contact_id: ColumnElement[int], event_id: int | None) -> Collection[ColumnElement[bool]]:
    if event_id is None:
        return ()
    return (contact_id.in_(select(encounter.c.contact_id).where(encounter.c.event_id == event_id)),)
