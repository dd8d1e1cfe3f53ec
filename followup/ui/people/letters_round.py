"""One message to everybody in the list, each with words of its own: an invitation, a shared success, an article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from followup.locale import _, ngettext
from followup.model import Event, Particulars
from followup.relations import MessageKind
from followup.service.rounds import KINDS, MOST, Round
from followup.ui import drafts, nav, parts
from followup.ui.desk import Desk
from followup.ui.texts import kind_name, plain, typed_day

OPEN = "round-open"
"""Whether the form is unfolded: another page can lead to it."""

_DONE = "round-done"
"""Kind of the last round, and its drafts by event, to lead on to them."""


def panel(desk: Desk, event: Event | None, ids: Sequence[int]) -> None:
    """Draw the form, folded away, and what the last round came to."""
    done(desk)
    number = len(ids)
    label = ngettext("Write to this {number} person", "Write to these {number} people", number)
    box = st.expander(label, icon=":material/campaign:", key=OPEN, on_change="rerun")
    if not box.open:
        return
    with box:
        if number > MOST:
            st.caption(_("These are more than {most} people: narrow the list first.", most=MOST))
            return
        st.caption(_("Narrow the list above to whom you mean: by tag, place, company or event."))
        _form(desk, event, ids)


def _form(desk: Desk, event: Event | None, ids: Sequence[int]) -> None:
    with st.form("round", border=False):
        st.selectbox(_("Kind of message"), [kind.value for kind in KINDS], format_func=kind_name, key="round-kind")
        example = _("a dinner in Porto; our shared prize; an article on heat pumps")
        st.text_input(_("What is it about?"), key="round-about", placeholder=example, max_chars=300)
        with st.container(horizontal=True):
            st.date_input(_("Its day, if it has one"), None, key="round-on", format=typed_day(), width=220)
            st.text_input(_("A link, if there is one"), key="round-link", max_chars=500, width=420)
        args = (desk, event.id if event else None, tuple(ids))
        label = ngettext("Write {number} draft", "Write {number} drafts", len(ids))
        st.form_submit_button(label, type="primary", on_click=_write, args=args, key="round-write")


@parts.guarded
def _write(desk: Desk, event_id: int | None, ids: Sequence[int]) -> None:
    kind = MessageKind(st.session_state["round-kind"])
    said = Particulars(
        about=str(st.session_state["round-about"]).strip(),
        about_on=st.session_state["round-on"],
        link=str(st.session_state["round-link"]).strip(),
    )
    remember(desk.service.rounds.write(ids, kind.value, said, event=event_id), kind.value)
    st.session_state[OPEN] = False


def remember(came: Round, kind: str) -> None:
    """Keep what a round came to until the next one, so that the page leads on to its drafts."""
    at = Counter(draft.event_id for draft in came.drafts)
    left_out = [contact.display_name for contact in came.opted_out]
    st.session_state[_DONE] = (kind, at.most_common(), left_out)


def done(desk: Desk) -> None:
    """Draw what the last round came to, with the way to its drafts; nothing when there was none."""
    if _DONE not in st.session_state:
        return
    kind, at, left_out = st.session_state[_DONE]
    names = {event.id: event.name for event in desk.service.events.list()}
    with st.container(border=True, key="round-done", gap="small"):
        total = sum(number for _event_id, number in at)
        said = ngettext("{number} draft is written.", "{number} drafts are written.", total)
        st.markdown(f":green[:material/done_all:] {said}")
        with st.container(horizontal=True):
            for event_id, number in at:
                name = plain(names.get(event_id, "") if event_id else _("outside events"))
                label = ngettext("Read {number} draft: {event}", "Read {number} drafts: {event}", number, event=name)
                st.button(label, on_click=_read, args=(event_id, kind), key=f"read-round-{event_id}")
        if left_out:
            who = plain(", ".join(left_out))
            st.caption(_("Not written to, because they want no messages: {names}.", names=who))


def _read(event_id: int | None, kind: str) -> None:
    st.session_state.pop(_DONE, None)
    drafts.turn_to(event_id)
    st.session_state[drafts.KIND] = kind
    nav.go("drafts")
