"""vCard's repeatable properties between a `Contact` and rows of `contact_value`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Row

from followup.model import Address, Contact, Phone, Social
from followup.store.keys import phone_key, search_key

REPEATABLE = ("emails", "phones", "urls", "socials", "address")
"""Fields of `Contact` that live in `contact_value`; every other one is a column of `contact`."""

_PARTS = ("street", "postal_code", "locality", "region", "country")


class ValueRow(NamedTuple):
    """What one row holds besides its contact and its place in the list."""

    property: str
    value: str
    value_key: str
    label: str = ""
    parts: Mapping[str, str] | None = None


def to_rows(contact: Contact, fields: Iterable[str] = REPEATABLE) -> tuple[ValueRow, ...]:
    """Rows for the named fields of the contact."""
    return tuple(row for field in fields for row in _WRITERS[field](contact))


def properties(fields: Iterable[str]) -> tuple[str, ...]:
    """Values of the `property` column that the fields own."""
    return tuple(_PROPERTY[field] for field in fields)


def from_rows(rows: Iterable[Row[Any]]) -> dict[str, Any]:
    """Fields of `Contact` from its rows in order."""
    found: dict[str, Any] = {}
    for row in rows:
        field = _FIELD[row.property]
        found[field] = (*found.get(field, ()), _READERS[row.property](row))
    if addresses := found.get("address"):
        found["address"] = addresses[0]
    return found


def _address_row(contact: Contact) -> tuple[ValueRow, ...]:
    if not contact.address:
        return ()
    parts = {name: getattr(contact.address, name) for name in _PARTS}
    return (ValueRow("adr", contact.address.formatted, search_key(contact.address.formatted), "", parts),)


def _address(row: Row[Any]) -> Address:
    parts = row.parts or {}
    return Address(formatted=row.value, **{name: parts.get(name, "") for name in _PARTS})


_PROPERTY = {"emails": "email", "phones": "tel", "urls": "url", "socials": "social", "address": "adr"}
_FIELD = {name: field for field, name in _PROPERTY.items()}

_WRITERS: dict[str, Callable[[Contact], Iterable[ValueRow]]] = {
    "emails": lambda c: (ValueRow("email", v, v.casefold()) for v in c.emails),
    "phones": lambda c: (ValueRow("tel", p.value, phone_key(p.value), p.kind) for p in c.phones),
    "urls": lambda c: (ValueRow("url", v, v.casefold()) for v in c.urls),
    "socials": lambda c: (ValueRow("social", s.value, s.value.casefold(), s.network) for s in c.socials),
    "address": _address_row,
}

_READERS: dict[str, Callable[[Row[Any]], Any]] = {
    "email": lambda row: row.value,
    "tel": lambda row: Phone(row.value, row.label),
    "url": lambda row: row.value,
    "social": lambda row: Social(row.value, row.label),
    "adr": _address,
}
