"""Today: who is due and why, and what is left to do at the event."""

from __future__ import annotations

import streamlit as st

from followup.locale import _, ngettext
from followup.model import DraftState, EventProgress
from followup.ui import capture, charts, due_list, nav, parts, sharing
from followup.ui.desk import Desk
from followup.ui.texts import full_day, plain

SHOWN = 12
"""People who are due, shown at once: more than one writes to in a day."""

_LONG_PAST = 10
"""Business days after which the clock says nothing new: everybody is on the list of who to write to."""

_WANTED = "wanted-dues"
"""How many of them one asked to see."""


def render(desk: Desk) -> None:
    """Draw the page; before the first event it is the form that makes one."""
    progress = desk.service.events.progress()
    event = nav.picked_event([p.event for p in progress])
    if event is None:
        capture.welcome(desk)
        return
    parts.heading(_("Today"), full_day(desk.service.today()))
    _left_to_do(desk, next(p for p in progress if p.event.id == event.id))
    _due(desk)
    sharing.show(desk)


def _left_to_do(desk: Desk, progress: EventProgress) -> None:
    """What waits at the event, in the order in which it is done."""
    st.subheader(plain(progress.event.name), anchor=False)
    drafted = len(desk.service.drafts.list(event=progress.event.id, state=DraftState.DRAFTED))
    unchecked = progress.contacts - progress.reviewed
    unwritten = progress.contacts - progress.drafted
    steps = (
        (progress.waiting, _photos_to_read(progress.waiting), _("Continue reading"), "capture"),
        (unchecked, _cards_to_check(unchecked), _("Check them"), "review"),
        (unwritten, _people_without(unwritten), _("Write drafts"), "drafts"),
        (drafted, _drafts_to_read(drafted), _("Read drafts"), "drafts"),
    )
    left = [step for step in steps if step[0]]
    if not progress.contacts and not left:
        text = _("Drop the photos of the cards you collected.")
        parts.empty(_("No cards yet"), text, _("Add photos"), "capture")
        return
    st.progress(_share(progress), text=_so_far(progress))
    _clock(desk, progress)
    with st.container(horizontal=True, key="left-to-do"):
        for number, (_left_over, words, button, page) in enumerate(left):
            with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"step-{number}"):
                st.markdown(words, width="content")
                first = number == 0
                args, key = (page,), f"to-step-{number}"
                st.button(button, type="primary" if first else "secondary", on_click=nav.go, args=args, key=key)
    if not left:
        st.markdown(f":green[:material/done_all:] {_('Every card is checked, and every draft is read.')}")


def _clock(desk: Desk, progress: EventProgress) -> None:
    """How much of the 48 hours is left, while somebody waits and the event is not long past."""
    clock, waiting = desk.service.events.clock(progress.event), progress.contacts - progress.sent
    if clock and waiting and clock.days_left > -_LONG_PAST:
        charts.told(clock, waiting, desk.service.today())


def _photos_to_read(number: int) -> str:
    return ngettext("**{number}** photo to read", "**{number}** photos to read", number)


def _cards_to_check(number: int) -> str:
    return ngettext("**{number}** card to check", "**{number}** cards to check", number)


def _people_without(number: int) -> str:
    return ngettext("**{number}** person without a draft", "**{number}** people without a draft", number)


def _drafts_to_read(number: int) -> str:
    return ngettext("**{number}** draft to read", "**{number}** drafts to read", number)


def _share(progress: EventProgress) -> float:
    """How much of the event's work is done: checking a card is half of it, writing the draft the other half."""
    return (progress.reviewed + progress.drafted) / (2 * progress.contacts) if progress.contacts else 0.0


def _so_far(progress: EventProgress) -> str:
    return ngettext(
        "{number} contact · {checked} checked · {drafted} with a draft",
        "{number} contacts · {checked} checked · {drafted} with a draft",
        progress.contacts,
        checked=progress.reviewed,
        drafted=progress.drafted,
    )


def _due(desk: Desk) -> None:
    """Those who should hear from the owner, the longest overdue first; a dozen more whenever it is asked for."""
    st.subheader(_("Who to write to"), anchor=False)
    due_list.undo(desk)
    wanted = int(st.session_state.get(_WANTED, SHOWN))
    found = desk.service.agenda.due(limit=wanted + 1)
    if not found:
        st.caption(
            _("Nobody is due. People appear here when a note, a promise, a birthday or a long silence asks for it.")
        )
        return
    with st.container(key="due", gap="small"):
        for item in found[:wanted]:
            due_list.row(desk, item.due, item.name)
    if len(found) > wanted:
        st.button(_("Show more"), icon=":material/expand_more:", on_click=_more, args=(wanted,), key="more-due")


def _more(shown: int) -> None:
    st.session_state[_WANTED] = shown + SHOWN
