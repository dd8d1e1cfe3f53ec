"""Contacts that may be one person: found, merged value by value, told apart, and a merge taken back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection

from followup import matching
from followup.errors import InvalidValueError, UnknownItemError
from followup.locale import _
from followup.matching import Conflict, JobChange, Pair
from followup.model import Contact
from followup.service import joining, lookup
from followup.service.context import Context
from followup.store import contacts, distinct, matching_keys


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two contacts that may be one person, with the score and the reasons."""

    pair: Pair
    a: Contact
    b: Contact


@dataclass(frozen=True, slots=True)
class Merged:
    """A merge that was done: the contact as it is now, and where the two disagreed."""

    contact: Contact
    conflicts: tuple[Conflict, ...]


class Duplicates:
    """What can be done about people who are in the book twice."""

    def __init__(self, context: Context) -> None:
        self._database = context.database

    def all(self) -> tuple[Duplicate, ...]:
        """Every pair of the book that may be one person, the likeliest first."""
        with self._database.read() as connection:
            people = contacts.find(connection)
            apart = distinct.pairs(connection)
        by_id = {c.id: c for c in people}
        found = sorted(matching.duplicates(people, distinct=apart), key=lambda p: (-p.score, p.a_id, p.b_id))
        return tuple(Duplicate(pair, by_id[pair.a_id], by_id[pair.b_id]) for pair in found)

    def of_contact(self, contact_id: int) -> tuple[Duplicate, ...]:
        """Who else in the book the contact may be, the likeliest first.

        Raises:
            UnknownItemError: there is no such contact.
        """
        return self.of_contacts((contact_id,))

    def of_contacts(self, contact_ids: Collection[int]) -> tuple[Duplicate, ...]:
        """The same for several, as on entry: each pair once.

        Raises:
            UnknownItemError: one of them does not exist.
        """
        self._index()
        found: dict[tuple[int, int], Duplicate] = {}
        with self._database.read() as connection:
            apart = distinct.pairs(connection)
            for contact_id in contact_ids:
                one = lookup.contact(connection, contact_id)
                near = {c.id: c for c in contacts.by_ids(connection, matching_keys.near(connection, one))}
                for pair in matching.against(one, near.values(), distinct=apart):
                    a, b = (one if i == one.id else near[i] for i in (pair.a_id, pair.b_id))
                    found[pair.a_id, pair.b_id] = Duplicate(pair, a, b)
        return tuple(sorted(found.values(), key=lambda d: (-d.pair.score, d.pair.a_id, d.pair.b_id)))

    def job_changes(self, contact_id: int) -> tuple[JobChange, ...]:
        """Earlier entries of the person at another firm.

        Raises:
            UnknownItemError: there is no such contact.
        """
        self._index()
        with self._database.read() as connection:
            one = lookup.contact(connection, contact_id)
            near = contacts.by_ids(connection, matching_keys.near(connection, one))
        return matching.job_changes(one, near)

    def preview(self, kept_id: int, other_id: int, take: Collection[str] = ()) -> matching.Merge:
        """What `merge` would make of the two; nothing is changed.

        Raises:
            UnknownItemError, UsageError: see `merge`.
        """
        with self._database.read() as connection:
            return _proposal(connection, kept_id, other_id, take)

    def merge(self, kept_id: int, other_id: int, take: Collection[str] = ()) -> Merged:
        """Make one contact of two; the first one's values win, what it lacks comes from the other.

        Meetings, cards, drafts, interactions and favours go along. The change log can take it back.

        Args:
            kept_id: the contact that stays.
            other_id: the one that becomes part of it.
            take: fields for which the other's value is wanted.

        Raises:
            UnknownItemError: one of them does not exist.
            UsageError: they are the same, or a field does not exist.
        """
        with self._database.write() as connection:
            proposal = _proposal(connection, kept_id, other_id, take)
            after = joining.join(connection, kept_id, other_id, proposal.contact)
        return Merged(after, proposal.conflicts)

    def distinct(self, a_id: int, b_id: int) -> None:
        """Remember that the two are not the same person; they are never proposed again.

        Raises:
            UnknownItemError, UsageError: one of them does not exist, or both are one.
        """
        with self._database.write() as connection:
            joining.two(connection, a_id, b_id)
            distinct.add(connection, a_id, b_id)

    def forget_distinct(self, a_id: int, b_id: int) -> None:
        """Take back that the two are not the same person: they may be proposed again.

        Raises:
            UnknownItemError: nobody said so.
        """
        with self._database.write() as connection:
            if not distinct.remove(connection, a_id, b_id):
                raise UnknownItemError(_("Nobody said that these two are different people."))

    def _index(self) -> None:
        """Give keys to contacts that were stored by a version without them."""
        with self._database.read() as connection:
            waiting = tuple(matching_keys.missing(connection))
        for ids in waiting:
            with self._database.write() as connection:
                for contact in contacts.by_ids(connection, ids):
                    matching_keys.write(connection, contact)


def _proposal(connection: Connection, kept_id: int, other_id: int, take: Collection[str]) -> matching.Merge:
    if unknown := sorted(set(take) - set(matching.MERGED_FIELDS)):
        raise InvalidValueError(
            _("{what!r} cannot be taken from a contact.", what=unknown[0]),
            _("Fields: {names}.", names=", ".join(matching.MERGED_FIELDS)),
        )
    return matching.merge(*joining.two(connection, kept_id, other_id), take)
