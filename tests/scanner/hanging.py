"""Worker processes in which the engine's native code hangs on one photo, holding the interpreter, or crashes on one."""

from __future__ import annotations

import ctypes
import faulthandler
from collections.abc import Sequence
from pathlib import Path

from scanner import pipeline
from scanner.model import Photo, Quad, ScanOptions, ScanResult, TextLine
from scanner.ocr import open_text_finder
from scanner.ocr.protocol import Pixels
from scanner.workers import WorkerPool, begin_work

HANGS, CRASHES = "hangs.jpg", "crashes.jpg"

_scan_photo = pipeline.scan_photo


class HangingEngine:
    """Calls into the C library, which does not come back."""

    name = "hanging"

    def read(self, image: Pixels, boxes: Sequence[Quad] = ()) -> tuple[TextLine, ...]:
        ctypes.PyDLL(None).sleep(3600)
        raise AssertionError("it came back")


class CrashingEngine:
    """Reads what is not there, as a broken decoder or network does."""

    name = "crashing"

    def read(self, image: Pixels, boxes: Sequence[Quad] = ()) -> tuple[TextLine, ...]:
        faulthandler.disable()
        ctypes.string_at(0)
        raise AssertionError("it survived")


def pool(workers: int) -> WorkerPool:
    return WorkerPool(workers, _begin)


def _begin() -> None:
    begin_work()
    open_text_finder(1)  # so that the time to load it does not count
    pipeline.scan_photo = _scan


def _scan(photo: Photo, options: ScanOptions, *, threads: int = 0) -> tuple[ScanResult, ...]:
    engine = {HANGS: HangingEngine, CRASHES: CrashingEngine}.get(Path(photo.file).name)
    return _scan_photo(photo, options, threads=threads, engine=engine() if engine else None)
