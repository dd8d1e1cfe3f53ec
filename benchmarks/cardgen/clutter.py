"""Other things on the table and in front of the camera: pens, coins, cups, paper, cables, fingers."""

from __future__ import annotations

import math
import random

import cv2
import numpy as np

Point = tuple[float, float]


def scatter(rng: random.Random, photo: np.ndarray, keep_clear: np.ndarray, count: int) -> None:
    """Draw objects beside the cards.

    Args:
        photo: height × width × 3 float32, changed in place.
        keep_clear: height × width bytes, non-zero where the cards lie; whatever would touch them is left out.
    """
    h, w = keep_clear.shape
    for _ in range(count):
        stamp = np.zeros((h, w), np.uint8)
        center = (rng.uniform(0, w), rng.uniform(0, h))
        shade = rng.choice([_coin, _pen, _sheet, _cup, _cable])(rng, stamp, center, 0.5 * (w + h))
        if not np.any((stamp > 0) & (keep_clear > 0)):
            _lay(photo, stamp, shade)


def finger(rng: random.Random, photo: np.ndarray, edge: tuple[Point, Point], reach: float) -> None:
    """A finger tip over a card's edge.

    Args:
        edge: ends of the edge in pixels, the card to its right as one walks from the first to the second.
        reach: how far it covers the card, in pixels.
    """
    (ax, ay), (bx, by) = edge
    share, length = rng.uniform(0.25, 0.75), math.hypot(bx - ax, by - ay)
    nx, ny = -(by - ay) / length, (bx - ax) / length
    tip = (ax + share * (bx - ax) + reach * nx, ay + share * (by - ay) + reach * ny)
    far = (tip[0] - length * nx + rng.uniform(-0.3, 0.3) * length, tip[1] - length * ny)
    stamp = np.zeros(photo.shape[:2], np.uint8)
    thick = max(3, round(0.17 * length))
    cv2.line(stamp, _round(tip), _round(far), 255, thick, cv2.LINE_AA)
    soft = cv2.GaussianBlur(stamp, (0, 0), 0.12 * thick)
    _lay(photo, soft, rng.choice([(150, 178, 226), (92, 128, 184), (52, 76, 120), (170, 196, 236)]), shadow=0.35)


def _round(point: Point) -> tuple[int, int]:
    return round(point[0]), round(point[1])


def _lay(photo: np.ndarray, stamp: np.ndarray, color: tuple[int, int, int], shadow: float = 0.5) -> None:
    """Paint the stamp in a colour with a soft shadow to its lower right; works on the stamp's surroundings only."""
    left, top, wide, high = cv2.boundingRect(stamp)
    if not wide:
        return
    h, w = stamp.shape
    pad = round(0.012 * (w + h)) + 2
    part = np.s_[max(0, top - pad) : min(h, top + high + 2 * pad), max(0, left - pad) : min(w, left + wide + 2 * pad)]
    cover = stamp[part].astype(np.float32)[:, :, None] / 255
    down_right = np.float32([[1, 0, pad / 2], [0, 1, pad / 2]])
    moved = cv2.warpAffine(stamp[part], down_right, stamp[part].shape[::-1])
    fallen = cv2.GaussianBlur(moved, (0, 0), pad / 3)
    ground = photo[part] * (1 - shadow * fallen.astype(np.float32)[:, :, None] / 255)
    ramp = np.linspace(1.12, 0.82, ground.shape[0], dtype=np.float32)[:, None, None]
    photo[part] = ground * (1 - cover) + cover * ramp * np.asarray(color, np.float32)


def _coin(rng: random.Random, stamp: np.ndarray, center: Point, size: float) -> tuple[int, int, int]:
    cv2.circle(stamp, _round(center), round(0.03 * size * rng.uniform(0.8, 1.3)), 255, -1, cv2.LINE_AA)
    return rng.choice([(120, 170, 200), (170, 174, 178), (70, 100, 150)])


def _pen(rng: random.Random, stamp: np.ndarray, center: Point, size: float) -> tuple[int, int, int]:
    angle = rng.uniform(0, math.pi)
    dx, dy = 0.22 * size * math.cos(angle), 0.22 * size * math.sin(angle)
    ends = [_round((center[0] + s * dx, center[1] + s * dy)) for s in (-1, 1)]
    cv2.line(stamp, *ends, 255, max(3, round(0.014 * size)), cv2.LINE_AA)
    return rng.choice([(30, 30, 34), (150, 60, 20), (40, 40, 190), (210, 214, 216)])


def _sheet(rng: random.Random, stamp: np.ndarray, center: Point, size: float) -> tuple[int, int, int]:
    box = (center, (0.5 * size, 0.36 * size), rng.uniform(0, 90))
    cv2.fillConvexPoly(stamp, cv2.boxPoints(box).astype(np.int32), 255, cv2.LINE_AA)
    return rng.choice([(236, 238, 240), (210, 226, 236), (180, 230, 240)])


def _cup(rng: random.Random, stamp: np.ndarray, center: Point, size: float) -> tuple[int, int, int]:
    cv2.circle(stamp, _round(center), round(0.12 * size), 255, -1, cv2.LINE_AA)
    return rng.choice([(220, 222, 224), (60, 70, 120), (90, 60, 40)])


def _cable(rng: random.Random, stamp: np.ndarray, center: Point, size: float) -> tuple[int, int, int]:
    t = np.linspace(-1, 1, 50)
    bend = rng.uniform(2, 5)
    points = np.stack([center[0] + 0.5 * size * t, center[1] + 0.12 * size * np.sin(bend * t)], 1)
    cv2.polylines(stamp, [points.astype(np.int32)], False, 255, max(2, round(0.007 * size)), cv2.LINE_AA)
    return rng.choice([(30, 30, 30), (230, 230, 230)])
