"""Two entries that may be one person: proposed with the reasons, compared value by value, made one, or told apart.

Also the front and back of one card, and an earlier job of the same person. The last answer can be undone.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from followup.locale import _
from followup.matching import MERGED_FIELDS, JobChange
from followup.model import Contact
from followup.service.duplicates import Duplicate
from followup.ui import card_form, nav, parts, words
from followup.ui.desk import Desk
from followup.ui.people.history import said
from followup.ui.texts import plain

_COMPARED = "compared-pair"
_MERGED = "merged-last"
"""Id and name of the contact that the last merge kept."""
_APART = "told-apart-last"
"""Ids of the last two that were told apart."""


def hints(desk: Desk, contact: Contact) -> None:
    """Draw what is proposed about a contact, the comparison that was asked for, and the way back from a merge."""
    undo(desk)
    moved = desk.service.new_jobs.of_contacts((contact.id,))
    for change in moved:
        _new_job(desk, change)
    told = {frozenset((change.old_id, change.new_id)) for change in moved}
    for found in desk.service.duplicates.of_contact(contact.id):
        if frozenset((found.a.id, found.b.id)) not in told:
            _proposal(desk, contact, found)
    for both in desk.service.sides.of_contacts((contact.id,)):
        other = both.back if both.front.id == contact.id else both.front
        _sides(desk, both.front, both.back, other, both.reasons)


def undo(desk: Desk) -> None:
    """Draw the way back from the last answer: a merge, or that two are different people; nothing when there is none."""
    if apart := st.session_state.get(_APART):
        with st.container(horizontal=True, vertical_alignment="center", key="undo-apart"):
            st.markdown(f":gray[:material/call_split:] {_('Remembered: not the same.')}", width="content")
            label, args = _("Undo"), (desk, apart)
            icon, key = ":material/undo:", "undo-distinct"
            st.button(label, icon=icon, type="tertiary", on_click=_same_after_all, args=args, key=key)
    merged = st.session_state.get(_MERGED)
    if not merged or not _merged_last(desk, merged[0]):
        return
    with st.container(horizontal=True, vertical_alignment="center", key="undo-merge"):
        said_ = _("{name} is one contact now.", name=plain(merged[1]))
        st.markdown(f":gray[:material/merge:] {said_}", width="content")
        st.button(
            _("Undo the merge"),
            icon=":material/undo:",
            type="tertiary",
            on_click=_undo,
            args=(desk,),
            key="undo-merged",
        )


def _merged_last(desk: Desk, contact_id: int) -> bool:
    """Whether the merge is still the contact's last change: undoing takes back the last one."""
    with parts.explained():
        last = next((each for each in desk.service.history.of_contact(contact_id) if not each.undone), None)
        return last is not None and last.kind == "merge"
    return False


def _proposal(desk: Desk, contact: Contact, found: Duplicate) -> None:
    other = found.b if found.a.id == contact.id else found.a
    with st.container(border=True, key=f"same-{other.id}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            question = _("Is this the same person as **{name}**?", name=plain(called(other)))
            st.markdown(f":material/group: {question} {because(found.pair.reasons)}", width="stretch")
            pair = (contact.id, other.id)
            is_open = st.session_state.get(_COMPARED) == pair
            st.button(
                _("Close") if is_open else _("Compare"), on_click=compare, args=(pair,), key=f"compare-{other.id}"
            )
            args = (desk, contact.id, other.id)
            st.button(_("Not the same"), on_click=distinct, args=args, key=f"distinct-{other.id}")
        if is_open:
            _side_by_side(desk, contact, other)


def _side_by_side(desk: Desk, mine: Contact, other: Contact) -> None:
    """Each value that differs, with the one that is to be kept; lists are united unless one says otherwise."""
    fields = [field for field in MERGED_FIELDS if getattr(other, field) and _differ(mine, other, field)]
    for field in fields:
        both = [said(_shown(one, field)) for one in (mine, other)]
        if both[0]:
            _which(words.field(field), both, key=f"take-{mine.id}-{other.id}-{field}")
        else:
            st.markdown(f"**{words.field(field)}** {plain(both[1])}")
    st.caption(_("Meetings, cards, messages and notes of both stay. You can undo it."))
    args = (desk, mine.id, other.id, fields)
    st.button(_("Make one contact"), type="primary", icon=":material/merge:", on_click=_merge, args=args, key="merge")


def _which(label: str, both: Sequence[str], key: str) -> None:
    """Which of two values is to be kept; the first one unless one says otherwise."""
    st.radio(label, (False, True), format_func=lambda taken: plain(both[bool(taken)]), key=key, horizontal=True)


def _sides(desk: Desk, front: Contact, back: Contact, other: Contact, reasons: Sequence[str]) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"sides-{other.id}"):
        question = _("Is this the other side of the card of **{name}**?", name=plain(called(other)))
        st.markdown(f":material/flip: {question} {because(reasons)}", width="stretch")
        args = (desk, front.id, back.id)
        st.button(_("One card"), type="primary", on_click=_join, args=args, key=f"join-{other.id}")
        st.button(_("Two cards"), on_click=_apart, args=args, key=f"apart-{other.id}")


