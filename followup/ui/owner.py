"""Settings: who signs the messages."""

from __future__ import annotations

import streamlit as st

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
    places = desk.service.settings
    st.subheader("Where everything is kept", anchor=False)
    st.markdown(
        f"Database: {plain(str(places.database_file or 'a database server'))}  \n"
        f"Photos: {plain(str(places.photos_folder))}"
    )


def _save(desk: Desk) -> None:
    fields = [field for field, _, _ in _FIELDS] + ["signature"]
    given = {field: st.session_state[f"sender-{field}"] for field in fields}
    if parts.attempt(desk.service.owner.edit, **given):
        nav.say("Saved")
