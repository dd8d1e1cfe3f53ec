"""How well a card was photographed: is it sharp, is it blown out, is it large enough to read."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from scanner.model import Quality, TextLine

Pixels = npt.NDArray[np.uint8]

_LINE = 48
"""Lines are judged at the height in pixels at which they are read."""

_BLURRED, _CRISP = 0.10, 0.45
"""Steepest brightness step of a line, as a share of its contrast per pixel: below the first nothing is legible, above
the second print is as crisp as it gets. Sample cards 1,500 pixels wide were blurred with Gaussians of growing width:
all of their names and addresses were still read at 0.21, five in six at 0.16, three in four at 0.12."""

_BLOWN = 250
_PAPER = 0.6
"""Where more than this share is blown out it is white paper in a drawing, not a reflection."""

_TOO_SMALL = 9.0
"""Pixels of a text line's height below which letters run together."""

_UNSURE, _SHARE = 0.95, 1 / 3
"""Engine confidence below which a third of the lines lie on a card that was read with difficulty (`fields.review`
doubts its values). Of 131 photos, most of them hard ones, 8 were such: of 7 something was read wrongly, of 6 three
values or lines and more. Of the other 123 as much was wrong of 4."""

_SMALLISH, _SOFT, _SOME_GLARE, _DARK = 14.0, 0.6, 0.02, 120
"""What is to blame where a card was read with difficulty: height of the lines in pixels, sharpness, glare, and how
bright the lightest hundredth of the card is. Generated cards that were read without a mistake had lines of 15.2 pixels
and more."""

_FEW = 4
"""Lines below which a dark card may have others that were not seen."""

_SOFT_EDGE = 14.0
"""A reflection fades; a white panel ends within a pixel, and white paper at its letters. Brightness per pixel."""


def assess(pixels: Pixels, lines: Sequence[TextLine]) -> Quality:
    """Judge an upright card.

    Args:
        pixels: the card, BGR, not enlarged.
        lines: what was read, boxes in `pixels`.
    """
    grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), np.uint8)
    sharpness, glare = _sharpness(grey, lines), _glare(grey)
    hard = _is_hard(lines)
    white = _percentile(grey, 99) if hard or len(lines) < _FEW else 255
    reasons = _reasons(sharpness, glare, _height(lines), white, hard=hard)
    return Quality(round(sharpness, 3), round(glare, 3), f"retake: {reasons[0]}" if reasons else "")


def _reasons(sharpness: float, glare: float, height: float, white: int, *, hard: bool) -> list[str]:
    """What should be better in another photo, the worst first; less is tolerated where the text was hard to read."""
    small, soft, shine = (_SMALLISH, _SOFT, _SOME_GLARE) if hard else (_TOO_SMALL, 0.2, 0.08)
    found = {
        "too small": height < small,
        "too dark": white < _DARK,
        "glare": glare > shine,
        "blurred": sharpness < soft,
    }
    return [reason for reason, holds in found.items() if holds]


def _height(lines: Sequence[TextLine]) -> float:
    """Pixels of the usual line's height; boundless without any."""
    return float(np.median([abs(line.box[3][1] - line.box[0][1]) for line in lines])) if lines else float("inf")


def _is_hard(lines: Sequence[TextLine]) -> bool:
    """Whether a third of the lines were read with difficulty."""
    sure = sorted(line.confidence for line in lines if sum(map(str.isalnum, line.text)) > 2)
    return bool(sure) and sure[int(len(sure) * _SHARE)] < _UNSURE


def _sharpness(grey: Pixels, lines: Sequence[TextLine]) -> float:
    """The median over the lines of how steep the edges of their letters are, 0 to 1."""
    steps = [step for line in lines if (step := _steepest(_patch(grey, line))) is not None]
    if not steps:
        return 0.0
    return float(np.clip((np.median(steps) - _BLURRED) / (_CRISP - _BLURRED), 0, 1))


def _patch(grey: Pixels, line: TextLine) -> Pixels:
    xs, ys = [x for x, _ in line.box], [y for _, y in line.box]
    top, left = max(0, int(min(ys))), max(0, int(min(xs)))
    return grey[top : int(max(ys)) + 1, left : int(max(xs)) + 1]


def _steepest(patch: Pixels) -> float | None:
    if min(patch.shape) < 3:
        return None
    scale = _LINE / min(patch.shape)
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    at_size = np.asarray(cv2.resize(patch, None, fx=scale, fy=scale, interpolation=how), np.uint8)
    low, high = _percentile(at_size, 5), _percentile(at_size, 95)
    if high - low < 12:
        return None
    steps = cv2.absdiff(at_size[:, 1:], at_size[:, :-1])
    return _percentile(np.asarray(steps, np.uint8), 98) / (high - low)


def _percentile(values: Pixels, percent: float) -> int:
    """The least value that so many percent do not exceed; counting bytes takes a tenth of the time of sorting them."""
    counts = np.cumsum(cv2.calcHist([np.ascontiguousarray(values)], [0], None, [256], [0, 256]))
    return int(np.searchsorted(counts, counts[-1] * percent / 100))


def _glare(grey: Pixels) -> float:
    """The share of the card in blown-out patches that fade at their rim."""
    scale = 400 / max(grey.shape)
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else grey
    blown = cv2.morphologyEx((small >= _BLOWN).astype(np.uint8), cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    if not 0 < float(blown.mean()) < _PAPER:
        return 0.0
    slope = cv2.magnitude(cv2.Sobel(small, cv2.CV_32F, 1, 0) / 8, cv2.Sobel(small, cv2.CV_32F, 0, 1) / 8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(blown)
    soft = 0
    for i in range(1, count):
        patch = (labels == i).astype(np.uint8)
        rim = cv2.dilate(patch, np.ones((7, 7), np.uint8)) - patch
        if float(np.percentile(slope[rim > 0], 95)) < _SOFT_EDGE:
            soft += int(stats[i, cv2.CC_STAT_AREA])
    return soft / blown.size
