"""Scores scanned contacts against labels, field by field.

A label is one JSON object a card: file, name, title, company, emails, phones (E.164), websites, address, and whatever
it may be grouped by (level, design, country). `alt` may hold other readings of a field that are right too. A contact is
the 'contact' of a scan line. What is counted:

- per field precision, recall and F1 over values, after a normalisation that forgives case, punctuation, honorifics;
- edits per card: how many values a person must correct, add or delete (the address is counted apart);
- zero-edit: the share of cards that need none;
- flagged: of the wrong or missing values, the share that the scan gave with confidence below 0.8 or left empty;
- trusted: of the values given with confidence of 0.9 or more, the share that is right;
- location: intersection over union of the card's corners with the label's, where there are any.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]

FIELDS = ("name", "title", "company", "emails", "phones", "websites", "address")
EXACT = tuple(field for field in FIELDS if field != "address")
"""Fields that count as edits; an address is compared by its words."""

FLAG_BELOW, TRUST_FROM, SAME_ADDRESS = 0.8, 0.9, 0.85

_TITLES_OF_PERSONS = frozenset(
    [
        "dr",
        "prof",
        "mr",
        "mrs",
        "ms",
        "phd",
        "mba",
        "pe",
        "md",
        "msc",
        "bsc",
        "ing",
        "dipl",
        "jr",
        "sr",
        "esq",
        "cpa",
        "mag",
    ]
)
_DOTTED_DEGREES = re.compile(r"\b(p e|ph d|m d|m sc|b sc|m b a|c p a)\b")
_MATCH_ALL_ORDERS = 7
"""Up to so many cards in a photo every pairing is tried. Above it each label in turn takes the best line that is left,
so that one missed card among many may cost more than its own values."""


@dataclass(frozen=True)
class Value:
    """A value that the scan gave, with its confidence."""

    text: str
    confidence: float


@dataclass(frozen=True)
class Comparison:
    """One field of one card: what was right, what was given wrongly, what is missing."""

    hits: tuple[Value, ...]
    spurious: tuple[Value, ...]
    missed: tuple[str, ...]

    @property
    def edits(self) -> int:
        """Corrections that make it right: a wrong value beside a missing one is one correction."""
        return max(len(self.spurious), len(self.missed))


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold().replace("’", "'").replace("'", ""))


def normal(field: str, value: str) -> str:
    """The form in which two values of a field are compared."""
    if field == "emails":
        return value.strip().casefold()
    if field == "phones":
        number, _, extension = value.partition(";ext=")
        return "+" + re.sub(r"\D", "", number) + (f"x{extension}" if extension else "")
    if field == "websites":
        return re.sub(r"^(https?://)?(www\.)?", "", value.strip().casefold()).rstrip("/")
    found = words(value)
    if field != "name":
        return " ".join(found)
    kept = " ".join([word for word in found if word not in _TITLES_OF_PERSONS] or found)
    return " ".join(_DOTTED_DEGREES.sub(" ", kept).split()) or kept


def same(field: str, one: str, other: str) -> bool:
    if field != "address":
        return normal(field, one) == normal(field, other)
    left, right = Counter(words(one)), Counter(words(other))
    total = left.total() + right.total()
    return bool(left and right) and 2 * (left & right).total() / total >= SAME_ADDRESS


def given(contact: Row, field: str) -> list[Value]:
    """The values of a field of a scan line's contact; plain strings count as certain."""
    found = contact.get(field)
    items = found if isinstance(found, list) else [found] if found else []
    return [value for value in map(_value, items) if value.text]


def _value(item: Any) -> Value:
    if not isinstance(item, dict):
        return Value(str(item or ""), 1.0)
    text, confidence = item.get("value"), item.get("confidence", 1.0)
    if isinstance(text, dict):
        text = text.get("formatted") or ", ".join(str(part) for part in text.values() if part)
    return Value(str(text or ""), 1.0 if confidence is None else float(confidence))


def readings(label: Row, field: str) -> list[list[str]]:
    """What is accepted: the label, then each of its `alt` readings, each as a list of values."""
    accepted = [label.get(field), *(label.get("alt") or {}).get(field, [])]
    return [[value for value in (one if isinstance(one, list) else [one]) if value] for one in accepted]


def compare(label: Row, contact: Row) -> dict[str, Comparison]:
    """Every field compared with the accepted reading that needs the fewest edits."""
    return {
        field: min(
            (_matched(field, want, given(contact, field)) for want in readings(label, field)), key=lambda c: c.edits
        )
        for field in FIELDS
    }


