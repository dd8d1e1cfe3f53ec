"""Two cards whose outlines run into one: the text falls into two groups, and table shows in the gutter between them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import numpy as np
import numpy.typing as npt

from scanner.locate.candidate import Candidate, judge
from scanner.locate.edges import EdgeMap
from scanner.locate.geometry import Corners, grown, overlap, sides
from scanner.locate.sides import enclose, text_axes

Floats = npt.NDArray[np.float32]

CARD_ASPECT = (1.2, 2.3)
"""Longer over shorter side of cards as they are seen: 85 × 55 and 3.5 × 2 inches are 1.55 and 1.75."""

GAP = 0.012
"""Share of a card's shorter side that lies between it and the next at least."""

_WIDEST = 4.0
"""Free space between the texts of two cards, in heights of a line, at least: two margins and a gutter."""

_SURE, _LIKE = 1.3, 1.7
"""Edge evidence that both of two cards have at least (see `Candidate.score`), and by how much their areas differ."""

_INTERRUPTED = 0.65
"""Evidence along the gutter's open ends below which no outline goes on there; a card's own border has 0.8 and more."""


def two_cards(lines: Floats, edges: EdgeMap, texts: list[Corners]) -> list[Corners]:
    """Two cards of like size with a gutter between them that hold all `texts`, or nothing.

    It is meant to find nothing on a photo of one card; 45 generated ones agreed.

    Args:
        lines: straight edges of the picture, n × 4.
        edges: its gradients.
        texts: its lines of text.
    """
    found = []
    for half, rest in _halves(texts):
        first = _cards_around(half, lines, edges, texts)
        second = _cards_around(rest, lines, edges, texts) if first else []
        found += [(a, b) for a, b in product(first, second) if _are_apart(a, b, edges)]
    best = max(found, key=lambda pair: pair[0].score + pair[1].score, default=())
    return [card.corners for card in best]


def is_interrupted(one: Corners, other: Corners, edges: EdgeMap) -> bool:
    """Whether the border of two outlines stops between them, as that of two cards does; panels of one card share it."""
    apart = np.linalg.norm(one[:, None] - other[None], axis=2)
    evidence = []
    for _ in range(2):
        i, j = np.unravel_index(np.argmin(apart), apart.shape)
        evidence.append(float(edges.along(one[i], other[j]).mean()))
        apart[i, :] = apart[:, j] = np.inf
    return sum(evidence) / 2 < _INTERRUPTED


def _halves(texts: list[Corners]) -> Iterator[tuple[list[Corners], list[Corners]]]:
    """The texts on both sides of the widest free strip across and along them, where it is wide enough."""
    least = _WIDEST * float(np.median([sides(text).min() for text in texts]))
    axes = text_axes(texts)
    for axis in (axes.across, axes.along):
        start = np.array([(text @ axis).min() for text in texts])
        order = np.argsort(start)
        reach = np.maximum.accumulate(np.array([(text @ axis).max() for text in texts])[order])
        free = start[order][1:] - reach[:-1]
        if len(free) and free.max() >= least:
            cut = int(free.argmax()) + 1
            yield [texts[i] for i in order[:cut]], [texts[i] for i in order[cut:]]


def _cards_around(half: list[Corners], lines: Floats, edges: EdgeMap, texts: list[Corners]) -> list[Candidate]:
    found = judge(enclose(lines, edges, half), edges, texts)
    return [c for c in found if c.score >= _SURE and CARD_ASPECT[0] <= c.aspect <= CARD_ASPECT[1]]


def _are_apart(one: Candidate, other: Candidate, edges: EdgeMap) -> bool:
    return (
        max(one.area, other.area) <= _LIKE * min(one.area, other.area)
        and overlap(one.corners, grown(other.corners, GAP)) <= 0
        and is_interrupted(one.corners, other.corners, edges)
    )
