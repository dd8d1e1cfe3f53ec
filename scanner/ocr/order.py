"""Reading order of lines on an upright card: rows from top to bottom, each from left to right."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt


def reading_order(boxes: npt.NDArray[np.float32]) -> list[int]:
    """Indices of `boxes` (n × 4 × 2, TL TR BR BL) as a person reads them.

    A line belongs to the row above it when their middles are nearer than half the height of the smaller one.
    """
    if not len(boxes):
        return []
    middle = boxes[:, :, 1].mean(axis=1)
    height = np.linalg.norm(boxes[:, 3] - boxes[:, 0], axis=1)
    left = boxes[:, :, 0].min(axis=1)
    rows: list[list[int]] = []
    for i in np.argsort(middle, kind="stable").tolist():
        last = rows[-1][-1] if rows else -1
        if rows and middle[i] - middle[last] < min(height[i], height[last]) / 2:
            rows[-1].append(i)
        else:
            rows.append([i])
    return [i for row in rows for i in sorted(row, key=lambda i: float(left[i]))]
