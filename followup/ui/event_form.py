"""The form that makes or changes an event."""

from __future__ import annotations

from datetime import date

import streamlit as st

from followup.locale import _
from followup.model import Event
from followup.ui import nav, parts, words
from followup.ui.desk import Desk
from followup.ui.texts import language_name, typed_day


def show(desk: Desk, event: Event | None = None) -> None:
    """Draw the form; without an event it makes one and picks it."""
    key = f"event-form-{event.id if event else 'new'}"
    known = event or Event(name="")
    with st.form(key, border=True):
        st.text_input(_("Name"), known.name, key=f"{key}-name", placeholder="Web Summit 2026", max_chars=200)
        first, last = st.columns(2)
        _day(first, _("First day"), known.starts_on, f"{key}-starts_on")
        _day(last, _("Last day"), known.ends_on, f"{key}-ends_on")
        st.text_input(_("Place"), known.place, key=f"{key}-place", max_chars=200)
        if event:
            _letters(desk, known, key)
            st.text_input(_("Website"), known.url, key=f"{key}-url", max_chars=500)
            st.text_area(_("Notes"), known.notes, key=f"{key}-notes", height=90)
        label = _("Save") if event else _("Make the event")
        st.form_submit_button(label, type="primary", on_click=_save, args=(desk, event, key), key=f"{key}-save")


def _letters(desk: Desk, known: Event, key: str) -> None:
    """How letters about the event are written to those of whom nothing else is known."""
    languages = ["", *sorted({language for _kind, language in desk.service.drafts.kinds()} | {known.language} - {""})]
    left, right = st.columns(2)
    left.selectbox(
        _("Language of messages"),
        languages,
        languages.index(known.language),
        format_func=lambda code: language_name(code) if code else _("as the person's country"),
        key=f"{key}-language",
    )
    options = [None, True, False]
    place, label = options.index(known.formal), _("How people address each other there")
    right.selectbox(label, options, place, format_func=words.address, key=f"{key}-formal")


def _day(column: st.delta_generator.DeltaGenerator, label: str, value: date | None, key: str) -> None:
    # Streamlit offers ten years around today unless told otherwise; old events are entered too.
    column.date_input(label, value, key=key, format=typed_day(), min_value=date(1990, 1, 1))


def _save(desk: Desk, event: Event | None, key: str) -> None:
    fields = ("name", "starts_on", "ends_on", "place", "url", "notes", "language", "formal")
    given = {name: st.session_state[f"{key}-{name}"] for name in fields if f"{key}-{name}" in st.session_state}
    if event:
        if parts.attempt(desk.service.events.edit, event.id, **given):
            nav.say(_("Saved"))
        return
    parts.attempt(_make, desk, given)


def _make(desk: Desk, given: dict[str, object]) -> None:
    made = desk.service.events.add(**given)  # type: ignore[arg-type]
    nav.open_event(made.id)
    nav.go("capture")
