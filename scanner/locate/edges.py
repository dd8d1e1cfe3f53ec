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

_BESIDE = 4.0
"""Pixels beyond the picture from which on no sample can lie in it: more than the offsets reach."""

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
        planes = cv2.split(cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_BGR2Lab), (0, 0), 1.0))
        horizontal, vertical = (np.empty((3, *small.shape[:2]), np.float32) for _ in range(2))
        for plane, right, down in zip(planes, horizontal, vertical, strict=True):
            cv2.Sobel(plane, cv2.CV_32F, 1, 0, dst=right, scale=1 / 8)
            cv2.Sobel(plane, cv2.CV_32F, 0, 1, dst=down, scale=1 / 8)
        usual = float(np.median(np.hypot(horizontal[0, ::2, ::2], vertical[0, ::2, ::2])))
        return cls(horizontal, vertical, max(_FAINT, 3 * usual))

    def along(self, start: Floats, end: Floats) -> Floats:
        """How edge-like the line from `start` to `end` (x, y) is at samples two pixels apart, 0 to 1 each.

        Samples outside the picture are 0.
        """
        run = end - start
        length = max(float(np.hypot(run[0], run[1])), 1e-6)
        unit = run / np.float32(length)
        normal = np.array([-unit[1], unit[0]], np.float32)
        steps = np.arange(0, length, _STEP, dtype=np.float32)
        evidence = np.zeros(len(steps), np.float32)
        first, last = self._within(start, unit, steps)
        if first == last:
            return evidence
        height, width = self.horizontal.shape[1:]
        x, y = (start[i] + steps[first:last, None] * unit[i] + _OFFSETS * normal[i] for i in (0, 1))
        x, y = np.rint(x).astype(np.intp), np.rint(y).astype(np.intp)
        outside = (x < 0) | (x >= width) | (y < 0) | (y >= height)
        at = (y * width + x).clip(0, height * width - 1)
        change = self.horizontal.reshape(3, -1).take(at, axis=1)
        change *= normal[0]
        change += self.vertical.reshape(3, -1).take(at, axis=1) * normal[1]
        best = np.abs(change, out=change).max(axis=0)
        best[outside] = 0
        strongest = best.max(axis=1)
        evidence[first:last] = strongest / (strongest + self.half)
        return evidence

    def _within(self, start: Floats, unit: Floats, steps: Floats) -> tuple[int, int]:
        """The first and the last but one of `steps` along a line that may have a sample in the picture."""
        height, width = self.horizontal.shape[1:]
        low, high = 0.0, float(len(steps)) * _STEP
        for at, by, end in ((float(start[0]), float(unit[0]), width), (float(start[1]), float(unit[1]), height)):
            near, far = -_BESIDE - at, end + _BESIDE - at
            if abs(by) > 1e-9:
                low, high = max(low, min(near / by, far / by)), min(high, max(near / by, far / by))
            elif near > 0 or far < 0:
                return 0, 0
        first = min(len(steps), max(0, int(low / _STEP)))
        return first, max(first, min(len(steps), int(np.ceil(high / _STEP)) + 1))

    def across(self, normal: Floats) -> Floats:
        """How edge-like each pixel is for lines that run across the unit vector `normal`, 0 to 1: height × width."""
        best = np.zeros(self.horizontal.shape[1:], np.float32)
        for right, down in zip(self.horizontal, self.vertical, strict=True):
            change = right * normal[0]
            change += down * normal[1]
            np.maximum(best, np.abs(change, out=change), out=best)
        return np.asarray(best / (best + self.half), np.float32)

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
        ends = corners[[1, 2, 3, 0]]
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
