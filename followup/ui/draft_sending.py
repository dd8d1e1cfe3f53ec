"""Letting approved messages leave by the owner's mail account: looked at first, one at a time, stopped at any moment.

Nothing leaves unless somebody says on this visit that messages may, looks at what would leave, and presses the button.
What is in doubt afterwards is settled here too, in plain words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import closing

import streamlit as st

from followup.locale import N_, _, ngettext
from followup.model import Event
from followup.outbox import Way
from followup.service import Request, SendItem, SendOutcome
from followup.ui import nav, parts
from followup.ui.desk import Desk
from followup.ui.texts import plain

_ALLOWED = "sending-allowed"
_WAY = "sending-way"
_NOW = "sending-now"
_AGAIN = "sending-again"
"""Ids of drafts that a person wants to be given to the server once more, in the session."""

_WAYS = {
    Way.IMAP_DRAFTS: N_("Put them into my Drafts folder"),
    Way.SMTP: N_("Send them"),
}
_OUTCOMES = {
    SendOutcome.READY: N_("would leave"),
    SendOutcome.SENT: N_("left"),
    SendOutcome.LATER: N_("not taken now, try again later"),
    SendOutcome.FAILED: N_("refused by the server"),
    SendOutcome.OPEN: N_("may have arrived: please look"),
    SendOutcome.BLOCKED: N_("held back"),
}


def show(desk: Desk, event: Event | None, kind: str) -> None:
    """Draw the section; nothing is connected to before the button."""
    with st.expander(_("Let approved messages leave"), icon=":material/outgoing_mail:", key="sending"):
        if not st.toggle(_("Messages may leave from this page"), key=_ALLOWED):
            st.caption(_("Off until you say so on this visit. Files and links above work without it."))
            return
        way = st.radio(_("How"), list(_WAYS), format_func=lambda one: _(_WAYS[one]), key=_WAY)
        again = frozenset(st.session_state.get(_AGAIN, ()))
        with parts.explained():
            request = Request(event=_number(event), way=way, kind=kind, again=again & _approved(desk, event, kind))
            _before(desk, request)


def _approved(desk: Desk, event: Event | None, kind: str) -> frozenset[int]:
    found = desk.service.sending.preview(Request(event=_number(event), way=Way.SMTP, kind=kind))
    return frozenset(item.draft.id for item in found)


def _number(event: Event | None) -> int | None:
    return event.id if event else None


def _before(desk: Desk, request: Request) -> None:
    """What would leave, and the button; or the run that somebody has just begun."""
    if st.session_state.pop(_NOW, False):
        _run(desk, request)
        return
    items = desk.service.sending.preview(request)
    if not items:
        st.markdown(_("No approved message waits here."))
        return
    _list(desk, items)
    if ready := sum(item.outcome is SendOutcome.READY for item in items):
        rate = desk.service.mail_account.get().per_minute
        if request.way is Way.SMTP:
            st.caption(_("One at a time, at most {number} a minute.", number=rate))
            label = ngettext("Send {number} message now", "Send {number} messages now", ready)
        else:
            label = ngettext("Put {number} message there", "Put {number} messages there", ready)
        st.button(label, type="primary", icon=":material/send:", on_click=_begin, key="send-now")


def _run(desk: Desk, request: Request) -> None:
    """Hand over; pressing anything ends it after the message that is on its way, and the rest waits."""
    ready = sum(item.outcome is SendOutcome.READY for item in desk.service.sending.preview(request))
    st.button(_("Stop"), icon=":material/stop:", key="send-stop")
    bar = st.progress(0.0, text=_("Connecting …"))
    done: list[SendItem] = []
    try:
        with closing(desk.service.sending.send(request)) as run:
            for item in run:
                done.append(item)
                left = sum(one.outcome is SendOutcome.SENT for one in done)
                bar.progress(min(1.0, left / max(ready, 1)), text=_("{number} of {all}", number=left, all=ready))
    finally:
        st.session_state.pop(_AGAIN, None)
    nav.say(_said(done))
    _list(desk, done)


def _said(items: Sequence[SendItem]) -> str:
    counts = Counter(item.outcome for item in items)
    return ", ".join(f"{number} {_(_OUTCOMES[outcome])}" for outcome, number in counts.items())


def _list(desk: Desk, items: Sequence[SendItem]) -> None:
    for item in items:
        with st.container(key=f"sending-{item.draft.id}", gap="small"):
            reason = f"  \n:gray[{plain(item.said)}]" if item.said else ""
            st.markdown(f"**{plain(item.name)}** · {_(_OUTCOMES[item.outcome])}{reason}")
            _settle(desk, item)


def _settle(desk: Desk, item: SendItem) -> None:
    """What a person can do about a message that is in doubt, or that the server refused."""
    number = item.draft.id
    if item.outcome is SendOutcome.OPEN:
        st.caption(_("The server took it and fell silent. Look into your sent mail, or ask the person."))
        with st.container(horizontal=True, key=f"settle-{number}"):
            arrived = (desk.service.sending.mark_sent, number)
            st.button(_("It has arrived"), on_click=parts.do, args=arrived, key=f"arrived-{number}")
            label = _("It has not: send it once more")
            st.button(label, on_click=_once_more, args=(number,), key=f"once-more-{number}")
    elif item.outcome is SendOutcome.FAILED:
        st.button(_("Try it again"), on_click=_once_more, args=(number,), key=f"once-more-{number}")


def _begin() -> None:
    st.session_state[_NOW] = True


def _once_more(draft_id: int) -> None:
    """It stands among those that would leave from now on; the button sends it."""
    st.session_state[_AGAIN] = [*st.session_state.get(_AGAIN, ()), draft_id]