def _matched(field: str, want: Sequence[str], got: Sequence[Value]) -> Comparison:
    hits, spurious, left = [], [], list(want)
    for value in got:
        found = next((one for one in left if same(field, one, value.text)), None)
        if found is None:
            spurious.append(value)
        else:
            left.remove(found)
            hits.append(value)
    return Comparison(tuple(hits), tuple(spurious), tuple(left))


def edits(result: Mapping[str, Comparison], fields: Iterable[str] = FIELDS) -> int:
    return sum(result[field].edits for field in fields)


def pair(labels: Sequence[Row], lines: Sequence[Row]) -> list[tuple[Row, Row]]:
    """Match the labels of a photo to its scan lines so that the fewest edits remain; the unmatched go with `{}`."""
    count = max(len(labels), len(lines))
    labels = [*labels, *[{}] * (count - len(labels))]
    lines = [*lines, *[{}] * (count - len(lines))]
    cost = [[edits(compare(label, line.get("contact") or {})) for line in lines] for label in labels]
    if count > _MATCH_ALL_ORDERS:
        order = _greedy(cost)
    else:
        order = min(itertools.permutations(range(count)), key=lambda p: sum(cost[i][j] for i, j in enumerate(p)))
    return [(label, lines[j]) for label, j in zip(labels, order, strict=True)]


def _greedy(cost: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """For each label in turn the best line that is left."""
    left = list(range(len(cost)))
    order = []
    for row in cost:
        best = min(left, key=row.__getitem__)
        left.remove(best)
        order.append(best)
    return tuple(order)


def score(pairs: Sequence[tuple[Row, Row]]) -> dict[str, Any]:
    """The figures over (label, scan line) pairs."""
    results = [compare(label, line.get("contact") or {}) for label, line in pairs]
    fields = {field: _field_figures([result[field] for result in results]) for field in FIELDS}
    everything = [comparison for result in results for comparison in result.values()]
    cards = max(1, len(pairs))
    without = [edits(result, EXACT) for result in results]
    with_address = [edits(result) for result in results]
    return {
        "cards": len(pairs),
        **fields,
        "f1": _overall([result[field] for result in results for field in EXACT]),
        "edits_per_card": round(sum(without) / cards, 3),
        "edits_per_card_with_address": round(sum(with_address) / cards, 3),
        "zero_edit": round(without.count(0) / cards, 3),
        "zero_edit_with_address": round(with_address.count(0) / cards, 3),
        **_confidence_figures(everything),
        **location(pairs),
    }


def _field_figures(comparisons: Sequence[Comparison]) -> dict[str, float]:
    hit, wrong, missed = _counts(comparisons)
    precision, recall = hit / max(1, hit + wrong), hit / max(1, hit + missed)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return {"precision": round(precision, 3), "recall": round(recall, 3), "f1": round(f1, 3), "n": hit + missed}


def _overall(comparisons: Sequence[Comparison]) -> float:
    hit, wrong, missed = _counts(comparisons)
    return round(2 * hit / max(1, 2 * hit + wrong + missed), 4)


def _counts(comparisons: Sequence[Comparison]) -> tuple[int, int, int]:
    return (
        sum(len(c.hits) for c in comparisons),
        sum(len(c.spurious) for c in comparisons),
        sum(len(c.missed) for c in comparisons),
    )


def _confidence_figures(comparisons: Sequence[Comparison]) -> dict[str, float]:
    wrong = sum(c.edits for c in comparisons)
    doubted = sum(v.confidence < FLAG_BELOW for c in comparisons for v in c.spurious)
    left_empty = sum(max(0, len(c.missed) - len(c.spurious)) for c in comparisons)
    right = sum(v.confidence >= TRUST_FROM for c in comparisons for v in c.hits)
    sure = right + sum(v.confidence >= TRUST_FROM for c in comparisons for v in c.spurious)
    return {
        "flagged": round((doubted + left_empty) / max(1, wrong), 3),
        "trusted": round(right / max(1, sure), 3),
        "trusted_n": sure,
    }


def location(pairs: Sequence[tuple[Row, Row]]) -> dict[str, float]:
    """How well cards were found: mean IoU, share of 0.9 and more, and share read in the right orientation."""
    from benchmarks.geometry import overlap, same_way_up  # noqa: PLC0415 - scoring alone needs no OpenCV

    found = [(label["corners"], line.get("corners")) for label, line in pairs if label.get("corners")]
    if not found:
        return {}
    shares = [overlap(want, got) if got else 0.0 for want, got in found]
    upright = [bool(got) and same_way_up(want, got) for want, got in found]
    return {
        "iou": round(sum(shares) / len(shares), 3),
        "located": round(sum(share >= 0.9 for share in shares) / len(shares), 3),
        "upright": round(sum(upright) / len(upright), 3),
    }
