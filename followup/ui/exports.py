"""Contacts out: one button per format that other programs import."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from followup.exchange import Format
from followup.locale import _, ngettext
from followup.model import Event
from followup.ui.desk import Desk
from followup.ui.texts import file_name

_USUAL = ("vcard", "csv")
"""Formats that most people want: one for address books, one for eyes."""

MOST_PICTURES = 2_000
"""Contacts whose pictures the page puts into one file: some 130 MB, held in memory. The command line has no bound."""


def buttons(desk: Desk, event: Event | None, ids: Sequence[int] | None = None, key: str = "export") -> None:
    """Draw the buttons for an event's contacts, or for everybody; nothing is written before one is pressed.

    Args:
        desk: the service.
        event: whose people, and what the files are named after.
        ids: only these of them.
        key: distinguishes several rows of buttons on one page.
    """
    number = len(ids) if ids is not None else desk.service.exports.count(event=event.id if event else None)
    if not number:
        return
    st.markdown(f"**{ngettext('Export {number} contact', 'Export {number} contacts', number)}**")
    forms = {form.name: form for form in desk.service.exports.formats()}
    usual = [forms.pop(name) for name in _USUAL if name in forms]
    few = number <= MOST_PICTURES
    pictures = few and st.checkbox(_("Put the picture of each card into the vCard"), key=f"{key}-pictures")
    with st.container(horizontal=True, key=key):
        for form in usual:
            _button(desk, form, event, ids, key, pictures=pictures)
        if forms:
            with st.popover(_("Other programs"), icon=":material/more_horiz:"):
                for form in forms.values():
                    _button(desk, form, event, ids, key, pictures=pictures)


def _button(
    desk: Desk, form: Format, event: Event | None, ids: Sequence[int] | None, key: str, *, pictures: bool
) -> None:
    st.download_button(
        _(form.label),
        partial(_file, desk, form.name, event.id if event else None, ids, pictures and bool(form.write_pictured)),
        file_name=file_name(event.name if event else _("contacts"), form.suffix.removeprefix(".")),
        mime=form.media_type,
        on_click="ignore",
        icon=":material/download:",
        type="primary" if form.name == _USUAL[0] else "secondary",
        key=f"{key}-{form.name}",
    )


def _file(desk: Desk, form: str, event_id: int | None, ids: Sequence[int] | None, pictures: bool) -> bytes:
    exports = desk.service.exports
    if ids is not None:
        return b"".join(exports.export_these(form, ids, pictures=pictures))
    return b"".join(exports.export(form, event=event_id, pictures=pictures))
