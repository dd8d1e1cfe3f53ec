"""What was changed about a person and taking it back, and letting go of everything for good."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st
from babel.dates import format_datetime

from followup.locale import _, current
from followup.store.changes import Change
from followup.ui import card_form, nav, parts, words
from followup.ui.desk import Desk
from followup.ui.people import sources
from followup.ui.people.whom import Person
from followup.ui.texts import plain

_MOST = 20
"""Changes shown; older ones are rarely looked for."""


def show(desk: Desk, person: Person) -> None:
    """Draw the part."""
    contact_id = person.record.contact.id
    changes = desk.service.history.of_contact(contact_id)
    st.subheader(_("What was changed"), anchor=False)
    last = next((change for change in changes if not change.undone), None)
    if not changes:
        st.caption(_("Nothing was changed since this person came into your contacts."))
    elif last is None:
        st.caption(_("Everything was taken back."))
    for change in changes[:_MOST]:
        _change(desk, contact_id, change, is_last=change is last)
    sources.show(desk, contact_id)
    _erase(desk, contact_id)


def _change(desk: Desk, contact_id: int, change: Change, *, is_last: bool) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"change-{change.id}"):
        with st.container(gap=None, width="stretch"):
            at = format_datetime(change.changed_at.astimezone(), "short", locale=current())
            undone = f" · {_('taken back')}" if change.undone else ""
            st.caption(plain(at) + undone)
            st.markdown("  \n".join(_lines(change)))
        if is_last:
            args = (desk, contact_id)
            st.button(_("Undo"), icon=":material/undo:", on_click=_undo, args=args, key=f"undo-{change.id}")


def _lines(change: Change) -> list[str]:
    """What was replaced by what, a line for each field."""
    if change.kind == "merge":
        return [f"**{_('Two entries became one')}**"]
    changed = [name for name in change.after if change.before.get(name) != change.after[name]]
    lines = [_line(name, change.before, change.after) for name in changed]
    return lines or [f"**{_('Changed')}**"]


def _line(name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    old, new = (plain(_word(name, side.get(name))) or _("nothing") for side in (before, after))
    return f"**{words.field(name)}** {old} → {new}"


def _word(name: str, value: Any) -> str:
    """A recorded value of a field, as the page calls it where it has a name for it."""
    return words.value(name, value) if isinstance(value, str) else said(value)


def said(value: Any) -> str:
    """A recorded value as a person reads it."""
    if isinstance(value, Mapping):
        text = value.get("formatted") or value.get("value") or value.get("label")
        return str(text or " ".join(str(part) for part in value.values() if part))
    if isinstance(value, list | tuple):
        return ", ".join(map(said, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "" if value is None else str(value)


@parts.guarded
def _undo(desk: Desk, contact_id: int) -> None:
    desk.service.history.undo(contact_id)
    card_form.redraw(contact_id)
    nav.say(_("Taken back"))


def _erase(desk: Desk, contact_id: int) -> None:
    with st.popover(_("Erase this contact"), icon=":material/delete_forever:"):
        st.markdown(_("Name, notes, drafts and the photo of the card go for good. This cannot be undone."))
        args = (desk, contact_id)
        st.button(_("Erase for good"), type="primary", on_click=_erased, args=args, key=f"erase-{contact_id}")


@parts.guarded
def _erased(desk: Desk, contact_id: int) -> None:
    desk.service.contacts.erase(contact_id)
    nav.show_contact_in_address(None)
    nav.say(_("Erased"))
