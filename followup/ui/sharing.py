"""Something worth passing on: whom it interests, by their tags, and a message to each or to all of them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from followup.locale import _, ngettext
from followup.model import Particulars
from followup.network import Resource
from followup.relations import MessageKind
from followup.service.suggestions import Proposal
from followup.ui import parts
from followup.ui.desk import Desk
from followup.ui.people import letters_round
from followup.ui.texts import plain

_MOST = 12
"""People shown; a message to all goes to those."""


def show(desk: Desk) -> None:
    """Draw the form, folded away, and whom the resource interests."""
    letters_round.done(desk)
    box = st.expander(_("Something worth sharing?"), icon=":material/share:", key="sharing", on_change="rerun")
    if not box.open:
        return
    with box:
        st.caption(_("An article, a job, a tool: say what it is about, and see whom it could help."))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            title = st.text_input(_("What is it?"), key="share-title", max_chars=300, width=340)
            link = st.text_input(_("Link"), key="share-link", max_chars=500, width=300)
            example = _("heat pumps, hiring")
            about = st.text_input(_("What is it about?"), key="share-tags", placeholder=example, width=260)
        tags = tuple(tag.strip() for tag in (about or "").split(",") if tag.strip())
        resource = Resource(title=title or "", link=link or "", tags=tags)
        if resource.tags:
            _whom(desk, resource)


def _whom(desk: Desk, resource: Resource) -> None:
    found = [idea for idea in desk.service.suggestions.all(resource=resource) if idea.what == "share"]
    if not found:
        st.caption(_("Nobody's interests or needs are about that yet."))
        return
    st.markdown(ngettext("**{number}** person could like it.", "**{number}** people could like it.", len(found)))
    for idea in found[:_MOST]:
        st.markdown(f":material/person: {plain(idea.reason)}")
    shown = found[:_MOST]
    label = ngettext("Write {number} draft", "Write {number} drafts", len(shown))
    args = (desk, resource, shown)
    ready = bool(resource.title)
    st.button(label, type="primary", on_click=_write, args=args, key="share-write", disabled=not ready)
    if not ready:
        st.caption(_("Say what it is first."))


@parts.guarded
def _write(desk: Desk, resource: Resource, ideas: Sequence[Proposal]) -> None:
    said = Particulars(about=resource.title, link=resource.link)
    ids = [idea.contact_ids[0] for idea in ideas]
    kind = MessageKind.SHARE_RESOURCE.value
    letters_round.remember(desk.service.rounds.write(ids, kind, said), kind)
    st.session_state["sharing"] = False
