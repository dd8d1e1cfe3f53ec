"""Postal addresses: one formatted value from lines and cells that stand together, with its parts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from scanner.fields import countries
from scanner.fields.addresses.blocks import blocks
from scanner.fields.addresses.cells import Unit
from scanner.fields.addresses.evidence import WEAK, is_box
from scanner.fields.addresses.parts import address_value, parts
from scanner.fields.candidates import Candidate, Field, Span
from scanner.fields.layout import Card
from scanner.fields.places import fold
from scanner.fields.streets import vocabulary
from scanner.fields.text import normalise

__all__ = ["candidates"]

_LATER = 0.02
"""What each address after the first loses: cards print the main one first."""

_MINOR = 0.3
"""What the address of a branch or factory loses, and a post box beside a street."""


def candidates(card: Card, taken: Iterable[Span] = (), region: str = "") -> tuple[Candidate, ...]:
    """Every postal address of the card, the main one with the highest score.

    Args:
        card: the lines.
        taken: text that e-mail addresses, telephone numbers and websites use up.
        region: country the user named (ISO 3166-1 alpha-2), or ''.

    Returns:
        Candidates whose value is one line, parts joined by ', ' in printed order; parts 'street', 'postal_code',
        'locality', 'region' and 'country' as far as they were understood.
    """
    likely = countries.ranked(card, region)[:4]
    runs = blocks(card, taken, likely)
    streets = any(_is_street(run) for run in runs)
    minor = [_is_branch(run) or (streets and not _is_street(run)) for run in runs]
    found = [(c, low) for run, low in zip(runs, minor, strict=True) if (c := _candidate(run, likely)) is not None]
    return tuple(
        replace(c, score=max(0.05, round(c.score - _LATER * i - _MINOR * low, 4))) for i, (c, low) in enumerate(found)
    )


def _is_street(run: list[Unit]) -> bool:
    """Whether the address has a street and a town, and not only a post box."""
    street = any(u.signs.street >= WEAK and not is_box(u.text) for u in run if u.text)
    return street and any(u.signs.place >= WEAK for u in run)


def _is_branch(run: list[Unit]) -> bool:
    """Whether what stands before it says that it is not the main one ('Branch:', 'Filiale')."""
    before = fold(normalise(run[0].line.text).text[: run[0].start]).split()
    return any(word in vocabulary().minor for word in before)


def _candidate(run: list[Unit], likely: tuple[str, ...]) -> Candidate | None:
    units = [u for u in run if u.text]
    score = _score(run)
    if not units or score == 0.0:
        return None
    spans = tuple(Span(u.line.index, *normalise(u.line.text).source(u.start, u.end)) for u in units)
    return Candidate(
        field=Field.ADDRESS,
        value=address_value(units),
        score=score,
        spans=spans,
        rule="label" if any(u.labelled for u in run) else "block",
        parts=parts(units, likely),
    )


def _score(run: list[Unit]) -> float:
    """Street and town make an address; each alone may be one; the rest is too little."""
    street = max((u.signs.street for u in run), default=0.0)
    unit = max((u.signs.unit for u in run), default=0.0)
    place = sum(u.signs.place for u in run)
    labelled = any(u.labelled for u in run)
    sampled = any(re.search(r"\d|address|street name", u.text, re.IGNORECASE) for u in run)
    if max(street, unit) >= 1.5 and place >= 1.5:
        base = 0.8 + 0.03 * min(5.0, street + place - 3.0)
    elif street >= 0.8 and place >= 3.0:
        base = 0.75
    elif street >= 3.0:
        base = 0.6
    elif (
        place >= 2.5
        or (street >= 0.8 and place >= 1.5)
        or (sampled and street + unit >= 1.5 and sum(u.signs.total for u in run) >= 2.5)
    ):
        base = 0.5
    else:
        base = 0.45 if labelled and any(u.text for u in run) else 0.0
    return round(min(0.97, base + (0.05 if labelled and base else 0.0)), 4)
