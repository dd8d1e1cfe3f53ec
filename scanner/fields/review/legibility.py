"""How well the card as a whole was read."""

from __future__ import annotations

from scanner.fields.layout import Card

_SHARE = 1 / 3
_BLURRED = 0.95
"""Engine confidence below which a third of the lines of a card lie that was out of focus: of its values believed most
three in ten were wrong, of those of other cards one in two hundred (570 generated and public cards)."""


def is_blurred(card: Card) -> bool:
    """Whether so many lines were read with difficulty that none is beyond doubt."""
    sure = sorted(line.confidence for line in card.lines if sum(c.isalnum() for c in line.text) > 2)
    return bool(sure) and sure[int(len(sure) * _SHARE)] < _BLURRED
