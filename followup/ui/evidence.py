"""Where each field was read: the boxes on the picture of the card, their colours, and what a person should check.

The drawing is a small component of its own (assets/evidence.*): an SVG over the picture, linked both ways with the
form's inputs through the names that `field_key` gives to both.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import streamlit as st

from followup.locale import N_, _
from followup.model import Contact
from followup.pictures import View
from scanner.model import CardContact, CardScan, FieldValue, Quad

SURE = 0.8
"""Values below this confidence are marked for checking; of values above it nearly all are right."""


@dataclass(frozen=True, slots=True)
class Field:
    """One kind of field on the page.

    Attributes:
        label: what a person calls it, in English; `_` translates it.
        color: of its boxes and in the legend; readable on light and dark cards.
        many: whether a card may have several.
    """

    label: str
    color: str
    many: bool = False


SIGN_SHARE = 0.017
"""Radius of the sign beside an unsure box, as a share of the picture's longer side."""

FIELDS: dict[str, Field] = {
    "name": Field(N_("Name"), "#d6336c"),
    "title": Field(N_("Job title"), "#e8710a"),
    "department": Field(N_("Department"), "#b08900"),
    "company": Field(N_("Company"), "#1c7ed6"),
    "emails": Field(N_("E-mail"), "#7048e8", many=True),
    "phones": Field(N_("Phone"), "#2b8a3e", many=True),
    "websites": Field(N_("Website"), "#0c8599", many=True),
    "socials": Field(N_("Profile"), "#ae3ec9", many=True),
    "address": Field(N_("Address"), "#8f5b34"),
}
"""The scanner's fields in the order in which the page shows them."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the scanner made of one field, beside what the contact holds now.

    Attributes:
        field: key of `FIELDS`.
        index: its place among the contact's values of that field; 0 for single fields.
        read: what the scanner read.
        unsure: the value stands as it was read, and the scanner was not sure of it.
    """

    field: str
    index: int
    read: FieldValue
    unsure: bool


def field_key(field: str, index: int = 0) -> str:
    """Name that a field's input and its boxes share; becomes the CSS class st-key-field-…"""
    return f"field-{field}-{index}"


def readings(scan: CardScan, contact: Contact) -> tuple[Reading, ...]:
    """The scanner's values in page order, each placed at the contact's value that came from it.

    A value that a person changed keeps its place and is no longer unsure; one that was removed is left out.
    """
    return tuple(_place(scan.contact, contact))


def _place(read: CardContact, contact: Contact) -> Iterator[Reading]:
    for field, info in FIELDS.items():
        found: Sequence[FieldValue] = getattr(read, field) if info.many else _one(getattr(read, field))
        held = current_values(contact, field)
        known = {value.value for value in found}
        for position, value in enumerate(found):
            if value.value in held:
                yield Reading(field, held.index(value.value), value, value.confidence < SURE)
            elif position < len(held) and held[position] not in known:
                yield Reading(field, position, value, unsure=False)


def current_values(contact: Contact, field: str) -> tuple[str, ...]:
    """What the contact holds of one of `FIELDS`, as the scanner would write it; empty values left out."""
    held: dict[str, tuple[str, ...]] = {
        "name": (contact.name,),
        "title": (contact.title,),
        "department": (contact.department,),
        "company": (contact.organization,),
        "emails": contact.emails,
        "phones": tuple(phone.value for phone in contact.phones),
        "websites": contact.urls,
        "socials": tuple(social.value for social in contact.socials),
        "address": (contact.address.formatted if contact.address else "",),
    }
    return tuple(value for value in held[field] if value)


def show(view: View, placed: Sequence[Reading], alt: str, key: str) -> None:
    """Draw the picture with its boxes and the legend.

    Args:
        view: the picture.
        placed: the fields to draw.
        alt: the picture's description for people who do not see it.
        key: distinguishes several pictures on one page.
    """
    boxes = [box for reading in placed for box in _boxes(view, reading)]
    _draw(view, boxes, list(_legend(placed)), alt, key, leads=True)


@dataclass(frozen=True, slots=True)
class Outline:
    """A card on a photo of several.

    Attributes:
        corners: in source pixels.
        label: what the card is called.
        opens: key of the button that a click on the outline presses; empty for the card that is being looked at.
    """

    corners: Quad
    label: str
    opens: str = ""


def outlines(view: View, cards: Sequence[Outline], alt: str, key: str) -> None:
    """Draw a photo with its cards marked on it, the one that is being looked at more strongly than the others."""
    boxes = [
        {
            "field": card.opens or "this-card",
            "opens": card.opens,
            "label": card.label,
            "color": FIELDS["company" if card.opens else "name"].color,
            "unsure": False,
            "current": not card.opens,
            "points": _points(view.mapped(card.corners)),
        }
        for card in cards
    ]
    _draw(view, boxes, [], alt, key)


def _draw(
    view: View, boxes: list[dict[str, Any]], legend: list[dict[str, Any]], alt: str, key: str, *, leads: bool = False
) -> None:
    """Hand it to the browser; a picture that leads its page brings the page to its top when it appears."""
    source = "data:image/jpeg;base64," + base64.b64encode(view.jpeg).decode("ascii")
    size = {"width": view.width, "height": view.height}
    _component()(key=key, data={"src": source, "alt": alt, **size, "boxes": boxes, "legend": legend, "leads": leads})


def _boxes(view: View, reading: Reading) -> Iterator[dict[str, Any]]:
    field = FIELDS[reading.field]
    label = _("{field}: {text}, please check") if reading.unsure else "{field}: {text}"
    radius = round(max(view.width, view.height) * SIGN_SHARE)
    for evidence in reading.read.evidence:
        quad = view.mapped(evidence.box)
        yield {
            "field": f"{reading.field}-{reading.index}",
            "label": label.format(field=_(field.label), text=evidence.text),
            "color": field.color,
            "unsure": reading.unsure,
            "points": _points(quad),
            "sign": _beside(quad, radius, view.width),
            "signRadius": radius,
        }


def _points(quad: Quad) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in quad)


def _beside(quad: Quad, radius: int, width: int) -> tuple[float, float]:
    """Centre of the sign at the right end of a box, kept inside the picture."""
    x, y = (quad[1][0] + quad[2][0]) / 2, (quad[1][1] + quad[2][1]) / 2
    return round(min(x + radius * 1.3, width - radius), 1), round(y, 1)


def _legend(placed: Sequence[Reading]) -> Iterator[dict[str, Any]]:
    for name in dict.fromkeys(reading.field for reading in placed):
        yield {"label": _(FIELDS[name].label), "color": FIELDS[name].color, "unsure": False}
    if any(reading.unsure for reading in placed):
        yield {"label": _("dashed: please check"), "color": "currentColor", "unsure": True}


def _one(value: FieldValue | None) -> tuple[FieldValue, ...]:
    return () if value is None else (value,)


def swatches() -> str:
    """CSS that gives each field's label the colour of its boxes."""
    marks = (
        f'[class*="st-key-field-{name}-"] label::before {{ background: {f.color}; }}' for name, f in FIELDS.items()
    )
    return "\n".join(marks)


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    assets = files("followup.ui") / "assets"
    return st.components.v2.component(
        "aftercard.evidence",
        html='<figure class="card"><img alt=""><svg preserveAspectRatio="none"></svg></figure><ul class="legend"></ul>',
        css=(assets / "evidence.css").read_text("utf-8"),
        js=(assets / "evidence.js").read_text("utf-8"),
    )
