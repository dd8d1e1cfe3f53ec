"""What is due about somebody, with its reason, and the answers: write, done, later, not this time."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from followup.cadence import Due
from followup.locale import N_, _, ngettext
from followup.relations import DecisionKind
from followup.ui import nav, parts, writing
from followup.ui.desk import Desk
from followup.ui.texts import day, plain

_ANSWERED = "answered-due"
"""Contact, uid and words of the last answer, for taking it back."""

_ANSWERS = {
    "done": N_("Done already"),
    "week": N_("Next week"),
    "month": N_("In a month"),
    "skipped": N_("Not this time"),
}

LATER = {"week": timedelta(days=7), "month": timedelta(days=30)}
"""How long an answer puts something off."""


def row(desk: Desk, due: Due, name: str = "") -> None:
    """Draw something due in a frame of its own.

    Args:
        desk: the service.
        due: what is due.
        name: of whom it is about, as a way to the person's page; empty on that page.
    """
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"due-{due.uid}"):
        with st.container(gap=None, width="stretch"):
            if name:
                to_person = ("contacts", due.contact_id)
                st.button(f"**{plain(name)}**", type="tertiary", on_click=nav.go, args=to_person, key=f"who-{due.uid}")
            st.markdown(f"{plain(due.why)} {when(due)}")
        with st.container(horizontal=True, width="content", wrap=False, key=f"do-{due.uid}"):
            label, args = _("Write"), (desk, due)
            st.button(label, icon=":material/edit_note:", on_click=_write, args=args, key=f"write-{due.uid}")
            _not_now(desk, due, name)


def undo(desk: Desk) -> None:
    """Draw the way back from the last answer; nothing when there was none."""
    answered = st.session_state.get(_ANSWERED)
    if not answered:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="undo-answer"):
        st.markdown(f":gray[:material/done:] {plain(answered[2])}", width="content")
        st.button(_("Undo"), icon=":material/undo:", type="tertiary", on_click=_take_back, args=(desk,), key="undo-due")


def when(due: Due) -> str:
    """How urgent it is, as Markdown."""
    if due.overdue_days:
        return f":orange[{ngettext('{number} day late', '{number} days late', due.overdue_days)}]"
    return f":gray[{_('by {day}', day=day(due.on))}]"


def _not_now(desk: Desk, due: Due, name: str) -> None:
    key = f"answer-{due.uid}"
    args = (desk, due, name, key)
    st.menu_button(
        _("Not now"),
        list(_ANSWERS),
        format_func=lambda answer: _(_ANSWERS[answer]),
        key=key,
        on_click=_answer,
        args=args,
    )


@parts.guarded
def _write(desk: Desk, due: Due) -> None:
    """Open the message that fits, written if there is none yet."""
    writing.open_draft(desk.service.due_letters.write(due))


@parts.guarded
def _answer(desk: Desk, due: Due, name: str, key: str) -> None:
    answer = st.session_state[key]
    if not answer:
        return
    later = LATER.get(answer)
    kind = DecisionKind.SNOOZED if later else DecisionKind(answer)
    desk.service.agenda.answer(due.uid, kind, desk.service.today() + later if later else None)
    said = _(_ANSWERS[answer])
    st.session_state[_ANSWERED] = (due.contact_id, due.uid, f"{name}: {said}" if name else said)


@parts.guarded
def _take_back(desk: Desk) -> None:
    contact_id, uid, _said = st.session_state.pop(_ANSWERED)
    desk.service.agenda.take_back(contact_id, uid)
