"""Telephone numbers with their kind: runs of digits between words, read by their labels and by the rest of the card."""

from __future__ import annotations

import re
from collections.abc import Mapping

from scanner.fields import countries, postcodes
from scanner.fields.addresses.evidence import STRONG, evidence
from scanner.fields.candidates import Candidate, Field, Span
from scanner.fields.labels import LabelKind
from scanner.fields.layout import Card
from scanner.fields.numbers import nanp_form
from scanner.fields.phonelines import Printed, printed_numbers
from scanner.fields.phonelocal import completed
from scanner.fields.text import MAX_LINES

_DATE = re.compile(
    r"^(?:(?:0?[1-9]|[12]\d|3[01])[./\-](?:0?[1-9]|1[0-2])[./\-](?:19|20)?\d\d|(?:19|20)\d\d[./\-](?:0?[1-9]|1[0-2])[./\-](?:0?[1-9]|[12]\d|3[01])"
    r"|(?:19|20)\d\d\s?[-/]\s?(?:19|20)\d\d|\d{1,2}[.:]\d\d\s?-\s?\d{1,2}[.:]\d\d)$"
)
_MONEY = re.compile(r"[$€£¥₹%]\s*$|(?:EUR|USD|GBP|INR|CHF|Rs\.?)\s*$")
_MIN_DIGITS, _MAX_DIGITS = 7, 16


def candidates(card: Card, region: str = "") -> tuple[Candidate, ...]:
    """Every telephone number of the card, in reading order.

    Args:
        card: the lines.
        region: country the user named for numbers without dial code (ISO 3166-1 alpha-2), or ''.

    Returns:
        Candidates whose value is E.164 with ';ext=' where an extension is printed, or the printed digits, with a score
        below 0.5, where no valid number can be made. Parts: 'kind' (a `PhoneKind`) and 'raw' (text with its label).
    """
    weights = countries.weighed(card, region)
    found = [p for line in card.lines[:MAX_LINES] for p in printed_numbers(card, line, weights)]
    return tuple(_candidate(p, weights) for p in completed(card, found, tuple(weights)) if _is_phone(p))


def _is_phone(p: Printed) -> bool:
    """Whether the digits are a telephone number at all."""
    digits = sum(c.isdigit() for c in p.number.value)
    if not _MIN_DIGITS <= digits <= _MAX_DIGITS or _MONEY.search(p.text.text[: p.start]):
        return False
    announced = p.label is not None and p.label.phone_kind is not None
    if p.label is not None and LabelKind.CODE in p.label.kinds and not p.number.valid:
        return False  # 'CEP' is a mobile in Turkey and a post code in Brazil
    if p.label is not None and not announced and p.label.sure:
        return (
            bool({LabelKind.ADDRESS, LabelKind.EMAIL, LabelKind.WEB} & set(p.label.kinds))
            and p.number.valid
            and ("+" in p.printed or (LabelKind.ADDRESS in p.label.kinds and p.alone))
        )
    beside = announced and p.raw_start < p.start
    if "+" not in p.printed and not beside and _in_address(p):
        return False
    if announced and p.label is not None and p.label.sure:
        return True
    if _DATE.match(p.printed.strip()):
        return False
    if not p.number.valid and p.printed != p.text.text[p.start : p.end] and "+" not in p.printed:
        return False
    if p.number.valid:
        return "+" in p.printed or p.alone or announced or digits >= 9
    return (
        nanp_form(p.printed)
        or "+" in p.printed
        or p.number.how == "completed"
        or ((p.alone or announced) and digits >= 8)
    )


def _in_address(p: Printed) -> bool:
    """Whether the digits are house number and post code of an address line ('Torstraße 208, 80331 München')."""
    text = p.text.text
    found = postcodes.find(text, (p.number.region,) if p.number.region else ())
    if found is not None and found.strength >= STRONG and found.start < p.end and p.start < found.end:
        return True
    begin = max((text.rfind(bar, 0, p.start) for bar in "|·"), default=-1) + 1
    end = min((at for bar in "|·" if (at := text.find(bar, p.end)) >= 0), default=len(text))
    text = text[begin:end]
    return p.label is None and not p.alone and not nanp_form(p.printed) and evidence(text).street >= STRONG


def _candidate(p: Printed, weights: Mapping[str, float]) -> Candidate:
    value = p.number.value + (f";ext={p.extension}" if p.extension and p.number.valid else "")
    start, end = p.text.source(p.raw_start, p.raw_end)
    return Candidate(
        field=Field.PHONE,
        value=value,
        score=_score(p, weights),
        spans=(Span(p.line.index, start, end),),
        rule=f"{p.number.how}{':' + p.label.phone_kind if p.label and p.label.phone_kind else ''}",
        parts={"kind": _kind(p), "raw": p.line.text[start:end]},
    )


def _kind(p: Printed) -> str:
    if p.label and p.label.phone_kind and not (p.number.mobile and p.label.phone_kind is LabelKind.WORK):
        return str(p.label.phone_kind)
    return "mobile" if p.number.mobile else "work"


def _score(p: Printed, weights: Mapping[str, float]) -> float:
    """How far the number can be trusted: its own form first, then its country, label and legibility."""
    base = {"international": 0.97, "national": 0.93, "completed": 0.85, "printed": 0.4}[p.number.how]
    if not p.number.valid:
        base = 0.4
    elif p.number.how == "national" and weights.get(p.number.region, 0.0) < countries.SURE:
        known = p.number.region in weights and not any(weight >= countries.SURE for weight in weights.values())
        base = 0.85 if known else 0.78
    if p.label is None and not p.alone:
        base *= 0.85
    return round(base * (0.5 + 0.5 * min(1.0, max(0.0, p.line.confidence))), 4)
