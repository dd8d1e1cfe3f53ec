"""RapidOCR's models (PP-OCRv6 small) on OpenVINO or ONNX Runtime: the engine that reads by default.

The models come inside RapidOCR's wheel and are opened by their path, so that nothing can be downloaded and the
package's own imports (HTTP client, configuration, drawing: a second of start-up) are not paid for. Searching and
reading are separate: text is searched at a small size and read from the full resolution.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from threading import Lock

import cv2
import numpy as np
import numpy.typing as npt

from scanner.model import Quad, TextLine
from scanner.ocr.direction import DirectionClassifier
from scanner.ocr.inference import load, runtime
from scanner.ocr.order import reading_order
from scanner.ocr.protocol import CARD_SEARCH, EngineFailed, EngineMissing, Pixels
from scanner.ocr.spelling import open_speller
from scanner.ocr.text_detection import Boxes, Detector, upright_order
from scanner.ocr.text_recognition import Reading, Recognizer, cut
from scanner.workers import give_memory_back

_TALL = 1.5
"""A box this many times as high as wide holds a line that runs up or down."""

_MIN_CONFIDENCE = 0.5
"""Lines below are pictures and patterns taken for text; RapidOCR's own default."""

_LEGIBLE = 0.7
"""Confidence at which what was found beside a card counts as text."""

_VOTERS = 5
"""Lines, the longest, that say which way up a card is."""

_STREAMS = 4
"""Lines of text read side by side at most, each on cores of its own: a line is too little work to be shared out."""


class RapidEngine:
    """Text detection, recognition and direction with one set of models; safe to share between threads."""

    def __init__(self, threads: int = 0) -> None:
        models = models_folder()
        if threads:  # OpenCV's own threads count too: beside other workers they only get in the way
            cv2.setNumThreads(threads)
        self._lock = Lock()
        finding = load(models / "PP-OCRv6_det_small.onnx", threads, log_odds=True)
        turning = load(models / "ch_ppocr_mobile_v2.0_cls_mobile.onnx", threads)
        self._keeping = (finding, turning)
        self._detector, self._direction = Detector(finding), DirectionClassifier(turning)
        self._recognizer = Recognizer(open_speller(models / "PP-OCRv6_rec_small.onnx", threads, _STREAMS))
        release = ".".join(version("rapidocr").split(".")[:2])
        self.name = f"rapidocr {release} {runtime()} PP-OCRv6"

    def find(self, image: Pixels, longest: int = CARD_SEARCH) -> tuple[Quad, ...]:
        """Boxes of the lines in `image`, in its pixels, searched at `longest` pixels on its longer side."""
        with self._lock:
            if longest > CARD_SEARCH:
                self._make_room()
            return tuple(_to_quad(box) for box in self._detector.find(image, longest))

    def _make_room(self) -> None:
        """Give back what is kept from earlier pictures, 100 MB, before a search that takes 280 MB for a while."""
        for network in self._keeping:
            network.release()
        give_memory_back()

    def turns(self, image: Pixels, boxes: Sequence[Quad]) -> int:
        """Quarter turns clockwise (0 to 3) that make the text in `boxes` upright."""
        corners = _to_array(boxes)
        if not len(corners):
            return 0
        tall = _runs_down(corners)
        weight = _length(corners)
        sideways = bool(weight[tall].sum() > weight[~tall].sum())
        chosen = np.flatnonzero(tall == sideways)
        chosen = chosen[np.argsort(-weight[chosen])][:_VOTERS]
        lines = [_level(cut(image, corners[i]), sideways) for i in chosen]
        with self._lock:
            down = self._direction.upside_down(lines)
        flipped = float(down.mean()) > 0.5
        return (1 if sideways else 0) + (2 if flipped else 0)

    def legible(self, image: Pixels, boxes: Sequence[Quad]) -> list[bool]:
        """Whether each of `boxes` holds text that can be read, whichever way up; a pen or a pattern does not."""
        with self._lock:
            readings = self._read_lines(image, _to_array(boxes), both_ways=True)
        return [sum(map(str.isalnum, r.text)) >= 3 and r.confidence >= _LEGIBLE for r in readings]

    def read(self, image: Pixels, boxes: Sequence[Quad] = ()) -> tuple[TextLine, ...]:
        """See `OcrEngine.read`."""
        try:
            with self._lock:
                corners = _to_array(boxes) if boxes else self._detector.find(image, CARD_SEARCH)
                readings = self._read_lines(image, corners)
        except Exception as error:  # the runtimes raise types of their own
            raise EngineFailed(f"The text could not be read ({type(error).__name__}).") from error
        order = [i for i in reading_order(corners) if readings[i].text and readings[i].confidence >= _MIN_CONFIDENCE]
        return tuple(
            TextLine(readings[i].text, readings[i].confidence, _to_quad(corners[i]), readings[i].doubts) for i in order
        )

    def _read_lines(self, image: Pixels, corners: Boxes, *, both_ways: bool = False) -> list[Reading]:
        tall = _runs_down(corners)
        pieces = [cut(image, box) for box in corners]
        readings = self._recognizer.read([_level(p, t) for p, t in zip(pieces, tall.tolist(), strict=True)])
        unsure = np.flatnonzero(tall | both_ways).tolist()  # what runs up may also run down
        others = self._recognizer.read([_level(pieces[i], bool(tall[i]))[::-1, ::-1] for i in unsure])
        for i, other in zip(unsure, others, strict=True):
            readings[i] = max(readings[i], other, key=lambda r: r.confidence)
        return readings


def models_folder() -> Path:
    """Where RapidOCR's wheel keeps its ONNX files.

    Raises:
        EngineMissing: RapidOCR is not installed.
    """
    spec = find_spec("rapidocr")
    if spec is None or not spec.submodule_search_locations:
        raise EngineMissing("RapidOCR is not installed.", "Install it: pip install rapidocr openvino")
    return Path(spec.submodule_search_locations[0], "models")


def _level(piece: Pixels, sideways: bool) -> Pixels:
    """A line that runs up the card, turned clockwise so that it can be read."""
    return np.ascontiguousarray(np.rot90(piece, -1)) if sideways else piece


def _runs_down(corners: Boxes) -> npt.NDArray[np.bool_]:
    down = np.linalg.norm(corners[:, 3] - corners[:, 0], axis=1)
    across = np.linalg.norm(corners[:, 1] - corners[:, 0], axis=1)
    return np.asarray(down >= _TALL * across)


def _length(corners: Boxes) -> npt.NDArray[np.float32]:
    return np.asarray(np.linalg.norm(corners[:, [1, 3]] - corners[:, :1], axis=2).max(axis=1), np.float32)


def _to_array(boxes: Sequence[Quad]) -> Boxes:
    quads = np.asarray(boxes, np.float32).reshape(-1, 4, 2)
    return np.stack([upright_order(q) for q in quads]) if len(quads) else quads


def _to_quad(corners: npt.NDArray[np.float32]) -> Quad:
    a, b, c, d = ((round(float(x), 1), round(float(y), 1)) for x, y in corners)
    return (a, b, c, d)
