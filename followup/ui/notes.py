"""What a person adds to a card: the ten seconds about the conversation, and the details that cards seldom have."""

from __future__ import annotations

from typing import cast

import streamlit as st

from followup.model import Contact, Encounter, Event
from followup.service import ContactChanges
from followup.service.encounters import EncounterChanges
from followup.ui import card_form, parts
from followup.ui.desk import Desk

_ABOUT = (
    ("topic", "What did you talk about?", "their new warehouse in Porto"),
    ("promised", "What did you promise?", "the case study"),
    ("next_step", "What comes next?", "a call about the pilot"),
)

_DETAILS = (
    ("honorific_prefix", "Salutation on the card (Dr., Prof.)"),
    ("given_name", "Given name"),
    ("family_name", "Family name"),
    ("honorific_suffix", "Degrees after the name"),
    ("language", "Language to write in (en, de, pt-BR)"),
)


def about_the_meeting(desk: Desk, contact: Contact, event: Event, met: Encounter | None) -> None:
    """Topic, promise and next step: what makes a draft personal."""
    known = met or Encounter(contact_id=contact.id, event_id=event.id)
    with st.container(key="about", border=True, gap="small"):
        st.markdown("**Ten seconds while you remember**")
        for field, label, example in _ABOUT:
            key = _key(contact, event, field)
            args = (desk, contact.id, event.id, field, key)
            st.text_input(label, getattr(known, field), key=key, placeholder=example, on_change=_note, args=args)
        if known.next_step or known.next_step_on:
            _by_when(desk, contact, event, known)


def _by_when(desk: Desk, contact: Contact, event: Event, met: Encounter) -> None:
    key = _key(contact, event, "next_step_on")
    args = (desk, contact.id, event.id, "next_step_on", key)
    st.date_input("By when?", met.next_step_on, key=key, format="YYYY-MM-DD", on_change=_note, args=args, width=220)


def details(desk: Desk, contact: Contact) -> None:
    """Name parts, language and a note, folded away."""
    with st.expander("Name parts, language, note", key=f"details-{contact.id}"):
        for field, label in _DETAILS:
            key = f"detail-{contact.id}-{field}-{getattr(contact, field)}"
            args = (desk, contact.id, field, key)
            st.text_input(label, getattr(contact, field), key=key, on_change=_detail, args=args)
        key = f"detail-{contact.id}-note"
        st.text_area("Note", contact.note, key=key, on_change=_detail, args=(desk, contact.id, "note", key), height=90)


def _key(contact: Contact, event: Event, field: str) -> str:
    return f"about-{contact.id}-{event.id}-{field}"


def _note(desk: Desk, contact_id: int, event_id: int, field: str, key: str) -> None:
    changes = cast("EncounterChanges", {field: st.session_state[key]})
    parts.attempt(desk.service.encounters.note, contact_id, event_id, **changes)


def _detail(desk: Desk, contact_id: int, field: str, key: str) -> None:
    changes = cast("ContactChanges", {field: st.session_state[key]})
    if parts.attempt(desk.service.contacts.edit, contact_id, **changes):
        card_form.redraw(contact_id)
