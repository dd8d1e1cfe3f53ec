"""RapidOCR's models on drawn cards: text, order, direction, and no way to the network."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from scanner.model import Quad
from scanner.ocr import EngineFailed, open_engine, open_text_finder
from tests.scanner import drawing


def test_it_reads_every_line_in_order() -> None:
    lines = open_engine("rapidocr", threads=1).read(drawing.card())
    assert [line.text for line in lines] == [text for text, _ in drawing.LINES]
    assert all(0.9 < line.confidence <= 1 for line in lines)
    tops = [line.box[0][1] for line in lines]
    assert tops == sorted(tops)
    assert all(0 <= x <= 1000 and 0 <= y <= 600 for line in lines for x, y in line.box)


def test_boxes_found_before_are_used() -> None:
    engine, card = open_text_finder(1), drawing.card()
    boxes = engine.find(card)
    assert [line.text for line in engine.read(card, boxes[:1])] != []
    assert len(engine.read(card, boxes[:1])) == 1


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_it_tells_which_way_up(turns: int) -> None:
    engine = open_text_finder(1)
    turned = np.ascontiguousarray(np.rot90(drawing.card(), turns))  # anticlockwise
    assert engine.turns(turned, engine.find(turned)) == turns


def test_dark_cards_and_vertical_lines_are_read_too() -> None:
    card = 255 - drawing.card()
    side = np.rot90(drawing.card((("www.example.org", 40),), (500, 160)), 1)
    card[40:540, 820:980] = 255 - side
    texts = [line.text for line in open_engine("auto", threads=1).read(card)]
    assert "Ana Example" in texts
    assert "www.example.org" in texts


def test_a_picture_without_text() -> None:
    assert open_engine("auto", threads=1).read(drawing.table(400, 300)) == ()


@pytest.mark.parametrize("shape", [(1, 1, 3), (3, 900, 3), (900, 3, 3)])
def test_odd_shapes(shape: tuple[int, int, int]) -> None:
    assert open_engine("auto", threads=1).read(np.zeros(shape, np.uint8)) == ()


def test_a_box_of_no_size_is_no_crash() -> None:
    point: Quad = ((5.0, 5.0),) * 4
    assert open_engine("auto", threads=1).read(drawing.card(), [point]) == ()


def test_legible_tells_text_from_a_pen() -> None:
    engine, card = open_text_finder(1), drawing.card()
    pen = ((700.0, 100.0), (720.0, 100.0), (720.0, 500.0), (700.0, 500.0))
    card[100:500, 700:720] = (40, 40, 160)
    assert engine.legible(card, [engine.find(card)[0], pen]) == [True, False]


def test_threads_may_share_it() -> None:
    engine, card = open_engine("auto", threads=1), drawing.card()
    expected = engine.read(card)
    with ThreadPoolExecutor(4) as pool:
        assert all(lines == expected for lines in pool.map(engine.read, [card] * 8))


def test_garbage_is_a_typed_failure() -> None:
    with pytest.raises(EngineFailed, match="could not be read"):
        open_engine("auto", threads=1).read(np.zeros((0, 0), np.uint8))


def test_it_is_built_once_and_named_by_what_runs() -> None:
    assert open_engine("auto", threads=1) is open_engine("rapidocr", threads=1)
    assert open_engine("auto", threads=1).name.startswith("rapidocr 3.")
    with pytest.raises(ValueError, match="magic"):
        open_engine("magic")


@pytest.mark.slow
def test_onnx_runtime_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("onnxruntime")
    from scanner.ocr import inference, rapid

    monkeypatch.setattr(inference, "find_spec", lambda name: None if name == "openvino" else True)
    engine = rapid.RapidEngine(threads=1)
    assert "onnxruntime" in engine.name
    assert [line.text for line in engine.read(drawing.card())] == [text for text, _ in drawing.LINES]


def test_neither_http_client_nor_rapidocr_itself_is_loaded() -> None:
    script = """
import sys
import numpy as np
from scanner.ocr import open_engine
open_engine("auto", threads=1).read(np.zeros((64, 64, 3), np.uint8))
unwanted = ("requests", "urllib3", "rapidocr", "openvino_telemetry", "http.client")
print([name for name in unwanted if sys.modules.get(name)])
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert done.stderr == ""
