"""Contacts with all that is known of the relationship, a few hundred at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, select

from followup.model import DraftState, Tie
from followup.relations import Interaction, InteractionKind, Relationship
from followup.store import contacts, encounters, events, happenings, relationships
from followup.store.rows import chunks
from followup.store.tables import draft


def stream(connection: Connection, contact_ids: Iterable[int]) -> Iterator[Tie]:
    """Ties of the contacts that exist of these, in the order of the ids.

    A draft that was sent counts as a message of its day.
    """
    known = events.by_ids(connection)
    for chunk in chunks(contact_ids):
        kept = relationships.load(connection, chunk)
        met = encounters.meetings(connection, chunk, known)
        happened = happenings.interactions(connection, chunk)
        sent = _sent(connection, chunk)
        favours = happenings.favours(connection, chunk)
        decided = happenings.decisions(connection, chunk)
        for contact in contacts.by_ids(connection, chunk):
            i = contact.id
            yield Tie(
                contact=contact,
                relationship=kept.get(i, Relationship()),
                meetings=met.get(i, ()),
                interactions=(*happened.get(i, ()), *sent.get(i, ())),
                favours=favours.get(i, ()),
                decisions=decided.get(i, ()),
            )


def _sent(connection: Connection, contact_ids: Sequence[int]) -> dict[int, tuple[Interaction, ...]]:
    """Sent drafts are kept as they went, so that their last change is the day."""
    columns = (draft.c.uid, draft.c.contact_id, draft.c.kind, draft.c.subject, draft.c.updated_at)
    query = select(*columns).where(draft.c.state == DraftState.SENT.value, draft.c.contact_id.in_(contact_ids))
    found: dict[int, tuple[Interaction, ...]] = {}
    for row in connection.execute(query):
        one = Interaction(
            uid=row.uid,
            contact_id=row.contact_id,
            kind=InteractionKind.MAIL,
            on=row.updated_at.astimezone().date(),
            text=row.subject,
            message=row.kind,
        )
        found[row.contact_id] = (*found.get(row.contact_id, ()), one)
    return found
