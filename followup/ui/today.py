"""Today: who is due and why, and what is left to do at the event."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from followup.locale import N_, _, ngettext
from followup.model import DraftState, EventProgress
from followup.relations import DecisionKind
from followup.service.agenda import DueContact
from followup.ui import capture, draft_checks, drafts, nav, parts
from followup.ui.desk import Desk
from followup.ui.texts import day, full_day, plain

SHOWN = 12
"""People who are due, shown at once: more than one writes to in a day."""

_ALL = "everybody-due"
LATER = timedelta(days=7)
"""How long 'next week' puts something off."""

_ANSWERS = {
    DecisionKind.DONE.value: N_("Done already"),
    DecisionKind.SNOOZED.value: N_("Next week"),
    DecisionKind.SKIPPED.value: N_("Not this time"),
}


def render(desk: Desk) -> None:
    """Draw the page; before the first event it is the form that makes one."""
    progress = desk.service.events.progress()
    event = nav.picked_event([p.event for p in progress])
    if event is None:
        capture.welcome(desk)
        return
    parts.heading(_("Today"), full_day(date.today()))
    _left_to_do(desk, next(p for p in progress if p.event.id == event.id))
    _due(desk)


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
    with st.container(horizontal=True, key="left-to-do"):
        for number, (_left_over, words, button, page) in enumerate(left):
            with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"step-{number}"):
                st.markdown(words, width="content")
                first = number == 0
                args, key = (page,), f"to-step-{number}"
                st.button(button, type="primary" if first else "secondary", on_click=nav.go, args=args, key=key)
    if not left:
        st.markdown(f":green[:material/done_all:] {_('Every card is checked, and every draft is read.')}")


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
    """Everybody who should hear from the owner, the longest overdue first."""
    st.subheader(_("Who to write to"), anchor=False)
    found = desk.service.agenda.due()
    if not found:
        st.caption(
            _("Nobody is due. People appear here when a note, a promise, a birthday or a long silence asks for it.")
        )
        return
    shown = found if st.session_state.get(_ALL) else found[:SHOWN]
    with st.container(key="due", gap="small"):
        for item in shown:
            _row(desk, item)
    if len(found) > SHOWN:
        st.toggle(_("Show all {number}", number=len(found)), key=_ALL)


def _row(desk: Desk, item: DueContact) -> None:
    due = item.due
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"due-{due.uid}"):
        with st.container(gap=None, width="stretch"):
            to_person = ("contacts", due.contact_id)
            st.button(f"**{plain(item.name)}**", type="tertiary", on_click=nav.go, args=to_person, key=f"who-{due.uid}")
            st.markdown(f"{plain(due.why)} {_when(item)}")
        with st.container(horizontal=True, width="content", wrap=False, key=f"do-{due.uid}"):
            if due.event_id is not None:
                args = (desk, item)
                st.button(_("Write"), icon=":material/edit_note:", on_click=_write, args=args, key=f"write-{due.uid}")
            _not_now(desk, item)


def _not_now(desk: Desk, item: DueContact) -> None:
    key = f"answer-{item.due.uid}"
    args = (desk, item, key)
    st.menu_button(
        _("Not now"),
        list(_ANSWERS),
        format_func=lambda answer: _(_ANSWERS[answer]),
        key=key,
        on_click=_answer,
        args=args,
    )


def _when(item: DueContact) -> str:
    if item.due.overdue_days:
        return f":orange[{ngettext('{number} day late', '{number} days late', item.due.overdue_days)}]"
    return f":gray[{_('by {day}', day=day(item.due.on))}]"


@parts.guarded
def _write(desk: Desk, item: DueContact) -> None:
    """Open the draft that fits, written if there is none yet."""
    due = item.due
    assert due.event_id is not None
    made = desk.service.drafts.make(due.event_id, due.kind.value, contact_id=due.contact_id)
    nav.open_event(due.event_id)
    st.session_state[drafts.KIND] = due.kind.value
    st.session_state[draft_checks.OPEN] = next((draft.id for draft in made), None)
    nav.go("drafts")


@parts.guarded
def _answer(desk: Desk, item: DueContact, key: str) -> None:
    answer = st.session_state[key]
    if answer:
        kind = DecisionKind(answer)
        until = date.today() + LATER if kind is DecisionKind.SNOOZED else None
        desk.service.agenda.answer(item.due.uid, kind, until)
        nav.say(f"{item.name}: {_(_ANSWERS[answer])}")
