"""Where each value of a person came from: which card, file or hand, and when."""

from __future__ import annotations

import streamlit as st

from followup.locale import _
from followup.model import Source, SourceKind
from followup.ui import words
from followup.ui.desk import Desk
from followup.ui.texts import day


def show(desk: Desk, contact_id: int) -> None:
    """Draw the table."""
    found = desk.service.provenance.of_contact(contact_id)
    if not found:
        return
    st.subheader(_("Where the values come from"), anchor=False)
    rows = [
        {
            _("Field"): words.field(each.field),
            _("Value"): each.value,
            _("Source"): _said(each.source),
            _("When"): day(each.source.at.astimezone().date()) if each.source.at else "",
        }
        for each in found
    ]
    with st.container(key="sources"):
        # A table renders Markdown; a card may hold anything, so it is drawn as a grid, which shows text as it is.
        st.dataframe(rows, hide_index=True, alt=_("Where the values come from"))


def _said(source: Source) -> str:
    if source.kind is SourceKind.SCAN:
        return _("card: {file}", file=source.origin)
    if source.kind is SourceKind.IMPORT:
        return _("imported: {file}", file=source.origin) if source.origin else _("imported")
    if source.kind is SourceKind.HAND:
        return _("typed by you")
    if source.kind is SourceKind.MERGE:
        return _("from another entry: {name}", name=source.origin) if source.origin else _("from another entry")
    return _("not known")
