"""Of many outlines those of one size that hold the most text: cards of one photo are of a kind, its panels are not."""

from __future__ import annotations

import numpy as np

from scanner.locate.candidate import Candidate
from scanner.locate.geometry import Corners, overlap, sides
from scanner.locate.scene import MOST, SURE, Scene, nearest, side_lengths

_ASPECT = 1.62
"""Longer over shorter side of the usual card: 1.55 and 1.75."""

_LIKE = 1.75
"""Cards of one photo differ in area from the usual one by this factor at most: 65 × 65 mm to 89 × 55, seen aslant."""

_ODD = 0.3
"""Sum of the logarithms by which both sides may differ from the usual ones on a card of the usual size: 85 × 55 to
89 × 51 mm is 0.12; half a card is 0.7."""

_TOUCH = 0.06
"""Share of a card that another may cover: both are found to a few pixels only."""


def best_group(fit: list[Candidate], scene: Scene) -> tuple[list[Candidate], list[Candidate]]:
    """Outlines of like size, clear of each other, that hold the most text: those of the usual size, and others.

    The others may be cards of another size, or panels of cards.
    """
    best: tuple[float, list[Candidate]] = (0.0, [])
    for size in sorted({round(float(np.log(c.area)) * 5) / 5 for c in fit}):
        near = [c for c in fit if abs(np.log(c.area) - size) < np.log(_LIKE)]
        group = _clear(near, {id(c): abs(float(np.log(c.area)) - size) - c.score for c in near})
        held = sum(scene.share(c.texts) * min(c.score, SURE) * _usual_shape(c) for c in group)
        held *= float(np.exp(-0.5 * ((size / 2 - np.log(scene.usual_side)) / 0.75) ** 2))
        if held > best[0]:
            best = (held, group)
    return _by_size(fit, [c.corners for c in best[1]], scene)


def _usual_shape(card: Candidate) -> float:
    """How usual its aspect is for a card, to 1: panels and pairs of cards are squarer or longer."""
    return float(np.exp(-0.5 * (np.log(card.aspect / _ASPECT) / 0.35) ** 2))


def _by_size(fit: list[Candidate], group: list[Corners], scene: Scene) -> tuple[list[Candidate], list[Candidate]]:
    """Of all outlines those that fit best the size that the group's have near them: of that size, and of another."""
    if not group:
        return [], []
    odd = {id(c): _oddness(c.corners, side_lengths(nearest(c.corners, group), scene)) for c in fit}
    near = [c for c in fit if odd[id(c)] < 1.2 * np.log(_LIKE)]
    chosen = _clear(near, {id(c): 2 * odd[id(c)] - c.score for c in near})
    return [c for c in chosen if odd[id(c)] <= _ODD], [c for c in chosen if odd[id(c)] > _ODD]


def _oddness(card: Corners, usual: tuple[float, float]) -> float:
    """How far a card's sides are from the usual ones: sum of the absolute logarithms of both ratios."""
    s = sides(card)
    long, short = sorted((float(s[[0, 2]].mean()), float(s[[1, 3]].mean())), reverse=True)
    return float(abs(np.log(long / usual[0])) + abs(np.log(short / usual[1])))


def _clear(candidates: list[Candidate], cost: dict[int, float]) -> list[Candidate]:
    """Those that do not cover each other, the cheapest first."""
    group: list[Candidate] = []
    for card in sorted(candidates, key=lambda c: cost[id(c)]):
        if len(group) < MOST and all(_apart(card.corners, other.corners) for other in group):
            group.append(card)
    return group


def _apart(one: Corners, other: Corners) -> bool:
    return overlap(one, other) < _TOUCH and overlap(other, one) < _TOUCH
