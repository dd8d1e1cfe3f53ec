"""The card's picture with the places its fields were read from, and the texts that found no field."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from followup import pictures
from followup.locale import _
from followup.model import Card, Contact
from followup.ui import card_form, evidence, failures, nav, parts
from followup.ui.desk import Desk
from followup.ui.evidence import FIELDS, Reading
from followup.ui.texts import plain
from scanner.model import Quad

_KEPT_PICTURES = 64
"""Pictures held ready: going back and forth between cards decodes no photo twice. Some 10 MB."""


def show(desk: Desk, contact: Contact, cards: Sequence[Card], *, on_photo: bool = False) -> tuple[Reading, ...]:
    """Draw every card of the contact; give what the scanner read, placed at the contact's values.

    Args:
        desk: the service.
        contact: whose cards they are.
        cards: the contact's.
        on_photo: of a photo of several cards, whether the photo is unfolded.
    """
    if not cards:
        st.info(_("This contact came from no card."), icon=":material/person:")
        return ()
    placed: list[Reading] = []
    for card in cards:
        found = evidence.readings(card.scan, contact)
        with parts.explained():
            _one(desk, contact, card, found, on_photo=on_photo)
        taken = {(reading.field, reading.index) for reading in placed}
        placed += [reading for reading in found if (reading.field, reading.index) not in taken]
    return tuple(placed)


def _one(desk: Desk, contact: Contact, card: Card, found: tuple[Reading, ...], *, on_photo: bool) -> None:
    scan = card.scan
    try:
        view = _card_view(desk, card.photo_id, scan.sha256, scan.corners)
    except ValueError as error:
        words = f"{error} {_('The fields are as they were read.')}"
        st.warning(words, icon=":material/broken_image:")
        return
    evidence.show(view, found, _("Card of {name}", name=contact.display_name), key=f"card-{card.id}")
    if scan.quality.advice:
        st.caption(f":orange[:material/photo_camera: {failures.retake(scan.quality.advice)}]")
    if scan.cards_in_photo > 1:
        title = _("Card {position} of {number} in the photo", position=scan.card + 1, number=scan.cards_in_photo)
        with st.expander(title, expanded=on_photo, key=f"photo-{card.id}"):
            _siblings(desk, card)


def _siblings(desk: Desk, card: Card) -> None:
    """The photo with every card that was found on it; a click on another one, or on its name, opens that one."""
    photo = _photo_view(desk, card.photo_id, card.scan.sha256)
    there = desk.service.photos.cards(card.photo_id)
    marked = [
        evidence.Outline(
            other.scan.corners, contact.display_name, "" if other.id == card.id else f"sibling-{card.id}-{other.id}"
        )
        for other, contact in there
    ]
    evidence.outlines(photo, marked, _("The photo {file}", file=card.scan.file), key=f"photo-of-{card.id}")
    with st.container(horizontal=True, gap="small", key=f"siblings-{card.id}"):
        for other, contact in there:
            name, here = plain(contact.display_name), other.id == card.id
            args, key = (contact.id,), f"sibling-{card.id}-{other.id}"
            st.button(name, on_click=nav.show_contact_in_address, args=args, key=key, disabled=here)


@st.cache_resource(max_entries=_KEPT_PICTURES, show_spinner=False)
def _card_view(_desk: Desk, _photo_id: int, sha256: str, corners: Quad) -> pictures.View:
    """Cached by what the photo contains, never by its number: a database gives numbers again."""
    return pictures.card_view(_desk.service.photos.data(_photo_id), corners)


@st.cache_resource(max_entries=_KEPT_PICTURES, show_spinner=False)
def _photo_view(_desk: Desk, _photo_id: int, sha256: str) -> pictures.View:
    return pictures.photo_view(_desk.service.photos.data(_photo_id))


def leftovers(desk: Desk, contact: Contact, cards: Sequence[Card], placed: Sequence[Reading]) -> None:
    """Texts on the card that went into no field, other readings of the fields that look sure, the commonest mix-up."""
    held = {text for field in FIELDS for text in evidence.current_values(contact, field)}
    texts = [text for card in cards for text in card.scan.unassigned if text not in held]
    doubtless = [r for r in placed if not r.unsure and card_form.others(contact, r)]
    title = _("More from the card ({number})", number=len(texts) + len(doubtless))
    with st.expander(title, key=f"leftovers-{contact.id}"):
        for number, text in enumerate(texts):
            _leftover(desk, contact, text, f"leftover-{contact.id}-{number}")
        for reading in doubtless:
            st.caption(_("{field}, read another way", field=_(FIELDS[reading.field].label)))
            card_form.runners_up(desk, contact, reading)
        swap = (desk, contact.id)
        st.button(_("Swap name and company"), icon=":material/swap_vert:", on_click=_swap, args=swap, key="swap")


def _leftover(desk: Desk, contact: Contact, text: str, key: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(plain(text), width="stretch")
        st.menu_button(
            _("This is the …"),
            list(FIELDS),
            format_func=lambda field: _(FIELDS[field].label),
            key=key,
            on_click=_use,
            args=(desk, contact.id, text, key),
        )


@parts.guarded
def _use(desk: Desk, contact_id: int, text: str, key: str) -> None:
    field = st.session_state[key]
    if field:
        held = evidence.current_values(desk.service.contacts.get(contact_id), field)
        card_form.set_value(desk, contact_id, field, len(held) if FIELDS[field].many else 0, text)


@parts.guarded
def _swap(desk: Desk, contact_id: int) -> None:
    contact = desk.service.contacts.get(contact_id)
    swapped = {"name": contact.organization, "organization": contact.name}
    if parts.attempt(desk.service.contacts.edit, contact_id, **swapped):
        card_form.redraw(contact_id)
