"""One contact of two, value by value, and what the two disagree about. Nothing is lost: both stay as they were.

A person's name and its parts are one value, so that no name is put together from two people's parts; a phone is its
number, an address its formatted line. Repeatable values are united.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from followup.folding import folded
from followup.matching import names
from followup.matching.names import NameMatch
from followup.matching.traits import email_key, phone_key, same_phone
from followup.model import Contact, Phone, ReviewState
from followup.relations import Cadence, Priority, Relationship

T = TypeVar("T")

NAME_PARTS = ("name", "given_name", "family_name", "honorific_prefix", "honorific_suffix")
_SINGLE = ("title", "department", "organization", "language")
_UNITED: dict[str, Callable[[Any], str]] = {
    "emails": email_key,
    "phones": phone_key,
    "urls": lambda url: folded(url.rpartition("://")[2]).removeprefix("www.").rstrip("/"),
    "socials": lambda social: folded(social.value.rpartition("://")[2]).removeprefix("www.").rstrip("/"),
}

MERGED_FIELDS = ("name", *_SINGLE, "address", *_UNITED, "note")
"""What can be taken from one or the other."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field for which the two have different values; of a name, the formatted one stands for its parts."""

    field: str
    kept: str
    other: str


@dataclass(frozen=True, slots=True)
class Merge:
    """A proposal: the merged contact, with id and uid of the one that is kept, and where a person should look."""

    contact: Contact
    conflicts: tuple[Conflict, ...]


def merge(kept: Contact, other: Contact, take: Collection[str] = ()) -> Merge:
    """Merge two contacts of one person.

    Args:
        kept: whose id and values win.
        other: fills what is missing, and adds to what can be repeated.
        take: of `MERGED_FIELDS`, those for which the other's value is wanted; a repeatable one is then replaced.

    Raises:
        ValueError: a field in `take` does not exist.
    """
    if unknown := sorted(set(take) - set(MERGED_FIELDS)):
        raise ValueError(f"no such field to take: {unknown[0]}")
    merged = {
        **_names(kept, other, take),
        **{field: _either(kept, other, field, take) for field in (*_SINGLE, "address")},
        **{field: _united(kept, other, field, take) for field in _UNITED},
        "note": other.note if "note" in take else _notes(kept.note, other.note),
        "review": min(kept.review, other.review, key=lambda state: state is not ReviewState.REVIEWED),
    }
    return Merge(replace(kept, **merged), tuple(_conflicts(kept, other)))


def merge_relationships(kept: Relationship, other: Relationship) -> Relationship:
    """What is kept about one person from two entries. Whoever opted out once stays opted out."""
    return Relationship(
        kind=kept.kind or other.kind,
        cadence=other.cadence if kept.cadence is Cadence.AFTER_EVENT else kept.cadence,
        priority=other.priority if kept.priority is Priority.NORMAL else kept.priority,
        **{
            field: _union(getattr(kept, field), getattr(other, field), folded)
            for field in ("tags", "interests", "offers", "needs", "goals", "agenda")
        },
        dates=_union(kept.dates, other.dates, lambda day: day),
        opted_out=kept.opted_out or other.opted_out,
        formal=other.formal if kept.formal is None else kept.formal,
    )


def _names(kept: Contact, other: Contact, take: Collection[str]) -> dict[str, str]:
    source = other if "name" in take or _says_more(other, kept) else kept
    return {part: getattr(source, part) for part in NAME_PARTS}


def _says_more(other: Contact, kept: Contact) -> bool:
    """Whether the other name is the same one in full: 'John Smith' for 'J. Smith'. A person's own edit stays."""
    if not kept.name:
        return bool(other.name)
    if kept.review is ReviewState.REVIEWED:
        return False
    mine, others = names.name_words(kept), names.name_words(other)
    return names.compare(mine, others) is NameMatch.INITIAL and sum(map(len, others)) > sum(map(len, mine))


def _either(kept: Contact, other: Contact, field: str, take: Collection[str]) -> Any:
    mine, others = getattr(kept, field), getattr(other, field)
    return others if field in take or not mine else mine


def _united(kept: Contact, other: Contact, field: str, take: Collection[str]) -> tuple[Any, ...]:
    mine, others = getattr(kept, field), getattr(other, field)
    united = tuple(others) if field in take else _union(mine, others, _UNITED[field])
    return _without_local_twins(united) if field == "phones" else united


def _without_local_twins(phones: tuple[Phone, ...]) -> tuple[Phone, ...]:
    """Of a number with and without its dial code, the one with it."""
    full = [key for phone in phones if (key := phone_key(phone)).startswith("+")]
    return tuple(
        phone
        for phone in phones
        if (key := phone_key(phone)).startswith("+") or not any(same_phone(key, other) for other in full)
    )


def _union(mine: Iterable[T], others: Iterable[T], key: Callable[[T], object]) -> tuple[T, ...]:
    """All of both in their order; of two that are the same, the first. Values without a key are kept as they are."""
    found: dict[object, T] = {}
    for value in (*mine, *others):
        found.setdefault(key(value) or value, value)
    return tuple(found.values())


def _notes(kept: str, other: str) -> str:
    """Both notes, unless one holds the other already."""
    if other in kept:
        return kept
    return other if kept in other else f"{kept}\n\n{other}"


def _conflicts(kept: Contact, other: Contact) -> Iterable[Conflict]:
    for field in ("name", *_SINGLE, "address"):
        mine, others = _said(kept, field), _said(other, field)
        if mine and others and folded(mine) != folded(others):
            yield Conflict(field, mine, others)


def _said(contact: Contact, field: str) -> str:
    value = getattr(contact, field)
    return (value.formatted if value else "") if field == "address" else str(value)
