"""What the speed of the scanner is compared with. Each reader is built once and then called with the same photos."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from importlib.resources import files
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, NamedTuple

import cv2
import numpy as np

from scanner.locate import rectify
from scanner.model import Photo, Quad
from scanner.ocr.inference import Network, load
from scanner.ocr.rapid import CARD_SEARCH
from scanner.ocr.spelling import WholeSpeller
from scanner.ocr.text_detection import Detector
from scanner.ocr.text_recognition import Recognizer, cut
from scanner.pipeline import scan_photo


class Taken(NamedTuple):
    """What reading a photo took.

    Attributes:
        seconds: by the clock.
        cpu: of all cores together, programs that were started included; it says more where the machine is busy.
    """

    seconds: float
    cpu: float

    @classmethod
    def since(cls, start: Taken) -> Taken:
        return cls(*(now - then for now, then in zip(cls.now(), start, strict=True)))

    @classmethod
    def now(cls) -> Taken:
        children = os.times()
        return cls(perf_counter(), process_time() + children.children_user + children.children_system)


Reader = Callable[[Photo], Taken]
"""Reads a photo and gives the time that counts."""


def timed(read: Callable[[Photo], object]) -> Reader:
    """A reader of which all counts."""

    def run(photo: Photo) -> Taken:
        started = Taken.now()
        read(photo)
        return Taken.since(started)

    return run


def ours() -> Reader:
    """The scan as everyone calls it: from the file's bytes to the contact."""
    return timed(scan_photo)


def rapidocr_as_shipped() -> Reader:
    """RapidOCR as its documentation calls it: ONNX Runtime, the whole photo."""
    from rapidocr import RapidOCR  # noqa: PLC0415 - the import takes a second

    engine = RapidOCR(params={"Global.log_level": "critical"})
    return timed(lambda photo: engine(photo.data))


def rapidocr_openvino(cuts: dict[str, np.ndarray]) -> Reader:
    """RapidOCR on OpenVINO, given the card already cut out and turned upright."""
    sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]  # else it reports to a web service
    from rapidocr import EngineType, RapidOCR  # noqa: PLC0415

    engines = {f"{part}.engine_type": EngineType.OPENVINO for part in ("Det", "Cls", "Rec")}
    engine = RapidOCR(
        params={"Global.log_level": "critical", "Det.limit_side_len": CARD_SEARCH, "Det.limit_type": "max"} | engines
    )
    return timed(lambda photo: engine(cuts[photo.file]))


def tesseract() -> Reader:
    """Tesseract on the whole photo."""
    import pytesseract  # noqa: PLC0415

    return timed(lambda photo: pytesseract.image_to_string(_pixels(photo)[:, :, ::-1]))


def bare_inference(cuts: dict[str, np.ndarray]) -> Reader:
    """Only the time inside OpenVINO: detection and recognition of the card already cut out and turned upright.

    It runs as one would call it plainly, one request after the other on all cores; the same networks and sizes as the
    scanner's, so that what the ratio shows is everything that a scan does besides.
    """
    models = Path(str(files("rapidocr"))) / "models"
    finding = _Stopwatch(load(models / "PP-OCRv6_det_small.onnx", 0, log_odds=True))
    reading = _Stopwatch(load(models / "PP-OCRv6_rec_small.onnx", 0))
    detector, recognizer = Detector(finding), Recognizer(WholeSpeller(reading))

    def run(photo: Photo) -> Taken:
        finding.taken = reading.taken = Taken(0, 0)
        card = cuts[photo.file]
        recognizer.read([cut(card, box) for box in detector.find(card, CARD_SEARCH)])
        return Taken(*(sum(parts) for parts in zip(finding.taken, reading.taken, strict=True)))

    return run


class _Stopwatch:
    """A network that adds up how long it runs."""

    def __init__(self, network: Network) -> None:
        self._network, self.characters, self.taken = network, network.characters, Taken(0, 0)

    def __call__(self, batch: Any) -> Any:
        started = Taken.now()
        try:
            return self._network(batch)
        finally:
            self.taken = Taken(*(sum(parts) for parts in zip(self.taken, Taken.since(started), strict=True)))

    def each(self, batches: Iterable[Any], take: Callable[[int, Any], None]) -> None:
        """One by one, so that nothing but the network is on the watch."""
        for number, batch in enumerate(batches):
            take(number, self(batch))


def cut_card(photo: Photo, corners: list[list[float]]) -> np.ndarray:
    """The card at its labelled corners, upright, as the scanner would cut it."""
    a, b, c, d = ((float(x), float(y)) for x, y in corners)
    quad: Quad = (a, b, c, d)
    return rectify(_pixels(photo), quad).pixels


def _pixels(photo: Photo) -> np.ndarray:
    return cv2.imdecode(np.frombuffer(photo.data, np.uint8), cv2.IMREAD_COLOR)
