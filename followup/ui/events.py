"""Events: how far the picked one has come, its clock, its goals, its people as files; and the others."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from followup.locale import _, ngettext
from followup.model import Event, EventProgress
from followup.ui import charts, event_form, event_goals, exports, nav, parts
from followup.ui.desk import Desk
from followup.ui.people import letters_round
from followup.ui.texts import day, plain

SHOWN = 10
"""Other events shown at once."""

_WANTED = "wanted-events"


def render(desk: Desk) -> None:
    """Draw the page."""
    progress = desk.service.events.progress()
    event = nav.picked_event([p.event for p in progress])
    picked = next((p for p in progress if p.event == event), None)
    if picked is None:
        parts.heading(_("Events"))
        event_form.show(desk)
        return
    with st.expander(_("New event"), icon=":material/add:", key="new-event-form"):
        event_form.show(desk)
    _picked(desk, picked)
    _others([p for p in progress if p is not picked])


def _picked(desk: Desk, progress: EventProgress) -> None:
    """Everything about one event."""
    event = progress.event
    parts.heading(plain(event.name), _about(event))
    st.markdown(_so_far(progress))
    clock = desk.service.events.clock(event)
    if progress.contacts:
        left, right = st.columns(2, gap="large")
        with left:
            st.subheader(_("How far you have come"), anchor=False)
            charts.funnel(progress)
        with right:
            if clock:
                st.subheader(_("48 hours, in business days"), anchor=False)
                charts.follow_up(clock, progress, desk.service.today())
            else:
                st.caption(_("Say when the event was, and a clock shows how much time is left to write."))
        _people(event, progress.contacts)
    event_goals.show(desk, event)
    if progress.contacts:
        _origins(desk, event)
        exports.buttons(desk, event)
    with st.expander(_("Change name, dates, place"), key=f"change-event-{event.id}"):
        event_form.show(desk, event)


def _people(event: Event, number: int) -> None:
    """Ways to the people met, and to others who could be invited."""
    with st.container(horizontal=True, key="event-people"):
        label = ngettext("See the {number} person you met", "See the {number} people you met", number)
        st.button(label, icon=":material/group:", on_click=_see, args=(False,), key="see-people")
        label = _("Invite people to something")
        st.button(label, icon=":material/campaign:", on_click=_see, args=(True,), key="invite-people")


def _see(inviting: bool) -> None:
    """Open the list of the event's people, or everybody's with the form that writes to all of them."""
    st.session_state["everywhere"] = inviting
    st.session_state[letters_round.OPEN] = inviting
    nav.go("contacts")


def _origins(desk: Desk, event: Event) -> None:
    box = st.expander(_("Where they come from"), icon=":material/public:", key="event-origins", on_change="rerun")
    if box.open:
        with box:
            origins = desk.service.figures.origins(event.id)
            charts.places(origins.companies, origins.countries)


def _others(progress: Sequence[EventProgress]) -> None:
    """The other events in a few words each, a few at a time."""
    if not progress:
        return
    st.subheader(_("Other events"), anchor=False)
    wanted = int(st.session_state.get(_WANTED, SHOWN))
    for each in progress[:wanted]:
        event = each.event
        with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"event-{event.id}"):
            about = f"  \n:gray[{plain(_about(event))}]" if _about(event) else ""
            st.markdown(f"**{plain(event.name)}**{about}  \n{_so_far(each)}", width="stretch")
            st.button(_("Open"), on_click=nav.open_event, args=(event.id,), key=f"open-event-{event.id}")
    if len(progress) > wanted:
        st.button(_("Show more"), icon=":material/expand_more:", on_click=_more, args=(wanted,), key="more-events")


def _more(shown: int) -> None:
    st.session_state[_WANTED] = shown + SHOWN


def _about(event: Event) -> str:
    days = " – ".join(day(each) for each in dict.fromkeys((event.starts_on, event.ends_on)) if each)
    return " · ".join(part for part in (days, event.place, event.url) if part)


def _so_far(progress: EventProgress) -> str:
    contacts, waiting, failed = progress.contacts, progress.waiting, progress.failed
    steps = (
        (True, ngettext("**{number}** contact", "**{number}** contacts", contacts)),
        (progress.reviewed, _("**{number}** checked", number=progress.reviewed)),
        (progress.drafted, _("**{number}** with a draft", number=progress.drafted)),
        (progress.sent, _("**{number}** written to", number=progress.sent)),
        (progress.answered, _("**{number}** answered", number=progress.answered)),
        (waiting, ngettext("**{number}** photo waiting", "**{number}** photos waiting", waiting)),
        (failed, ngettext("**{number}** photo without a card", "**{number}** photos without a card", failed)),
    )
    return " · ".join(words for number, words in steps if number)
