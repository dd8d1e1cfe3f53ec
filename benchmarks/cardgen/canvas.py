"""A card face to draw on, in millimetres, that remembers every text and where it was put.

Frame: x to the right and y down from the top left corner of the upright card, in millimetres; type sizes in points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from PIL import Image, ImageDraw

from benchmarks.cardgen import fonts

POINT = 25.4 / 72
"""Millimetres in a typographic point."""

Color = tuple[int, int, int]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True)
class Style:
    """How a text is set.

    Attributes:
        size: em size in points.
        face: 'regular', 'bold', 'italic' or 'light'.
        tracking: extra space after each character, in em.
        small_caps: lower case letters as capitals of 78 % size.
    """

    family: fonts.Family
    size: float
    color: Color
    face: str = "regular"
    tracking: float = 0.0
    small_caps: bool = False
    upper: bool = False

    def scaled(self, factor: float) -> Style:
        return replace(self, size=self.size * factor)


@dataclass(frozen=True)
class Drawn:
    """A text on the card, as it stands there, and its box in millimetres."""

    text: str
    box: Box


class Canvas:
    """The picture of one card face."""

    def __init__(self, width: float, height: float, paper: Color, scale: float) -> None:
        """Args: width and height in millimetres; scale in pixels per millimetre."""
        self.width, self.height, self.scale = width, height, scale
        self.image = Image.new("RGB", (round(width * scale), round(height * scale)), paper)
        self.pen = ImageDraw.Draw(self.image)
        self.texts: list[Drawn] = []
        self.blocked: list[Box] = []

    def pixels(self) -> np.ndarray:
        """The face as height × width × 3 bytes, blue first."""
        return np.ascontiguousarray(np.asarray(self.image)[:, :, ::-1])

    def _px(self, *values: float) -> list[float]:
        return [value * self.scale for value in values]

    def rectangle(self, box: Box, color: Color, radius: float = 0) -> None:
        self.pen.rounded_rectangle(self._px(*box), radius * self.scale, fill=color)

    def frame(self, box: Box, color: Color, width: float) -> None:
        self.pen.rectangle(self._px(*box), outline=color, width=max(1, round(width * self.scale)))

    def line(self, points: Sequence[tuple[float, float]], color: Color, width: float) -> None:
        flat = [(x * self.scale, y * self.scale) for x, y in points]
        self.pen.line(flat, fill=color, width=max(1, round(width * self.scale)), joint="curve")

    def polygon(self, points: Sequence[tuple[float, float]], color: Color) -> None:
        self.pen.polygon([(x * self.scale, y * self.scale) for x, y in points], fill=color)

    def ellipse(self, box: Box, color: Color | None = None, outline: Color | None = None, width: float = 0.2) -> None:
        self.pen.ellipse(self._px(*box), fill=color, outline=outline, width=max(1, round(width * self.scale)))

    def paste(self, picture: Image.Image, box: Box) -> None:
        """A picture stretched into the box."""
        left, top, right, bottom = (round(v) for v in self._px(*box))
        size = (max(1, right - left), max(1, bottom - top))
        fitted = picture.resize(size)
        self.image.paste(fitted.convert("RGB"), (left, top), fitted if fitted.mode == "RGBA" else None)

    def block(self, box: Box) -> None:
        """Keep the box free of text: a portrait, a code or a logo stands there."""
        self.blocked.append(box)

    def measure(self, text: str, style: Style) -> float:
        """Width of the set text in millimetres."""
        return sum(self._advance(run, style, factor) for run, factor in _runs(text, style)) / self.scale

    def _advance(self, run: str, style: Style, factor: float) -> float:
        font = self._font(style, factor)
        return float(font.getlength(run)) + len(run) * style.tracking * style.size * POINT * self.scale

    def _font(self, style: Style, factor: float = 1.0):
        return fonts.load(style.family, style.face, max(4, round(style.size * factor * POINT * self.scale)))

    def text(self, x: float, baseline: float, text: str, style: Style) -> float:
        """Set one line from its left end; gives its width in millimetres."""
        left = x * self.scale
        for run, factor in _runs(text, style):
            self._set(left, baseline * self.scale, run, style, factor)
            left += self._advance(run, style, factor)
        width = left / self.scale - x
        em = style.size * POINT
        self.texts.append(Drawn(text, (x, baseline - 0.72 * em, x + width, baseline + 0.2 * em)))
        return width

    def _set(self, left: float, baseline: float, run: str, style: Style, factor: float) -> None:
        font = self._font(style, factor)
        if not style.tracking:
            self.pen.text((left, baseline), run, font=font, fill=style.color, anchor="ls")
            return
        for char in run:
            self.pen.text((left, baseline), char, font=font, fill=style.color, anchor="ls")
            left += float(font.getlength(char)) + style.tracking * style.size * POINT * self.scale


def _runs(text: str, style: Style) -> list[tuple[str, float]]:
    """The text as it is printed, in runs of one size each."""
    if style.upper:
        return [(text.upper(), 1.0)]
    if not style.small_caps:
        return [(text, 1.0)]
    runs: list[tuple[str, float]] = []
    for char in text:
        factor = 0.78 if char.islower() else 1.0
        if runs and runs[-1][1] == factor:
            runs[-1] = (runs[-1][0] + char.upper(), factor)
        else:
            runs.append((char.upper(), factor))
    return runs
