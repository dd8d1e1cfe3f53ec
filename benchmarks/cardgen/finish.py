"""What print and paper do to a face: pale ink, foil, relief, cloth and laid papers, a printed ground under the text.

Each takes a face (height × width × 3 bytes, blue first) with its scale in pixels per millimetre and gives another one.
"""

from __future__ import annotations

import random
from collections.abc import Callable

import cv2
import numpy as np

from benchmarks.cardgen.art import noise

Finish = Callable[[random.Random, np.ndarray, float], np.ndarray]

_STROKE = 1.1
"""Millimetres: what is narrower is print, what is wider belongs to the paper, a band or a picture."""


def pale(rng: random.Random, face: np.ndarray, scale: float) -> np.ndarray:
    """Light grey on white, or dark grey on black: a quarter to two fifths of the contrast that the print had."""
    ground, ink = _parted(face, scale)
    return _bytes(ground + rng.uniform(0.25, 0.42) * ink)


def foil(rng: random.Random, face: np.ndarray, scale: float) -> np.ndarray:
    """Hot foil: metal that is dark here and mirrors a lamp there, so that strokes fade into the paper and back."""
    ground, ink = _parted(face, scale)
    high, wide = face.shape[:2]
    metal = np.asarray(rng.choice([(70, 140, 178), (150, 152, 156), (88, 110, 176)]), np.float32)
    mirrored = np.clip(0.5 + 0.45 * noise(rng, wide, high, 14 * scale), 0, 1)[:, :, None]
    color = metal * (0.55 + 0.6 * mirrored) + 40 * mirrored**3
    cover = np.clip(np.abs(ink).max(axis=2, keepdims=True) / max(40.0, float(np.percentile(np.abs(ink), 99.7))), 0, 1)
    return _bytes(ground * (1 - cover) + cover * color)


def relief(rng: random.Random, face: np.ndarray, scale: float) -> np.ndarray:
    """Embossed print: a third of the ink, and edges that are lit on one side and dark on the other."""
    ground, ink = _parted(face, scale)
    raised = cv2.GaussianBlur(np.abs(ink).max(axis=2), (0, 0), 0.05 * scale)
    slope = cv2.Sobel(raised, cv2.CV_32F, 1, 0) + cv2.Sobel(raised, cv2.CV_32F, 0, 1)
    lit = 45 * slope / max(1.0, float(np.percentile(np.abs(slope), 99.5)))
    return _bytes(ground + rng.uniform(0.25, 0.4) * ink - lit[:, :, None])


def linen(rng: random.Random, face: np.ndarray, scale: float) -> np.ndarray:
    """Cloth-like paper: threads both ways, each of its own strength, some 2.5 in a millimetre."""
    high, wide = face.shape[:2]
    step, strength = scale / rng.uniform(2, 3), rng.uniform(6, 13)
    across = np.sin(np.arange(wide, dtype=np.float32) * (2 * np.pi / step))[None, :]
    down = np.sin(np.arange(high, dtype=np.float32) * (2 * np.pi / step))[:, None]
    uneven = 1 + 0.4 * noise(rng, wide, high, 4 * step)
    return _bytes(face.astype(np.float32) + (strength * uneven * (across + down) / 2)[:, :, None])


def felt(rng: random.Random, face: np.ndarray, scale: float) -> np.ndarray:
    """Rough paper lit from the side: bumps of all sizes."""
    high, wide = face.shape[:2]
    bumps = noise(rng, wide, high, 0.25 * scale) + 0.8 * noise(rng, wide, high, 0.9 * scale)
    return _bytes(face.astype(np.float32) + rng.uniform(6, 11) * bumps[:, :, None])


def ground(rng: random.Random, face: np.ndarray, scale: float) -> np.ndarray:
    """A large mark, curves or a map printed under the text in a tint of the paper."""
    high, wide = face.shape[:2]
    tint = np.zeros((high, wide), np.uint8)
    if rng.random() < 0.5:
        for _ in range(rng.randint(2, 5)):
            center = (rng.randrange(wide), rng.randrange(high))
            for radius in range(rng.randint(3, 9)):
                cv2.circle(tint, center, round((4 + 3 * radius) * scale), 255, round(0.5 * scale), cv2.LINE_AA)
    else:
        text = rng.choice(["A", "B", "&", "M", "S", "X"])
        size = 0.035 * high * rng.uniform(0.8, 1.6)
        at = (round(rng.uniform(0, 0.5) * wide), round(rng.uniform(0.7, 1.0) * high))
        cv2.putText(tint, text, at, cv2.FONT_HERSHEY_TRIPLEX, size, 255, round(1.5 * size), cv2.LINE_AA)
    share = rng.uniform(0.12, 0.22) * tint.astype(np.float32)[:, :, None] / 255
    towards = np.asarray([rng.choice([60, 120, 200]) for _ in range(3)], np.float32)
    return _bytes(face * (1 - share) + share * towards)


def _parted(face: np.ndarray, scale: float) -> tuple[np.ndarray, np.ndarray]:
    """The face without its narrow strokes, and what the strokes add to it."""
    size = round(_STROKE * scale) | 1
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (size, size))
    middle = cv2.medianBlur(cv2.resize(face, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA), 51)
    lasting = cv2.resize(middle, face.shape[1::-1]).astype(np.float32)
    closed = cv2.morphologyEx(face, cv2.MORPH_CLOSE, kernel).astype(np.float32)
    opened = cv2.morphologyEx(face, cv2.MORPH_OPEN, kernel).astype(np.float32)
    dark_print = np.abs(closed - lasting).sum(axis=2) <= np.abs(opened - lasting).sum(axis=2)
    paper = np.where(dark_print[:, :, None], closed, opened)
    return paper, face.astype(np.float32) - paper


def _bytes(face: np.ndarray) -> np.ndarray:
    return np.clip(face, 0, 255).astype(np.uint8)
