"""Where text stands: the PP-OCR detector, a differentiable binarization network (Liao et al. 2020, arXiv:1911.08947).

Before and after the network this does what RapidOCR's `ch_ppocr_det` does, with two differences: growing a rectangle
needs no polygon clipping, and boxes keep sub-pixel corners, for lines are cut from a larger picture than is searched.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from scanner.ocr.inference import Array
from scanner.ocr.protocol import Pixels
from scanner.shrink import resized

Boxes = npt.NDArray[np.float32]
"""n × 4 × 2: corners TL TR BR BL of each line in pixels, as if the picture were upright."""

_STRIDE = 32
"""The network halves the picture five times."""

_TILE, _OVERLAP = 1152, 128
"""Longest side in pixels that the network sees at once, and by how much two tiles overlap. It needs 160 MB for a
megapixel: 1.3 GB for a whole photo at 3,200 pixels, which no worker would give back."""

_LEAST = 3
"""Pixels that the core of a line is high at least."""


@dataclass(frozen=True, slots=True)
class Detector:
    """Finds lines of text.

    Attributes:
        network: PP-OCR detection model, which answers with log-odds (see `inference.load`).
        threshold: probability above which a pixel is text.
        box_threshold: mean probability above which a box is a line.
        unclip: by how much a box grows, as a multiple of its area over its perimeter; the network marks a line's core.
        limit: at most so many boxes, the largest, a bound on the time that a page of noise can take.
    """

    network: Callable[[Array], Array]
    threshold: float = 0.3
    box_threshold: float = 0.5
    unclip: float = 1.6
    limit: int = 1000

    def find(self, image: Pixels, longest: int) -> Boxes:
        """Boxes in pixels of `image`, which is searched at a size of `longest` pixels on its longer side."""
        size = _search_size(image.shape[1], image.shape[0], longest)
        found = self._boxes(self._odds(resized(image, size)))
        scale = np.array([image.shape[1] / size[0], image.shape[0] / size[1]], np.float32)
        return np.asarray(np.clip(found * scale, 0, np.array([image.shape[1], image.shape[0]])), np.float32)

    def _odds(self, small: Pixels) -> npt.NDArray[np.float32]:
        """The log-odds that each pixel is text; of a large picture tile by tile, each giving all but its rim."""
        height, width = small.shape[:2]
        rows, columns = _tiles(height), _tiles(width)
        if len(rows) == len(columns) == 1:
            return np.asarray(self.network(_to_batch(small))[0, 0], np.float32)
        whole = np.empty((height, width), np.float32)
        for row, column in product(rows, columns):
            part = self.network(_to_batch(small[row.span, column.span]))[0, 0]
            whole[row.kept, column.kept] = part[row.within, column.within]
        return whole

    def _boxes(self, odds: npt.NDArray[np.float32]) -> Boxes:
        least = np.float32(np.log(self.threshold / (1 - self.threshold)))
        mask = cv2.dilate((odds > least).astype(np.uint8), np.ones((2, 2), np.uint8))
        contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
        boxes = [self._box(odds, contour) for contour in _largest(contours, self.limit)]
        kept = [box for box in boxes if box is not None]
        return np.stack(kept) if kept else np.zeros((0, 4, 2), np.float32)

    def _box(self, odds: npt.NDArray[np.float32], contour: Any) -> npt.NDArray[np.float32] | None:
        centre, (width, height), angle = cv2.minAreaRect(contour)
        if min(width, height) < _LEAST or self._score(odds, contour) < self.box_threshold:
            return None
        grow = self.unclip * width * height / (width + height)  # on both sides together
        corners = cv2.boxPoints((centre, (width + grow, height + grow), angle))
        return upright_order(np.asarray(corners, np.float32))

    def _score(self, odds: npt.NDArray[np.float32], contour: Any) -> float:
        x, y, width, height = cv2.boundingRect(contour)
        inside = np.zeros((height, width), np.uint8)
        cv2.fillPoly(inside, [contour - np.array([[x, y]])], 1)
        probability = 1 / (1 + np.exp(-odds[y : y + height, x : x + width]))
        return float(cv2.mean(probability, inside)[0])


def _largest(contours: Sequence[Any], count: int) -> Sequence[Any]:
    """At most `count` of `contours`, without specks.

    A tile that shows nothing but a dark table comes back full of specks: 13,000 were found beside twenty lines of text.
    """
    sides = [cv2.boundingRect(contour)[2:] for contour in contours]
    sized = [i for i, side in enumerate(sides) if min(side) >= _LEAST]
    if len(sized) > count:
        sized = sorted(sorted(sized, key=lambda i: -max(sides[i]))[:count])
    return [contours[i] for i in sized]


def _to_batch(pixels: Pixels) -> npt.NDArray[np.float32]:
    contiguous = np.ascontiguousarray(pixels)
    return np.asarray(cv2.dnn.blobFromImage(contiguous, 1 / 127.5, mean=(127.5, 127.5, 127.5)), np.float32)


@dataclass(frozen=True, slots=True)
class _Tile:
    """A stretch of one side of a picture that the network sees at once, and the part of it that counts."""

    span: slice
    kept: slice

    @property
    def within(self) -> slice:
        """What counts, from the beginning of the stretch."""
        return slice(self.kept.start - self.span.start, self.kept.stop - self.span.start)


def _tiles(length: int) -> list[_Tile]:
    """Stretches of one size that cover `length`; where two overlap, each counts up to the middle."""
    count = 1 if length <= _TILE else -(-(length - _OVERLAP) // (_TILE - _OVERLAP))
    size = -(-(length + (count - 1) * _OVERLAP) // (count * _STRIDE)) * _STRIDE
    starts = [round(i * (length - size) / max(count - 1, 1)) for i in range(count)]
    borders = [0, *((a + size + b) // 2 for a, b in pairwise(starts)), length]
    return [_Tile(slice(s, s + size), slice(a, b)) for s, (a, b) in zip(starts, pairwise(borders), strict=True)]


def _search_size(width: int, height: int, longest: int) -> tuple[int, int]:
    """Width and height of the picture that goes into the network."""
    scale = longest / max(width, height)
    return tuple(max(_STRIDE, round(side * scale / _STRIDE) * _STRIDE) for side in (width, height))  # type: ignore[return-value]


def upright_order(corners: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """The corners of a rectangle, clockwise from the one that is top left when it is turned by less than 45°."""
    around = corners[np.argsort(np.arctan2(*(corners - corners.mean(axis=0)).T[::-1]))]  # clockwise, for y points down
    edges = np.roll(around, -1, axis=0) - around
    start = int(np.argmax(edges[:, 0] - np.abs(edges[:, 1])))  # the edge that points to the right is the top
    return np.roll(around, -start, axis=0)
