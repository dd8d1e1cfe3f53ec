"""A contact's fields for editing, beside what the scanner read: every change is saved as soon as it is made.

Widgets are named after the contact, the field and its place. A number of redraws is part of the name too: when a value
changes by other means than typing (a runner-up is chosen, a number is brought into E.164), the count goes up and the
inputs start anew from what is stored.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import streamlit as st

from followup.errors import AftercardError
from followup.locale import N_, _
from followup.model import Contact
from followup.service import ContactChanges
from followup.ui import parts
from followup.ui.card_values import STORED_AS, stored
from followup.ui.desk import Desk
from followup.ui.evidence import FIELDS, Reading, current_values, field_key
from followup.ui.texts import plain
from scanner.model import PhoneKind

_WANTED = ("emails", "phones")
"""Fields that get an empty row when the card has none: a follow-up needs them."""

_ON_DEMAND = ("department", "address")
"""Single fields that are drawn once they hold something or are asked for: most cards lack one of them."""

_RUNNERS_UP = 3

_PHONE_KINDS = {
    PhoneKind.MOBILE.value: N_("mobile"),
    PhoneKind.WORK.value: N_("work"),
    PhoneKind.FAX.value: N_("fax"),
    PhoneKind.HOME.value: N_("home"),
    PhoneKind.OTHER.value: N_("other"),
}


def show(desk: Desk, contact: Contact, placed: Sequence[Reading]) -> None:
    """Draw the inputs in the page's order of fields."""
    _keep_up(contact)
    by_place = {(reading.field, reading.index): reading for reading in placed}
    for field in FIELDS:
        for index in range(_rows(contact, field)):
            _row(desk, contact, field, index, by_place.get((field, index)))
        _complaint(contact.id, field)
    _more_rows(contact)


def typed(contact: Contact) -> ContactChanges:
    """The fields whose inputs say something else than was drawn; the others may have been changed in another tab."""
    drawn = (field for field in FIELDS if _key(contact.id, field, 0) in st.session_state)
    seen = st.session_state.get(_seen(contact.id), {})
    changed = (field for field in drawn if _stands(contact, field) != seen.get(field))
    return cast("ContactChanges", {STORED_AS[field]: _value(contact, field) for field in changed})


def _keep_up(contact: Contact) -> None:
    """Let the inputs start anew when a value was changed elsewhere: in another tab, on the command line, by an undo."""
    now = {field: _held(contact, field) for field in FIELDS}
    seen = st.session_state.get(_seen(contact.id), now)
    if any(now[field] not in (seen[field], _stands(contact, field)) for field in FIELDS):
        redraw(contact.id)
    st.session_state[_seen(contact.id)] = now


def _held(contact: Contact, field: str) -> tuple[str, ...]:
    kinds = tuple(phone.kind for phone in contact.phones) if field == "phones" else ()
    return (*current_values(contact, field), *kinds)


def _stands(contact: Contact, field: str) -> tuple[str, ...]:
    """What the inputs of a field say, as `_held` writes it."""
    texts = _texts(contact, field)
    kinds = [kind for text, kind in zip(texts, _kinds(contact), strict=False) if text] if field == "phones" else []
    return (*filter(None, texts), *kinds)


@parts.guarded
def set_value(desk: Desk, contact_id: int, field: str, index: int, text: str) -> None:
    """Write one value of a field by other means than typing; an index past the end appends."""
    contact = desk.service.contacts.get(contact_id)
    texts = list(current_values(contact, field)) if FIELDS[field].many else []
    texts[index : index + 1] = [text]
    kinds = [phone.kind for phone in contact.phones]
    _write(desk, contact, field, stored(contact, field, texts, kinds))
    redraw(contact_id)


def redraw(contact_id: int) -> None:
    """Let the inputs start anew from what is stored."""
    st.session_state[_redraws(contact_id)] = st.session_state.get(_redraws(contact_id), 0) + 1
    for field in FIELDS:
        st.session_state.pop(_extra(contact_id, field), None)
        st.session_state.pop(_refused(contact_id, field), None)


def _row(desk: Desk, contact: Contact, field: str, index: int, reading: Reading | None) -> None:
    held = current_values(contact, field)
    value = held[index] if index < len(held) else ""
    key = _key(contact.id, field, index)
    save = (desk, contact.id, field)
    with st.container(key=field_key(field, index), gap=None):
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            label, hint = _label(field, index, reading), "" if value else _("not found on the card")
            if field == "address":
                st.text_area(label, value, key=key, height=68, placeholder=hint, on_change=_save, args=save)
            else:
                st.text_input(label, value, key=key, placeholder=hint, on_change=_save, args=save)
            if field == "phones":
                _phone_kind(contact, index, key, save)
        if reading and reading.unsure:
            runners_up(desk, contact, reading)


