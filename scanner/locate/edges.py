"""How much of a line in a picture is an edge: the evidence for the side of a card."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from scanner.locate.geometry import Corners

Pixels = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]

_STEP = 2.0
"""Pixels between two samples along a line."""

_OFFSETS = np.arange(-2, 3, dtype=np.float32)
"""An outline found at low resolution may lie two pixels beside the edge."""

CUT_OFF = 0.5
"""What a side counts that lies outside the picture: the card goes on there, and nothing is known of its edge."""

CORNER = 0.65
"""Mean evidence of the four sides from which on two of them may lie beyond the picture's edge."""

_RIM = 3.0
"""Pixels from the picture's edge that are still on it."""

_FAINT = 1.2
"""Brightness steps per pixel that count half on a plain table: white paper on a white table gives 2 to 5."""


@dataclass(frozen=True, slots=True)
class EdgeMap:
    """Brightness and colour gradients of a picture.

    Attributes:
        horizontal: 3 × height × width, change per pixel to the right of L, a and b.
        vertical: the same downwards.
        half: gradient at which a sample counts half; above what the table's pattern has everywhere.
    """

    horizontal: Floats
    vertical: Floats
    half: float

    @classmethod
    def of(cls, small: Pixels) -> EdgeMap:
        lab = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_BGR2Lab), (0, 0), 1.0).astype(np.float32)
        horizontal = cv2.Sobel(lab, cv2.CV_32F, 1, 0, scale=1 / 8).transpose(2, 0, 1)
        vertical = cv2.Sobel(lab, cv2.CV_32F, 0, 1, scale=1 / 8).transpose(2, 0, 1)
        usual = float(np.median(np.hypot(horizontal[0, ::2, ::2], vertical[0, ::2, ::2])))
        return cls(np.ascontiguousarray(horizontal), np.ascontiguousarray(vertical), max(_FAINT, 3 * usual))

    def along(self, start: Floats, end: Floats) -> Floats:
        """How edge-like the line from `start` to `end` (x, y) is at samples two pixels apart, 0 to 1 each.

        Samples outside the picture are 0.
        """
        run = end - start
        length = max(float(np.linalg.norm(run)), 1e-6)
        normal = np.array([-run[1], run[0]], np.float32) / length
        places = start + np.arange(0, length, _STEP, dtype=np.float32)[:, None] * (run / length)
        points = places[:, None] + _OFFSETS[:, None] * normal  # samples × offsets × 2
        x, y = np.rint(points[..., 0]).astype(np.intp), np.rint(points[..., 1]).astype(np.intp)
        height, width = self.horizontal.shape[1:]
        inside = (x >= 0) & (x < width) & (y >= 0) & (y < height)
        x, y = np.clip(x, 0, width - 1), np.clip(y, 0, height - 1)
        across = np.abs(self.horizontal[:, y, x] * normal[0] + self.vertical[:, y, x] * normal[1]).max(axis=0)
        best = np.where(inside, across, 0).max(axis=1)
        return np.asarray(best / (best + self.half), np.float32)

    def across(self, normal: Floats) -> Floats:
        """How edge-like each pixel is for lines that run across the unit vector `normal`, 0 to 1: height × width."""
        change = np.abs(self.horizontal * normal[0] + self.vertical * normal[1]).max(axis=0)
        return np.asarray(change / (change + self.half), np.float32)

    def strength(self, lines: Floats) -> Floats:
        """The evidence along each of `lines` (n × 4: x, y, x, y) times its length in pixels."""
        start, run = lines[:, None, :2], lines[:, None, 2:] - lines[:, None, :2]
        points = start + np.linspace(0.1, 0.9, 9, dtype=np.float32)[None, :, None] * run
        height, width = self.horizontal.shape[1:]
        x = np.clip(np.rint(points[..., 0]), 0, width - 1).astype(np.intp)
        y = np.clip(np.rint(points[..., 1]), 0, height - 1).astype(np.intp)
        length = np.maximum(np.linalg.norm(run[:, 0], axis=1), 1e-6)
        normal = np.stack([-run[:, 0, 1], run[:, 0, 0]], axis=1) / length[:, None]
        across = np.abs(self.horizontal[:, y, x] * normal[:, 0, None] + self.vertical[:, y, x] * normal[:, 1, None])
        best = across.max(axis=0)
        return np.asarray((best / (best + self.half)).mean(axis=1) * length, np.float32)

    def sides(self, corners: Corners) -> Floats:
        """The mean evidence for each of the four sides, 0 to 1.

        One side may lie on the picture's own edge, where the card is cut off: it counts as `CUT_OFF`. So may two that
        meet, where the others are well seen (`CORNER`).
        """
        ends = np.roll(corners, -1, axis=0)
        evidence = np.array([float(self.along(a, b).mean()) for a, b in zip(corners, ends, strict=True)], np.float32)
        rim = np.array([self.on_rim(a, b) for a, b in zip(corners, ends, strict=True)], np.intp)
        is_cut_off = rim[0] + rim[2] < 2 and rim[1] + rim[3] < 2
        known = np.where(rim > 0, CUT_OFF, evidence) if is_cut_off else evidence
        return known if rim.sum() < 2 or known.mean() >= CORNER else evidence

    def rim(self) -> Floats:
        """The picture's own edges, as lines (4 × 4: x, y, x, y)."""
        height, width = self.horizontal.shape[1:]
        return np.array(
            [[0, 0, width, 0], [0, height, width, height], [0, 0, 0, height], [width, 0, width, height]], "f"
        )

    def on_rim(self, start: Floats, end: Floats) -> bool:
        """Whether a line lies on the picture's own edge."""
        height, width = self.horizontal.shape[1:]
        both = np.stack([start, end])
        nearest = [both[:, 0], width - both[:, 0], both[:, 1], height - both[:, 1]]
        return any(bool((np.abs(distance) < _RIM).all()) for distance in nearest)
