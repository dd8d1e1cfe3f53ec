"""Lines of which only Latin characters are weighed say what they say when the whole alphabet is asked."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from scanner.ocr.inference import load, runtime
from scanner.ocr.rapid import models_folder
from scanner.ocr.spelling import ShortlistSpeller, WholeSpeller
from scanner.ocr.text_recognition import Reading, Recognizer
from tests.parts import need

MODEL = models_folder() / "PP-OCRv6_rec_small.onnx"
CHINESE = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")

LATIN = ("Ana Example", "www.example.com", "+44 20 7946 0958", "Großkundenvertrieb", "Ζωή", "€ 12,50 – §7")
OTHERS = (
    "張偉 博士",
    "代表取締役 佐藤花子",
    "电话: 010-55501234",
    "Sato 営業部",
    "邮箱：wang@example.cn",
    "一",
    "ー",
    "中",
)


@pytest.fixture(scope="module")
def quick() -> Recognizer:
    need("OpenVINO", runtime() == "openvino")
    return Recognizer(ShortlistSpeller(MODEL, 1, 1))


@pytest.fixture(scope="module")
def whole() -> Recognizer:
    return Recognizer(WholeSpeller(load(MODEL, 1)))


def test_latin_lines(quick: Recognizer, whole: Recognizer) -> None:
    lines = [_line(text, ImageFont.load_default(30)) for text in LATIN]
    found = quick.read(lines)
    assert _texts(found) == _texts(whole.read(lines))
    assert all(reading.confidence > 0.9 for reading in found[:3])


@pytest.mark.parametrize("size", [20, 44])
def test_lines_of_other_scripts_among_them(quick: Recognizer, whole: Recognizer, size: int) -> None:
    need("fonts-noto-cjk", CHINESE.exists())
    font = ImageFont.truetype(CHINESE, size)
    lines = [_line(text, font) for text in (*OTHERS, *LATIN[:3])]
    found = _texts(quick.read(lines))
    assert found == _texts(whole.read(lines))
    assert found[1].replace(" ", "") == "代表取締役佐藤花子"


def test_an_empty_line(quick: Recognizer) -> None:
    assert quick.read([np.full((48, 200, 3), 255, np.uint8)]) == [Reading("", 0.0)]


def _texts(readings: list[Reading]) -> list[str]:
    return [reading.text for reading in readings]


def _line(text: str, font: ImageFont.FreeTypeFont | ImageFont.ImageFont) -> np.ndarray:
    left, top, right, bottom = (round(side) for side in font.getbbox(text))
    image = Image.new("RGB", (right - left + 20, bottom - top + 20), "white")
    ImageDraw.Draw(image).text((10 - left, 10 - top), text, fill=(30, 30, 60), font=font)
    return np.asarray(image)[:, :, ::-1].copy()
