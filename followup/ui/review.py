"""One card beside its fields: look, correct, accept, next."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from followup.locale import N_, _, ngettext
from followup.model import Contact, Event, ReviewState
from followup.ui import card_form, card_picture, nav, notes, parts, review_table
from followup.ui.desk import Desk
from followup.ui.people import keeping, same_person

_MODE = "review-mode"
_ONE, _TABLE = "one", "table"
_MODES = {_ONE: N_("One by one"), _TABLE: N_("Table")}


def render(desk: Desk) -> None:
    """Draw the page."""
    event = parts.event_here(desk)
    if event is None:
        return
    people = desk.service.contacts.list(event=event.id)
    if not people:
        text = _("Drop the photos of your cards first; then check here what was read.")
        parts.empty(_("No cards yet"), text, _("Add photos"), "capture")
        return
    if _mode() == _TABLE:
        review_table.show(desk, event)
        return
    contact = _current(people)
    if contact is None:
        nav.show_contact_in_address(None)
        _all_done(people)
        return
    nav.show_contact_in_address(contact.id)
    _progress(people, contact)
    same_person.hints(desk, contact)
    _card(desk, event, contact)
    _bar(desk, event, contact)


def _mode() -> str:
    """How to review; an address that names a contact wants that card."""
    if nav.contact_in_address() is not None:
        st.session_state[_MODE] = _ONE
    picked = st.segmented_control(
        _("How to review"),
        list(_MODES),
        format_func=lambda mode: _(_MODES[mode]),
        default=None if _MODE in st.session_state else _ONE,
        required=True,
        key=_MODE,
        label_visibility="collapsed",
        persist_state="session",
        on_change=nav.show_contact_in_address,
        args=(None,),
    )
    return picked or _ONE


def _current(people: Sequence[Contact]) -> Contact | None:
    """The contact of the address, else the first that nobody has accepted yet."""
    wanted = nav.contact_in_address()
    named = next((contact for contact in people if contact.id == wanted), None)
    return named or next((contact for contact in people if contact.review is ReviewState.CAPTURED), None)


def next_to_review(people: Sequence[Contact], after: int) -> int | None:
    """Id of the next unaccepted contact after this one, from the beginning again when there is none behind it."""
    left = [c.id for c in people if c.review is ReviewState.CAPTURED and c.id != after]
    return next((i for i in left if i > after), next(iter(left), None))


def _progress(people: Sequence[Contact], contact: Contact) -> None:
    done = sum(c.review is ReviewState.REVIEWED for c in people)
    position = [c.id for c in people].index(contact.id) + 1
    words = [f"**{_('Card {position} of {number}', position=position, number=len(people))}**"]
    words += [_("accepted")] if contact.review is ReviewState.REVIEWED else []
    words += [_("{number} left to check", number=len(people) - done)]
    st.progress(done / len(people), text=" · ".join(words))


def _card(desk: Desk, event: Event, contact: Contact) -> None:
    """Picture, fields and notes; the style sheet puts the notes under the picture where there is room beside it."""
    cards = desk.service.contacts.cards(contact.id)
    with st.container(key="card"):
        picture, fields, about = st.columns(3)
    with picture:
        placed = card_picture.show(desk, contact, cards, on_photo=True)
    with fields, st.container(key="fields"):
        card_form.show(desk, contact, placed)
        card_picture.leftovers(desk, contact, cards, placed)
        notes.details(desk, contact)
    with about:
        notes.about_the_meeting(desk, contact, event, desk.service.encounters.get(contact.id, event.id))
        keeping.strip(desk, contact)


def _bar(desk: Desk, event: Event, contact: Contact) -> None:
    """What one does most, always in reach of the thumb and of the keyboard."""
    with st.bottom, st.container(horizontal=True, horizontal_alignment="center", key="review-bar"):
        args = (desk, event.id, contact.id)
        before = (desk, event.id, contact.id)
        label, keys = _("Back"), "Alt+Left"
        st.button(label, on_click=_back, args=before, shortcut=keys, key="back-card", icon=":material/undo:")
        st.button(_("Skip"), on_click=_skip, args=args, shortcut="Alt+Right", key="skip", icon=":material/redo:")
        st.button(
            _("Accept"),
            type="primary",
            on_click=_accept,
            args=args,
            shortcut="Mod+Enter",
            key="accept",
            icon=":material/check:",
        )


@parts.guarded
def _accept(desk: Desk, event_id: int, contact_id: int) -> None:
    contact = desk.service.contacts.get(contact_id)
    if parts.attempt(desk.service.contacts.accept, contact_id, **card_form.typed(contact)):
        _skip(desk, event_id, contact_id)


@parts.guarded
def _skip(desk: Desk, event_id: int, contact_id: int) -> None:
    people = desk.service.contacts.list(event=event_id)
    nav.show_contact_in_address(next_to_review(people, contact_id))


@parts.guarded
def _back(desk: Desk, event_id: int, contact_id: int) -> None:
    """The card before this one, accepted or not: to look again, or to correct a slip."""
    ids = [contact.id for contact in desk.service.contacts.list(event=event_id)]
    at = ids.index(contact_id) if contact_id in ids else 0
    nav.show_contact_in_address(ids[at - 1] if ids else None)


def _all_done(people: Sequence[Contact]) -> None:
    title = ngettext("The card is checked", "All {number} cards are checked", len(people))
    parts.empty(title, _("Next: a short personal message to each of them."), _("Write drafts"), "drafts")
