"""What a person calls the values of the lists there are: states, rhythms, kinds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from followup.locale import N_, _
from followup.network import HealthState
from followup.relations import (
    Cadence,
    DateKind,
    Direction,
    FavourKind,
    GoalKind,
    InteractionKind,
    Priority,
    RelationshipKind,
)
from followup.service.directory import Order

_HEALTH = {
    HealthState.NEW: N_("never in touch"),
    HealthState.IN_TOUCH: N_("in touch"),
    HealthState.LATE: N_("getting late"),
    HealthState.DRIFTED: N_("drifted away"),
}

HEALTH_COLORS: dict[HealthState, Literal["gray", "green", "orange", "red"]] = {
    HealthState.NEW: "gray",
    HealthState.IN_TOUCH: "green",
    HealthState.LATE: "orange",
    HealthState.DRIFTED: "red",
}
"""Names of Streamlit's palette, readable in both themes; the word always stands beside the colour."""

_ORDERS = {
    Order.NAME: N_("Name"),
    Order.DUE: N_("Due first"),
    Order.LAST_CONTACT: N_("Longest silence first"),
    Order.HEALTH: N_("Weakest tie first"),
}

_CADENCES = {
    Cadence.AFTER_EVENT: N_("after an event, then every three months"),
    Cadence.WEEKLY: N_("every week"),
    Cadence.MONTHLY: N_("every month"),
    Cadence.QUARTERLY: N_("every three months"),
    Cadence.YEARLY: N_("every year"),
    Cadence.NONE: N_("only on occasions"),
}

_PRIORITIES = {Priority.HIGH: N_("high"), Priority.NORMAL: N_("normal"), Priority.LOW: N_("low")}

_RELATIONS = {
    RelationshipKind.CLIENT: N_("client"),
    RelationshipKind.PROSPECT: N_("prospect"),
    RelationshipKind.PARTNER: N_("partner"),
    RelationshipKind.SUPPLIER: N_("supplier"),
    RelationshipKind.INVESTOR: N_("investor"),
    RelationshipKind.MENTOR: N_("mentor: advises me"),
    RelationshipKind.MENTEE: N_("mentee: I advise"),
    RelationshipKind.PEER: N_("peer"),
    RelationshipKind.COLLEAGUE: N_("colleague"),
    RelationshipKind.ALUMNI: N_("alumni"),
    RelationshipKind.PRESS: N_("press"),
    RelationshipKind.FRIEND: N_("friend"),
    RelationshipKind.OTHER: N_("other"),
}

_DATES = {
    DateKind.BIRTHDAY: N_("Birthday"),
    DateKind.WORK_ANNIVERSARY: N_("Work anniversary"),
    DateKind.NEW_ROLE: N_("New role"),
    DateKind.AWARD: N_("Award"),
    DateKind.LAUNCH: N_("Launch"),
    DateKind.OTHER: N_("Other occasion"),
}

_FAVOURS = {
    FavourKind.GIVEN: N_("I gave"),
    FavourKind.ASKED: N_("I asked for"),
    FavourKind.RECEIVED: N_("I was given"),
}

_GOALS = {
    GoalKind.MEET: N_("I want to meet"),
    GoalKind.OFFER: N_("I can offer"),
    GoalKind.SEEK: N_("I look for"),
}

HAPPENINGS = {
    (InteractionKind.MAIL, Direction.OUT): N_("I wrote a mail"),
    (InteractionKind.MAIL, Direction.IN): N_("A mail came from them"),
    (InteractionKind.CALL, Direction.OUT): N_("I called"),
    (InteractionKind.CALL, Direction.IN): N_("They called"),
    (InteractionKind.MEETING, Direction.OUT): N_("We met"),
    (InteractionKind.MESSAGE, Direction.OUT): N_("I wrote a message"),
    (InteractionKind.MESSAGE, Direction.IN): N_("A message came from them"),
    (InteractionKind.NOTE, Direction.OUT): N_("A note for myself"),
}
"""What one can log, in the order of a list."""

FIELDS = {
    "name": N_("Name"),
    "given_name": N_("Given name"),
    "family_name": N_("Family name"),
    "honorific_prefix": N_("Title before the name"),
    "honorific_suffix": N_("Degrees after the name"),
    "title": N_("Job title"),
    "department": N_("Department"),
    "organization": N_("Company"),
    "emails": N_("E-mail"),
    "phones": N_("Phone"),
    "urls": N_("Website"),
    "socials": N_("Profile"),
    "address": N_("Address"),
    "language": N_("Language"),
    "note": N_("Note"),
    "review": N_("Checked"),
    "kind": N_("Relationship"),
    "cadence": N_("How often"),
    "priority": N_("Priority"),
    "tags": N_("Tags"),
    "interests": N_("Interests"),
    "offers": N_("Offers"),
    "needs": N_("Needs"),
    "goals": N_("Goals"),
    "agenda": N_("To talk about"),
    "dates": N_("Important dates"),
    "opted_out": N_("Wants no messages"),
    "met_on": N_("Day you met"),
    "topic": N_("What you talked about"),
    "promised": N_("What you promised"),
    "next_step": N_("What comes next"),
    "next_step_on": N_("By when"),
    "introduced_by": N_("Introduced by"),
}
"""Fields of a contact, a relationship and a meeting."""

_REVIEW = {"captured": N_("not checked"), "reviewed": N_("checked")}

_VALUES: dict[str, Mapping[Any, str]] = {
    "review": _REVIEW,
    "cadence": _CADENCES,
    "priority": _PRIORITIES,
    "kind": _RELATIONS,
}
"""Words for the values of fields that take one of a few."""


_ADDRESSES = {
    None: N_("as is usual"),
    True: N_("formally: Sie, vous, usted"),
    False: N_("familiarly: du, tu, tú"),
}


def health(state: HealthState) -> str:
    return _(_HEALTH[state])


def order(value: Order) -> str:
    return _(_ORDERS[value])


def cadence(value: Cadence) -> str:
    return _(_CADENCES[value])


def priority(value: Priority) -> str:
    return _(_PRIORITIES[value])


def relation(value: RelationshipKind | None) -> str:
    return _(_RELATIONS[value]) if value else _("not said")


def occasion(value: DateKind) -> str:
    return _(_DATES[value])


def favour(value: FavourKind) -> str:
    return _(_FAVOURS[value])


def goal(value: GoalKind) -> str:
    return _(_GOALS[value])


def happening(value: tuple[InteractionKind, Direction]) -> str:
    return _(HAPPENINGS[value])


def value(name: str, stored: str) -> str:
    """What a person calls a field's value; one that is free text stands for itself."""
    known = _VALUES.get(name, {})
    return _(known[stored]) if stored in known else stored


def field(name: str) -> str:
    """What a person calls a field; unknown ones by their own name."""
    return _(FIELDS[name]) if name in FIELDS else name.replace("_", " ")


def address(formal: bool | None) -> str:
    """How the owner addresses somebody."""
    return _(_ADDRESSES[formal])
