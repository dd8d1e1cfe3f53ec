"""What one wants of an event: whom to meet, what to offer, what to look for, and who of those met fits."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from followup.locale import _, ngettext
from followup.model import Event
from followup.relations import GoalKind
from followup.service.goals import GoalCoverage
from followup.ui import nav, parts, words
from followup.ui.desk import Desk
from followup.ui.texts import plain

_MOST = 8
"""People named beside a goal."""


def show(desk: Desk, event: Event) -> None:
    """Draw the goals with those who fit, and the form for another one."""
    st.subheader(_("What you want of it"), anchor=False)
    covered = desk.service.goals.coverage(event.id)
    if covered:
        reached = sum(bool(each.contact_ids) for each in covered)
        text = _("{reached} of {number} reached", reached=reached, number=len(covered))
        st.progress(reached / len(covered), text=text)
    else:
        st.caption(_("Say whom you want to meet, what you can offer and what you look for: this page shows who fits."))
    for each in covered:
        _goal(desk, each)
    row = st.form("new-goal", border=False, clear_on_submit=True)
    with row, st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(_("Goal"), list(GoalKind), format_func=words.goal, key="goal-kind", width=200)
        example = _("somebody who runs a test lab")
        st.text_input(_("Whom or what?"), key="goal-text", placeholder=example, max_chars=300, width=420)
        st.form_submit_button(_("Add"), on_click=_add, args=(desk, event.id), key="goal-add")


def _goal(desk: Desk, covered: GoalCoverage) -> None:
    goal = covered.goal
    with st.container(border=True, key=f"goal-{goal.id}", gap="small"):
        with st.container(horizontal=True, vertical_alignment="center"):
            sign = (
                ":green[:material/check_circle:]" if covered.contact_ids else ":gray[:material/radio_button_unchecked:]"
            )
            st.markdown(f"{sign} {words.goal(goal.kind)}: **{plain(goal.text)}**", width="stretch")
            gone, label = (desk.service.goals.remove, goal.id), _("Remove")
            with st.popover(label, type="tertiary"):
                st.button(_("Remove it"), on_click=parts.do, args=gone, key=f"remove-goal-{goal.id}")
        if covered.contact_ids:
            _who(desk, goal.id, covered.contact_ids)


def _who(desk: Desk, goal_id: int, contact_ids: Sequence[int]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        for contact_id in contact_ids[:_MOST]:
            name, args = plain(desk.service.contacts.get(contact_id).display_name), ("contacts", contact_id)
            st.button(name, on_click=nav.go, args=args, key=f"goal-{goal_id}-{contact_id}")
        if len(contact_ids) > _MOST:
            more = len(contact_ids) - _MOST
            st.caption(ngettext("and {number} more", "and {number} more", more), width="content")


@parts.guarded
def _add(desk: Desk, event_id: int) -> None:
    desk.service.goals.add(event_id, st.session_state["goal-kind"], st.session_state["goal-text"])
