"""Everybody: found by any word, narrowed, ordered, a page at a time; or the one person that the address names."""

from __future__ import annotations

from zlib import crc32

import streamlit as st

from followup.locale import _, ngettext
from followup.service.directory import Found, Listed
from followup.ui import charts, exports, nav, parts, words
from followup.ui.desk import Desk
from followup.ui.due_list import when
from followup.ui.people import filters, introductions, letters_round, person, twice
from followup.ui.people.filters import Asked
from followup.ui.texts import day, plain

PAGE = 25
"""Contacts shown at once."""


def render(desk: Desk) -> None:
    """Draw the list, or the contact that the address names."""
    event = nav.picked_event(desk.service.events.list())
    wanted = nav.contact_in_address()
    if wanted is not None:
        person.show(desk, event, wanted)
        return
    if event is None:
        parts.event_here(desk)
        return
    parts.heading(_("Contacts"))
    asked = filters.ask(desk, event)
    with st.container(key="people", gap="xsmall"):
        slot = st.container(gap="xsmall")
        found = _page(desk, asked)
    if not found.ids:
        _nobody(asked)
        return
    with slot:
        st.caption(ngettext("{number} contact", "{number} contacts", len(found.ids)))
        for each in found.page:
            _row(each)
    letters_round.panel(desk, asked.event, found.ids)
    exports.buttons(desk, asked.event, ids=found.ids)
    _pictures(desk, found)


def _pictures(desk: Desk, found: Found) -> None:
    """Looked at now and then: nothing is worked out before it is opened."""
    meet = st.expander(_("Introductions"), icon=":material/diversity_3:", key="introductions-of-all", on_change="rerun")
    if meet.open:
        with meet:
            introductions.of_all(desk)
    again = st.expander(_("Perhaps twice in your contacts"), icon=":material/group:", key="twice", on_change="rerun")
    if again.open:
        with again:
            twice.show(desk)
    ties = st.expander(_("How these ties stand"), icon=":material/monitoring:", key="health-of-all", on_change="rerun")
    if ties.open:
        with ties:
            charts.health(desk.service.overview.health(set(found.ids)))
    where = st.expander(
        _("Whom you met, where and when"), icon=":material/public:", key="met-of-all", on_change="rerun"
    )
    if where.open:
        with where:
            if months := desk.service.figures.months():
                charts.when_met(months)
            origins = desk.service.figures.origins()
            charts.places(origins.companies, origins.countries)


def _page(desk: Desk, asked: Asked) -> Found:
    """The page that is wanted. Another list begins with its first page."""
    key = f"contacts-page-{crc32(repr(asked).encode())}"
    page = int(st.session_state.get(key) or 1)
    found = desk.service.directory.find(asked.wanted, asked.order, start=(page - 1) * PAGE, size=PAGE)
    pages = -(-len(found.ids) // PAGE)
    if page > max(pages, 1):
        st.session_state[key] = page = max(pages, 1)
        found = desk.service.directory.find(asked.wanted, asked.order, start=(page - 1) * PAGE, size=PAGE)
    if pages > 1:
        st.pagination(pages, key=key)
    return found


def _nobody(asked: Asked) -> None:
    if asked.narrowed:
        with st.container(border=True, horizontal=True, vertical_alignment="center", key="nobody-found"):
            st.markdown(_("Nobody fits all of that."), width="stretch")
            st.button(_("Show everybody again"), on_click=filters.clear, key="clear-filters")
        return
    text = _("Drop the photos of the cards you collected.")
    parts.empty(_("Nobody here yet"), text, _("Add photos"), "capture")


def _row(each: Listed) -> None:
    contact, glance = each.contact, each.glance
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key=f"listed-{contact.id}"):
        name = plain(contact.display_name)
        args = (contact.id,)
        st.button(name, type="tertiary", on_click=nav.show_contact_in_address, args=args, key=f"open-{contact.id}")
        known = (contact.title, contact.organization if contact.name else "", next(iter(contact.emails), ""))
        st.caption(plain(" · ".join(part for part in known if part)), width="stretch")
        due = next((due for due in glance.dues if due.overdue_days), None)
        state = glance.health.state
        said = when(due) if due else (f":gray[{day(glance.last_contact)}]" if glance.last_contact else "")
        st.caption(said, width="content")
        st.badge(words.health(state), color=words.HEALTH_COLORS[state], help=plain(glance.health.why))
