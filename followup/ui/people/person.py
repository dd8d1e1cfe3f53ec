"""A person's own page: who it is and how things stand on top, the rest in parts of which one is drawn."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from followup.cadence import Due
from followup.locale import N_, _
from followup.model import Event
from followup.service.overview import glance
from followup.ui import due_list, nav, parts, words
from followup.ui.desk import Desk
from followup.ui.people import card_part, giving, history, keeping, same_person, story
from followup.ui.people.whom import Person
from followup.ui.texts import day, plain

_PART = "person-part"


def show(desk: Desk, event: Event | None, contact_id: int) -> None:
    """Draw the page; of somebody who is not there any more, the sentence that says so."""
    back = (None,)
    label, icon = _("All contacts"), ":material/arrow_back:"
    st.button(label, icon=icon, type="tertiary", on_click=nav.show_contact_in_address, args=back, key="back")
    with parts.explained():
        record = desk.service.contacts.record(contact_id)
        person = Person(record, desk.service.relationships.tie(contact_id), event)
        dues = _head(desk, person)
        same_person.hints(desk, record.contact)
        for due in dues:
            due_list.row(desk, due)
        due_list.undo(desk)
        _PARTS[_part()][1](desk, person)


def _head(desk: Desk, person: Person) -> tuple[Due, ...]:
    """Name, badges, and the sentence on how things stand; gives what is due."""
    contact, today = person.record.contact, desk.service.today()
    seen = glance(person.tie, today)
    parts.heading(plain(contact.display_name))
    known = (contact.title, contact.organization if contact.name else "")
    if said := " · ".join(part for part in known if part):
        st.markdown(plain(said))
    with st.container(horizontal=True, key="person-badges", gap="small"):
        state = seen.health.state
        st.badge(words.health(state), color=words.HEALTH_COLORS[state], icon=":material/monitor_heart:")
        for tag in person.tie.relationship.tags:
            st.badge(plain(tag), color="gray", icon=":material/sell:")
        if person.tie.relationship.opted_out:
            st.badge(_("wants no messages"), color="red", icon=":material/do_not_disturb_on:")
    st.caption(plain(seen.health.why))
    everything = desk.service.agenda.of_contact(contact.id)
    dues = tuple(due for due in everything if due.opens <= today)
    if everything and not dues:
        st.caption(_("Next: {why} ({day})", why=plain(everything[0].why), day=day(everything[0].on)))
    return dues


def _part() -> str:
    picked = st.segmented_control(
        _("Part of the page"),
        list(_PARTS),
        default=None if _PART in st.session_state else "card",
        format_func=lambda name: _(_PARTS[name][0]),
        required=True,
        key=_PART,
        label_visibility="collapsed",
        persist_state="session",
    )
    return picked or "card"


_PARTS: dict[str, tuple[str, Callable[[Desk, Person], None]]] = {
    "card": (N_("Card"), card_part.show),
    "story": (N_("What happened"), story.show),
    "keeping": (N_("Keeping in touch"), keeping.show),
    "giving": (N_("Give and ask"), giving.show),
    "history": (N_("Changes"), history.show),
}
