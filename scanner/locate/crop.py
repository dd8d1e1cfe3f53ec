"""A card cut out of a photo and straightened, with the one homography that leads back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from scanner.locate.geometry import Corners, area, frame, inside_frame, sides, to_corners, to_quad
from scanner.model import Quad

Pixels = npt.NDArray[np.uint8]

LONGEST = 2000
"""Pixels of a crop's longer side at most: 2 mm letters on a card then have the height at which the recogniser reads."""

OVERVIEW = 960
"""Pixels of the longer side at which cards and text are sought in a photo."""


@dataclass(frozen=True, slots=True)
class Crop:
    """A rectified card.

    Attributes:
        pixels: height × width × 3, BGR.
        homography: 3 × 3, takes points of the crop to source pixels.
        source_size: width and height of the photo it was cut from.
    """

    pixels: Pixels
    homography: npt.NDArray[np.float64]
    source_size: tuple[int, int]

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

    @property
    def corners(self) -> Quad:
        """The crop's own corners in source pixels, as the card is read."""
        return self.to_source(to_quad(frame(*self.size)))


def overview(pixels: Pixels) -> tuple[Pixels, float]:
    """The photo at 960 to 1,920 pixels (never enlarged), and by how much it is larger than that.

    Shrinking by a whole number takes a fifth of the time that any other factor takes.
    """
    factor = max(1, max(pixels.shape[:2]) // OVERVIEW)
    if factor == 1:
        return pixels, 1.0
    height, width = (side - side % factor for side in pixels.shape[:2])
    size = (width // factor, height // factor)
    small = cv2.resize(pixels[:height, :width], size, interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.uint8), float(factor)


def rectify(pixels: Pixels, quad: Quad) -> Crop:
    """Cut `quad` (TL TR BR BL in `pixels`) out as a rectangle of the same size, at most `LONGEST` pixels long.

    Of a picture that is cut out whole nothing is resampled but for that bound.
    """
    corners = to_corners(quad)
    height, width = pixels.shape[:2]
    size = _size(corners)
    to_crop = cv2.getPerspectiveTransform(corners, frame(*size))
    if np.array_equal(corners, frame(width, height)):
        shrunk: Any = pixels if size == (width, height) else cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    else:
        shrunk = cv2.warpPerspective(pixels, to_crop, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return Crop(np.asarray(shrunk, np.uint8), np.linalg.inv(np.asarray(to_crop, np.float64)), (width, height))


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
    return Crop(pixels, crop.homography @ back, crop.source_size)


def _size(corners: Corners) -> tuple[int, int]:
    top, right, bottom, left = sides(corners).tolist()
    across, down = max(top, bottom, 1.0), max(left, right, 1.0)
    scale = min(1.0, LONGEST / max(across, down))
    return max(1, round(across * scale)), max(1, round(down * scale))


def _project(corners: Corners, homography: npt.NDArray[np.float64]) -> Corners:
    out = cv2.perspectiveTransform(corners.reshape(-1, 1, 2).astype(np.float64), homography)
    return np.asarray(out.reshape(-1, 2), np.float32)
