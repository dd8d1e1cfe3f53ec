"""What a person adds to a card: the ten seconds about the conversation, and the details that cards seldom have."""

from __future__ import annotations

from typing import cast

import streamlit as st

from followup.locale import N_, _
from followup.model import Contact, Encounter, Event
from followup.service import ContactChanges
from followup.service.encounters import EncounterChanges
from followup.ui import card_form, parts
from followup.ui.desk import Desk
from followup.ui.texts import typed_day

_ABOUT = (
    ("topic", N_("What did you talk about?"), N_("their new warehouse in Porto")),
    ("promised", N_("What did you promise?"), N_("the case study")),
    ("next_step", N_("What comes next?"), N_("a call about the pilot")),
)

_MORE = (
    ("introduced_by", N_("Who introduced you?"), N_("Sam from the stand next door")),
    ("note", N_("Anything else?"), N_("speaks Portuguese, likes chess")),
)

_DETAILS = (
    ("honorific_prefix", N_("Salutation on the card (Dr., Prof.)")),
    ("given_name", N_("Given name")),
    ("family_name", N_("Family name")),
    ("honorific_suffix", N_("Degrees after the name")),
    ("language", N_("Language to write in (en, de, pt-BR)")),
)


def about_the_meeting(desk: Desk, contact: Contact, event: Event, met: Encounter | None) -> None:
    """Topic, promise and next step: what makes a draft personal."""
    known = met or Encounter(contact_id=contact.id, event_id=event.id)
    with st.container(key="about", border=True, gap="small"):
        st.markdown(f"**{_('Ten seconds while you remember')}**")
        for field, label, example in _ABOUT:
            key = _key(contact, event, field)
            args = (desk, contact.id, event.id, field, key)
            here = getattr(known, field)
            st.text_input(_(label), here, key=key, placeholder=_(example), on_change=_note, args=args)
        if known.next_step or known.next_step_on:
            _by_when(desk, contact, event, known)
        for field, label, example in _MORE:
            key = _key(contact, event, field)
            args = (desk, contact.id, event.id, field, key)
            st.text_input(_(label), getattr(known, field), key=key, placeholder=_(example), on_change=_note, args=args)


def _by_when(desk: Desk, contact: Contact, event: Event, met: Encounter) -> None:
    key = _key(contact, event, "next_step_on")
    args = (desk, contact.id, event.id, "next_step_on", key)
    label, order = _("By when?"), typed_day()
    st.date_input(label, met.next_step_on, key=key, format=order, on_change=_note, args=args, width=220)


def details(desk: Desk, contact: Contact) -> None:
    """Name parts, language and a note, folded away."""
    with st.expander(_("Name parts, language, note"), key=f"details-{contact.id}"):
        for field, label in _DETAILS:
            key = f"detail-{contact.id}-{field}-{getattr(contact, field)}"
            args = (desk, contact.id, field, key)
            st.text_input(_(label), getattr(contact, field), key=key, on_change=_detail, args=args)
        key = f"detail-{contact.id}-note"
        args = (desk, contact.id, "note", key)
        st.text_area(_("Note"), contact.note, key=key, on_change=_detail, args=args, height=90)


def _key(contact: Contact, event: Event, field: str) -> str:
    return f"about-{contact.id}-{event.id}-{field}"


@parts.guarded
def _note(desk: Desk, contact_id: int, event_id: int, field: str, key: str) -> None:
    changes = cast("EncounterChanges", {field: parts.typed(key)})
    parts.attempt(desk.service.encounters.note, contact_id, event_id, **changes)


@parts.guarded
def _detail(desk: Desk, contact_id: int, field: str, key: str) -> None:
    changes = cast("ContactChanges", {field: parts.typed(key)})
    if parts.attempt(desk.service.contacts.edit, contact_id, **changes):
        card_form.redraw(contact_id)
