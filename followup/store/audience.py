"""Whom a person means by tag, place, event and kind of relationship: ids by index, not by reading everybody."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, Select, and_, literal, or_, select

from followup.folding import folded
from followup.network import Audience
from followup.store import contacts
from followup.store.merged import seen
from followup.store.relationships import words_key
from followup.store.tables import contact, contact_value
from followup.store.tie_tables import relationship, tag

_WORDS_OF_AUDIENCES = ("tags", "interests")


def find_ids(
    connection: Connection, wanted: Audience, event_id: int | None = None, search: str = ""
) -> tuple[int, ...]:
    """Ids, ascending, of the contacts of `contacts.find_ids` for whom every given condition of the audience holds."""
    more = []
    if wanted.tags:
        more.append(contact.c.id.in_(_tagged(wanted.tags)))
    if wanted.kinds:
        kinds = select(relationship.c.contact_id).where(relationship.c.kind.in_(wanted.kinds))
        more.append(contact.c.id.in_(kinds))
    found = contacts.find_ids(connection, event_id, search, *more)
    if wanted.places:
        found = _only(found, _placed(connection, frozenset(map(folded, wanted.places))))
    return found


_ANSWERED_BY = {"offers": "needs", "needs": "offers", "interests": "interests"}
"""Where the words of one field of a contact are looked for in others."""


def talkative_ids(connection: Connection) -> tuple[int, ...]:
    """Ids, ascending, of contacts of whom an interest, an offer or a need is known."""
    fields = ("interests", "offers", "needs")
    known = select(tag.c.contact_id).where(tag.c.field.in_(fields))
    return contacts.find_ids(connection, None, "", contact.c.id.in_(known))


def kindred_ids(connection: Connection, contact_id: int, limit: int) -> tuple[int, ...]:
    """Ids, ascending, of contacts who share a word with one: its offers with needs, its needs with offers, interests.

    Args:
        connection: to the book.
        contact_id: the one.
        limit: how many at most; those who were added first are taken.
    """
    mine = select(tag.c.field, tag.c.value_key).where(tag.c.contact_id == contact_id, tag.c.field.in_(_ANSWERED_BY))
    padded = literal(" ") + tag.c.value_key + literal(" ")
    shared = [
        and_(tag.c.field == _ANSWERED_BY[row.field], padded.contains(f" {word} ", autoescape=True))
        for row in connection.execute(mine)
        for word in row.value_key.split()
    ]
    if not shared:
        return ()
    query = select(tag.c.contact_id).where(or_(*shared), tag.c.contact_id != contact_id, seen(tag.c.contact_id))
    return tuple(connection.scalars(query.distinct().order_by(tag.c.contact_id).limit(limit)))


def _only(found: tuple[int, ...], kept: Iterable[int]) -> tuple[int, ...]:
    chosen = set(kept)
    return tuple(i for i in found if i in chosen)


def _tagged(tags: Iterable[str]) -> Select[int]:
    keys = sorted(set(map(words_key, tags)))
    return select(tag.c.contact_id).where(tag.c.field.in_(_WORDS_OF_AUDIENCES), tag.c.value_key.in_(keys))


def _placed(connection: Connection, places: Collection[str]) -> Iterable[int]:
    """Parts of an address are JSON, which databases search each in their own way: they are looked at here."""
    query = select(contact_value.c.contact_id, contact_value.c.parts).where(contact_value.c.property == "adr")
    for contact_id, parts in connection.execute(query):
        named = ((parts or {}).get(part, "") for part in ("locality", "region", "country"))
        if any(folded(name) in places for name in named if name):
            yield contact_id
