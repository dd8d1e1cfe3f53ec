"""What lies around one card as people photograph it: a full desk, a hand that holds it; and a card's rounded corners.

All sizes are millimetres on the table with the card's middle at 0, 0; `project` takes points of it to the photo.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable

import cv2
import numpy as np

Project = Callable[[np.ndarray], np.ndarray]
Color = tuple[float, float, float]

_SKINS: tuple[Color, ...] = ((150, 178, 226), (92, 128, 184), (52, 76, 120), (170, 196, 236))


def full_desk(rng: random.Random, photo: np.ndarray, project: Project) -> None:
    """Printed pages and a keyboard under and beside the card; changes the photo in place."""
    for _ in range(rng.choice([1, 2, 3])):
        page(rng, photo, project)
    if rng.random() < 0.6:
        keyboard(rng, photo, project)


def page(rng: random.Random, photo: np.ndarray, project: Project) -> None:
    """A sheet of A4 with lines of print, lying anywhere."""
    place = _placed(rng, rng.uniform(40, 150))
    _fill(photo, project(place(_box(0, 0, 210, 297))), _grey(rng.uniform(225, 246)))
    for y in np.arange(25, rng.uniform(120, 270), rng.uniform(5, 8)).tolist():
        _fill(photo, project(place(_box(25, y, rng.uniform(110, 185), y + 1.6))), _grey(rng.uniform(90, 150)))


def keyboard(rng: random.Random, photo: np.ndarray, project: Project) -> None:
    """Rows of keys with gaps, dark or light, beside the card."""
    dark = rng.random() < 0.6
    place = _placed(rng, rng.uniform(95, 140))
    _fill(photo, project(place(_box(0, 0, 280, 110))), _grey(35 if dark else 205))
    for row in range(5):
        for column in range(14):
            x, y = 8 + 19 * column + 3 * row, 8 + 19 * row
            _fill(photo, project(place(_box(x, y, x + 16, y + 16))), _grey(60 if dark else 238))


def palm(rng: random.Random, photo: np.ndarray, project: Project) -> tuple[Color, float]:
    """The hand under the card, from one side; gives its colour and side (radians) for `thumb`."""
    color, side = rng.choice(_SKINS), rng.uniform(0, 2 * math.pi)
    out = np.asarray([math.cos(side), math.sin(side)])
    across = np.asarray([-out[1], out[0]])
    for shift in (-30, -10, 10, 30):
        tip = across * shift + out * rng.uniform(-45, -20)
        _stroke(photo, project, [tip, across * shift * 1.2 + out * 130], 20, color)
    return color, side


def thumb(rng: random.Random, photo: np.ndarray, project: Project, held: tuple[Color, float], half: np.ndarray) -> None:
    """The thumb on the card's edge; `half` is half of the card's width and height."""
    color, side = held
    out = np.asarray([math.cos(side), math.sin(side)])
    edge = out * float(np.min(half / np.maximum(np.abs(out), 1e-6)))
    _stroke(photo, project, [edge + out * 7, edge + out * 120 + rng.uniform(-20, 20)], 18, color)


def round_corners(photo: np.ndarray, before: np.ndarray, project: Project, quad: np.ndarray, radius: float) -> None:
    """Give the table back (`before`) what a rounded card leaves free of its corners."""
    outline = []
    for before_it, corner, after_it in zip(np.roll(quad, 1, 0), quad, np.roll(quad, -1, 0), strict=True):
        one, other = (radius * (p - corner) / np.linalg.norm(p - corner) for p in (before_it, after_it))
        middle = corner + one + other
        turns = np.linspace(0, math.pi / 2, 8)[:, None]
        outline.append(middle - other * np.cos(turns) - one * np.sin(turns))
    cover, whole = (np.zeros(photo.shape[:2], np.uint8) for _ in range(2))
    cv2.fillPoly(cover, [np.round(project(np.concatenate(outline))).astype(np.int32)], 1)
    cv2.fillPoly(whole, [np.round(project(quad)).astype(np.int32)], 1)
    free = (whole > 0) & (cover == 0)
    photo[free] = before[free]


def _placed(rng: random.Random, away: float) -> Callable[[np.ndarray], np.ndarray]:
    """Puts points somewhere: turned at random, moved so far from the card's middle."""
    turn, where = rng.uniform(-math.pi, math.pi), rng.uniform(0, 2 * math.pi)
    spin = np.asarray([(math.cos(turn), -math.sin(turn)), (math.sin(turn), math.cos(turn))])
    shift = away * np.asarray([math.cos(where), math.sin(where)])
    return lambda points: (points - [105, 55]) @ spin.T + shift


def _box(left: float, top: float, right: float, bottom: float) -> np.ndarray:
    return np.asarray([(left, top), (right, top), (right, bottom), (left, bottom)], np.float64)


def _grey(level: float) -> Color:
    return (level, level, level)


def _fill(photo: np.ndarray, corners: np.ndarray, color: Color) -> None:
    cv2.fillConvexPoly(photo, np.round(np.clip(corners, -1e5, 1e5)).astype(np.int32), color, cv2.LINE_AA)


def _stroke(photo: np.ndarray, project: Project, ends: list[np.ndarray], thick: float, color: Color) -> None:
    """A finger: a thick round line, darker towards its rim."""
    middle, beside = project(np.asarray([(0.0, 0.0), (1.0, 0.0)]))
    unit = float(np.linalg.norm(beside - middle))
    start, end = np.round(project(np.stack(ends))).astype(int).tolist()
    for share, level in ((1.0, 0.72), (0.85, 0.9), (0.6, 1.0)):
        cv2.line(photo, start, end, [level * c for c in color], max(1, round(unit * thick * share)), cv2.LINE_AA)
