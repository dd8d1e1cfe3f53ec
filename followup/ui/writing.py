"""From 'write to this person' to the message on the Drafts page, whatever page the button stands on."""

from __future__ import annotations

import streamlit as st

from followup.model import Draft, Particulars
from followup.service.orders import Wish
from followup.ui import draft_checks, drafts, nav, parts
from followup.ui.desk import Desk


@parts.guarded
def write(desk: Desk, contact_id: int, kind: str, event_id: int | None = None, said: Particulars | None = None) -> None:
    """Open the message of this kind, written if there is none yet; for a button's `on_click`.

    Args:
        desk: the service.
        contact_id: to whom.
        kind: a template's kind.
        event_id: what it is about; without one, the last event where the two met, if they did.
        said: what only this message says; without it, a message that is there keeps what it says.
    """
    last = desk.service.encounters.last(contact_id) if event_id is None else None
    about = last.id if last else event_id
    wish: Wish = {"particulars": said} if said else {}
    made = desk.service.drafts.make(about, kind, contact_id=contact_id, **wish)
    open_draft(made[0])


@parts.guarded
def introduction(desk: Desk, introduction_id: int, contact_id: int, together: bool = False) -> None:
    """Write the letters that an introduction is at, and open the one to this contact, else the first."""
    made = desk.service.introduction_letters.write(introduction_id, together=together)
    open_draft(next((draft for draft in made if draft.contact_id == contact_id), made[0]))


def open_draft(draft: Draft) -> None:
    """Open a message on the Drafts page."""
    drafts.turn_to(draft.event_id)
    st.session_state[drafts.KIND] = draft.kind
    st.session_state[draft_checks.OPEN] = draft.id
    nav.go("drafts")
