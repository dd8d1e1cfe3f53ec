"""Today: who is due and why, and what is left to do at the event."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st
from babel.dates import format_date

from followup.model import DraftState, EventProgress
from followup.relations import DecisionKind
from followup.service.agenda import DueContact
from followup.ui import capture, draft_checks, drafts, nav, parts
from followup.ui.desk import Desk
from followup.ui.texts import count, plain

SHOWN = 12
"""People who are due, shown at once: more than one writes to in a day."""

_ALL = "everybody-due"
LATER = timedelta(days=7)
"""How long 'next week' puts something off."""

_ANSWERS = {
    DecisionKind.DONE.value: "Done already",
    DecisionKind.SNOOZED.value: "Next week",
    DecisionKind.SKIPPED.value: "Not this time",
}


def render(desk: Desk) -> None:
    """Draw the page; before the first event it is the form that makes one."""
    progress = desk.service.events.progress()
    event = nav.picked_event([p.event for p in progress])
    if event is None:
        capture.welcome(desk)
        return
    parts.heading("Today", format_date(date.today(), "full", locale="en_GB"))
    _left_to_do(desk, next(p for p in progress if p.event.id == event.id))
    _due(desk)


def _left_to_do(desk: Desk, progress: EventProgress) -> None:
    """What waits at the event, in the order in which it is done."""
    st.subheader(plain(progress.event.name), anchor=False)
    drafted = len(desk.service.drafts.list(event=progress.event.id, state=DraftState.DRAFTED))
    unchecked = progress.contacts - progress.reviewed
    unwritten = progress.contacts - progress.drafted
    steps = (
        (progress.waiting, "photo to read", "photos to read", "Continue reading", "capture"),
        (unchecked, "card to check", "cards to check", "Check them", "review"),
        (unwritten, "person without a draft", "people without a draft", "Write drafts", "drafts"),
        (drafted, "draft to read", "drafts to read", "Read drafts", "drafts"),
    )
    left = [step for step in steps if step[0]]
    if not progress.contacts and not left:
        parts.empty("No cards yet", "Drop the photos of the cards you collected.", "Add photos", "capture")
        return
    st.progress(_share(progress), text=_so_far(progress))
    with st.container(horizontal=True, key="left-to-do"):
        for number, (left_over, one, many, button, page) in enumerate(left):
            with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"step-{number}"):
                st.markdown(f"**{left_over:,}** {one if left_over == 1 else many}", width="content")
                first = number == 0
                args, key = (page,), f"to-step-{number}"
                st.button(button, type="primary" if first else "secondary", on_click=nav.go, args=args, key=key)
    if not left:
        st.markdown(":green[:material/done_all:] Every card is checked, and every draft is read.")


def _share(progress: EventProgress) -> float:
    """How much of the event's work is done: checking a card is half of it, writing the draft the other half."""
    return (progress.reviewed + progress.drafted) / (2 * progress.contacts) if progress.contacts else 0.0


def _so_far(progress: EventProgress) -> str:
    people = count(progress.contacts, "contact")
    return f"{people} · {progress.reviewed} checked · {progress.drafted} with a draft"


def _due(desk: Desk) -> None:
    """Everybody who should hear from the owner, the longest overdue first."""
    st.subheader("Who to write to", anchor=False)
    found = desk.service.agenda.due()
    if not found:
        st.caption(
            "Nobody is due. People appear here when a note, a promise, a birthday or a long silence asks for it."
        )
        return
    shown = found if st.session_state.get(_ALL) else found[:SHOWN]
    with st.container(key="due", gap="small"):
        for item in shown:
            _row(desk, item)
    if len(found) > SHOWN:
        st.toggle(f"Show all {len(found):,}", key=_ALL)


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
                st.button("Write", icon=":material/edit_note:", on_click=_write, args=args, key=f"write-{due.uid}")
            _not_now(desk, item)


def _not_now(desk: Desk, item: DueContact) -> None:
    key = f"answer-{item.due.uid}"
    args = (desk, item, key)
    st.menu_button("Not now", list(_ANSWERS), format_func=_ANSWERS.__getitem__, key=key, on_click=_answer, args=args)


def _when(item: DueContact) -> str:
    if item.due.overdue_days:
        return f":orange[{count(item.due.overdue_days, 'day')} late]"
    return f":gray[by {format_date(item.due.on, 'medium', locale='en_GB')}]"


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
        nav.say(f"{item.name}: {_ANSWERS[answer].lower()}")
