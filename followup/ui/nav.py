"""Getting from page to page, and the address bar: `?event=3&contact=12` opens that event and that card."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from followup.locale import _
from followup.model import Event

EVENT = "event"
CONTACT = "contact"
_PICKED = "picked-event"
_IN_ADDRESS = "event-in-address"
WANTED_PAGE = "wanted-page"
_SAID = "said"


def event_in_use(events: Sequence[Event]) -> int | None:
    """Id of the event the page is about: that of the address, the one picked before, or the newest."""
    known = {event.id for event in events}
    address = st.query_params.get(EVENT, "")
    if address != st.session_state.get(_IN_ADDRESS, "") and address.isdecimal() and int(address) in known:
        # A person changed the address; after a click on the picker it is the address that follows.
        st.session_state[_PICKED] = int(address)
    if st.session_state.get(_PICKED) not in known:
        st.session_state[_PICKED] = max(known, default=None)
    picked: int | None = st.session_state[_PICKED]
    return picked


def pick_event(events: Sequence[Event]) -> Event | None:
    """Show the picker; give the event the page is about, or None when there is no event yet."""
    known = {event.id: event for event in events}
    if event_in_use(events) is None:
        return None
    picked = st.selectbox(
        _("Event"),
        list(known),
        format_func=lambda number: known[number].name,
        key=_PICKED,
        label_visibility="collapsed",
    )
    st.query_params[EVENT] = st.session_state[_IN_ADDRESS] = str(picked)
    return known[picked]


def picked_event(events: Sequence[Event]) -> Event | None:
    """The event the page is about, after the picker was shown."""
    return next((event for event in events if event.id == st.session_state.get(_PICKED)), None)


def open_event(event_id: int) -> None:
    """Make this the event the page is about; to be called before the picker is drawn, as callbacks are."""
    st.session_state[_PICKED] = event_id
    st.query_params[EVENT] = st.session_state[_IN_ADDRESS] = str(event_id)


def contact_in_address() -> int | None:
    """The contact that the address names."""
    address = st.query_params.get(CONTACT, "")
    return int(address) if address.isdecimal() else None


def show_contact_in_address(contact_id: int | None) -> None:
    """Let the address name a contact, so that a reload or a bookmark comes back to it."""
    if contact_id is None:
        st.query_params.pop(CONTACT, None)
    else:
        st.query_params[CONTACT] = str(contact_id)


def go(page: str, contact_id: int | None = None) -> None:
    """Open a page, from a button's callback."""
    st.session_state[WANTED_PAGE] = (page, contact_id)


def follow(pages: dict[str, st.Page]) -> None:
    """Carry out the last `go`; to be called once per run, before the page is drawn."""
    page, contact_id = st.session_state.pop(WANTED_PAGE, ("", None))
    if page not in pages:
        return
    address = {EVENT: str(st.query_params[EVENT])} if EVENT in st.query_params else {}
    if contact_id is not None:
        address[CONTACT] = str(contact_id)
    st.switch_page(pages[page], query_params=address)


def say(message: str) -> None:
    """Show a short confirmation with the next run."""
    st.session_state[_SAID] = message


def said() -> str:
    """The confirmation that is due, once."""
    return str(st.session_state.pop(_SAID, ""))
