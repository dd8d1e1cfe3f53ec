"""What makes photos of cards hard to read, each by itself: how it was printed, lit, held, framed and sent."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

import cv2
import numpy as np

from benchmarks.cardgen import finish
from benchmarks.cardgen.light import DESK, Light


@dataclass(frozen=True)
class Trouble:
    """One kind of hard photo.

    Attributes:
        finishes: one of them is given to the face.
        light: light, lens and sensor.
        turn: range of the card's rotation in radians; without, as on any desk.
        tilt: range of the angle between the optical axis and the table's normal.
        fill: range of the share of the frame that the card may take along its tighter direction.
        sent: range of the longer side in pixels to which a messenger shrinks the photo, with its JPEG quality.
        designs: the designs it is seen on; empty for any.
        tone: 'dark' or 'light' cards only.
        camera: other fields of `camera.Conditions`.
    """

    finishes: Sequence[finish.Finish] = ()
    light: Light = DESK
    turn: tuple[float, float] | None = None
    tilt: tuple[float, float] | None = None
    fill: tuple[float, float] | None = None
    sent: tuple[int, int, int, int] | None = None
    designs: Sequence[str] = ()
    tone: str = ""
    camera: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    def finished(self, rng: random.Random, face: np.ndarray, scale: float) -> np.ndarray:
        """The face with one of the finishes."""
        return rng.choice(self.finishes)(rng, face, scale) if self.finishes else face

    def conditions(self, rng: random.Random) -> dict[str, Any]:
        """Fields of `camera.Conditions` that it fixes."""
        ranges = {"turn": self.turn, "tilt": self.tilt, "fill": self.fill}
        drawn = {name: rng.uniform(*ends) for name, ends in ranges.items() if ends}
        return {"lighting": self.light, **drawn, **self.camera}

    def as_sent(
        self, rng: random.Random, pixels: np.ndarray, corners: Sequence[np.ndarray]
    ) -> tuple[np.ndarray, tuple[np.ndarray, ...], int]:
        """The photo as it arrives, the corners in it, and its JPEG quality, 0 for any."""
        if not self.sent:
            return pixels, tuple(corners), 0
        least, most, worst, best = self.sent
        scale = min(1.0, rng.randint(least, most) / max(pixels.shape[:2]))
        small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        return small, tuple(quad * scale for quad in corners), rng.randint(worst, best)


_ROUND = (-math.pi, math.pi)

TROUBLES: dict[str, Trouble] = {
    "none": Trouble(),
    "pale print": Trouble([finish.pale], tone="light"),
    "foil": Trouble([finish.foil]),
    "embossed": Trouble([finish.relief]),
    "rough paper": Trouble([finish.linen, finish.felt]),
    "printed ground": Trouble([finish.ground], tone="light"),
    "dark card": Trouble(light=replace(DESK, exposure=(0.55, 0.8), noise=(2.0, 5.0)), tone="dark"),
    "vertical": Trouble(designs=("vertical", "vertical-dark", "vertical-centred")),
    "portrait": Trouble(designs=("portrait", "portrait-right")),
    "bands": Trouble(designs=("left-band", "top-band", "diagonal", "gradient", "picture-dark")),
    "small print": Trouble(designs=("tiny", "thin-grey", "minimal"), fill=(0.5, 0.7)),
    "half in shadow": Trouble(light=replace(DESK, shade=1.0, exposure=(0.6, 1.0), noise=(2.0, 5.0))),
    "white on white": Trouble(tone="light", camera=MappingProxyType({"hide": True})),
    "gloss": Trouble(light=replace(DESK, lamps=(2, 1.0))),
    "low light": Trouble(light=replace(DESK, exposure=(0.22, 0.5), tint=0.08, noise=(7.0, 14.0), blur=(0.5, 1.3))),
    "shaken": Trouble(light=replace(DESK, motion=(4, 9, 1.0))),
    "out of focus": Trouble(light=replace(DESK, blur=(1.6, 2.6))),
    "aslant": Trouble(tilt=(0.55, 0.8)),
    "any angle": Trouble(turn=_ROUND),
    "upside down": Trouble(turn=(math.pi - 0.2, math.pi + 0.2)),
    "messenger": Trouble(sent=(1280, 1600, 60, 82)),
    "messenger, small": Trouble(sent=(960, 1280, 45, 75), fill=(0.6, 0.8)),
    "small picture": Trouble(fill=(0.9, 0.99), tilt=(0.0, 0.12), sent=(450, 720, 55, 88)),
    "messenger, dim": Trouble(
        light=replace(DESK, exposure=(0.4, 0.7), noise=(4, 9), blur=(0.5, 1.5)), sent=(1200, 1600, 50, 80)
    ),
}
"""The kinds, by name."""
