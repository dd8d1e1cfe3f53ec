"""Which contacts share a blocking key: whom a contact has to be compared with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, delete, func, insert, select

from followup.matching import MAX_BLOCK, keys
from followup.model import Contact
from followup.store.merged import seen
from followup.store.rows import chunks
from followup.store.tables import contact as contacts
from followup.store.tie_tables import matching_key

_LONGEST = 200
"""Characters of a stored key: PostgreSQL indexes 2,704 bytes a row. Two that differ only behind them are compared."""


def write(connection: Connection, contact: Contact) -> None:
    """Bring the contact's keys to its values."""
    mine = matching_key.c.contact_id == contact.id
    before = set(connection.scalars(select(matching_key.c.key).where(mine)))
    after = _keys(contact)
    if gone := before - after:
        connection.execute(delete(matching_key).where(mine, matching_key.c.key.in_(gone)))
    if new := after - before:
        connection.execute(insert(matching_key), [{"contact_id": contact.id, "key": key} for key in sorted(new)])


def write_new(connection: Connection, found: Iterable[Contact]) -> None:
    """Give keys to contacts that were stored just now and have none."""
    if rows := [{"contact_id": c.id, "key": key} for c in found for key in sorted(_keys(c))]:
        connection.execute(insert(matching_key), rows)


def near(connection: Connection, contact: Contact) -> tuple[int, ...]:
    """Ids of other contacts that share a key with this one, ascending; keys of too many say nothing."""
    shared = (
        select(matching_key.c.key)
        .where(matching_key.c.key.in_(_keys(contact)), seen(matching_key.c.contact_id))
        .group_by(matching_key.c.key)
        .having(func.count() <= MAX_BLOCK)
    )
    query = (
        select(matching_key.c.contact_id)
        .where(matching_key.c.key.in_(shared), matching_key.c.contact_id != contact.id, seen(matching_key.c.contact_id))
        .distinct()
        .order_by(matching_key.c.contact_id)
    )
    return tuple(connection.scalars(query))


def missing(connection: Connection) -> Iterator[tuple[int, ...]]:
    """Ids of contacts that were stored before there were keys, some at a time."""
    ids = select(contacts.c.id).where(contacts.c.id.not_in(select(matching_key.c.contact_id))).order_by(contacts.c.id)
    for chunk in chunks(connection.scalars(ids).all()):
        yield tuple(chunk)


def _keys(contact: Contact) -> set[str]:
    return {key[:_LONGEST] for key in keys(contact)}
