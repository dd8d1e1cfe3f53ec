"""What happened with a person, the newest first, and noting what happened."""

from __future__ import annotations

from datetime import date

import streamlit as st

from followup.locale import _
from followup.relations import Direction, InteractionKind
from followup.service.timeline import Moment, MomentKind
from followup.ui import nav, parts, words, writing
from followup.ui.desk import Desk
from followup.ui.people.whom import Person
from followup.ui.texts import day, plain, typed_day

_ICONS = {
    MomentKind.ADDED: "person_add",
    MomentKind.MET: "handshake",
    MomentKind.MAIL: "mail",
    MomentKind.CALL: "call",
    MomentKind.MEETING: "groups",
    MomentKind.MESSAGE: "chat",
    MomentKind.NOTE: "sticky_note_2",
    MomentKind.DRAFT: "edit_note",
    MomentKind.SENT: "send",
    MomentKind.FAVOUR: "redeem",
    MomentKind.ANSWER: "task_alt",
}

_MOST = 30
"""Moments drawn at once; the rest comes when it is asked for."""


def show(desk: Desk, person: Person) -> None:
    """Draw the part."""
    contact_id = person.record.contact.id
    _log(desk, contact_id)
    moments = desk.service.timeline.of_contact(contact_id)
    everything = len(moments) <= _MOST or bool(st.session_state.get("whole-story"))
    with st.container(key="story", gap="small"):
        for number, moment in enumerate(moments if everything else moments[:_MOST]):
            _moment(desk, contact_id, moment, number)
    if len(moments) > _MOST:
        st.toggle(_("Show everything"), key="whole-story")


def _log(desk: Desk, contact_id: int) -> None:
    """Note what happened outside of this program."""
    with st.form("log", clear_on_submit=True, border=True):
        st.markdown(f"**{_('Something happened?')}**")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            kinds = list(words.HAPPENINGS)
            st.selectbox(_("What"), kinds, format_func=words.happening, key="log-kind", width=230)
            today = desk.service.today()
            st.date_input(
                _("When"), today, max_value=today, min_value=date(1990, 1, 1), format=typed_day(), key="log-on"
            )
            st.text_input(_("What was it about?"), key="log-text", max_chars=500, width=360)
        st.form_submit_button(_("Note it"), on_click=_logged, args=(desk, contact_id), key="log-save")


@parts.guarded
def _logged(desk: Desk, contact_id: int) -> None:
    kind, direction = st.session_state["log-kind"]
    given: dict[str, str] = {"text": st.session_state["log-text"]}
    kinds: tuple[InteractionKind, Direction] = (InteractionKind(kind), Direction(direction))
    desk.service.interactions.add(contact_id, *kinds, on=st.session_state["log-on"], **given)
    nav.say(_("Noted"))


def _moment(desk: Desk, contact_id: int, moment: Moment, number: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"moment-{number}"):
        on = day(moment.on) if moment.on else _("some day")
        text = f"  \n{plain(moment.text)}" if moment.text else ""
        icon = f":material/{_ICONS[moment.kind]}:"
        st.markdown(f"{icon} :gray[{plain(on)}] **{plain(moment.headline)}**{text}", width="stretch")
        if moment.draft_id is not None:
            to_draft, key = (desk, moment.draft_id), f"open-draft-{moment.draft_id}"
            st.button(_("Open"), type="tertiary", on_click=_open, args=to_draft, key=key)
        if moment.note_id is not None:
            with st.popover(_("Remove"), type="tertiary"):
                st.markdown(_("Take this note out of the story?"))
                args = (desk, contact_id, moment)
                st.button(_("Remove it"), on_click=_remove, args=args, key=f"remove-{moment.kind}-{moment.note_id}")


@parts.guarded
def _open(desk: Desk, draft_id: int) -> None:
    writing.open_draft(desk.service.drafts.get(draft_id))


@parts.guarded
def _remove(desk: Desk, contact_id: int, moment: Moment) -> None:
    assert moment.note_id is not None
    if moment.kind is MomentKind.FAVOUR:
        desk.service.interactions.remove_favour(contact_id, moment.note_id)
    else:
        desk.service.interactions.remove(contact_id, moment.note_id)
