"""What an OCR engine is, and how it fails."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, TypeAlias

from scanner.model import Quad, TextLine

if TYPE_CHECKING:  # the command line and the page catch these errors without loading NumPy
    import numpy as np
    import numpy.typing as npt

Pixels: TypeAlias = "npt.NDArray[np.uint8]"
"""Height × width × 3, BGR, 8 bits."""

CARD_SEARCH = 736
"""Longer side in pixels at which a single card is searched for text. On 168 photos 640, 736, 832 and 960 pixels found
1038, 1043, 1044 and 1041 of 1068 printed values; 736 takes 0.6 of the time of 960."""


class OcrEngine(Protocol):
    """Reads an upright card."""

    @property
    def name(self) -> str:
        """Engine, version, what it runs on and the model: 'rapidocr 3.10 openvino PP-OCRv6'."""

    def read(self, image: Pixels, boxes: Sequence[Quad] = ()) -> tuple[TextLine, ...]:
        """Every line of text in `image`, in reading order, boxes in its pixels.

        Args:
            image: the upright card.
            boxes: where lines of text were already found in `image`; an engine may use them instead of searching anew.

        Raises:
            EngineFailed: the engine gave no answer.
            EngineMissing: what it needs is not installed.
        """


class EngineFailed(RuntimeError):  # noqa: N818 - reads as what happened
    """The engine crashed, took too long or answered garbage. The message is one sentence for people."""


class EngineTimedOut(EngineFailed):
    """The engine took longer than it may."""


class EngineMissing(RuntimeError):  # noqa: N818 - reads as what happened
    """Something the engine needs is not installed.

    Attributes:
        message: one sentence saying what is missing.
        hint: one sentence saying how to get it.
    """

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint
