"""Contacts: found, reviewed, edited, erased."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Unpack

from sqlalchemy import Connection

from followup.model import Card, Contact, ContactRecord, ContactReview, ReviewState, SourceKind
from followup.network import Audience
from followup.service import addressing, contact_fields, from_scan, lookup, recorded
from followup.service.contact_fields import ContactChanges
from followup.service.context import Context
from followup.service.lookup import EventRef
from followup.service.removal import finish_removals
from followup.store import audience, cards, contacts, encounters, photos, sources
from followup.store import changes as change_log


@dataclass(frozen=True, slots=True)
class Erased:
    """What erasing a contact took along.

    Attributes:
        contact: the values as they were.
        photos: how many photo files were deleted; one that shows other contacts' cards too is kept.
        kept_photos: how many were kept for that reason.
    """

    contact: Contact
    photos: int
    kept_photos: int


class Contacts:
    """What can be done with contacts."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._database = context.database

    def list(
        self, *, event: EventRef | None = None, search: str = "", wanted: Audience | None = None
    ) -> tuple[Contact, ...]:
        """Contacts met at the event (everybody without one) whose values hold every word of the search, by id.

        Case and diacritics do not matter: 'lopez' finds 'López'. An audience narrows them down further.

        Raises:
            UnknownEventError: there is no such event.
        """
        with self._database.read() as connection:
            event_id = _event_id(connection, event)
            if wanted is None:
                return contacts.find(connection, event_id, search)
            return contacts.by_ids(connection, audience.find_ids(connection, wanted, event_id, search))

    def get(self, contact_id: int) -> Contact:
        """Raises: UnknownItemError."""
        with self._database.read() as connection:
            return lookup.contact(connection, contact_id)

    def several(self, contact_ids: Collection[int]) -> tuple[Contact, ...]:
        """Those of these contacts that are there, in the order of the ids."""
        with self._database.read() as connection:
            return contacts.by_ids(connection, tuple(contact_ids))

    def record(self, contact_id: int) -> ContactRecord:
        """The contact with every meeting.

        Raises:
            UnknownItemError: there is no such contact.
        """
        with self._database.read() as connection:
            found = lookup.contact(connection, contact_id)
            return ContactRecord(found, encounters.meetings(connection, (found.id,)).get(found.id, ()))

    def records(self, *, event: EventRef | None = None, search: str = "") -> tuple[ContactRecord, ...]:
        """As `list`, each with every meeting, also those at other events.

        Raises:
            UnknownEventError: there is no such event.
        """
        with self._database.read() as connection:
            found = contacts.find(connection, _event_id(connection, event), search)
            met = encounters.meetings(connection, tuple(c.id for c in found))
        return tuple(ContactRecord(c, met.get(c.id, ())) for c in found)

    def cards(self, contact_id: int) -> tuple[Card, ...]:
        """The contact's cards as they were read.

        Raises:
            UnknownItemError: there is no such contact.
        """
        with self._database.read() as connection:
            return cards.of_contact(connection, lookup.contact(connection, contact_id).id)

    def review(self, event: EventRef, state: ReviewState | None = None) -> tuple[ContactReview, ...]:
        """The event's contacts beside their cards, in the order in which they were read; all or those in one state.

        Raises:
            UnknownEventError: there is no such event.
        """
        with self._database.read() as connection:
            event_id = lookup.event(connection, event).id
            people = contacts.find(connection, event_id)
            met = {e.contact_id: e for e in encounters.of_event(connection, event_id)}
            read = _by_contact(cards.of_event(connection, event_id))
        shown = (c for c in people if state in (None, c.review))
        return tuple(
            ContactReview(c, met[c.id], read.get(c.id, ()), from_scan.confidence(read.get(c.id, ()))) for c in shown
        )

    def accept(self, contact_id: int, **changes: Unpack[ContactChanges]) -> Contact:
        """Mark the contact as reviewed, with the values a person corrected.

        Raises:
            UnknownItemError, InvalidValueError: nothing was changed.
        """
        return self._change(contact_id, changes, {"review": ReviewState.REVIEWED})

    def edit(self, contact_id: int, **changes: Unpack[ContactChanges]) -> Contact:
        """Change the given values; whether the contact is reviewed stays.

        Raises:
            UnknownItemError, InvalidValueError: nothing was changed.
        """
        return self._change(contact_id, changes, {})

    def add(self, event: EventRef | None = None, **values: Unpack[ContactChanges]) -> Contact:
        """Make a contact by hand, met at the event if one is given; it counts as reviewed.

        Raises:
            UnknownEventError, InvalidValueError: nothing was made.
        """
        empty = Contact(review=ReviewState.REVIEWED)
        new = Contact(review=ReviewState.REVIEWED, **contact_fields.cleaned(empty, values))
        with self._database.write() as connection:
            where = lookup.event(connection, event) if event is not None else None
            made = contacts.add(connection, new)
            sources.add(connection, None, made, SourceKind.HAND)
            if where:
                encounters.ensure(connection, made.id, where.id, met_on=from_scan.met_on(where, None))
        return made

    def erase(self, contact_id: int) -> Erased:
        """Delete the contact for good: its values, cards, meetings and drafts, and photos that show nobody else.

        Raises:
            UnknownItemError: there is no such contact.
            StorageError: a photo's file could not be deleted; the rest is gone, and it is tried again when the
                database is opened next.
        """
        with self._database.write() as connection:
            found = lookup.contact(connection, contact_id)
            shown_on = cards.photos_of_contact(connection, found.id)
            contacts.erase(connection, found.id)
            removed = photos.remove_unused(connection, shown_on)
        finish_removals(self._context)
        self._database.forget_erased()
        return Erased(found, len(removed), len(shown_on) - len(removed))

    def _change(self, contact_id: int, changes: Mapping[str, Any] | ContactChanges, more: Mapping[str, Any]) -> Contact:
        with self._database.write() as connection:
            before = lookup.contact(connection, contact_id)
            clean = contact_fields.cleaned(before, changes)
            after = contacts.change(connection, before.id, {**clean, **more})
            assert after is not None
            changed = tuple(name for name in (*clean, *more) if getattr(before, name) != getattr(after, name))
            kept = (recorded.of_contact(before, changed), recorded.of_contact(after, changed))
            change_log.add(connection, before.id, "values", *kept)
            sources.add(connection, before, after, SourceKind.HAND)
            addressing.follow(connection, before, after)
        return after


def _event_id(connection: Connection, event: EventRef | None) -> int | None:
    return lookup.event(connection, event).id if event is not None else None


def _by_contact(found: tuple[Card, ...]) -> dict[int, tuple[Card, ...]]:
    grouped: dict[int, tuple[Card, ...]] = {}
    for card in found:
        grouped[card.contact_id] = (*grouped.get(card.contact_id, ()), card)
    return grouped
