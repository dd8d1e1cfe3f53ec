"""Numbers that lean on others: without area code, or printed by their direct dial alone."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from scanner.fields.labels import LabelKind
from scanner.fields.layout import Card
from scanner.fields.phonelines import Printed
from scanner.fields.places import fold
from scanner.fields.plans import complete_local, complete_tail, in_area
from scanner.fields.text import MAX_LINES

_LOCAL_FORM = re.compile(r"\d{3,4}[\s.\-]\d{4}|\d{2,3}([\s.\-]\d{2}){2}")
_DIRECT_DIAL = re.compile(r"-\s?(\d{1,4})$")
_FEWEST_UNLABELLED = 6


def completed(card: Card, found: Sequence[Printed], regions: Sequence[str]) -> list[Printed]:
    """The numbers with area code and dial code where the rest of the card gives them.

    Args:
        card: the lines.
        found: all numbers of the card in reading order.
        regions: ISO countries of the card, likeliest first.
    """
    out: list[Printed] = []
    for p in found:
        if p.number.valid or "+" in p.printed:
            out.append(p)
        elif p.number.how == "tail":
            out += _from_tail(p, out)
        else:
            out.append(_localised(card, p, found, regions) if _may_be_local(p) or _follows_local(p, out) else p)
    return out


def _from_tail(p: Printed, before: Sequence[Printed]) -> list[Printed]:
    """The number whose direct dial alone is printed, after the last number that is printed with one."""
    for base in reversed(before):
        printed_tail = _DIRECT_DIAL.search(base.printed)
        if base.number.valid and printed_tail:
            value = complete_tail(base.number.value, printed_tail[1], p.number.value)
            if value and value != base.number.value:
                return [replace(p, number=replace(base.number, value=value, how="completed"))]
    return []


def _localised(card: Card, p: Printed, found: Sequence[Printed], regions: Sequence[str]) -> Printed:
    """A local number takes its area from the nearest other number of the card, else from the town."""
    others = [o for o in found if o.number.valid and o is not p and not o.number.mobile]
    others.sort(key=lambda o: abs(o.line.index - p.line.index))
    digits = p.number.value
    value = complete_local(digits, (o.number.value for o in others)) or _in_town(card, digits, regions)
    return replace(p, number=replace(p.number, value=value, valid=True, how="completed")) if value else p


def _in_town(card: Card, digits: str, regions: Sequence[str]) -> str | None:
    text = " ".join(fold(line.text[:200]) for line in card.lines[:MAX_LINES])
    for region in regions[:2]:
        for town, area in _area_codes().get(region, {}).items():
            if re.search(rf"\b{town}\b", text) and (value := in_area(digits, region, area)):
                return value
    return None


@cache
def _area_codes() -> Mapping[str, Mapping[str, str]]:
    """Country → folded town → area code."""
    return tomllib.loads(files("scanner.fields").joinpath("data/area_codes.toml").read_text(encoding="utf-8"))


def _follows_local(p: Printed, before: Sequence[Printed]) -> bool:
    """Whether the number is the shortened second of a local one: '2437 1234 / 1235'."""
    last = before[-1] if before else None
    local = last is not None and last.line is p.line and last.number.valid and last.number.how == "completed"
    return local and p.number.how == "completed"


def _may_be_local(p: Printed) -> bool:
    """Whether a few digits are a number without area code rather than a post code or a house number."""
    if p.label is not None and p.label.sure:
        return p.label.phone_kind is not None and LabelKind.CODE not in p.label.kinds
    digits = sum(c.isdigit() for c in p.number.value)
    return bool(_LOCAL_FORM.fullmatch(p.printed.strip())) or (
        digits >= _FEWEST_UNLABELLED and (p.alone or p.label is not None)
    )
