"""What the owner keeps about a contact beside the card: words, rhythm, dates, and the wish to be left alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any, TypedDict, TypeVar, Unpack, cast

from followup.errors import InvalidValueError
from followup.locale import _
from followup.model import Tie
from followup.network import Health, health
from followup.relations import Cadence, ImportantDate, Priority, Relationship, RelationshipKind
from followup.service import lookup, recorded, values
from followup.service.context import Context
from followup.store import changes as change_log
from followup.store import relationships, ties

E = TypeVar("E", bound=StrEnum)

MAX_WORDS = 100
"""Tags, interests, offers … of one contact."""


class RelationshipChanges(TypedDict, total=False):
    """The fields of `Relationship` that a person edits; those left out stay as they are."""

    kind: RelationshipKind | str | None
    cadence: Cadence | str
    priority: Priority | str
    tags: Iterable[str]
    interests: Iterable[str]
    offers: Iterable[str]
    needs: Iterable[str]
    goals: Iterable[str]
    agenda: Iterable[str]
    dates: Iterable[ImportantDate]
    opted_out: bool
    formal: bool | None


class Words(TypedDict, total=False):
    """Lists of words of a `Relationship` that grow with every conversation."""

    tags: Iterable[str]
    interests: Iterable[str]
    offers: Iterable[str]
    needs: Iterable[str]


class Relationships:
    """What can be done with relationships."""

    def __init__(self, context: Context) -> None:
        self._database = context.database
        self._today = context.today

    def get(self, contact_id: int) -> Relationship:
        """Raises: UnknownItemError."""
        with self._database.read() as connection:
            return relationships.get(connection, lookup.contact(connection, contact_id).id)

    def tie(self, contact_id: int) -> Tie:
        """The contact with everything that is known of the relationship.

        Raises:
            UnknownItemError: there is no such contact.
        """
        with self._database.read() as connection:
            return next(ties.stream(connection, (lookup.contact(connection, contact_id).id,)))

    def health(self, contact_id: int) -> Health:
        """How the tie is today.

        Raises:
            UnknownItemError: there is no such contact.
        """
        return health(self.tie(contact_id), self._today())

    def edit(self, contact_id: int, **changes: Unpack[RelationshipChanges]) -> Relationship:
        """Change the given fields; the contact's change log can take it back.

        Raises:
            UnknownItemError, InvalidValueError: nothing was changed.
        """
        clean = cleaned(changes)
        return self._write(contact_id, lambda _kept: clean)

    def add_words(self, contact_id: int, **words: Unpack[Words]) -> Relationship:
        """Add to the lists of words; what is there already stays, and comes once.

        Raises:
            UnknownItemError, InvalidValueError: nothing was changed.
        """
        values.known(words, tuple(Words.__annotations__), "list of words")
        given = {name: tuple(cast("Iterable[str]", found)) for name, found in words.items()}
        return self._write(
            contact_id, lambda kept: cleaned({name: (*getattr(kept, name), *more) for name, more in given.items()})
        )

    def _write(self, contact_id: int, changes: Callable[[Relationship], dict[str, Any]]) -> Relationship:
        """Change what is kept now, in one transaction, and log it."""
        with self._database.write() as connection:
            found = lookup.contact(connection, contact_id)
            before = relationships.get(connection, found.id)
            after = replace(before, **changes(before))
            if after != before:
                relationships.write(connection, found.id, after)
                kept = (recorded.of_relationship(before), recorded.of_relationship(after))
                change_log.add(connection, found.id, "relationship", *kept)
        return after


def cleaned(changes: Mapping[str, Any] | RelationshipChanges) -> dict[str, Any]:
    """The changes as they are stored.

    Raises:
        InvalidValueError: a field is unknown or does not take the value.
    """
    values.known(changes, tuple(RelationshipChanges.__annotations__), "relationship")
    return {name: _clean(name, value) for name, value in changes.items()}


def _clean(name: str, value: Any) -> Any:
    if name in relationships.WORDS:
        return _words(name, value)
    if name == "kind":
        return choice(RelationshipKind, value, "kind of relationship") if value else None
    if name == "cadence":
        return choice(Cadence, value, "cadence")
    if name == "priority":
        return choice(Priority, value, "priority")
    if name == "formal":
        return None if value is None else bool(value)
    return tuple(value) if name == "dates" else bool(value)


def choice(kinds: type[E], value: str, what: str) -> E:
    """The member of an enumeration that a person means.

    Raises:
        InvalidValueError: there is none of this name.
    """
    try:
        return kinds(value.strip().lower())
    except ValueError:
        raise InvalidValueError(
            _("{value!r} is no {what}.", value=value, what=what), _("Choose one of: {names}.", names=", ".join(kinds))
        ) from None


def _words(name: str, given: Iterable[str]) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(text for word in given if (text := values.line(word, name))))
    if len(found) > MAX_WORDS:
        raise InvalidValueError(
            _("More than {number} {name} for one contact.", number=MAX_WORDS, name=name),
            _("Keep those that matter."),
        )
    return found
