"""Everybody who may be in the book twice, the likeliest first: each pair leads to the comparison."""

from __future__ import annotations

import streamlit as st

from followup.locale import _, ngettext
from followup.ui import nav
from followup.ui.desk import Desk
from followup.ui.people import same_person
from followup.ui.texts import plain

_MOST = 15
"""Pairs shown, the likeliest first; as they are answered, others follow."""


def show(desk: Desk) -> None:
    """Draw the pairs."""
    same_person.undo(desk)
    found = desk.service.duplicates.all()
    if not found:
        st.caption(_("Nobody seems to be there twice."))
        return
    st.caption(ngettext("{number} pair looks like one person.", "{number} pairs look like one person.", len(found)))
    for each in found[:_MOST]:
        with st.container(
            border=True, horizontal=True, vertical_alignment="center", key=f"twice-{each.a.id}-{each.b.id}"
        ):
            both = [plain(same_person.called(one)) for one in (each.a, each.b)]
            because = same_person.because(each.pair.reasons)
            st.markdown(f"**{both[0]}** – **{both[1]}** {because}", width="stretch")
            key = f"{each.a.id}-{each.b.id}"
            pair = (each.a.id, each.b.id)
            st.button(_("Compare"), on_click=_open, args=(pair,), key=f"twice-compare-{key}")
            st.button(_("Not the same"), on_click=same_person.distinct, args=(desk, *pair), key=f"twice-distinct-{key}")


def _open(pair: tuple[int, int]) -> None:
    same_person.compare(pair)
    nav.show_contact_in_address(pair[0])
