"""Quadrilaterals that could be the outline of a card, from edges and from brightness and colour."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

from scanner.locate.geometry import Corners, area, clockwise, likeness, sides

Pixels = npt.NDArray[np.uint8]
Line: TypeAlias = tuple[float, float, float]

MIN_AREA = 0.004
"""Of the picture: 24 cards take 2 % each where they fill it, a fourth of that on a table seen from further off."""

_MAX_ASPECT = 2.8
_ANGLES = (50.0, 130.0)
"""Inner angles in degrees that perspective makes of a right one, at most."""


def outlines(small: Pixels) -> list[Corners]:
    """Distinct card-like quadrilaterals in `small` (a picture of some 640 pixels), without judgement."""
    found: list[Corners] = []
    for mask, mode in _masks(small):
        contours, _ = cv2.findContours(mask, mode, cv2.CHAIN_APPROX_SIMPLE)
        for contour in contours:
            quad = _quadrilateral(contour, small.shape[0] * small.shape[1])
            if quad is not None and all(likeness(quad, other) < 0.93 for other in found):
                found.append(quad)
    return found


def _masks(small: Pixels) -> Iterator[tuple[Pixels, int]]:
    """Pictures in black and white in which a card may be one blob, and how to walk their contours."""
    smooth = cv2.bilateralFilter(small, 7, 40, 7)
    lab = cv2.cvtColor(smooth, cv2.COLOR_BGR2Lab)
    light = np.asarray(lab[:, :, 0], np.uint8)
    kernel = np.ones((3, 3), np.uint8)
    for low, high in ((12, 36), (30, 90), (75, 200)):
        edges = cv2.Canny(light, low, high)
        yield np.asarray(cv2.dilate(edges, kernel), np.uint8), cv2.RETR_LIST
    contrast = _distance_from_border(np.asarray(lab, np.uint8))
    for channel in (light, contrast):
        _, mask = cv2.threshold(channel, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
        for polarity in (mask, cv2.bitwise_not(mask)):
            closed = cv2.morphologyEx(polarity, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
            yield (
                np.asarray(cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8)), np.uint8),
                cv2.RETR_LIST,
            )


def _distance_from_border(lab: Pixels) -> Pixels:
    """How unlike the picture's rim each pixel is, 0 to 255: the table is what the rim shows most of."""
    rim = np.concatenate(
        [lab[:4].reshape(-1, 3), lab[-4:].reshape(-1, 3), lab[:, :4].reshape(-1, 3), lab[:, -4:].reshape(-1, 3)]
    )
    difference = lab.astype(np.float32) - np.median(rim, axis=0).astype(np.float32)
    distance = np.sqrt(np.einsum("ijk,ijk->ij", difference, difference))  # a third of the time of linalg.norm
    return np.asarray(np.clip(distance * 2, 0, 255), np.uint8)


def _quadrilateral(contour: Any, picture: int) -> Corners | None:
    _, _, width, height = cv2.boundingRect(contour)
    if width * height < MIN_AREA * picture:  # most contours are letters, and a hull costs more than a box
        return None
    hull = cv2.convexHull(contour)
    if cv2.contourArea(hull) < MIN_AREA * picture:
        return None
    corners = _four_corners(hull)
    if corners is None:
        return None
    fitted = _fit_sides(hull[:, 0].astype(np.float32), corners)
    return fitted if fitted is not None and plausible(fitted) else None


def _four_corners(hull: Any) -> Corners | None:
    """The hull with all but four corners smoothed away; a rounded rectangle falls back on its bounding one."""
    length = cv2.arcLength(hull, True)
    for tolerance in (0.01, 0.02, 0.03, 0.045, 0.06):
        polygon = cv2.approxPolyDP(hull, tolerance * length, True)
        if len(polygon) == 4:
            return clockwise(polygon[:, 0].astype(np.float32))
        if len(polygon) < 4:
            break
    box = np.asarray(cv2.boxPoints(cv2.minAreaRect(hull)), np.float32)
    filled = cv2.contourArea(hull) / max(area(box), 1.0)
    return clockwise(box) if filled > 0.85 else None


def _fit_sides(hull: Corners, corners: Corners) -> Corners | None:
    """Corners where straight lines through the hull's sides meet: true for rounded corners and for a thumb on one."""
    dense = _walk(hull)
    lines: list[Line] = []
    for start, end in zip(corners, corners[[1, 2, 3, 0]], strict=True):
        along = end - start
        length = float(np.linalg.norm(along))
        if length < 8:
            return None
        unit = along / length
        offset = dense - start
        position, distance = offset @ unit / length, np.abs(offset @ np.array([-unit[1], unit[0]]))
        near = dense[(position > 0.15) & (position < 0.85) & (distance < 0.05 * length)]
        points = near if len(near) >= 4 else np.stack([start, end])
        vx, vy, x, y = cv2.fitLine(points.astype(np.float32), cv2.DIST_HUBER, 0, 0.01, 0.01).ravel().tolist()
        lines.append((vy, -vx, vx * y - vy * x))
    met = [_crossing(a, b) for a, b in zip([lines[-1], *lines[:-1]], lines, strict=True)]
    if any(abs(m[2]) < 1e-6 for m in met):
        return None
    return np.array([(x / depth, y / depth) for x, y, depth in met], np.float32)


def _crossing(one: Line, other: Line) -> Line:
    """Where two lines meet, all as homogeneous coordinates: a twentieth of the time of `np.cross`."""
    (a, b, c), (d, e, f) = one, other
    return b * f - c * e, c * d - a * f, a * e - b * d


def _walk(hull: Corners, step: float = 3.0) -> Corners:
    """Points every `step` pixels along a closed polygon."""
    run = np.roll(hull, -1, axis=0) - hull
    count = np.maximum(1, (np.linalg.norm(run, axis=1) / step).astype(np.intp))
    piece = np.repeat(np.arange(len(hull)), count)
    within = np.arange(len(piece)) - np.repeat(np.cumsum(count) - count, count)
    return np.asarray(hull[piece] + (within / count[piece])[:, None] * run[piece], np.float32)


def plausible(corners: Corners) -> bool:
    """Whether a card seen from some side can look like this."""
    if not cv2.isContourConvex(corners.reshape(-1, 1, 2)):
        return False
    top, right, bottom, left = sides(corners).tolist()
    if max(top, bottom) > 1.9 * min(top, bottom) or max(left, right) > 1.9 * min(left, right):
        return False
    across, down = (top + bottom) / 2, (left + right) / 2
    if max(across, down) > _MAX_ASPECT * min(across, down):
        return False
    before, after = corners[[3, 0, 1, 2]] - corners, corners[[1, 2, 3, 0]] - corners
    cosine = (before * after).sum(axis=1) / (np.linalg.norm(before, axis=1) * np.linalg.norm(after, axis=1) + 1e-6)
    angles = np.degrees(np.arccos(np.clip(cosine, -1, 1)))
    return bool(angles.min() > _ANGLES[0] and angles.max() < _ANGLES[1])
