"""Light, lens and sensor: from the flat colours of a scene to the bytes of a photo."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

import cv2
import numpy as np

from benchmarks.cardgen.art import noise

_MAP = 160
"""Long edge in pixels at which light is computed: it has no finer detail."""


@dataclass(frozen=True)
class Light:
    """Ranges and chances of what light, lens and sensor do.

    Attributes:
        exposure: brightness of white.
        tint: spread of the light's colour.
        shade: chance that a part lies in a shadow.
        lamps: how many lamps are mirrored in the card, with the chance that there are any.
        blur: sigma of the defocus in 1500ths of a card's longer edge.
        motion: length of the hand's movement in the same unit, with its chance.
        noise: standard deviation of the sensor's noise in grey levels.
    """

    exposure: tuple[float, float] = (0.8, 1.05)
    tint: float = 0.025
    shade: float = 0.3
    lamps: tuple[int, float] = (1, 0.0)
    blur: tuple[float, float] = (0.2, 1.0)
    motion: tuple[float, float, float] = (2, 6, 0.0)
    noise: tuple[float, float] = (0.8, 3.5)


DESK = Light()
HARD = Light((0.42, 0.95), 0.05, 0.45, (1, 0.3), (0.4, 1.5), (2, 6, 0.3), (3.0, 8.0))


def drop_shadow(rng: random.Random, photo: np.ndarray, mask: np.ndarray) -> None:
    """The thin soft shadow that a card throws on the table; changes the photo in place."""
    h, w = mask.shape
    small = cv2.resize(mask, (max(8, w // 4), max(8, h // 4)), interpolation=cv2.INTER_AREA)
    reach = 0.006 * max(small.shape)
    moved = np.float32([[1, 0, rng.uniform(-2, 2) * reach], [0, 1, rng.uniform(0.5, 2.5) * reach]])
    fallen = cv2.GaussianBlur(cv2.warpAffine(small, moved, small.shape[::-1]), (0, 0), rng.uniform(0.8, 2.2) * reach)
    full = cv2.resize(fallen, (w, h), interpolation=cv2.INTER_LINEAR).astype(np.float32) / 255
    photo *= (1 - rng.uniform(0.2, 0.5) * full)[:, :, None]


def expose(rng: random.Random, photo: np.ndarray, light: Light, mask: np.ndarray, detail: float) -> np.ndarray:
    """Light the scene, blur it as the lens and the hand do, add the sensor's noise.

    Args:
        mask: height × width bytes, non-zero where the cards lie.
        detail: longer edge in pixels of the smallest card; blur is in proportion to it, as people come nearer until
            they can read what they photograph.
    """
    h, w = photo.shape[:2]
    lit = _lit(rng, photo, _field(rng, w, h, light.shade), light)
    lamps, chance = light.lamps
    if chance and rng.random() < chance:
        for _ in range(lamps):
            _glare(rng, lit, mask)
    lit = _blurred(rng, lit, light, detail / 1500)
    return _developed(rng, lit, rng.uniform(*light.noise))


def _field(rng: random.Random, w: int, h: int, shade: float) -> np.ndarray:
    """How bright each place is lit, 1 for fully, on a coarse map."""
    factor = _MAP / max(w, h)
    mw, mh = max(4, round(w * factor)), max(4, round(h * factor))
    y, x = np.mgrid[0:mh, 0:mw].astype(np.float32)
    angle = rng.uniform(0, 2 * math.pi)
    along = (x / mw - 0.5) * math.cos(angle) + (y / mh - 0.5) * math.sin(angle)
    field = 1 + rng.uniform(0.1, 0.45) * along
    field *= 1 - rng.uniform(0.05, 0.25) * ((x / mw - 0.5) ** 2 + (y / mh - 0.5) ** 2)
    field += 0.02 * noise(rng, mw, mh, 40)
    if rng.random() < shade:
        field *= _shade(rng, along, x / mw, y / mh)
    return field


def _shade(rng: random.Random, along: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Half of the picture in the shadow of a hand, a phone or a window bar."""
    angle = rng.uniform(0, 2 * math.pi)
    across = (x - 0.5) * math.cos(angle) + (y - 0.5) * math.sin(angle) + 0.05 * np.sin(6 * along + rng.random())
    edge = 1 / (1 + np.exp(-(across - rng.uniform(-0.15, 0.15)) * rng.choice([14, 40, 90])))
    return 1 - rng.uniform(0.25, 0.55) * edge


def _lit(rng: random.Random, photo: np.ndarray, field: np.ndarray, light: Light) -> np.ndarray:
    """The scene under the light, with its colour."""
    h, w = photo.shape[:2]
    exposure = rng.uniform(*light.exposure)
    warm = rng.gauss(0, light.tint)
    tint = np.asarray([1 - warm, 1.0, 1 + warm], np.float32) * exposure
    full = cv2.resize(field.astype(np.float32), (w, h), interpolation=cv2.INTER_LINEAR)
    photo *= full[:, :, None]
    photo *= tint
    return photo


def _glare(rng: random.Random, photo: np.ndarray, mask: np.ndarray) -> None:
    """A lamp mirrored in the card's gloss: text stays visible, with less contrast."""
    h, w = mask.shape
    factor = _MAP / max(w, h)
    small = np.zeros((max(4, round(h * factor)), max(4, round(w * factor))), np.float32)
    ys, xs = np.nonzero(cv2.resize(mask, small.shape[::-1]))
    if not len(xs):
        return
    spot = rng.randrange(len(xs))
    axes = (round(rng.uniform(8, 22)), round(rng.uniform(6, 14)))
    cv2.ellipse(small, (int(xs[spot]), int(ys[spot])), axes, rng.uniform(0, 180), 0, 360, 1.0, -1)
    soft = cv2.GaussianBlur(small, (0, 0), rng.uniform(4, 9))
    full = cv2.resize(soft, (w, h), interpolation=cv2.INTER_LINEAR)[:, :, None]
    photo += (255 - photo) * full * rng.uniform(0.3, 0.6)


def _blurred(rng: random.Random, photo: np.ndarray, light: Light, unit: float) -> np.ndarray:
    """Defocus, and sometimes a moving hand; `unit` is a 1500th of a card's edge in pixels."""
    sigma = unit * rng.uniform(*light.blur)
    photo = cv2.GaussianBlur(photo, (0, 0), sigma) if sigma > 0.3 else photo
    *reach, chance = light.motion
    if not chance or rng.random() > chance:
        return photo
    length = max(2, round(unit * rng.uniform(*reach)))
    kernel = np.zeros((length, length), np.float32)
    angle = rng.uniform(0, math.pi)
    middle, dx, dy = length / 2, length / 2 * math.cos(angle), length / 2 * math.sin(angle)
    ends = [(round(middle - 0.5 + s * dx), round(middle - 0.5 + s * dy)) for s in (-1, 1)]
    cv2.line(kernel, *ends, 1.0, 1)
    return cv2.filter2D(photo, -1, kernel / kernel.sum())


def _developed(rng: random.Random, photo: np.ndarray, strength: float) -> np.ndarray:
    """Sensor noise, mostly of brightness, from one tile laid at random shifts; then bytes."""
    h, w = photo.shape[:2]
    state = np.random.default_rng(rng.getrandbits(32))
    tile = state.standard_normal((512, 512, 1)).astype(np.float32) + 0.4 * state.standard_normal((512, 512, 3)).astype(
        np.float32
    )
    grain = np.tile(tile * strength, (-(-h // 512), -(-w // 512), 1))[:h, :w]
    photo += grain
    return np.clip(photo, 0, 255, out=photo).astype(np.uint8)
