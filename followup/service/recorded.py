"""Values of contacts and relationships as the change log keeps them, and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, fields
from typing import Any

from followup.model import Address, Contact, Phone, ReviewState, Social
from followup.relations import Cadence, DateKind, ImportantDate, Priority, Relationship, RelationshipKind

VALUE_FIELDS = tuple(f.name for f in fields(Contact) if f.name not in ("id", "uid", "created_at", "updated_at"))
"""Fields of `Contact` that a person or a merge changes."""


def of_contact(contact: Contact, names: Iterable[str] = VALUE_FIELDS) -> dict[str, Any]:
    """The named fields, JSON-ready."""
    everything = asdict(contact)
    return {name: _plain(everything[name]) for name in names}


def to_contact(recorded: Mapping[str, Any]) -> dict[str, Any]:
    """Fields of `Contact` from what `of_contact` gave."""
    return {name: _READ.get(name, str)(value) for name, value in recorded.items()}


def of_relationship(kept: Relationship) -> dict[str, Any]:
    """The whole relationship, JSON-ready."""
    return {name: _plain(value) for name, value in asdict(kept).items()}


def to_relationship(recorded: Mapping[str, Any]) -> Relationship:
    """The relationship from what `of_relationship` gave."""
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in recorded.items()
    }
    return Relationship(
        **{
            **values,
            "kind": RelationshipKind(values["kind"]) if values["kind"] else None,
            "cadence": Cadence(values["cadence"]),
            "priority": Priority(values["priority"]),
            "dates": tuple(ImportantDate(**{**day, "kind": DateKind(day["kind"])}) for day in values["dates"]),
        }
    )


def _plain(value: Any) -> Any:
    """Tuples as lists and enumerations as text, as they come back from JSON."""
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return str(value) if isinstance(value, str) else value


_READ: Mapping[str, Callable[[Any], Any]] = {
    "emails": tuple,
    "urls": tuple,
    "phones": lambda found: tuple(Phone(**phone) for phone in found),
    "socials": lambda found: tuple(Social(**social) for social in found),
    "address": lambda found: Address(**found) if found else None,
    "review": ReviewState,
}
