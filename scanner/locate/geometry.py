"""Quadrilaterals as arrays: 4 × 2, corners clockwise, x to the right and y down, in pixels."""

from __future__ import annotations

from typing import TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

from scanner.model import Quad

Corners: TypeAlias = npt.NDArray[np.float32]

_NEXT, _BEFORE = [1, 2, 3, 0], [3, 0, 1, 2]
"""Indices of the corner after and before each: a tenth of the time of `np.roll`."""


def to_corners(quad: Quad) -> Corners:
    return np.asarray(quad, np.float32)


def to_quad(corners: Corners) -> Quad:
    a, b, c, d = ((round(float(x), 1), round(float(y), 1)) for x, y in corners)
    return (a, b, c, d)


def frame(width: int, height: int) -> Corners:
    """The corners of a whole picture."""
    return np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)


def area(corners: Corners) -> float:
    return float(cv2.contourArea(corners))


def sides(corners: Corners) -> npt.NDArray[np.float32]:
    """Lengths of the top, right, bottom and left side."""
    run = corners[_NEXT] - corners
    return np.asarray(np.sqrt(np.einsum("ij,ij->i", run, run)), np.float32)


def long_side(text: Corners) -> npt.NDArray[np.float32]:
    """The vector along the longer side of a box."""
    first, second = text[1] - text[0], text[3] - text[0]
    return np.asarray(first if np.linalg.norm(first) >= np.linalg.norm(second) else second, np.float32)


def clockwise(corners: Corners) -> Corners:
    """The corners clockwise, from the one nearest to the top left of the picture."""
    centred = corners - corners.mean(axis=0)
    around = corners[np.argsort(np.arctan2(centred[:, 1], centred[:, 0]))]
    return np.roll(around, -int(np.argmin(around.sum(axis=1))), axis=0)


def overlap(inner: Corners, outer: Corners) -> float:
    """The share of the area of `inner` that lies within `outer`; both convex."""
    whole = area(inner)
    if whole <= 0:
        return 0.0
    return min(1.0, _shared(inner, outer) / whole)


def likeness(one: Corners, other: Corners) -> float:
    """Intersection over union of two convex quadrilaterals."""
    shared = _shared(one, other)
    union = area(one) + area(other) - shared
    return shared / union if union > 0 else 0.0


def _shared(one: Corners, other: Corners) -> float:
    """The area that two convex quadrilaterals have in common; OpenCV finds none where they nearly coincide."""
    shared, _ = cv2.intersectConvexConvex(one, other)
    middle = one.mean(axis=0)
    if shared <= 0 and cv2.pointPolygonTest(other, middle.tolist(), False) > 0:
        shared, _ = cv2.intersectConvexConvex((middle + 0.995 * (one - middle)).astype(np.float32), other)
    return float(shared)


def grown(corners: Corners, share: float) -> Corners:
    """Every side moved outwards by `share` of the shorter side's length; inwards where it is negative."""
    by = float(sides(corners).min()) * share
    before, after = corners[_BEFORE] - corners, corners[_NEXT] - corners
    out = -(_unit(before) + _unit(after))
    return (corners + out * by).astype(np.float32)


def bounding(texts: list[Corners]) -> Corners:
    """The smallest rectangle, at any angle, around all of `texts`."""
    return clockwise(np.asarray(cv2.boxPoints(cv2.minAreaRect(np.concatenate(texts))), np.float32))


def inside_frame(corners: Corners, width: int, height: int) -> Corners:
    return np.asarray(np.clip(corners, 0, np.array([width, height])), np.float32)


def _unit(vectors: Corners) -> Corners:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-6), np.float32)
