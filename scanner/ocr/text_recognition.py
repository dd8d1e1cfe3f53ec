"""What a line of text says: the PP-OCR recogniser, a network with connectionist temporal classification (CTC)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from scanner.model import LetterDoubt
from scanner.ocr.doubts import doubts
from scanner.ocr.protocol import Pixels
from scanner.ocr.spacing import restore_spaces
from scanner.ocr.spelling import Speller

_HEIGHT = 48
_BLANK = 0
_WIDTH_STEP = 64
"""Widths are padded to multiples of this: the runtime prepares each new shape, which takes longer than the padding, and
keeps 4.5 MB for it."""

_MAX_WIDTH = 3200
"""A line 66 times as long as high is no line of a card; it is squeezed."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of one line, the mean probability of its characters and those that were read with difficulty."""

    text: str
    confidence: float
    doubts: tuple[LetterDoubt, ...] = ()


class Recognizer:
    """Reads lines that were cut out upright."""

    def __init__(self, speller: Speller) -> None:
        self._speller = speller

    def read(self, lines: Sequence[Pixels]) -> list[Reading]:
        """What each of `lines` says, in their order.

        No two lines are put into one batch: on a CPU that takes as long as its members, and longer by the padding to
        the longest. The longest begins, so that none of several streams is still at it when the others are done.
        """
        readings = [Reading("", 0.0)] * len(lines)
        order = sorted(range(len(lines)), key=lambda i: -_scaled_width(lines[i]))

        def take(number: int, probability: npt.NDArray[np.float32], alphabet: Sequence[str]) -> None:
            readings[order[number]] = _decode(probability, alphabet)

        self._speller.each((_to_input(lines[i]) for i in order), take)
        return readings


def _decode(probability: npt.NDArray[np.float32], alphabet: Sequence[str]) -> Reading:
    """Best path: the likeliest character of each step, repetitions merged, blanks dropped."""
    best = probability.argmax(axis=1)
    steps = np.flatnonzero((best != _BLANK) & (best != np.concatenate(([-1], best[:-1]))))
    if not steps.size:
        return Reading("", 0.0)
    characters = [alphabet[best[step]] for step in steps]
    confidence = float(probability[steps, best[steps]].mean())
    text = " ".join(restore_spaces(characters, steps, probability[:, -1]).split())
    return Reading(text, round(confidence, 4), doubts(probability, steps, alphabet, text))


def _to_input(line: Pixels) -> npt.NDArray[np.float32]:
    scaled = _scaled_width(line)
    interpolation = cv2.INTER_AREA if line.shape[0] > _HEIGHT else cv2.INTER_CUBIC
    resized = cv2.resize(line, (scaled, _HEIGHT), interpolation=interpolation)
    batch = np.zeros((1, 3, _HEIGHT, -(-scaled // _WIDTH_STEP) * _WIDTH_STEP), np.float32)
    batch[0, :, :, :scaled] = resized.transpose(2, 0, 1) * np.float32(1 / 127.5) - 1
    return batch


def _scaled_width(line: Pixels) -> int:
    height, width = line.shape[0], line.shape[1]
    return min(_MAX_WIDTH, max(8, round(int(width) * _HEIGHT / int(height))))


def cut(image: Pixels, box: npt.NDArray[np.float32]) -> Pixels:
    """The line inside `box` (TL TR BR BL in pixels of `image`), straightened."""
    across = max(np.linalg.norm(box[1] - box[0]), np.linalg.norm(box[2] - box[3]))
    down = max(np.linalg.norm(box[3] - box[0]), np.linalg.norm(box[2] - box[1]))
    width, height = max(1, round(float(across))), max(1, round(float(down)))
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    warp = cv2.getPerspectiveTransform(box.astype(np.float32), target)
    size, mode, border = (width, height), cv2.INTER_LINEAR, cv2.BORDER_REPLICATE
    return np.asarray(cv2.warpPerspective(image, warp, size, flags=mode, borderMode=border), np.uint8)
