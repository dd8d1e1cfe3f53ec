"""Open drafts follow the address of their contact."""

from __future__ import annotations

from sqlalchemy import Connection

from followup.model import Contact, DraftState
from followup.store import drafts


def follow(connection: Connection, before: Contact, after: Contact) -> None:
    """Drafts that were not sent and go to the address just corrected go to the new one."""
    old, new = (next(iter(c.emails), "") for c in (before, after))
    if old == new:
        return
    for draft in drafts.find(connection, contact_id=after.id):
        if draft.state is not DraftState.SENT and draft.to == old:
            drafts.change(connection, draft.id, {"to": new})
