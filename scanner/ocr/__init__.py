"""Optical character recognition behind one protocol: pixels of an upright card → text lines.

Engines are built on first use, once per process and thread count, for loading the models takes half a second.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from scanner.ocr.protocol import CARD_SEARCH, EngineFailed, EngineMissing, EngineTimedOut, OcrEngine

if TYPE_CHECKING:
    from scanner.ocr.rapid import RapidEngine

__all__ = [
    "CARD_SEARCH",
    "EngineFailed",
    "EngineMissing",
    "EngineTimedOut",
    "OcrEngine",
    "open_engine",
    "open_text_finder",
]


def open_engine(name: str, *, languages: tuple[str, ...] = ("eng",), threads: int = 0) -> OcrEngine:
    """The engine called `name`: 'auto' and 'rapidocr' are RapidOCR, 'tesseract' is Tesseract.

    Args:
        name: see `scanner.model.ScanOptions.engine`.
        languages: Tesseract's language codes.
        threads: threads for inference, 0 for as many as the machine has cores.

    Raises:
        EngineMissing: a program, language pack or package that the engine needs is not installed.
        ValueError: there is no engine of that name.
    """
    if name in ("auto", "rapidocr"):
        return open_text_finder(threads)
    if name == "tesseract":
        from scanner.ocr.tesseract import TesseractEngine  # noqa: PLC0415 - each engine's libraries load only when used

        return TesseractEngine(languages, threads)
    raise ValueError(f"no OCR engine is called {name!r}")


@lru_cache(maxsize=2)
def open_text_finder(threads: int = 0) -> RapidEngine:
    """The RapidOCR engine of this process: it also finds where text stands and which way up it is.

    Raises:
        EngineMissing: neither OpenVINO nor ONNX Runtime is installed.
    """
    from scanner.ocr.rapid import RapidEngine  # noqa: PLC0415 - loading it takes OpenCV, RapidOCR and OpenVINO

    return RapidEngine(threads)