def _differ(mine: Contact, other: Contact, field: str) -> bool:
    return said(_shown(mine, field)) != said(_shown(other, field))


def _shown(contact: Contact, field: str) -> object:
    value = getattr(contact, field)
    if field == "address":
        return value.formatted if value else ""
    return [getattr(item, "value", item) for item in value] if isinstance(value, tuple) else value


def _new_job(desk: Desk, change: JobChange) -> None:
    """Somebody who was met before at another firm: one person with a new job, or two."""
    old, new = change.old_id, change.new_id
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"job-{old}-{new}"):
        st.markdown(f":material/work: {_('A new job?')} {plain(change.why)}", width="stretch")
        one, two = (desk, old, new), (desk, old, new)
        st.button(
            _("One person, new job"), type="primary", on_click=_new_job_of_one, args=one, key=f"job-{old}-{new}-yes"
        )
        st.button(_("Not the same"), on_click=distinct, args=two, key=f"job-{old}-{new}-no")


@parts.guarded
def _new_job_of_one(desk: Desk, old_id: int, new_id: int) -> None:
    _keep(desk.service.new_jobs.accept(old_id, new_id))
    nav.say(_("One contact with the new job. Under Changes you can take it back."))


def called(contact: Contact) -> str:
    """Name and firm, as one names somebody beside a namesake."""
    return ", ".join(dict.fromkeys(part for part in (contact.display_name, contact.organization) if part))


def because(reasons: Sequence[str]) -> str:
    """The reasons, as Markdown."""
    return f":gray[{plain(', '.join(_(reason) for reason in reasons))}]" if reasons else ""


def compare(pair: tuple[int, int]) -> None:
    """Unfold the comparison of two on the first one's page, or fold it up again."""
    st.session_state[_COMPARED] = None if st.session_state.get(_COMPARED) == pair else pair


@parts.guarded
def _merge(desk: Desk, kept_id: int, other_id: int, fields: Sequence[str]) -> None:
    take = [field for field in fields if st.session_state.get(f"take-{kept_id}-{other_id}-{field}")]
    _keep(desk.service.duplicates.merge(kept_id, other_id, take).contact)


@parts.guarded
def _join(desk: Desk, front_id: int, back_id: int) -> None:
    _keep(desk.service.sides.join(front_id, back_id).contact)


def _keep(contact: Contact) -> None:
    """The page goes on with the one that is kept."""
    st.session_state[_MERGED] = (contact.id, contact.display_name)
    st.session_state.pop(_APART, None)
    st.session_state[_COMPARED] = None
    card_form.redraw(contact.id)
    if nav.contact_in_address() is not None:
        nav.show_contact_in_address(contact.id)


@parts.guarded
def _undo(desk: Desk) -> None:
    contact_id, _name = st.session_state.pop(_MERGED)
    desk.service.history.undo(contact_id)
    card_form.redraw(contact_id)


@parts.guarded
def distinct(desk: Desk, a_id: int, b_id: int) -> None:
    """Remember that they are two people."""
    desk.service.duplicates.distinct(a_id, b_id)
    st.session_state[_APART] = (a_id, b_id)


@parts.guarded
def _apart(desk: Desk, front_id: int, back_id: int) -> None:
    desk.service.sides.apart(front_id, back_id)
    st.session_state[_APART] = (front_id, back_id)


@parts.guarded
def _same_after_all(desk: Desk, pair: tuple[int, int]) -> None:
    st.session_state.pop(_APART, None)
    desk.service.duplicates.forget_distinct(*pair)
