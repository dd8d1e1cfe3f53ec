"""Which line stands beside, above or below another on the card."""

from __future__ import annotations

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
