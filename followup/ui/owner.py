"""Settings: who signs the messages, and how cards are read."""

from __future__ import annotations

import phonenumbers
import streamlit as st
from babel import Locale

from followup.ui import nav, parts
from followup.ui.desk import Desk
from followup.ui.texts import plain

_FIELDS = (
    ("name", "Your name", "Robin Meyer"),
    ("role", "Your role", "Head of Partnerships"),
    ("organization", "Your company", "Example GmbH"),
    ("email", "Your e-mail address", "robin@example.com"),
)


def render(desk: Desk) -> None:
    """Draw the page."""
    parts.heading("Settings", "This goes into your drafts. It stays on this computer.")
    sender = desk.service.owner.get()
    with st.form("sender"):
        for field, label, example in _FIELDS:
            st.text_input(label, getattr(sender, field), key=f"sender-{field}", placeholder=example, max_chars=200)
        st.text_area("Lines under your messages", sender.signature, key="sender-signature", height=110)
        st.form_submit_button("Save", type="primary", on_click=_save, args=(desk,), key="sender-save")
    _reading(desk)
    places = desk.service.settings
    st.subheader("Where everything is kept", anchor=False)
    st.markdown(
        f"Database: {plain(str(places.database_file or 'a database server'))}  \n"
        f"Photos: {plain(str(places.photos_folder))}"
    )


def _reading(desk: Desk) -> None:
    st.subheader("Reading cards", anchor=False)
    names = _countries()
    region = desk.service.owner.reading().region
    st.selectbox(
        "Country of phone numbers without a dial code",
        ["", *names],
        ["", *names].index(region),
        format_func=lambda code: names.get(code, "None: leave them as printed"),
        key="reading-region",
        on_change=_save_region,
        args=(desk,),
    )


@st.cache_data(show_spinner=False)
def _countries() -> dict[str, str]:
    """English names of the countries that have phone numbers, by ISO code, in the names' order."""
    territories = Locale("en").territories
    named = {code: str(territories[code]) for code in phonenumbers.SUPPORTED_REGIONS if code in territories}
    return dict(sorted(named.items(), key=lambda item: item[1]))


def _save_region(desk: Desk) -> None:
    if parts.attempt(desk.service.owner.set_region, st.session_state["reading-region"]):
        nav.say("Saved")


def _save(desk: Desk) -> None:
    fields = [field for field, _, _ in _FIELDS] + ["signature"]
    given = {field: st.session_state[f"sender-{field}"] for field in fields}
    if parts.attempt(desk.service.owner.edit, **given):
        nav.say("Saved")
