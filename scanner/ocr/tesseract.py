"""Tesseract through pytesseract: the engine for scripts that RapidOCR's model lacks, and for who prefers it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import cv2
import numpy as np
import pytesseract

from scanner.model import Quad, TextLine
from scanner.ocr.protocol import EngineFailed, EngineMissing, EngineTimedOut, Pixels

TIMEOUT = 30.0
"""Seconds for one card; usual is one."""

_LANGUAGE = re.compile(r"[A-Za-z0-9_]+(/[A-Za-z0-9_]+)?")
_DEBIAN_PACK = re.compile(r"[a-z]{3}(_[a-z]+)?")
"""Languages that Debian packs under their name, with '-' for '_': 'deu', 'chi_sim'."""

_TALLEST_LINE = 1_600
"""Longer side in pixels to which a card is brought: letters are then 20 to 40 pixels high, as Tesseract likes them."""

_SPARSE = "--psm 11"
"""Page segmentation 11, 'sparse text, find as much text as possible': a card is no page of columns."""


class TesseractEngine:
    """The `tesseract` program, one process per card."""

    def __init__(self, languages: Sequence[str] = ("eng",), threads: int = 0) -> None:
        """Check that program and languages are there.

        Raises:
            EngineMissing: the program or one of the language packs is not installed.
        """
        self._languages = "+".join(_known(languages))
        self.name = f"tesseract {_version()} {self._languages}"
        if threads == 1:  # Tesseract's own threads would compete with the other workers'
            os.environ.setdefault("OMP_THREAD_LIMIT", "1")

    def read(self, image: Pixels, boxes: Sequence[Quad] = ()) -> tuple[TextLine, ...]:
        """See `OcrEngine.read`; `boxes` are not used, for Tesseract finds lines itself."""
        scale = min(3.0, _TALLEST_LINE / max(image.shape[:2]))
        interpolation = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        sized = cv2.resize(image, None, fx=scale, fy=scale, interpolation=interpolation)
        table = self._run(np.ascontiguousarray(sized[:, :, ::-1]))
        try:
            return tuple(_lines(table, scale))
        except (KeyError, IndexError, TypeError, ValueError) as error:
            raise EngineFailed("Tesseract's answer is no table of words.") from error

    def _run(self, rgb: Pixels) -> Mapping[str, Sequence[Any]]:
        try:
            table: Mapping[str, Sequence[Any]] = pytesseract.image_to_data(
                rgb, lang=self._languages, config=_SPARSE, timeout=TIMEOUT, output_type=pytesseract.Output.DICT
            )
        except pytesseract.TesseractNotFoundError as error:
            raise _no_program() from error
        except pytesseract.TesseractError as error:
            raise EngineFailed(f"Tesseract stopped with status {error.status}.") from error
        except RuntimeError as error:  # pytesseract's word for a time-out
            raise EngineTimedOut(f"Tesseract took longer than {TIMEOUT:.0f} seconds.") from error
        except (OSError, ValueError, KeyError, UnicodeDecodeError) as error:
            raise EngineFailed(f"Tesseract's answer could not be read ({type(error).__name__}).") from error
        return table


def _lines(table: Mapping[str, Sequence[Any]], scale: float) -> Iterator[TextLine]:
    """Words of the TSV that share block, paragraph and line, joined."""
    rows: dict[tuple[Any, ...], list[int]] = {}
    for i, text in enumerate(table["text"]):
        if str(text).strip() and float(table["conf"][i]) >= 0:
            rows.setdefault(tuple(table[key][i] for key in ("block_num", "par_num", "line_num")), []).append(i)
    for words in rows.values():
        text = " ".join(str(table["text"][i]).strip() for i in words)
        confidence = sum(float(table["conf"][i]) for i in words) / len(words) / 100
        yield TextLine(text, round(min(1.0, confidence), 4), _box(table, words, scale))


def _box(table: Mapping[str, Sequence[Any]], words: Sequence[int], scale: float) -> Quad:
    left = min(table["left"][i] for i in words) / scale
    top = min(table["top"][i] for i in words) / scale
    right = max(table["left"][i] + table["width"][i] for i in words) / scale
    bottom = max(table["top"][i] + table["height"][i] for i in words) / scale
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def _version() -> str:
    try:
        return str(pytesseract.get_tesseract_version())
    except pytesseract.TesseractNotFoundError as error:
        raise _no_program() from error
    except SystemExit as error:  # pytesseract's answer to a version it cannot read
        raise EngineFailed("The program called tesseract gives no version.") from error


def _known(languages: Sequence[str]) -> Sequence[str]:
    try:
        installed = set(pytesseract.get_languages())
    except pytesseract.TesseractNotFoundError as error:
        raise _no_program() from error
    except (pytesseract.TesseractError, OSError) as error:
        raise EngineFailed("The program called tesseract does not list its languages.") from error
    for language in languages:
        if not _LANGUAGE.fullmatch(language) or language not in installed:
            raise _no_language(language, installed)
    return languages or ("eng",)


def _no_language(language: str, installed: Iterable[str]) -> EngineMissing:
    """What is no language's name is not made part of a command to type."""
    pack = language.lower()
    install = ""
    if _DEBIAN_PACK.fullmatch(pack):
        install = f"Install it (Debian: apt install tesseract-ocr-{pack.replace('_', '-')}), or use one of: "
    others = ", ".join(sorted(installed)) or "none is installed"
    return EngineMissing(f"Tesseract has no language pack '{language}'.", f"{install or 'There are: '}{others}.")


def _no_program() -> EngineMissing:
    return EngineMissing(
        "Tesseract is not installed.",
        "Install it (Debian: apt install tesseract-ocr; macOS: brew install tesseract), or use --engine rapidocr.",
    )
