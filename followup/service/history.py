"""What was changed about a contact, and taking the last change back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from followup.errors import UsageError
from followup.locale import _
from followup.model import Contact
from followup.service import addressing, lookup, recorded
from followup.service.context import Context
from followup.store import changes, contacts, drafts, encounters, merged, merging, relationships, sources
from followup.store.changes import Change


class History:
    """The change log."""

    def __init__(self, context: Context) -> None:
        self._database = context.database

    def of_contact(self, contact_id: int) -> tuple[Change, ...]:
        """Every change of the contact, the newest first.

        Raises:
            UnknownItemError: there is no such contact.
        """
        with self._database.read() as connection:
            return changes.of_contact(connection, lookup.contact(connection, contact_id).id)

    def undo(self, contact_id: int) -> tuple[Contact, Change]:
        """Take back the last change that was not taken back yet; gives the contact as it is now, and the change.

        Raises:
            UnknownItemError: there is no such contact.
            UsageError: nothing is left to take back.
        """
        with self._database.write() as connection:
            found = lookup.contact(connection, contact_id)
            last = next((c for c in changes.of_contact(connection, found.id) if not c.undone), None)
            if last is None:
                raise UsageError(_("Nothing was changed about contact {id} that could be undone.", id=found.id))
            _UNDO[last.kind](connection, last)
            changes.set_undone(connection, last.id)
            return lookup.contact(connection, found.id), last


def _values(connection: Connection, change: Change) -> None:
    _restore(connection, change.contact_id, change.before)


def _relationship(connection: Connection, change: Change) -> None:
    relationships.write(connection, change.contact_id, recorded.to_relationship(change.before))


def _meeting(connection: Connection, change: Change) -> None:
    """What was noted before; a meeting that only the note made is none, unless something was written about it."""
    event_id = change.before["event_id"]
    if change.before["met"] or drafts.find(connection, event_id, contact_id=change.contact_id):
        encounters.change(connection, change.contact_id, event_id, recorded.to_meeting(change.before))
    else:
        encounters.remove(connection, change.contact_id, event_id)


def _merge(connection: Connection, change: Change) -> None:
    """Both contacts as they were; what happened since the merge stays with the one that was kept."""
    merging.move_back(connection, change.after["moved"], change.after["other"])
    for event_id, filled in change.after["meetings"].items():
        encounters.change(connection, change.contact_id, int(event_id), {name: _EMPTY.get(name, "") for name in filled})
    if source_id := change.after.get("source"):
        sources.remove(connection, source_id)
    merged.show(connection, change.after["other"])
    _restore(connection, change.contact_id, change.before["values"])
    relationships.write(connection, change.contact_id, recorded.to_relationship(change.before["relationship"]))


def _restore(connection: Connection, contact_id: int, kept: Mapping[str, Any]) -> None:
    before = lookup.contact(connection, contact_id)
    after = contacts.change(connection, contact_id, recorded.to_contact(kept))
    assert after is not None
    addressing.follow(connection, before, after)


_EMPTY = {"met_on": None, "next_step_on": None}
_UNDO = {"values": _values, "relationship": _relationship, "meeting": _meeting, "merge": _merge}
