"""What is known of a photo of many cards, and a way of laying cards over its text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from scanner.locate.candidate import Candidate
from scanner.locate.edges import EdgeMap
from scanner.locate.geometry import Corners, sides

Floats = npt.NDArray[np.float32]

MOST = 40
"""Cards that are looked for in one photo."""

USUAL = 30.0
"""Square root of a card's area over the height of the letters of its usual line: 20 to 50 on single cards."""

_FAR = 1.8
"""By what factor the usual one may be wrong."""

SURE = 1.7
"""Edge evidence beyond which more says nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What is known of a photo: its text, how long each line is, its straight edges and gradients.

    `usual_side` is the square root of the area in pixels that a card has, by the height of its text.
    """

    texts: list[Corners]
    length: Floats
    usual_side: float
    lines: Floats
    edges: EdgeMap

    def is_card_sized(self, card: Candidate) -> bool:
        return bool(1 / _FAR <= card.area**0.5 / self.usual_side <= _FAR)

    def share(self, members: Iterable[int]) -> float:
        """Of all text by length, what the texts of these indices are."""
        return float(self.length[list(members)].sum() / self.length.sum())


@dataclass(frozen=True, slots=True, eq=False)
class Card:
    """One card: its corners, the edge evidence for them, and the indices of the texts on it."""

    corners: Corners
    score: float
    texts: frozenset[int]


@dataclass(frozen=True, slots=True, eq=False)
class Solution:
    """Cards of a photo; `held` is the share of all text that is on them, `worth` the same weighed by their edges."""

    cards: tuple[Card, ...]
    held: float
    worth: float

    @classmethod
    def of(cls, cards: Sequence[Card], scene: Scene) -> Solution:
        held = scene.share(frozenset[int]().union(*(c.texts for c in cards)))
        return cls(tuple(cards), held, sum(scene.share(c.texts) * min(c.score, SURE) / SURE for c in cards))


def nearest(place: Corners, cards: Sequence[Corners]) -> list[Corners]:
    """The seven of `cards` that lie nearest to the middle of `place`."""
    here = place.mean(axis=0)
    return sorted(cards, key=lambda c: float(np.linalg.norm(c.mean(axis=0) - here)))[:7]


def side_lengths(cards: Sequence[Corners], scene: Scene) -> tuple[float, float]:
    """Longer and shorter side of the usual one of `cards` in pixels; by the height of the text where there are none."""
    if not cards:
        return 1.26 * scene.usual_side, scene.usual_side / 1.26
    lengths = np.array([(s[[0, 2]].mean(), s[[1, 3]].mean()) for s in map(sides, cards)])
    return float(np.median(lengths.max(axis=1))), float(np.median(lengths.min(axis=1)))


def span(texts: Sequence[Corners]) -> float:
    """Square root of the area that all text spans, over the height of the usual line."""
    return float(np.sqrt(cv2.contourArea(cv2.convexHull(np.concatenate(list(texts))))) / line_height(texts))


def line_height(texts: Sequence[Corners]) -> float:
    """Of the usual line, in pixels."""
    return max(1.0, float(np.median([sides(t).min() for t in texts])))
