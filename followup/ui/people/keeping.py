"""How to keep in touch with a person: rhythm, kind of relationship, the words suggestions are made from, dates.

Everything is saved as it is changed; the Changes part takes it back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, cast
from zlib import crc32

import streamlit as st

from followup.locale import N_, _
from followup.model import Contact
from followup.relations import Cadence, DateKind, ImportantDate, MessageKind, Priority, Relationship, RelationshipKind
from followup.service.relationships import RelationshipChanges
from followup.ui import nav, parts, words, writing
from followup.ui.desk import Desk
from followup.ui.people.whom import Person
from followup.ui.texts import day, day_and_month, kind_name, plain, typed_day

WORDS = (
    ("interests", N_("What interests them?"), N_("heat pumps, sailing")),
    ("offers", N_("What can they offer?"), N_("introductions to suppliers, lab space")),
    ("needs", N_("What do they need?"), N_("a distributor in Spain")),
)

_MENTORING = (
    ("goals", N_("What is to be reached?"), N_("a first management job")),
    ("agenda", N_("What to talk about next?"), N_("the budget, the new team")),
)


@dataclass(frozen=True, slots=True)
class _Choice:
    """One of a few values of a relationship."""

    field: str
    label: str
    options: list[Any]
    name: Callable[[Any], str]


def show(desk: Desk, person: Person) -> None:
    """Draw the part."""
    contact_id, kept = person.record.contact.id, person.tie.relationship
    with st.container(horizontal=True, key="rhythm", vertical_alignment="bottom"):
        often = _Choice("cadence", _("How often to be in touch?"), list(Cadence), words.cadence)
        _choose(desk, contact_id, kept, often)
        choose_priority(desk, contact_id, kept)
        kinds = _Choice("kind", _("What they are to you"), [None, *RelationshipKind], words.relation)
        _choose(desk, contact_id, kept, kinds)
        formal = _Choice("formal", _("How you address them"), [None, True, False], words.address)
        _choose(desk, contact_id, kept, formal)
    title, example = _("Tags: your own words to find and invite people by"), _("alumni, speakers 2026")
    listed(desk, contact_id, kept, "tags", label=title, example=example)
    for field, label, placeholder in WORDS:
        listed(desk, contact_id, kept, field, label=_(label), example=_(placeholder))
    if kept.kind in (RelationshipKind.MENTOR, RelationshipKind.MENTEE):
        with st.container(border=True, key="mentoring"):
            st.markdown(f"**{_('Mentoring')}**")
            for field, label, placeholder in _MENTORING:
                listed(desk, contact_id, kept, field, label=_(label), example=_(placeholder))
            _mentoring_letters(desk, contact_id, kept.kind)
    _dates(desk, contact_id, kept)
    key = f"keep-{contact_id}-opted-out-{kept.opted_out}"
    args = (desk, contact_id, "opted_out", key, bool)
    label = _("Wants no messages: never due, never suggested")
    st.toggle(label, kept.opted_out, key=key, on_change=_save, args=args)


def _mentoring_letters(desk: Desk, contact_id: int, kind: RelationshipKind) -> None:
    """News, thanks, or for a mentee a check-in; what was talked about is noted in the story."""
    kinds = {
        RelationshipKind.MENTOR: (MessageKind.MENTORING_UPDATE, MessageKind.MENTORING_THANKS),
        RelationshipKind.MENTEE: (MessageKind.CHECK_IN, MessageKind.APPRECIATION),
    }[kind]
    with st.container(horizontal=True, key="mentoring-letters"):
        for letter in kinds:
            label, args = _("Write: {kind}", kind=kind_name(letter.value)), (desk, contact_id, letter.value)
            st.button(
                label, icon=":material/edit_note:", on_click=writing.write, args=args, key=f"mentoring-{letter.value}"
            )
    st.caption(_("Note what you talked about under What happened."))


def strip(desk: Desk, contact: Contact) -> None:
    """Draw what one knows after a conversation: interests, offers, needs, and how much one cares."""
    kept = desk.service.relationships.get(contact.id)
    known = any((kept.interests, kept.offers, kept.needs)) or kept.priority is not Priority.NORMAL
    with st.expander(_("Interests, offers, needs, priority"), expanded=known, key=f"strip-{contact.id}"):
        for field, label, placeholder in WORDS:
            listed(desk, contact.id, kept, field, label=_(label), example=_(placeholder))
        choose_priority(desk, contact.id, kept)


def listed(desk: Desk, contact_id: int, kept: Relationship, field: str, *, label: str, example: str) -> None:
    """Draw an input for a list of words, parted by commas."""
    text = ", ".join(getattr(kept, field))
    key = f"keep-{contact_id}-{field}-{crc32(text.encode())}"
    args = (desk, contact_id, field, key, _parted)
    st.text_input(label, text, key=key, placeholder=example, on_change=_save, args=args, help=_("Parted by commas"))


def choose_priority(desk: Desk, contact_id: int, kept: Relationship) -> None:
    """Draw the choice of how much one cares."""
    _choose(desk, contact_id, kept, _Choice("priority", _("Priority"), list(Priority), words.priority))


def _choose(desk: Desk, contact_id: int, kept: Relationship, choice: _Choice) -> None:
    value = getattr(kept, choice.field)
    key = f"keep-{contact_id}-{choice.field}-{value or 'none'}"
    args = (desk, contact_id, choice.field, key, lambda picked: picked)
    at = choice.options.index(value)
    named = choice.name
    st.selectbox(choice.label, choice.options, at, format_func=named, key=key, on_change=_save, args=args, width=300)


def _dates(desk: Desk, contact_id: int, kept: Relationship) -> None:
    """Days worth congratulating on; a day in the story stays when it is over."""
    st.markdown(f"**{_('Important dates')}**")
    for number, each in enumerate(kept.dates):
        with st.container(horizontal=True, vertical_alignment="center", key=f"date-{number}"):
            label = f": {plain(each.label)}" if each.label else ""
            st.markdown(
                f":material/cake: **{words.occasion(each.kind)}**{label} · {plain(_said(each))}", width="content"
            )
            args = (desk, contact_id, number)
            st.button(_("Remove"), type="tertiary", on_click=_remove_date, args=args, key=f"remove-date-{number}")
    with st.popover(_("Add a date"), icon=":material/add:"), st.form("new-date", border=False, clear_on_submit=True):
        st.selectbox(_("Occasion"), list(DateKind), format_func=words.occasion, key="new-date-kind")
        st.date_input(_("Day"), None, key="new-date-on", format=typed_day(), min_value=date(1900, 1, 1))
        st.checkbox(_("I don't know the year"), key="new-date-yearless")
        st.text_input(_("What is it?"), key="new-date-label", placeholder=_("Head of Research"), max_chars=200)
        st.form_submit_button(_("Add"), type="primary", on_click=_add_date, args=(desk, contact_id), key="new-date-add")


def _said(each: ImportantDate) -> str:
    if each.year is None:
        return day_and_month(each.month, each.day)
    return day(date(each.year, each.month, each.day))


@parts.guarded
def _add_date(desk: Desk, contact_id: int) -> None:
    on, kind = st.session_state["new-date-on"], DateKind(st.session_state["new-date-kind"])
    if on is None:
        return
    yearless = st.session_state["new-date-yearless"] and kind.yearly
    label = str(st.session_state["new-date-label"]).strip()
    new = ImportantDate(kind=kind, month=on.month, day=on.day, year=None if yearless else on.year, label=label)
    before = desk.service.relationships.get(contact_id).dates
    desk.service.relationships.edit(contact_id, dates=(*before, new))


@parts.guarded
def _remove_date(desk: Desk, contact_id: int, number: int) -> None:
    before = desk.service.relationships.get(contact_id).dates
    desk.service.relationships.edit(contact_id, dates=(*before[:number], *before[number + 1 :]))
    nav.say(_("Removed. The Changes part takes it back."))


@parts.guarded
def _save(desk: Desk, contact_id: int, field: str, key: str, read: Callable[[Any], Any]) -> None:
    changes = cast("RelationshipChanges", {field: read(parts.typed(key))})
    desk.service.relationships.edit(contact_id, **changes)


def _parted(text: str) -> list[str]:
    return [part.strip() for part in text.split(",")]
