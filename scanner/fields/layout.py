"""Lines with their geometry: sizes, columns, neighbours and reading order, in the card frame."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from scanner.model import Quad, TextLine

_WIDE = re.compile(r"(?:[^\W\d_]\s{1,3}){3,}[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Line:
    """A text line with the numbers that field rules ask for; lengths are shares of the card's height or width.

    Attributes:
        index: its place in reading order.
        height: height of the text as a share of the card's height.
        left, right: horizontal extent as shares of the card's width.
        top, bottom: vertical extent as shares of the card's height.
    """

    index: int
    text: str
    confidence: float
    box: Quad
    height: float
    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Card:
    """All lines of one card in reading order, with the card's size in pixels of the card frame."""

    lines: tuple[Line, ...]
    width: float
    height: float


def lay_out(lines: Sequence[TextLine], size: tuple[int, int]) -> Card:
    """Measure `lines` (card frame) against the card's `size` (width, height in pixels)."""
    width, height = max(1, size[0]), max(1, size[1])
    return Card(tuple(_measure(i, line, width, height) for i, line in enumerate(lines)), width, height)


def _closed_up(text: str) -> str:
    """'R E A L T Y' as 'REALTY': a line of single letters is a word set wide."""
    if not _WIDE.fullmatch(text.strip()):
        return text
    return "  ".join(part.replace(" ", "") for part in re.split(r"\s{2,}", text.strip())).replace("  ", " ")


def _measure(index: int, line: TextLine, width: float, height: float) -> Line:
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = line.box
    xs, ys = (ax, bx, cx, dx), (ay, by, cy, dy)
    tall = (hypot(dx - ax, dy - ay) + hypot(cx - bx, cy - by)) / 2
    return Line(
        index=index,
        text=_closed_up(line.text),
        confidence=line.confidence,
        box=line.box,
        height=tall / height,
        left=min(xs) / width,
        right=max(xs) / width,
        top=min(ys) / height,
        bottom=max(ys) / height,
    )
