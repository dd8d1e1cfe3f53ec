"""Ids of contacts in the order of a list, and the words that a list can be narrowed by."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from followup.store.keys import search_key
from followup.store.merged import seen
from followup.store.tables import contact
from followup.store.tie_tables import tag


def by_name(connection: Connection) -> dict[int, int]:
    """Everybody's place in the order of names, by id; who has no name stands where the firm would."""
    columns = (contact.c.id, contact.c.name_key, contact.c.organization_key)
    rows = connection.execute(select(*columns).where(seen(contact.c.id))).all()
    # Sorted here: databases order text each in their own way.
    ordered = sorted(rows, key=lambda row: (not (row.name_key or row.organization_key), row[1] or row[2], row.id))
    return {row.id: place for place, row in enumerate(ordered)}


def of_company(connection: Connection, organization: str) -> frozenset[int]:
    """Ids of the contacts of a firm, by its name without regard to case and accents."""
    here = contact.c.organization_key == search_key(organization)
    return frozenset(connection.scalars(select(contact.c.id).where(here)))


def companies(connection: Connection, limit: int) -> tuple[str, ...]:
    """Names of the firms with the most contacts, in the order of the alphabet."""
    number = func.count()
    query = select(func.min(contact.c.organization), contact.c.organization_key, number)
    query = query.where(contact.c.organization_key != "", seen(contact.c.id)).group_by(contact.c.organization_key)
    largest = connection.execute(query.order_by(number.desc(), contact.c.organization_key).limit(limit)).all()
    return tuple(row[0] for row in sorted(largest, key=lambda row: row.organization_key))


def tags(connection: Connection, limit: int) -> tuple[str, ...]:
    """The owner's tags, in the order of the alphabet; of two that mean the same, one."""
    query = select(func.min(tag.c.value), tag.c.value_key, func.count())
    query = query.where(tag.c.field == "tags", seen(tag.c.contact_id)).group_by(tag.c.value_key)
    most = connection.execute(query.order_by(func.count().desc(), tag.c.value_key).limit(limit)).all()
    return tuple(sorted((row[0] for row in most), key=search_key))
