"""Which way up text is: upright or upside down, by the PP-OCR direction classifier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from scanner.ocr.inference import Network
from scanner.ocr.protocol import Pixels

_HEIGHT, _WIDTH = 48, 192


@dataclass(frozen=True, slots=True)
class DirectionClassifier:
    """Says of lines that were cut out along their longer side how likely each is upside down."""

    network: Network

    def upside_down(self, lines: Sequence[Pixels]) -> npt.NDArray[np.float32]:
        """The probability that each of `lines` is upside down."""
        if not lines:
            return np.zeros(0, np.float32)
        batch = np.zeros((len(lines), 3, _HEIGHT, _WIDTH), np.float32)
        for row, line in zip(batch, lines, strict=True):
            width = min(_WIDTH, max(1, round(line.shape[1] * _HEIGHT / line.shape[0])))
            resized = cv2.resize(line, (width, _HEIGHT), interpolation=cv2.INTER_AREA)
            row[:, :, :width] = resized.transpose(2, 0, 1) * np.float32(1 / 127.5) - 1
        return self.network(batch)[:, 1].copy()
