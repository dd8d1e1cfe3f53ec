"""Contacts out: one button per format that other programs import."""

from __future__ import annotations

from functools import partial

import streamlit as st

from followup.model import Event
from followup.ui.desk import Desk
from followup.ui.texts import count, file_name


def buttons(desk: Desk, event: Event | None, search: str = "", key: str = "export") -> None:
    """Draw the buttons for an event's contacts, or for everybody; nothing is written before one is pressed."""
    number = desk.service.exports.count(event=event.id if event else None, search=search)
    if not number:
        return
    st.markdown(f"**Export {count(number, 'contact')}**")
    with st.container(horizontal=True, key=key):
        for position, form in enumerate(desk.service.exports.formats()):
            st.download_button(
                form.label,
                partial(_file, desk, form.name, event.id if event else None, search),
                file_name=file_name(event.name if event else "contacts", form.suffix.removeprefix(".")),
                mime=form.media_type,
                on_click="ignore",
                icon=":material/download:",
                type="secondary" if position else "primary",
                key=f"{key}-{form.name}",
            )


def _file(desk: Desk, form: str, event_id: int | None, search: str) -> bytes:
    return b"".join(desk.service.exports.export(form, event=event_id, search=search))
