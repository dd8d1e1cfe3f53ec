"""What is noticed about any segment: its size, its place, what else claims it. Shared by all fields' rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import log
from statistics import median

from scanner.fields.agreement import Points
from scanner.fields.candidates import Candidate, Span
from scanner.fields.labels import label_only
from scanner.fields.layout import Card, Line
from scanner.fields.noise import noise_signs
from scanner.fields.segments import EVEN, Segment
from scanner.fields.text import normalise

_SMALLEST = 1e-6


@dataclass(frozen=True, slots=True)
class Context:
    """One card, and what was found on it before names, titles and companies are sought.

    Attributes:
        card: the lines.
        who: what the contact points say.
        addresses: candidates for the postal address.
        typical: text height of the median line, as a share of the card's height.
        largest: height of the largest line with letters.
    """

    card: Card
    who: Points
    addresses: tuple[Candidate, ...]
    typical: float
    largest: float


def context(card: Card, who: Points, addresses: Iterable[Candidate], claimed: Iterable[Span]) -> Context:
    """Measure the card."""
    contact = {span.line for span in claimed}
    heights = [line.height for line in card.lines if line.text.strip()]
    free = [line.height for line in card.lines if line.index not in contact and _worded(line)]
    return Context(
        card,
        who,
        tuple(addresses),
        max(median(heights or [0.05]), _SMALLEST),
        max(free or heights or [0.05], default=0.05),
    )


def _worded(line: Line) -> bool:
    return sum(c.isalpha() for c in line.text) >= 3


def shape_signs(segment: Segment, seen: Context) -> dict[str, float]:
    """Signs that do not depend on the field."""
    size = log(max(segment.height, _SMALLEST) / seen.typical)
    signs = {
        "size": max(-1.0, min(1.2, size)),
        "largest": float(segment.height >= 0.93 * seen.largest),
        "partial": 1.0 - segment.whole,
        "soft": float(segment.soft),
        "joined": float(len(segment.lines) - 1),
        "uneven": min(2.0, segment.uneven),
        "even": float(len(segment.lines) - 1 if segment.uneven < EVEN else 0),
        "fragment": float(segment.fragment),
        "beside": float(segment.beside),
        "address": _in_address(segment, seen),
        "label": float(label_only(normalise(segment.text).text) is not None),
        "doubtful": max(0.0, 0.9 - segment.confidence) * 5,
        "bottom": float(min(line.top for line in segment.lines) > 0.75),
        "tiny": float(segment.height < 0.75 * seen.typical),
    }
    return {name: value for name, value in (signs | noise_signs(segment)).items() if value}


def _in_address(segment: Segment, seen: Context) -> float:
    """The score of the best address that uses some of the segment's text."""
    claims = (a.score for a in seen.addresses if any(s.overlaps(o) for s in segment.spans for o in a.spans))
    return max(claims, default=0.0)
