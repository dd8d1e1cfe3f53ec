"""Ids of contacts in the order of a list, and the words that a list can be narrowed by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from sqlalchemy import Connection, func, select

from followup.store.keys import search_key
from followup.store.merged import seen
from followup.store.rows import CHUNK, chunks
from followup.store.tables import contact, contact_value
from followup.store.tie_tables import tag

_FEW = 40 * CHUNK
"""Up to so many contacts are looked up by their ids; the places of more are quicker read from all."""


def by_name(connection: Connection, contact_ids: Collection[int]) -> dict[int, int]:
    """Places in the order of names, by id, of those of the contacts that are seen; the firm stands in for a name."""
    by_code_point = "C" if connection.dialect.name == "postgresql" else "BINARY"
    called = func.coalesce(func.nullif(contact.c.name_key, ""), contact.c.organization_key).collate(by_code_point)
    everybody = select(contact.c.id, called).where(seen(contact.c.id))
    if len(contact_ids) > _FEW:
        ordered = connection.execute(everybody.order_by(called == "", called, contact.c.id))
        return {row[0]: place for place, row in enumerate(ordered)}
    some = (everybody.where(contact.c.id.in_(chunk)) for chunk in chunks(contact_ids))
    rows = [row for query in some for row in connection.execute(query)]
    return {row[0]: place for place, row in enumerate(sorted(rows, key=lambda row: (not row[1], row[1], row[0])))}


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


def places(connection: Connection, limit: int) -> tuple[str, ...]:
    """Countries and towns of addresses, each kind in the order of the alphabet; of either the most frequent ones.

    Parts of an address are JSON, which databases search each in their own way: they are looked at here.
    """
    query = select(contact_value.c.parts).where(contact_value.c.property == "adr", seen(contact_value.c.contact_id))
    found: dict[str, Counter[str]] = {"country": Counter(), "locality": Counter()}
    for parts in connection.scalars(query):
        for part, count in found.items():
            if name := (parts or {}).get(part, ""):
                count[name] += 1
    return tuple(
        name for count in found.values() for name in sorted((n for n, _ in count.most_common(limit)), key=search_key)
    )


def tags(connection: Connection, limit: int) -> tuple[str, ...]:
    """The owner's tags, in the order of the alphabet; of two that mean the same, one."""
    query = select(func.min(tag.c.value), tag.c.value_key, func.count())
    query = query.where(tag.c.field == "tags", seen(tag.c.contact_id)).group_by(tag.c.value_key)
    most = connection.execute(query.order_by(func.count().desc(), tag.c.value_key).limit(limit)).all()
    return tuple(sorted((row[0] for row in most), key=search_key))
