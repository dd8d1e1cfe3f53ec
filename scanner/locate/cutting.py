"""Where an upright crop can be cut in two: in a strip free of text, along the straightest edge that runs through it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from scanner.locate.edges import EdgeMap
from scanner.locate.geometry import Corners, to_corners, to_quad
from scanner.model import Quad

Pixels = npt.NDArray[np.uint8]

_SEARCH = 640
"""Longer side in pixels of the picture in which the edge is sought."""

_TRIED = 9
"""Places that each end of the cut is tried at."""

_LEAST = 0.2
"""Share of the crop that either part has at least."""


@dataclass(frozen=True, slots=True)
class Cut:
    """One way to cut a crop in two.

    Attributes:
        parts: the two parts in pixels of the crop, the upper or left one first.
        texts: indices of the boxes in each.
        evidence: how much of an edge runs along the cut, 0 to 1.
    """

    parts: tuple[Quad, Quad]
    texts: tuple[tuple[int, ...], tuple[int, ...]]
    evidence: float


def cuts(pixels: Pixels, boxes: Sequence[Quad]) -> list[Cut]:
    """All cuts across and along that leave every box whole, those with the most edge first.

    Args:
        pixels: the upright crop, BGR.
        boxes: the lines of text in it.
    """
    height, width = pixels.shape[:2]
    scale = min(1.0, _SEARCH / max(height, width))
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    edges = EdgeMap.of(np.asarray(small, np.uint8))
    texts = [to_corners(box) for box in boxes]
    found = [
        _along(edges, (low * scale, high * scale), axis, scale, (first, second))
        for axis in (1, 0)
        for low, high, first, second in _strips(texts, axis)
    ]
    size = (width, height)
    return sorted((c for c in found if _parts_are_large(c, size)), key=lambda c: -c.evidence)


def _strips(texts: Sequence[Corners], axis: int) -> Iterator[tuple[float, float, tuple[int, ...], tuple[int, ...]]]:
    """Free strips across an axis: from where to where, and the texts on both sides."""
    if not texts:
        return
    start = np.array([text[:, axis].min() for text in texts])
    order = np.argsort(start)
    reach = np.maximum.accumulate(np.array([text[:, axis].max() for text in texts])[order])
    for i in np.flatnonzero(start[order][1:] > reach[:-1]).tolist():
        first, second = tuple(order[: i + 1].tolist()), tuple(order[i + 1 :].tolist())
        yield float(reach[i]), float(start[order[i + 1]]), first, second


def _along(
    edges: EdgeMap,
    strip: tuple[float, float],
    axis: int,
    scale: float,
    texts: tuple[tuple[int, ...], tuple[int, ...]],
) -> Cut:
    """The cut with the most edge within a strip (in pixels of `edges`)."""
    height, width = edges.horizontal.shape[1:]
    far = float(width if axis == 1 else height)
    tried = np.linspace(strip[0], strip[1], _TRIED).tolist()
    best = (-1.0, 0.0, 0.0)
    for here in tried:
        for there in tried:
            ends = np.array([[0.03 * far, here], [0.97 * far, there]], np.float32)
            start, end = ends if axis == 1 else ends[:, ::-1]
            best = max(best, (float(edges.along(start, end).mean()), here, there))
    evidence, here, there = best
    w, h = width / scale, height / scale
    a, b = here / scale, there / scale
    if axis == 1:
        parts = ([[0, 0], [w, 0], [w, b], [0, a]], [[0, a], [w, b], [w, h], [0, h]])
    else:
        parts = ([[0, 0], [a, 0], [b, h], [0, h]], [[a, 0], [w, 0], [w, h], [b, h]])
    one, other = (to_quad(np.array(part, np.float32)) for part in parts)
    return Cut((one, other), texts, evidence)


def _parts_are_large(cut: Cut, size: tuple[int, int]) -> bool:
    whole = size[0] * size[1]
    return all(cv2.contourArea(to_corners(part)) >= _LEAST * whole for part in cut.parts)
