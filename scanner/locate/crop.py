"""A card cut out of a photo and straightened, with the one homography that leads back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from scanner.locate.geometry import Corners, area, frame, grown, inside_frame, sides, to_corners, to_quad
from scanner.model import Quad
from scanner.shrink import shrunk

Pixels = npt.NDArray[np.uint8]

LONGEST = 1600
"""Pixels of a crop's longer side at most: lines of 2.5 mm then have the height at which the recogniser reads. With
2,000 not one value of 60 cards was read otherwise, and cutting out took 1.4 times as long."""

_MARGIN = 0.015
"""Share of the shorter side that is cut out around a card, so that an edge found a little inside loses nothing."""

OVERVIEW = 960
"""Pixels of the longer side at which cards and text are sought in a photo."""


@dataclass(frozen=True, slots=True)
class Crop:
    """A rectified card.

    Attributes:
        pixels: height × width × 3, BGR.
        homography: 3 × 3, takes points of the crop to source pixels.
        source_size: width and height of the photo it was cut from.
        corners: the card in source pixels, TL TR BR BL as the crop lies; the crop has a narrow margin around it.
    """

    pixels: Pixels
    homography: npt.NDArray[np.float64]
    source_size: tuple[int, int]
    corners: Quad

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.pixels.shape[1], self.pixels.shape[0]

    @property
    def is_part(self) -> bool:
        """Whether it is a card cut out of a photo, not the whole photo."""
        whole = frame(*self.source_size)
        return area(to_corners(self.corners)) < 0.99 * area(whole)

    def to_source(self, quad: Quad) -> Quad:
        """A box of the crop in source pixels, kept inside the photo."""
        return to_quad(inside_frame(_project(to_corners(quad), self.homography), *self.source_size))

    def from_source(self, quad: Quad) -> Quad:
        """A box of the photo in the crop's pixels; it may lie outside."""
        return to_quad(_project(to_corners(quad), np.asarray(np.linalg.inv(self.homography), np.float64)))


def overview(pixels: Pixels, longest: int = OVERVIEW) -> tuple[Pixels, float]:
    """The photo at one to two times `longest` pixels (never enlarged), and by how much it is larger than that."""
    factor = max(1, max(pixels.shape[:2]) // longest)
    return (pixels, 1.0) if factor == 1 else (shrunk(pixels, factor), float(factor))


def rectify(pixels: Pixels, quad: Quad) -> Crop:
    """Cut the card at `quad` (TL TR BR BL in `pixels`) out as a rectangle of its size, at most `LONGEST` pixels long.

    Of a picture that is cut out whole nothing is resampled but for that bound.
    """
    height, width = pixels.shape[:2]
    whole = frame(width, height)
    card = to_corners(quad)
    if np.array_equal(card, whole):
        size = _size(whole)
        cut: Any = pixels if size == (width, height) else cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
        edge = whole
    else:
        edge = grown(card, _MARGIN)
        size = _size(edge)
        warp = cv2.getPerspectiveTransform(edge, frame(*size))
        cut = cv2.warpPerspective(pixels, warp, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    back = np.asarray(cv2.getPerspectiveTransform(frame(*size), edge), np.float64)
    return Crop(np.asarray(cut, np.uint8), back, (width, height), quad)


def turned(crop: Crop, turns: int) -> Crop:
    """The crop turned clockwise by `turns` quarter turns."""
    if turns % 4 == 0:
        return crop
    width, height = crop.size
    back: npt.NDArray[np.float64] = {  # turned crop → crop
        1: np.array([[0, 1, 0], [-1, 0, height], [0, 0, 1]], np.float64),
        2: np.array([[-1, 0, width], [0, -1, height], [0, 0, 1]], np.float64),
        3: np.array([[0, -1, width], [1, 0, 0], [0, 0, 1]], np.float64),
    }[turns % 4]
    pixels = np.ascontiguousarray(np.rot90(crop.pixels, -turns))
    corners = crop.corners[-turns % 4 :] + crop.corners[: -turns % 4]
    return Crop(pixels, crop.homography @ back, crop.source_size, (corners[0], corners[1], corners[2], corners[3]))


def _size(corners: Corners) -> tuple[int, int]:
    top, right, bottom, left = sides(corners).tolist()
    across, down = max(top, bottom, 1.0), max(left, right, 1.0)
    scale = min(1.0, LONGEST / max(across, down))
    return max(1, round(across * scale)), max(1, round(down * scale))


def _project(corners: Corners, homography: npt.NDArray[np.float64]) -> Corners:
    out = cv2.perspectiveTransform(corners.reshape(-1, 1, 2).astype(np.float64), homography)
    return np.asarray(out.reshape(-1, 2), np.float32)
