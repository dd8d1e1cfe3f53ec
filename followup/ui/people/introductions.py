"""Introductions, step by step: ask both, note what they say, bring them together. Every step can be taken back."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from followup.locale import N_, _
from followup.model import Contact
from followup.relations import Answer, IntroductionSide, IntroductionState, MessageKind
from followup.service.introductions import IntroductionOf
from followup.ui import charts, nav, parts, writing
from followup.ui.charts.ties import STATES
from followup.ui.desk import Desk
from followup.ui.texts import plain

_ANSWERS = {
    Answer.NOT_ASKED: N_("not asked yet"),
    Answer.ASKED: N_("asked"),
    Answer.YES: N_("said yes"),
    Answer.NO: N_("said no"),
}

_STEPS = {"asked": N_("I asked already"), "yes": N_("Said yes"), "no": N_("Said no")}

_STATE_COLORS = {
    IntroductionState.PROPOSED: "gray",
    IntroductionState.ASKING: "orange",
    IntroductionState.AGREED: "blue",
    IntroductionState.INTRODUCED: "green",
    IntroductionState.DECLINED: "red",
    IntroductionState.DROPPED: "gray",
}
_MOST = 25


def of_person(desk: Desk, contact_id: int) -> None:
    """Draw a person's introductions; nothing when there is none."""
    for found in desk.service.introductions.all(contact_id=contact_id)[:_MOST]:
        _introduction(desk, found)


def of_all(desk: Desk) -> None:
    """Draw the ideas that nobody acted on yet, the introductions under way, and the network of all."""
    found = desk.service.introductions.all()
    under_way = [each for each in found if not each.introduction.over]
    ideas = [idea for idea in desk.service.suggestions.all() if idea.message is MessageKind.INTRODUCTION_OFFER][:5]
    for each in under_way[:_MOST]:
        _introduction(desk, each)
    for number, idea in enumerate(ideas):
        propose(desk, idea.contact_ids, idea.reason, f"idea-of-all-{number}")
    if found:
        names = {contact.id: contact.display_name for each in found for contact in (each.a, each.b)}
        charts.introductions([each.introduction for each in found], names)
    elif not ideas:
        st.caption(_("Ideas appear here once it is noted what people are interested in, offer and need."))


def propose(desk: Desk, pair: tuple[int, ...], reason: str, key: str) -> None:
    """Draw an idea with its reason, and the button that begins with it."""
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=key):
        one, other = (plain(desk.service.contacts.get(i).display_name) for i in pair)
        words = _("**{one}** and **{other}**", one=one, other=other)
        st.markdown(f":material/diversity_3: {words}  \n:gray[{plain(reason)}]", width="stretch")
        args = (desk, pair)
        st.button(_("Ask both"), icon=":material/forum:", on_click=_propose, args=args, key=f"{key}-propose")


def _introduction(desk: Desk, found: IntroductionOf) -> None:
    one = found.introduction
    with st.container(border=True, key=f"introduction-{one.id}", gap="small"):
        with st.container(horizontal=True, vertical_alignment="center"):
            words = {"one": plain(found.a.display_name), "other": plain(found.b.display_name)}
            said = _("**{one}** and **{other}**", **words)
            color = _STATE_COLORS[one.state]
            st.markdown(f":material/diversity_3: {said} :{color}-badge[{_(STATES[one.state][0])}]", width="stretch")
            undo = (desk, one.id)
            st.button(
                _("Undo"), type="tertiary", icon=":material/undo:", on_click=_undo, args=undo, key=f"undo-{one.id}"
            )
        if one.reason:
            st.caption(plain(one.reason))
        if one.state is IntroductionState.AGREED:
            _bring_together(desk, found)
        elif not one.over:
            _side(desk, one.id, one.a, found.a)
            _side(desk, one.id, one.b, found.b)
        if not one.over:
            drop, key = (desk.service.introductions.drop, one.id), f"drop-{one.id}"
            st.button(_("Give it up"), type="tertiary", on_click=parts.do, args=drop, key=key)


def _side(desk: Desk, number: int, side: IntroductionSide, who: Contact) -> None:
    """One of the two: whether they were asked, and what they say."""
    with st.container(horizontal=True, vertical_alignment="center", key=f"side-{number}-{who.id}"):
        st.markdown(f"{plain(who.display_name)}: {_(_ANSWERS[side.answer])}", width="stretch")
        if side.answer in (Answer.YES, Answer.NO):
            return
        if side.answer is Answer.NOT_ASKED:
            letter = (desk, number, who.id)
            label, key = _("Write to ask"), f"ask-{number}-{who.id}"
            st.button(label, icon=":material/edit_note:", on_click=writing.introduction, args=letter, key=key)
        key = f"answered-{number}-{who.id}"
        st.menu_button(
            _("What they say"),
            [step for step in _STEPS if step != "asked" or side.answer is Answer.NOT_ASKED],
            format_func=lambda step: _(_STEPS[step]),
            key=key,
            on_click=_step,
            args=(desk, number, who.id, key),
        )


def _bring_together(desk: Desk, found: IntroductionOf) -> None:
    number = found.introduction.id
    letter = (desk, number, found.a.id)
    with st.container(horizontal=True):
        label, icon = _("Write the introduction"), ":material/edit_note:"
        st.button(label, type="primary", icon=icon, on_click=writing.introduction, args=letter, key=f"letter-{number}")
        both, icon = (*letter, True), ":material/group:"
        label = _("One message to both")
        told = _("To the first, with the second in copy: each sees the other's address.")
        st.button(label, icon=icon, on_click=writing.introduction, args=both, help=told, key=f"together-{number}")
        done = (desk.service.introductions.introduced, number)
        st.button(_("I introduced them"), on_click=parts.do, args=done, key=f"introduced-{number}")


@parts.guarded
def _propose(desk: Desk, pair: tuple[int, int]) -> None:
    desk.service.introductions.propose(*pair)


@parts.guarded
def _step(desk: Desk, number: int, contact_id: int, key: str) -> None:
    steps: dict[str, Callable[[], object]] = {
        "asked": lambda: desk.service.introductions.asked(number, contact_id),
        "yes": lambda: desk.service.introductions.answered(number, contact_id, True),
        "no": lambda: desk.service.introductions.answered(number, contact_id, False),
    }
    if step := st.session_state[key]:
        steps[step]()


@parts.guarded
def _undo(desk: Desk, number: int) -> None:
    if desk.service.introductions.undo(number) is None:
        nav.say(_("The idea is an idea again."))
