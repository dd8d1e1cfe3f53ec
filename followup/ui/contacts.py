"""Everybody: found by any word, opened, exported, erased."""

from __future__ import annotations

import streamlit as st

from followup.locale import _, ngettext
from followup.model import Contact, Event
from followup.ui import card_form, card_picture, exports, nav, notes, parts
from followup.ui.desk import Desk
from followup.ui.texts import plain, state_name

PAGE = 25
"""Contacts shown at once."""

_SEARCH = "search"
_EVERYWHERE = "everywhere"


def render(desk: Desk) -> None:
    """Draw the list, or the contact that the address names."""
    event = nav.picked_event(desk.service.events.list())
    wanted = nav.contact_in_address()
    if wanted is not None:
        _person(desk, event, wanted)
        return
    if event is None:
        parts.event_here(desk)
        return
    parts.heading(_("Contacts"))
    where, search = _filters(event)
    people = desk.service.contacts.list(event=where.id if where else None, search=search)
    if not people:
        _nobody(search)
        return
    _list(people)
    exports.buttons(desk, where, search)


def _filters(event: Event) -> tuple[Event | None, str]:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        search = st.text_input(
            _("Find"),
            key=_SEARCH,
            type="search",
            live="250ms",
            placeholder=_("name, company, any word"),
            persist_state="session",
        )
        everywhere = st.toggle(_("All events"), key=_EVERYWHERE, persist_state="session")
    return (None if everywhere else event), str(search or "")


def _nobody(search: str) -> None:
    if search:
        st.info(_("Nobody with {words} in any field.", words=plain(search)), icon=":material/search_off:")
    else:
        text = _("Drop the photos of the cards you collected.")
        parts.empty(_("Nobody here yet"), text, _("Add photos"), "capture")


def _list(people: tuple[Contact, ...]) -> None:
    pages = -(-len(people) // PAGE)
    st.caption(ngettext("{number} contact", "{number} contacts", len(people)))
    with st.container(key="people", gap="xsmall"):
        slot = st.container(gap="xsmall")
        page = st.pagination(pages, key="contacts-page") if pages > 1 else 1
    for contact in people[(page - 1) * PAGE : page * PAGE]:
        with slot.container(horizontal=True, vertical_alignment="center", gap="xsmall", key=f"person-{contact.id}"):
            st.button(
                plain(contact.display_name),
                type="tertiary",
                on_click=_open,
                args=(contact.id,),
                key=f"open-{contact.id}",
            )
            known = (contact.title, contact.organization if contact.name else "", next(iter(contact.emails), ""))
            st.caption(plain(" · ".join(part for part in known if part)))


def _open(contact_id: int | None) -> None:
    nav.show_contact_in_address(contact_id)


def _person(desk: Desk, event: Event | None, contact_id: int) -> None:
    """One contact: cards, fields, meetings, messages."""
    st.button(
        _("All contacts"), icon=":material/arrow_back:", type="tertiary", on_click=_open, args=(None,), key="back"
    )
    with parts.explained():
        record = desk.service.contacts.record(contact_id)
        contact = record.contact
        parts.heading(plain(contact.display_name))
        cards = desk.service.contacts.cards(contact.id)
        with st.container(key="card"):
            picture, fields, about = st.columns(3)
        with picture:
            placed = card_picture.show(desk, contact, cards)
        with fields, st.container(key="fields"):
            card_form.show(desk, contact, placed)
            card_picture.leftovers(desk, contact, cards, placed)
            notes.details(desk, contact)
            _erase(desk, contact)
        with about:
            met = next((m for m in record.meetings if event and m.event.id == event.id), None)
            if event and met:
                notes.about_the_meeting(desk, contact, event, met.encounter)
            _history(desk, contact)


def _history(desk: Desk, contact: Contact) -> None:
    """Meetings and messages, the oldest first."""
    for meeting in desk.service.encounters.of_contact(contact.id):
        day = f"{meeting.encounter.met_on} · " if meeting.encounter.met_on else ""
        said = f": {meeting.encounter.topic}" if meeting.encounter.topic else ""
        st.markdown(f":material/handshake: {plain(f'{day}{meeting.event.name}{said}')}")
    for draft in desk.service.drafts.list(contact_id=contact.id):
        st.markdown(f":material/mail: {plain(f'{draft.subject} · {state_name(draft.state)}')}")


def _erase(desk: Desk, contact: Contact) -> None:
    with st.popover(_("Erase this contact"), icon=":material/delete_forever:"):
        st.markdown(_("Name, notes, drafts and the photo of the card go for good. This cannot be undone."))
        args = (desk, contact.id)
        st.button(_("Erase for good"), type="primary", on_click=_erased, args=args, key=f"erase-{contact.id}")


def _erased(desk: Desk, contact_id: int) -> None:
    if parts.attempt(desk.service.contacts.erase, contact_id):
        nav.show_contact_in_address(None)
        nav.say(_("Erased"))
