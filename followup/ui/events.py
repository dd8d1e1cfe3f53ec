"""Events: how far each has come, its data, its contacts as files."""

from __future__ import annotations

import streamlit as st

from followup.locale import _, ngettext
from followup.model import Event, EventProgress
from followup.ui import event_form, exports, nav, parts
from followup.ui.desk import Desk
from followup.ui.texts import day, plain


def render(desk: Desk) -> None:
    """Draw the page."""
    parts.heading(_("Events"))
    progress = desk.service.events.progress()
    picked = nav.picked_event([p.event for p in progress])
    with st.expander(_("New event"), icon=":material/add:", expanded=not progress, key="new-event-form"):
        event_form.show(desk)
    for each in progress:
        _event(desk, each, is_picked=each.event == picked)


def _event(desk: Desk, progress: EventProgress, *, is_picked: bool) -> None:
    event = progress.event
    with st.container(border=True, key=f"event-{event.id}"):
        st.subheader(plain(event.name), anchor=False)
        if about := _about(event):
            st.caption(plain(about))
        st.markdown(_so_far(progress))
        if not is_picked:
            st.button(_("Open"), on_click=nav.open_event, args=(event.id,), key=f"open-event-{event.id}")
            return
        exports.buttons(desk, event)
        with st.expander(_("Change name, dates, place"), key=f"change-event-{event.id}"):
            event_form.show(desk, event)


def _about(event: Event) -> str:
    days = " – ".join(day(each) for each in dict.fromkeys((event.starts_on, event.ends_on)) if each)
    return " · ".join(part for part in (days, event.place) if part)


def _so_far(progress: EventProgress) -> str:
    contacts, waiting, failed = progress.contacts, progress.waiting, progress.failed
    steps = (
        (True, ngettext("**{number}** contact", "**{number}** contacts", contacts)),
        (progress.reviewed, _("**{number}** checked", number=progress.reviewed)),
        (progress.drafted, _("**{number}** with a draft", number=progress.drafted)),
        (waiting, ngettext("**{number}** photo waiting", "**{number}** photos waiting", waiting)),
        (failed, ngettext("**{number}** photo without a card", "**{number}** photos without a card", failed)),
    )
    return " · ".join(words for number, words in steps if number)
