"""The event's cards as one table: for those that need a glance and no picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast
from zlib import crc32

import streamlit as st

from followup.locale import _, ngettext
from followup.model import Contact, ContactReview, Event, Phone, ReviewState
from followup.service import ContactChanges
from followup.ui import evidence, nav, parts
from followup.ui.desk import Desk
from followup.ui.evidence import FIELDS
from scanner.model import PhoneKind

_REDRAWS = "review-table-redraws"


def show(desk: Desk, event: Event) -> None:
    """Draw the table; what is typed into it is stored at once, and shown as it was stored."""
    found = desk.service.contacts.review(event.id)
    people = [each.contact for each in found]
    st.caption(_("Change a cell, or tick a card as checked. Of several addresses or numbers the first is shown."))
    key = _key(event, people)
    st.data_editor([_row(each) for each in found], column_config=_columns(), hide_index=True, height="content", key=key)
    edited = dict(st.session_state[key]["edited_rows"])
    if edited:
        with parts.caught():
            _store(desk, people, edited)
    _accept_sure(desk, found)


def _columns() -> dict[str, Any]:
    column = st.column_config
    return {
        "checked": column.CheckboxColumn(_("Checked"), width=110),
        "unsure": column.TextColumn(_("Please check"), disabled=True, width=130),
        "name": column.TextColumn(_("Name"), max_chars=200),
        "title": column.TextColumn(_("Job title"), max_chars=200),
        "organization": column.TextColumn(_("Company"), max_chars=200),
        "email": column.TextColumn(_("E-mail"), max_chars=254),
        "phone": column.TextColumn(_("Phone"), max_chars=64),
    }


def _key(event: Event, people: Sequence[Contact]) -> str:
    """Cells are told by their row's number: other people in the rows make it another table."""
    rows = crc32(repr([contact.id for contact in people]).encode())
    return f"review-table-{event.id}-{rows}-{st.session_state.get(_REDRAWS, 0)}"


def _row(each: ContactReview) -> dict[str, object]:
    contact = each.contact
    return {
        "checked": contact.review is ReviewState.REVIEWED,
        "unsure": ", ".join(_unsure(each)),
        "name": contact.name,
        "title": contact.title,
        "organization": contact.organization,
        "email": next(iter(contact.emails), ""),
        "phone": next((phone.value for phone in contact.phones), ""),
    }


def _unsure(each: ContactReview) -> list[str]:
    """Labels of the fields that the scanner was not sure of, or that a follow-up needs; none once a person accepted."""
    if each.contact.review is ReviewState.REVIEWED:
        return []
    read = [reading for card in each.cards for reading in evidence.readings(card.scan, each.contact)]
    doubtful = {reading.field for reading in read if reading.unsure}
    missing = {field for field in ("name", "emails") if not evidence.current_values(each.contact, field)}
    return [_(info.label) for field, info in FIELDS.items() if field in doubtful | missing]


def _store(desk: Desk, people: Sequence[Contact], edited: Mapping[int, Mapping[str, Any]]) -> None:
    """Store the edited cells and begin a new table: an old one would write its cells again over what comes later."""
    for row, cells in edited.items():
        contact = people[row]
        change = desk.service.contacts.accept if cells.get("checked") else desk.service.contacts.edit
        parts.attempt(change, contact.id, **_changes(contact, cells))
    st.session_state[_REDRAWS] = st.session_state.get(_REDRAWS, 0) + 1
    st.rerun()


def _changes(contact: Contact, cells: Mapping[str, Any]) -> ContactChanges:
    """The edited cells as the contact holds them; an emptied cell is an empty value."""
    given: dict[str, Any] = {name: cells[name] or "" for name in ("name", "title", "organization") if name in cells}
    if "email" in cells:
        given["emails"] = tuple(filter(None, (cells["email"], *contact.emails[1:])))
    if "phone" in cells:
        kind = contact.phones[0].kind if contact.phones else PhoneKind.MOBILE.value
        first = (Phone(cells["phone"], kind),) if cells["phone"] else ()
        given["phones"] = (*first, *contact.phones[1:])
    return cast("ContactChanges", given)


def _accept_sure(desk: Desk, found: Sequence[ContactReview]) -> None:
    sure = [c.contact.id for c in found if c.contact.review is ReviewState.CAPTURED and not _unsure(c)]
    if sure:
        label = ngettext("Accept {number} card without a doubt", "Accept {number} cards without a doubt", len(sure))
        st.button(label, type="primary", icon=":material/done_all:", on_click=_accept, args=(desk, sure))


@parts.guarded
def _accept(desk: Desk, contact_ids: Sequence[int]) -> None:
    for contact_id in contact_ids:
        desk.service.contacts.accept(contact_id)
    nav.say(ngettext("{number} card accepted", "{number} cards accepted", len(contact_ids)))
