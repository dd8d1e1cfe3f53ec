"""An outline that may be a card, judged by its edges and by the text inside."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scanner.locate.edges import EdgeMap
from scanner.locate.geometry import Corners, area, long_side, overlap, sides

_WEAKEST, _MEAN = 0.3, 0.5
"""Edge evidence that the weakest side and the mean of a card's four sides have at least."""

_INSIDE, _OUTSIDE = 0.9, 0.15
"""Share of a text's area within a card that holds it, and within one that has nothing to do with it."""

_CUT = 0.03
"""Share of all text, by length, that an outline may cut or miss: ticks and specks that were taken for text."""


_SLANT, _ASLANT = float(np.radians(5.0)), 3.0
"""Radians that the middle lines of a card may be aslant to its text, and evidence that each one more costs. Of a
chequered tablecloth the straightest edges run around the card at any angle."""

_LONG, _AGREED = 3.0, 0.9
"""Length over height of lines whose direction counts, and how far they agree on one at least, 0 to 1."""


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """One possible card.

    Attributes:
        corners: clockwise.
        score: edge evidence, 0 to 2, and less where the outline lies aslant to its text.
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
        score = float(evidence.mean() + evidence.min()) - _ASLANT * _slant(corners, [texts[i] for i in inside])
        kept.append(Candidate(corners, score, frozenset(inside.tolist()), float(length[inside].sum()) / total))
    return sorted(kept, key=lambda c: -c.score)


def _slant(corners: Corners, texts: list[Corners]) -> float:
    """Radians by which an outline's middle lines are aslant to the text inside, beyond what is usual."""
    runs = np.stack([long_side(text) for text in texts])
    length = np.hypot(runs[:, 0], runs[:, 1])
    length[length < _LONG * np.array([sides(text).min() for text in texts])] = 0
    angle = _quarters(runs, length)
    middles = (corners + np.roll(corners, -1, axis=0)) / 2
    lines = np.stack([middles[2] - middles[0], middles[3] - middles[1]])
    if abs(angle) < _AGREED * float(length.sum()) or not length.any():
        return 0.0
    off = [abs(float(np.angle(_quarters(line[None], np.ones(1, np.float32)) / angle))) / 4 for line in lines]
    return max(0.0, min(off) - _SLANT)


def _quarters(runs: Corners, weight: npt.NDArray[np.float32]) -> complex:
    """The sum of directions where quarter turns do not matter."""
    return complex((weight * np.exp(4j * np.arctan2(runs[:, 1], runs[:, 0]))).sum())
