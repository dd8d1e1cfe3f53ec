"""Values of contacts and relationships as the change log keeps them, and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from followup.model import Address, Contact, Encounter, Phone, ReviewState, Social
from followup.relations import Cadence, DateKind, ImportantDate, Priority, Relationship, RelationshipKind

_DAYS = ("met_on", "next_step_on")
MEETING_FIELDS = (*_DAYS, "topic", "promised", "next_step", "introduced_by", "note")
"""Fields of `Encounter` that a person notes."""

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


def of_meeting(event_id: int, before: Encounter | None, after: Encounter) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a note changed about a meeting, JSON-ready, before and after; `met` says whether it was known."""
    known = before or Encounter(contact_id=after.contact_id, event_id=event_id)
    names = [name for name in MEETING_FIELDS if getattr(known, name) != getattr(after, name)]
    said, says = ({name: _day(getattr(one, name)) for name in names} for one in (known, after))
    return {"event_id": event_id, "met": before is not None, **said}, {"event_id": event_id, "met": True, **says}


def to_meeting(recorded: Mapping[str, Any]) -> dict[str, Any]:
    """Columns of an encounter from what `of_meeting` gave."""
    found = {name: value for name, value in recorded.items() if name in MEETING_FIELDS}
    return {name: date.fromisoformat(value) if name in _DAYS and value else value for name, value in found.items()}


def _day(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


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
