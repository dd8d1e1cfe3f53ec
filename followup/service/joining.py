"""One contact of two in the database, written so that the change log can take it back."""

from __future__ import annotations

from sqlalchemy import Connection

from followup import matching
from followup.errors import UsageError
from followup.locale import _
from followup.model import Contact, SourceKind
from followup.service import addressing, lookup, recorded
from followup.store import changes, contacts, merged, merging, relationships, sources


def two(connection: Connection, a_id: int, b_id: int) -> tuple[Contact, Contact]:
    """The two contacts.

    Raises:
        UnknownItemError: one of them does not exist.
        UsageError: they are the same.
    """
    if a_id == b_id:
        raise UsageError(_("Contact {a_id} is named twice.", a_id=a_id), _("Name two contacts."))
    return lookup.contact(connection, a_id), lookup.contact(connection, b_id)


def join(connection: Connection, kept_id: int, other_id: int, joined: Contact) -> Contact:
    """Let one contact have the values of `joined` and all that belongs to the other, which is unseen from then on.

    Args:
        connection: inside a transaction that writes.
        kept_id: the contact that stays.
        other_id: the one that becomes part of it.
        joined: the values it shall have.

    Raises:
        UnknownItemError, UsageError: see `two`.
    """
    kept, other = two(connection, kept_id, other_id)
    mine, others = (relationships.get(connection, i) for i in (kept.id, other.id))
    meetings = {
        str(event_id): merging.fill_meeting(connection, kept.id, other.id, event_id)
        for event_id in merging.shared_meetings(connection, kept.id, other.id)
    }
    moved = merging.move(connection, other.id, kept.id)
    merged.hide(connection, other.id, kept.id)
    names = [n for n in recorded.VALUE_FIELDS if getattr(joined, n) != getattr(kept, n)]
    after = contacts.change(connection, kept.id, {name: getattr(joined, name) for name in names})
    assert after is not None
    source_id = sources.add(connection, kept, after, SourceKind.MERGE, other.display_name)
    addressing.follow(connection, kept, after)
    relationships.write(connection, kept.id, matching.merge_relationships(mine, others))
    before = {"values": recorded.of_contact(kept, names), "relationship": recorded.of_relationship(mine)}
    along = {name: list(ids) for name, ids in moved.items()}
    done = {"other": other.id, "moved": along, "meetings": meetings, "source": source_id}
    changes.add(connection, kept.id, "merge", before, done)
    return after
