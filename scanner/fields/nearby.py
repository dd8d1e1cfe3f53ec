"""Which line stands beside, above or below another on the card."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot

from scanner.fields.layout import Card, Line
from scanner.fields.text import MAX_LINES


def left_of(card: Card, line: Line, reach: float = 0.25) -> Line | None:
    """The line in the same row whose end is nearest to the left, within `reach` (share of the card's width)."""
    row = [o for o in card.lines[:MAX_LINES] if o is not line and same_row(o, line) and o.right <= line.left + 0.02]
    best = max(row, key=lambda o: o.right, default=None)
    return best if best is not None and line.left - best.right <= reach else None


def above(card: Card, line: Line, reach: float = 2.0) -> Line | None:
    """The nearest line over this one with overlapping extent, within `reach` text heights."""
    over = [o for o in card.lines[:MAX_LINES] if o is not line and o.bottom <= _middle(line) and _overlap(o, line) > 0]
    best = max(over, key=lambda o: o.bottom, default=None)
    return best if best is not None and line.top - best.bottom <= reach * _tall(line) else None


def below(card: Card, line: Line, reach: float = 2.0) -> Line | None:
    """The nearest line under this one with overlapping extent, within `reach` text heights."""
    under = [o for o in card.lines[:MAX_LINES] if o is not line and o.top >= _middle(line) and _overlap(o, line) > 0]
    best = min(under, key=lambda o: o.top, default=None)
    return best if best is not None and best.top - line.bottom <= reach * _tall(line) else None


def same_row(a: Line, b: Line) -> bool:
    """Whether both stand beside each other: each one's middle lies within the other's height."""
    return a.top <= _middle(b) <= a.bottom and b.top <= _middle(a) <= b.bottom


def _middle(line: Line) -> float:
    return (line.top + line.bottom) / 2


def _tall(line: Line) -> float:
    return max(line.bottom - line.top, 1e-6)


def _overlap(a: Line, b: Line) -> float:
    """Common horizontal extent as a share of the card's width."""
    return min(a.right, b.right) - max(a.left, b.left)


@dataclass(frozen=True, slots=True)
class Relation:
    """Where line b stands as seen along the text of line a; lengths in heights of a's text.

    Attributes:
        gap_right: from a's end to b's beginning, along the text; negative when they overlap.
        gap_below: from a's lower edge to b's upper edge, across the text.
        overlap: common extent along the text.
        aligned: whether left edges, centres or right edges agree.
        beside: whether b is in a's row.
        size: b's text height over a's.
    """

    gap_right: float
    gap_below: float
    overlap: float
    aligned: bool
    beside: bool
    size: float


def relation(a: Line, b: Line) -> Relation:
    """How `b` stands to `a` whatever the angle of the text."""
    (ox, oy), (ux, uy, tall) = a.box[0], _direction(a)
    xs = [((x - ox) * ux + (y - oy) * uy) / tall for x, y in (*a.box, *b.box)]
    ys = [(-(x - ox) * uy + (y - oy) * ux) / tall for x, y in (*a.box, *b.box)]
    left, right, top, bottom = min(xs[:4]), max(xs[:4]), min(ys[:4]), max(ys[:4])
    other_left, other_right, other_top, other_bottom = min(xs[4:]), max(xs[4:]), min(ys[4:]), max(ys[4:])
    size = max(_direction(b)[2], 1e-6) / tall
    slack = 1.2 * max(1.0, size)
    edges = (other_left - left, other_right - right, (other_left + other_right - left - right) / 2)
    common = min(bottom, other_bottom) - max(top, other_top)
    return Relation(
        gap_right=other_left - right,
        gap_below=other_top - bottom,
        overlap=min(right, other_right) - max(left, other_left),
        aligned=any(abs(e) <= slack for e in edges),
        beside=common > 0.5 * min(bottom - top, other_bottom - other_top) and other_left >= right - 1.0,
        size=size,
    )


def _direction(line: Line) -> tuple[float, float, float]:
    """Unit vector along the text, and its height in pixels (at least one)."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = line.box
    x, y = bx - ax + cx - dx, by - ay + cy - dy
    length = hypot(x, y)
    tall = max(1.0, (hypot(dx - ax, dy - ay) + hypot(cx - bx, cy - by)) / 2)
    return (x / length, y / length, tall) if length > 0 else (1.0, 0.0, tall)
