"""Comparing where a card is said to lie with where it does. Corners are 4 × 2, in pixels, in reading order."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

Corners = Sequence[Sequence[float]]


def overlap(one: Corners, other: Corners) -> float:
    """Intersection over union of two convex quadrilaterals, 0 to 1."""
    a, b = np.asarray(one, np.float32), np.asarray(other, np.float32)
    common, _ = cv2.intersectConvexConvex(a, b)
    union = abs(cv2.contourArea(a)) + abs(cv2.contourArea(b)) - common
    return float(common / union) if union > 0 else 0.0


def same_way_up(one: Corners, other: Corners) -> bool:
    """Whether the top edges of both point the same way, to 45 degrees."""
    (a, b), (c, d) = (np.asarray(corners, np.float64)[:2] for corners in (one, other))
    first, second = b - a, d - c
    return bool(first @ second > 0.7 * np.linalg.norm(first) * np.linalg.norm(second))
