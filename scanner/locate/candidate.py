"""An outline that may be a card, judged by its edges and by the text inside."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scanner.locate.edges import EdgeMap
from scanner.locate.geometry import Corners, area, overlap, sides

_WEAKEST, _MEAN = 0.3, 0.5
"""Edge evidence that the weakest side and the mean of a card's four sides have at least."""

_INSIDE, _OUTSIDE = 0.9, 0.15
"""Share of a text's area within a card that holds it, and within one that has nothing to do with it."""

_CUT = 0.03
"""Share of all text, by length, that an outline may cut or miss: ticks and specks that were taken for text."""


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """One possible card.

    Attributes:
        corners: clockwise.
        score: edge evidence, 0 to 2.
        texts: indices of the texts inside.
        share: of all text of the photo by length, what is inside, 0 to 1.
    """

    corners: Corners
    score: float
    texts: frozenset[int]
    share: float

    @property
    def holds_all(self) -> bool:
        """Whether all text of the photo is inside, but for ticks and specks that were taken for text."""
        return self.share >= 1 - _CUT

    @property
    def area(self) -> float:
        return area(self.corners)

    @property
    def aspect(self) -> float:
        """The longer side over the shorter, means of opposite sides."""
        top, right, bottom, left = sides(self.corners).tolist()
        across, down = top + bottom, left + right
        return float(max(across, down) / max(min(across, down), 1e-6))


def judge(
    shapes: list[Corners], edges: EdgeMap, texts: list[Corners], weakest: float = _WEAKEST, mean: float = _MEAN
) -> list[Candidate]:
    """Those of `shapes` that have edges all around and hold text without cutting any, best first.

    Args:
        shapes: outlines, clockwise.
        edges: gradients of the picture.
        texts: its lines of text.
        weakest: edge evidence of the weakest side at least.
        mean: mean edge evidence of the four sides at least.
    """
    length = np.array([float(sides(t).max()) for t in texts])
    total = float(length.sum())
    kept = []
    for corners in shapes:
        evidence = edges.sides(corners)
        if evidence.min() < weakest or evidence.mean() < mean:
            continue
        share = np.array([overlap(t, corners) for t in texts])
        cut = float(length[(share > _OUTSIDE) & (share < _INSIDE)].sum())
        inside = np.flatnonzero(share >= _INSIDE)
        if not len(inside) or cut > _CUT * total:
            continue
        score = float(evidence.mean() + evidence.min())
        kept.append(Candidate(corners, score, frozenset(inside.tolist()), float(length[inside].sum()) / total))
    return sorted(kept, key=lambda c: -c.score)
