"""What cards lie on: procedural table tops of any size, as height × width × 3 float32 arrays, blue first, 0 to 255."""

from __future__ import annotations

import random
from collections.abc import Callable

import cv2
import numpy as np

from benchmarks.cardgen.art import noise

_WORK = 900
"""Long edge in pixels at which a table is computed before it is enlarged: tables are out of focus anyway."""


def table(rng: random.Random, width: int, height: int, kind: str = "") -> np.ndarray:
    """A table top of the kind, or of a random one."""
    factor = min(1.0, _WORK / max(width, height))
    w, h = max(8, round(width * factor)), max(8, round(height * factor))
    surface = _KINDS[kind or rng.choice(list(_KINDS))](rng, w, h)
    large = cv2.resize(np.clip(surface, 0, 255).astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR)
    return large


def kinds() -> tuple[str, ...]:
    return tuple(_KINDS)


def _tinted(field: np.ndarray, base: tuple[int, int, int], spread: float) -> np.ndarray:
    """A grey field of mean 0 on a base colour (blue, green, red)."""
    return np.asarray(base, np.float32) + spread * field[:, :, None] * np.asarray([0.8, 0.95, 1.0], np.float32)


def _wood(rng: random.Random, w: int, h: int) -> np.ndarray:
    base = rng.choice([(60, 100, 150), (40, 66, 104), (110, 150, 190), (28, 40, 62), (140, 170, 196)])
    y = np.arange(h, dtype=np.float32)[:, None]
    bend = 30 * noise(rng, w, h, w / 3)
    rings = np.sin((y + bend) / rng.uniform(5, 12) + 0.6 * noise(rng, w, h, 40))
    fibres = cv2.resize(noise(rng, max(2, w // 60), h, 1.5), (w, h), interpolation=cv2.INTER_LINEAR)
    planks = np.where((y // rng.uniform(120, 260)) % 2 > 0, 4.0, -4.0)  # h × 1
    return _tinted(0.5 * rings + 0.6 * fibres, base, rng.uniform(7, 14)) + planks[:, :, None]


def _plain(base: tuple[int, int, int]) -> Callable[[random.Random, int, int], np.ndarray]:
    def make(rng: random.Random, w: int, h: int) -> np.ndarray:
        shift = rng.uniform(-10, 10)
        field = 0.5 * noise(rng, w, h, 2) + noise(rng, w, h, w / 4)
        return _tinted(field, base, rng.uniform(1.0, 3.0)) + shift

    return make


def _cloth(rng: random.Random, w: int, h: int) -> np.ndarray:
    base = rng.choice([(120, 90, 60), (60, 60, 130), (90, 110, 90), (150, 160, 170), (70, 60, 60)])
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    weave = np.sin(x * rng.uniform(0.9, 1.5)) * np.sin(y * rng.uniform(0.9, 1.5))
    return _tinted(0.7 * weave + 0.8 * noise(rng, w, h, 60), base, 9)


def _patterned(rng: random.Random, w: int, h: int) -> np.ndarray:
    first, second = rng.sample([(180, 190, 200), (90, 60, 50), (70, 110, 140), (200, 210, 200), (60, 60, 160)], 2)
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    step = rng.uniform(30, 90)
    squares = ((x // step + y // step) % 2)[:, :, None]
    stripes = ((x + 0.5 * y) // step % 2)[:, :, None]
    chosen = squares if rng.random() < 0.5 else stripes
    mixed = np.asarray(first, np.float32) * chosen + np.asarray(second, np.float32) * (1 - chosen)
    return mixed + 3 * noise(rng, w, h, 2)[:, :, None]


def _stone(rng: random.Random, w: int, h: int) -> np.ndarray:
    base = rng.choice([(200, 205, 210), (120, 120, 125), (80, 84, 80)])
    veins = np.exp(-np.abs(noise(rng, w, h, w / 4) + 0.4 * noise(rng, w, h, 30)) * 9)
    return _tinted(0.6 * noise(rng, w, h, 3), base, 7) - 26 * veins[:, :, None]


_KINDS: dict[str, Callable[[random.Random, int, int], np.ndarray]] = {
    "wood": _wood,
    "white": _plain((228, 231, 233)),
    "dark": _plain((40, 38, 38)),
    "grey": _plain((140, 138, 136)),
    "cloth": _cloth,
    "patterned": _patterned,
    "stone": _stone,
}
