"""From what a person calls a thing to the thing, or to an error that helps."""

from __future__ import annotations

from typing import TypeVar

from rapidfuzz import fuzz, process
from sqlalchemy import Connection

from followup.errors import UnknownEventError, UnknownItemError
from followup.locale import _
from followup.model import Contact, Draft, Event, StoredPhoto
from followup.relations import Introduction
from followup.store import contacts, drafts, events, introductions, merged, photos
from followup.store.keys import search_key

T = TypeVar("T")

EventRef = str | int
"""An event's name (case does not matter), its id, or its uid."""

_ALIKE = 60.0
"""Least `fuzz.WRatio` (0–100) of a name that is worth proposing."""


def event(connection: Connection, ref: EventRef) -> Event:
    """The event that is meant; a name wins over a number, so an event may be called '2026'.

    Raises:
        UnknownEventError: there is none; `near` has the names that look alike.
    """
    found = events.by_id(connection, ref) if isinstance(ref, int) else _by_text(connection, ref.strip())
    if found is None:
        raise _unknown(connection, str(ref))
    return found


def place(connection: Connection, ref: EventRef | None) -> Event | None:
    """The event that something is about; None for what is about none.

    Raises:
        UnknownEventError: there is no such event.
    """
    return None if ref is None else event(connection, ref)


def contact(connection: Connection, contact_id: int) -> Contact:
    """Raises: UnknownItemError; of a contact that was merged it says into which."""
    if (into := merged.into(connection, contact_id)) is not None:
        hint = f"Use contact {into}, or take the merge back: aftercard contact undo {into}"
        raise UnknownItemError(
            _("Contact {contact_id} is part of contact {into} now.", contact_id=contact_id, into=into), hint
        )
    return _found(contacts.by_id(connection, contact_id), "contact", contact_id)


def photo(connection: Connection, photo_id: int) -> StoredPhoto:
    """Raises: UnknownItemError."""
    return _found(photos.by_id(connection, photo_id), "photo", photo_id)


def draft(connection: Connection, draft_id: int) -> Draft:
    """Raises: UnknownItemError."""
    return _found(drafts.by_id(connection, draft_id), "draft", draft_id)


def introduction(connection: Connection, introduction_id: int) -> Introduction:
    """Raises: UnknownItemError."""
    return _found(introductions.by_id(connection, introduction_id), "introduction", introduction_id)


def _found(item: T | None, what: str, number: int) -> T:
    if item is None:
        raise UnknownItemError(
            _("There is no {what} {number}.", what=what, number=number), _("It may have been erased.")
        )
    return item


def _by_text(connection: Connection, ref: str) -> Event | None:
    found = events.by_name(connection, ref)
    if found is None and ref.isascii() and ref.isdigit() and len(ref) < 10:
        return events.by_id(connection, int(ref))
    return found


def _unknown(connection: Connection, ref: str) -> UnknownEventError:
    names = [e.name for e in events.all_events(connection)]
    ranked = process.extract(ref, names, scorer=fuzz.WRatio, processor=search_key, limit=3, score_cutoff=_ALIKE)
    near = tuple(name for name, _, _ in ranked)
    if near:
        hint = f"Did you mean {' or '.join(repr(name) for name in near)}?"
    elif names:
        hint = "'aftercard event list' shows the events there are."
    else:
        hint = f"There is no event yet; make it with: aftercard event add {ref!r}"
    return UnknownEventError(_("There is no event called {ref!r}.", ref=ref), hint, near)
