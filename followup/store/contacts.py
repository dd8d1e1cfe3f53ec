"""Contacts as rows: single values as columns, repeatable ones in `contact_value`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, delete, insert, select, update

from followup.model import Contact, ReviewState
from followup.store import matching_keys, merged
from followup.store.contact_values import REPEATABLE, from_rows, properties, to_rows
from followup.store.keys import joined, search_key
from followup.store.rows import chunks, new_uid, now
from followup.store.tables import contact, contact_value, encounter
from followup.store.tie_tables import tag

SINGLE = (
    "name",
    "given_name",
    "family_name",
    "honorific_prefix",
    "honorific_suffix",
    "title",
    "department",
    "organization",
    "language",
    "note",
)


def add(connection: Connection, new: Contact) -> Contact:
    """Store a new contact and give it back with its id, uid and times."""
    uid, at = new.uid or new_uid(), now()
    values = {name: getattr(new, name) for name in SINGLE} | search_keys(new, ())
    stamps = {"created_at": at, "updated_at": at}
    row = insert(contact).values(**values, **stamps, uid=uid, review=new.review.value)
    key = connection.execute(row).inserted_primary_key
    assert key is not None
    _write_values(connection, key[0], new, REPEATABLE)
    made = replace(new, id=key[0], uid=uid, created_at=at, updated_at=at)
    matching_keys.write(connection, made)
    return made


def change(connection: Connection, contact_id: int, changes: Mapping[str, Any]) -> Contact | None:
    """Write the named fields, no other, and give the contact as it is now; None when there is none.

    The contact is read in the same transaction, so that two writers who change different fields both keep theirs.
    """
    found = by_id(connection, contact_id)
    if found is None:
        return None
    changed = replace(found, **changes, updated_at=now())
    values = {name: getattr(changed, name) for name in SINGLE} | search_keys(changed, _tags(connection, contact_id))
    row = update(contact).where(contact.c.id == contact_id)
    connection.execute(row.values(**values, review=changed.review.value, updated_at=changed.updated_at))
    if repeatable := tuple(name for name in REPEATABLE if name in changes):
        mine = (contact_value.c.contact_id == contact_id, contact_value.c.property.in_(properties(repeatable)))
        connection.execute(delete(contact_value).where(*mine))
        _write_values(connection, contact_id, changed, repeatable)
    matching_keys.write(connection, changed)
    return changed


def index_again(connection: Connection, contact_id: int) -> None:
    """Let the search find the contact by its words as they are now."""
    if found := by_id(connection, contact_id):
        keys = search_keys(found, _tags(connection, contact_id))
        connection.execute(update(contact).where(contact.c.id == contact_id).values(**keys))


def erase(connection: Connection, contact_id: int) -> bool:
    """Delete the contact with all that belongs to it, and what was merged into it; False when there is none."""
    ids = (contact_id, *merged.parts(connection, contact_id))
    return bool(connection.execute(delete(contact).where(contact.c.id.in_(ids))).rowcount)


def by_id(connection: Connection, contact_id: int) -> Contact | None:
    return next(iter(by_ids(connection, (contact_id,))), None)


def by_ids(connection: Connection, contact_ids: Sequence[int]) -> tuple[Contact, ...]:
    """The contacts that exist of these, in the order of the ids."""
    found: dict[int, Contact] = {}
    for chunk in chunks(contact_ids):
        query = select(contact).where(contact.c.id.in_(chunk))
        found |= {c.id: c for c in _load(connection, query, contact_value.c.contact_id.in_(chunk))}
    return tuple(found[i] for i in contact_ids if i in found)


def find(connection: Connection, event_id: int | None = None, search: str = "") -> tuple[Contact, ...]:
    """The contacts of `find_ids`."""
    if event_id is None and not search.strip():
        return _load(connection, select(contact).where(merged.seen(contact.c.id)).order_by(contact.c.id), None)
    return by_ids(connection, find_ids(connection, event_id, search))


def find_ids(
    connection: Connection, event_id: int | None = None, search: str = "", *more: ColumnElement[bool]
) -> tuple[int, ...]:
    """Ids, ascending, of contacts met at the event (everybody without one) whose values hold every searched word.

    Args:
        connection: of any transaction.
        event_id: of an event.
        search: words.
        more: conditions on rows of `contact`.
    """
    ids = select(contact.c.id).where(merged.seen(contact.c.id), *more).order_by(contact.c.id)
    if event_id is not None:
        ids = ids.join(encounter, encounter.c.contact_id == contact.c.id).where(encounter.c.event_id == event_id)
    for word in search_key(search).split():
        ids = ids.where(contact.c.search_key.contains(word, autoescape=True))
    return tuple(connection.scalars(ids))


def _load(connection: Connection, query: Select[Any], values_where: Any) -> tuple[Contact, ...]:
    values = select(contact_value).order_by(contact_value.c.contact_id, contact_value.c.position)
    if values_where is not None:
        values = values.where(values_where)
    by_contact = {
        contact_id: from_rows(rows)
        for contact_id, rows in groupby(connection.execute(values), key=lambda row: row.contact_id)
    }
    return tuple(_contact(row, by_contact.get(row.id, {})) for row in connection.execute(query))


def _contact(row: Row[Any], repeatable: Mapping[str, Any]) -> Contact:
    found = row._mapping
    return Contact(
        id=found["id"],
        uid=found["uid"],
        review=ReviewState(found["review"]),
        created_at=found["created_at"],
        updated_at=found["updated_at"],
        **{name: found[name] for name in SINGLE},
        **repeatable,
    )


def _tags(connection: Connection, contact_id: int) -> Sequence[str]:
    return connection.scalars(select(tag.c.value).where(tag.c.contact_id == contact_id).order_by(tag.c.id)).all()


def search_keys(c: Contact, tags: Iterable[str]) -> dict[str, str]:
    """The folded columns: equal names and firms for matching, and every word there is for searching."""
    return {
        "name_key": search_key(c.name),
        "organization_key": search_key(c.organization),
        "search_key": joined((*_words(c), *tags)),
    }


def _words(c: Contact) -> Iterable[str]:
    yield from (getattr(c, name) for name in SINGLE)
    yield from (row.value for row in to_rows(c))
    yield from (row.value_key for row in to_rows(c, ("phones",)))


def _write_values(connection: Connection, contact_id: int, c: Contact, fields: Iterable[str]) -> None:
    if rows := value_rows(contact_id, c, fields):
        connection.execute(insert(contact_value), rows)


def value_rows(contact_id: int, c: Contact, fields: Iterable[str] = REPEATABLE) -> list[dict[str, Any]]:
    """Rows of `contact_value` for the contact's repeatable fields."""
    return [
        {"contact_id": contact_id, "position": position, **row._asdict()}
        for _, same in groupby(to_rows(c, fields), key=lambda row: row.property)
        for position, row in enumerate(same)
    ]
