"""Worker processes in which the engine hangs on one photo: native code that never returns and holds the interpreter."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from scanner import batch
from scanner.model import Photo, Quad, ScanOptions, ScanResult, TextLine
from scanner.ocr import open_text_finder
from scanner.ocr.protocol import Pixels
from scanner.pipeline import scan_photo
from scanner.workers import begin_work

NAME = "hangs.jpg"


class HangingEngine:
    """Calls into the C library, which does not come back."""

    name = "hanging"

    def read(self, image: Pixels, boxes: Sequence[Quad] = ()) -> tuple[TextLine, ...]:
        ctypes.PyDLL(None).sleep(3600)
        raise AssertionError("it came back")


def new_pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, get_context("spawn"), _begin)


def _begin() -> None:
    begin_work()
    open_text_finder(1)  # so that the time to load it does not count
    batch.scan_photo = _scan  # type: ignore[assignment]


def _scan(photo: Photo, options: ScanOptions, *, threads: int = 0) -> tuple[ScanResult, ...]:
    return scan_photo(photo, options, threads=threads, engine=HangingEngine() if photo.file == NAME else None)
