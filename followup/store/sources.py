"""Where values came from, as rows: one per act, with digests of the values it gave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from followup.model import Contact, Phone, Social, Source, SourceKind
from followup.store.rows import now
from followup.store.source_table import value_source

SINGLE = (
    *("name", "given_name", "family_name", "honorific_prefix", "honorific_suffix"),
    *("title", "department", "organization", "language", "note"),
)
_REPEATED = ("emails", "phones", "urls", "socials")

FIELDS = (*SINGLE, *_REPEATED, "address")
"""Fields of `Contact` whose values have sources."""


@dataclass(frozen=True, slots=True)
class Given:
    """What one act gave: digests of values by field."""

    source: Source
    digests: Mapping[str, frozenset[str]]

    def gave(self, field: str, value: str) -> bool:
        """Whether the value came from here, letter by letter."""
        return _digest(value) in self.digests.get(field, frozenset())


def values(contact: Contact) -> tuple[tuple[str, str], ...]:
    """Field and text of every value that is known, in the order of `FIELDS`."""
    single = [(field, str(getattr(contact, field))) for field in SINGLE]
    several = [(field, _text(item)) for field in _REPEATED for item in getattr(contact, field)]
    address = [("address", contact.address.formatted)] if contact.address else []
    return tuple((field, text) for field, text in (*single, *several, *address) if text)


def given_by(contact: Contact, source: Source) -> Given:
    """Everything that the contact says, as given by one source."""
    return Given(source, _digests(values(contact)))


def add(
    connection: Connection, before: Contact | None, after: Contact, kind: SourceKind, origin: str = ""
) -> int | None:
    """Note what gave a stored contact the values that it did not have before; gives the row's id.

    Nothing new is no act, and gives None.
    """
    known = frozenset(values(before)) if before else frozenset()
    new = [value for value in values(after) if value not in known]
    if not new:
        return None
    key = connection.execute(insert(value_source).values(**_row(after.id, new, kind, origin))).inserted_primary_key
    assert key is not None
    return int(key[0])


def add_many(connection: Connection, new: Iterable[Contact], kind: SourceKind, origin: str = "") -> None:
    """Note what gave new contacts, stored already, all their values."""
    if rows := [_row(contact.id, found, kind, origin) for contact in new if (found := values(contact))]:
        connection.execute(insert(value_source), rows)


def remove(connection: Connection, source_id: int) -> None:
    connection.execute(delete(value_source).where(value_source.c.id == source_id))


def of_contact(connection: Connection, contact_id: int) -> Sequence[Given]:
    """What was noted about the contact's values, the newest first."""
    query = select(value_source).where(value_source.c.contact_id == contact_id).order_by(value_source.c.id.desc())
    return [
        Given(
            Source(kind=SourceKind(row.kind), origin=row.origin, at=row.given_at),
            {field: frozenset(digests) for field, digests in row.given.items()},
        )
        for row in connection.execute(query)
    ]


def _row(contact_id: int, new: Iterable[tuple[str, str]], kind: SourceKind, origin: str) -> dict[str, Any]:
    given = {field: sorted(digests) for field, digests in _digests(new).items()}
    return {"contact_id": contact_id, "kind": kind.value, "origin": origin, "given": given, "given_at": now()}


def _digests(found: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    grouped: dict[str, set[str]] = {}
    for field, text in found:
        grouped.setdefault(field, set()).add(_digest(text))
    return {field: frozenset(digests) for field, digests in grouped.items()}


def _digest(text: str) -> str:
    """Short, and says nothing of a value that was replaced since."""
    return blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()


def _text(item: str | Phone | Social) -> str:
    return item if isinstance(item, str) else item.value
