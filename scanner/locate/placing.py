"""A card's outline laid over its text where no outline was found: a rectangle of the size that its neighbours have.

White on white, dark on dark or edge to edge, the sides of a card are faint or go on into the next card's, and no
quadrilateral stands out. Its size is known from the other cards, its direction from the text, and so only its place is
sought: where the four sides have the most edge under them without covering another card or cutting a line of text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from scanner.locate.edges import EdgeMap
from scanner.locate.geometry import Corners
from scanner.locate.sides import text_axes

Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.intp]

_STEP, _STEPS = 2, 100
"""Pixels between two places that are tried, and how many there are along a large card."""

_REACH = 2
"""Pixels that a side may lie beside its edge."""

_COVERS = 0.06
"""Share of the rectangle that may lie on what is taken."""

_SLACK = 2.0
"""Pixels that text may stick out of the card."""


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """An outline and its edge evidence, mean of the sides plus the weakest, 0 to 2."""

    corners: Corners
    score: float


def place(
    texts: Sequence[Corners], sizes: Sequence[tuple[float, float]], taken: Floats, edges: EdgeMap
) -> Placed | None:
    """The best rectangle of one of `sizes` around `texts`, or None where each would cover too much that is taken.

    Args:
        texts: the lines of text that the card holds.
        sizes: longer and shorter side in pixels; both ways round are tried.
        taken: height × width of the picture, 1 where other cards and other text are.
        edges: gradients of the picture.
    """
    axes = text_axes(list(texts))
    reach = max(max(size) for size in sizes)
    patch = _Patch.around(np.concatenate(list(texts)), axes.along, reach, taken, edges)
    found: tuple[float, float, float, float, float] | None = None
    for width, height in {way for size in sizes for way in (size, size[::-1])}:
        best = patch.best(width, height)
        if best is not None and (found is None or best[0] > found[0]):
            found = (*best, width, height)
    if found is None:
        return None
    score, x, y, width, height = found
    corners = np.array([[x, y], [x + width, y], [x + width, y + height], [x, y + height]], np.float32)
    return Placed(patch.to_picture(corners), score)


class _Patch:
    """The surroundings of some text, turned so that the text is level."""

    def __init__(self, planes: tuple[Floats, Floats, Floats], hull: Corners, back: Floats, origin: Floats) -> None:
        self._level, self._upright, self._taken = (cv2.integral(plane, sdepth=cv2.CV_64F) for plane in planes)
        self._low, self._high = hull.min(axis=0) + _SLACK, hull.max(axis=0) - _SLACK
        self._back, self._origin = back, origin

    @classmethod
    def around(cls, hull: Corners, along: Floats, reach: float, taken: Floats, edges: EdgeMap) -> _Patch:
        across = np.array([-along[1], along[0]], np.float32)
        turn = np.stack([along, across])
        level_hull = hull @ turn.T
        low, high = level_hull.min(axis=0), level_hull.max(axis=0)
        reached = np.maximum(2 * reach - (high - low), 0)  # no card around the text ends beyond
        width, height = (int(side) + 8 for side in np.ceil(reached))
        half = float(np.hypot(width, height)) / 2
        middle = (low + high) / 2 @ turn
        origin = np.maximum(0, middle - half).astype(np.intp)
        part = np.s_[origin[1] : int(middle[1] + half) + 1, origin[0] : int(middle[0] + half) + 1]
        near = EdgeMap(edges.horizontal[:, *part], edges.vertical[:, *part], edges.half)
        hull, middle = hull - origin, middle - origin
        centre = np.array([width / 2, height / 2])
        forth = np.hstack([turn, (centre - turn @ middle)[:, None]]).astype(np.float32)
        level, upright = (near.across(normal) for normal in (across, along))
        turned = [cv2.warpAffine(plane, forth, (width, height), flags=cv2.INTER_LINEAR) for plane in (level, upright)]
        outside = cv2.warpAffine(taken[part], forth, (width, height), flags=cv2.INTER_NEAREST, borderValue=1.0)
        wide = 2 * _REACH + 1
        planes = (
            np.asarray(cv2.dilate(turned[0], np.ones((wide, 1), np.uint8)), np.float32),
            np.asarray(cv2.dilate(turned[1], np.ones((1, wide), np.uint8)), np.float32),
            np.asarray(outside, np.float32),
        )
        return cls(
            planes,
            np.asarray(hull @ turn.T + forth[:, 2], np.float32),
            np.asarray(cv2.invertAffineTransform(forth), np.float32),
            origin.astype(np.float32),
        )

    def best(self, width: float, height: float) -> tuple[float, float, float] | None:
        """Score and left upper corner of the best place for a rectangle of that size."""
        w, h = round(width), round(height)
        lefts = self._starts(0, w, self._taken.shape[1] - 2)
        tops = self._starts(1, h, self._taken.shape[0] - 2)
        if not len(lefts) or not len(tops):
            return None
        y, x = tops[:, None], lefts[None]
        covered = _mean(self._taken, y, x, h, w)
        sides = [_mean(self._level, row, x, 1, w) for row in (y, y + h)]
        sides += [_mean(self._upright, y, column, h, 1) for column in (x, x + w)]
        evidence = np.stack(sides)
        score = np.where(covered <= _COVERS, evidence.mean(axis=0) + evidence.min(axis=0) - 2 * covered, -1.0)
        i, j = np.unravel_index(int(score.argmax()), score.shape)
        return (float(score[i, j]), float(lefts[j]), float(tops[i])) if score[i, j] >= 0 else None

    def _starts(self, axis: int, size: int, most: int) -> Places:
        first, last = int(np.ceil(self._high[axis])) - size, int(self._low[axis])
        step = max(_STEP, size // _STEPS)
        return np.arange(max(0, first), min(last, most - size - 1) + 1, step, dtype=np.intp)

    def to_picture(self, corners: Corners) -> Corners:
        return np.asarray(corners @ self._back[:, :2].T + self._back[:, 2] + self._origin, np.float32)


def _mean(integral: Any, y: Places, x: Places, height: int, width: int) -> Any:
    """Mean over rectangles of one size with their left upper corners at each of y, x."""
    bottom, right = y + height, x + width
    total = integral[bottom, right] - integral[y, right] - integral[bottom, x] + integral[y, x]
    return total / (height * width)
