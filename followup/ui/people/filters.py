"""Narrowing and ordering the list: search as one types, and conditions that can be combined."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from followup.locale import _
from followup.model import Event
from followup.network import HealthState
from followup.relations import RelationshipKind
from followup.service.directory import Filter, Order
from followup.ui import words
from followup.ui.desk import Desk
from followup.ui.texts import country_name

_KEYS = ("search", "only-due", "with-health", "with-tag", "with-place", "with-company", "with-kind")
_BY_HAND = "people-order"
_OPEN = "filters-open"
"""Whether the conditions are unfolded where there is little room; elsewhere they always are (assets/page.css)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person wants to see.

    Attributes:
        wanted: who.
        order: in which order.
        event: the event the list is about; None for everybody.
        narrowed: whether any condition but the event holds.
    """

    wanted: Filter
    order: Order
    event: Event | None
    narrowed: bool


def ask(desk: Desk, event: Event) -> Asked:
    """Draw the controls and give what they say."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="people-search"):
        search = st.text_input(
            _("Find"),
            key="search",
            type="search",
            live="250ms",
            placeholder=_("name, company, any word"),
            persist_state="session",
        )
        order = st.selectbox(
            _("Order"), list(Order), format_func=words.order, key=_BY_HAND, persist_state="session", width=230
        )
    with _folded_on_a_phone():
        company = _choice(_("Company"), "with-company", desk.service.directory.companies())
        tag = _choice(_("Tag"), "with-tag", desk.service.directory.tags())
        place = _choice(_("Place"), "with-place", desk.service.directory.places(), _place_name)
        kind = st.selectbox(
            _("What they are to you"),
            list(RelationshipKind),
            index=None,
            format_func=words.relation,
            placeholder=_("any"),
            key="with-kind",
            persist_state="session",
            width=165,
        )
        health = st.selectbox(
            _("How it stands"),
            list(HealthState),
            index=None,
            format_func=words.health,
            placeholder=_("any"),
            key="with-health",
            persist_state="session",
            width=165,
        )
        due = st.toggle(_("Something is due"), key="only-due", persist_state="session")
        everywhere = st.toggle(_("All events"), key="everywhere", persist_state="session")
    narrowed = bool(search or company or tag or place or kind or health or due)
    wanted = Filter(
        search=str(search or ""),
        event=None if everywhere else event.id,
        tags=(tag,) if tag else (),
        places=(place,) if place else (),
        kinds=(kind,) if kind else (),
        company=company,
        health=health,
        due=due,
    )
    return Asked(wanted, order or Order.NAME, None if everywhere else event, narrowed)


def _folded_on_a_phone() -> DeltaGenerator:
    """The place of the conditions, behind a switch where there is little room; the style sheet knows the width."""
    active = sum(bool(st.session_state.get(key)) for key in _KEYS if key != "search")
    with st.container(key="filters-switch"):
        label = _("Narrow down ({number})", number=active) if active else _("Narrow down")
        unfolded = st.toggle(label, key=_OPEN, persist_state="session")
    key = "people-filters" if unfolded else "people-filters-folded"
    return st.container(horizontal=True, vertical_alignment="bottom", key=key)


def clear() -> None:
    """Forget every condition; to be called before the controls are drawn, as callbacks are."""
    for key in _KEYS:
        st.session_state.pop(key, None)


def _choice(label: str, key: str, options: tuple[str, ...], name: Callable[[str], str] = str) -> str:
    """A condition that is only drawn when there is something to choose."""
    if not options:
        return ""
    picked = st.selectbox(
        label,
        options,
        index=None,
        placeholder=_("any"),
        format_func=name,
        key=key,
        persist_state="session",
        width=165,
    )
    return picked or ""


def _place_name(place: str) -> str:
    """A country by its name in the reader's language; a town as it is."""
    return country_name(place) if len(place) == 2 and place.isupper() else place
