"""The card and its fields, what was said at the picked event, and where else the two met."""

from __future__ import annotations

import streamlit as st

from followup.locale import _
from followup.ui import card_form, card_picture, nav, notes, parts
from followup.ui.desk import Desk
from followup.ui.people.whom import Person
from followup.ui.texts import plain


def show(desk: Desk, person: Person) -> None:
    """Draw the part; picture and fields beside each other where there is room."""
    contact, event = person.record.contact, person.event
    cards = desk.service.contacts.cards(contact.id)
    with st.container(key="card"):
        picture, fields, about = st.columns(3)
    with picture:
        placed = card_picture.show(desk, contact, cards)
    with fields, st.container(key="fields"):
        card_form.show(desk, contact, placed)
        card_picture.leftovers(desk, contact, cards, placed)
        notes.details(desk, contact)
    with about:
        met = next((m for m in person.record.meetings if event and m.event.id == event.id), None)
        if event and met:
            notes.about_the_meeting(desk, contact, event, met.encounter)
        for other in person.record.meetings:
            if met is None or other.event.id != met.event.id:
                _elsewhere(other.event.id, other.event.name)
        if event and met is None:
            label = _("We met at {event}", event=plain(event.name))
            args = (desk, contact.id, event.id)
            st.button(label, icon=":material/handshake:", on_click=_met_too, args=args, key="met-too")


def _elsewhere(event_id: int, name: str) -> None:
    label = _("What was said at {event}", event=plain(name))
    args = (event_id,)
    st.button(label, type="tertiary", icon=":material/event:", on_click=nav.open_event, args=args, key=f"at-{event_id}")


@parts.guarded
def _met_too(desk: Desk, contact_id: int, event_id: int) -> None:
    desk.service.encounters.note(contact_id, event_id)
