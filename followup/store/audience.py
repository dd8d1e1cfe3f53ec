"""Whom a person means by tag, place, event and kind of relationship: ids by index, not by reading everybody."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, Select, select

from followup.folding import folded
from followup.network import Audience
from followup.store import contacts
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


def talkative_ids(connection: Connection) -> tuple[int, ...]:
    """Ids, ascending, of contacts of whom an interest, an offer or a need is known."""
    fields = ("interests", "offers", "needs")
    known = select(tag.c.contact_id).where(tag.c.field.in_(fields))
    return contacts.find_ids(connection, None, "", contact.c.id.in_(known))


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