def _phone_kind(contact: Contact, index: int, key: str, save: tuple[Desk, int, str]) -> None:
    kinds = [kind.value for kind in PhoneKind]
    kind = contact.phones[index].kind if index < len(contact.phones) else PhoneKind.MOBILE.value
    at = kinds.index(kind if kind in kinds else PhoneKind.OTHER.value)
    st.selectbox(
        _("Kind of phone {number}", number=index + 1),
        kinds,
        at,
        format_func=lambda kind: _(_PHONE_KINDS[kind]),
        key=f"{key}-kind",
        width=110,
        label_visibility="collapsed",
        on_change=_save,
        args=save,
    )


def _label(field: str, index: int, reading: Reading | None) -> str:
    name = f"{_(FIELDS[field].label)} {index + 1}" if index else _(FIELDS[field].label)
    return f"{name} :orange[:material/help: {_('please check')}]" if reading and reading.unsure else name


def runners_up(desk: Desk, contact: Contact, reading: Reading) -> None:
    """What else the scanner thought of, one click away."""
    with st.container(horizontal=True, gap="small", key=f"instead-{reading.field}-{reading.index}"):
        for number, other in enumerate(others(contact, reading)):
            st.button(
                f"{plain(other)}?",
                type="tertiary",
                icon=":material/swap_horiz:",
                key=f"{_key(contact.id, reading.field, reading.index)}-instead-{number}",
                on_click=set_value,
                args=(desk, contact.id, reading.field, reading.index, other),
            )


def others(contact: Contact, reading: Reading) -> list[str]:
    """The runners-up of a value that the contact does not hold already."""
    held = current_values(contact, reading.field)
    return [a.value for a in reading.read.alternatives if a.value and a.value not in held][:_RUNNERS_UP]


def _more_rows(contact: Contact) -> None:
    with st.container(horizontal=True, gap="small", key="more-rows", vertical_alignment="center"):
        st.caption(_("Add"), width="content")
        for field, info in FIELDS.items():
            if info.many or not _rows(contact, field):
                args, key = (contact.id, field), f"add-{field}-{contact.id}"
                st.button(_(info.label), icon=":material/add:", type="tertiary", on_click=_add_row, args=args, key=key)


def _add_row(contact_id: int, field: str) -> None:
    st.session_state[_extra(contact_id, field)] = True


def _complaint(contact_id: int, field: str) -> None:
    if message := st.session_state.get(_refused(contact_id, field)):
        st.markdown(f":red[:material/error: {plain(message)}]")


@parts.guarded
def _save(desk: Desk, contact_id: int, field: str) -> None:
    """Store what was typed into one field, and show it as it was stored."""
    contact = desk.service.contacts.get(contact_id)
    typed_texts = _texts(contact, field)
    after = _write(desk, contact, field, _value(contact, field))
    if after is None:
        return
    st.session_state.pop(_extra(contact_id, field), None)
    while typed_texts and not typed_texts[-1]:
        typed_texts.pop()  # an empty last row is no value; one in the middle moves those below it
    if current_values(after, field) != tuple(typed_texts):
        redraw(contact_id)


def _write(desk: Desk, contact: Contact, field: str, value: Any) -> Contact | None:
    changes = cast("ContactChanges", {STORED_AS[field]: value})
    st.session_state.pop(_refused(contact.id, field), None)
    try:
        return desk.service.contacts.edit(contact.id, **changes)
    except AftercardError as error:
        st.session_state[_refused(contact.id, field)] = str(error)
        return None


def _value(contact: Contact, field: str) -> Any:
    """What is typed into a field's inputs, as the contact holds it."""
    return stored(contact, field, _texts(contact, field), _kinds(contact))


def _kinds(contact: Contact) -> list[str]:
    rows = _rows(contact, "phones")
    held = [*(phone.kind for phone in contact.phones), *[PhoneKind.MOBILE.value] * rows]
    return [st.session_state.get(f"{_key(contact.id, 'phones', i)}-kind", held[i]) for i in range(rows)]


def _texts(contact: Contact, field: str) -> list[str]:
    """What stands in a field's inputs; where one is gone, what is stored.

    After a quick change of page Streamlit calls back about inputs that have left it, one after the other, and the first
    may begin the others anew (`redraw`): they are not there under their new name, and nobody emptied them.
    """
    held = (*current_values(contact, field), *[""] * _rows(contact, field))
    return [str(st.session_state.get(_key(contact.id, field, i), held[i])) for i in range(_rows(contact, field))]


def _rows(contact: Contact, field: str) -> int:
    """How many inputs a field has."""
    held, asked = len(current_values(contact, field)), bool(st.session_state.get(_extra(contact.id, field)))
    if FIELDS[field].many:
        return held + (asked or (field in _WANTED and not held))
    return 1 if held or asked or field not in _ON_DEMAND else 0


def _key(contact_id: int, field: str, index: int) -> str:
    return f"contact-{contact_id}-{st.session_state.get(_redraws(contact_id), 0)}-{field}-{index}"


def _redraws(contact_id: int) -> str:
    return f"redraws-{contact_id}"


def _seen(contact_id: int) -> str:
    return f"seen-{contact_id}"


def _extra(contact_id: int, field: str) -> str:
    return f"extra-{contact_id}-{field}"


def _refused(contact_id: int, field: str) -> str:
    return f"refused-{contact_id}-{field}"
