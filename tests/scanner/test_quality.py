"""Advice to retake a photo, and only where there is reason."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from scanner.model import TextLine
from scanner.quality import assess
from tests.scanner import drawing


def _lines(scale: float = 1.0) -> list[TextLine]:
    lines, y = [], 60.0
    for text, height in drawing.LINES:
        top, bottom, right = y * scale, (y + height * 1.2) * scale, (70 + len(text) * height * 0.55) * scale
        lines.append(TextLine(text, 1.0, ((60 * scale, top), (right, top), (right, bottom), (60 * scale, bottom))))
        y += round(height * 1.6)
    return lines


def test_a_good_photo_needs_nothing() -> None:
    quality = assess(drawing.card(), _lines())
    assert quality.sharpness > 0.8
    assert (quality.glare, quality.advice) == (0.0, "")


def test_a_white_drawing_is_not_glare() -> None:
    assert assess(drawing.card(paper=255), _lines()).glare == 0.0


@pytest.mark.parametrize("sigma", [1.0, 2.0, 9.0])
def test_sharpness_falls_with_blur(sigma: float) -> None:
    sharp, blurred = drawing.card(), cv2.GaussianBlur(drawing.card(), (0, 0), sigma)
    assert assess(blurred, _lines()).sharpness <= assess(sharp, _lines()).sharpness
    assert (assess(blurred, _lines()).advice == "retake: blurred") == (sigma == 9.0)


def test_a_reflection() -> None:
    y, x = np.mgrid[0:600, 0:1000]
    light = 600 * np.exp(-(((x - 700) / 220) ** 2 + ((y - 300) / 160) ** 2))
    card = np.clip(drawing.card(paper=190) + light[..., None], 0, 255).astype(np.uint8)
    quality = assess(card, _lines())
    assert quality.glare > 0.08
    assert quality.advice == "retake: glare"


def test_too_small() -> None:
    small = cv2.resize(drawing.card(), None, fx=0.15, fy=0.15, interpolation=cv2.INTER_AREA)
    assert assess(small, _lines(0.15)).advice == "retake: too small"


def _doubtful(lines: list[TextLine]) -> list[TextLine]:
    return [replace(line, confidence=0.8 if i % 2 else 1.0) for i, line in enumerate(lines)]


@pytest.mark.parametrize(
    ("scale", "gain", "sigma", "advice"),
    [
        (1.0, 1.0, 0.0, ""),
        (0.25, 1.0, 0.0, "retake: too small"),
        (1.0, 0.3, 0.0, "retake: too dark"),
        (1.0, 1.0, 2.0, "retake: blurred"),
    ],
)
def test_less_is_tolerated_where_a_third_of_the_lines_was_hard_to_read(
    scale: float, gain: float, sigma: float, advice: str
) -> None:
    card = cv2.resize(drawing.card(), None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    card = cv2.convertScaleAbs(cv2.GaussianBlur(card, (0, 0), sigma) if sigma else card, alpha=gain)
    assert assess(card, _lines(scale)).advice == ""
    assert assess(card, _doubtful(_lines(scale))).advice == advice


def test_a_dark_card_of_which_hardly_a_line_was_seen_is_too_dark() -> None:
    dark = cv2.convertScaleAbs(drawing.card(), alpha=0.3)
    assert [assess(dark, _lines()[:count]).advice for count in (2, 6)] == ["retake: too dark", ""]


def test_without_text() -> None:
    assert assess(drawing.card(lines=()), ()).sharpness == 0.0
