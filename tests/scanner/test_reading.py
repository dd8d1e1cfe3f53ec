"""A card that was turned the wrong way up is read again the other way."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from scanner.model import CardScan, Photo, Quad, TextLine
from scanner.ocr.protocol import Pixels
from scanner.pipeline import scan_photo
from tests.scanner import drawing

PLACE: Quad = ((400.0, 300.0), (1200.0, 310.0), (1190.0, 790.0), (395.0, 780.0))
BOX: Quad = ((20.0, 20.0), (300.0, 20.0), (300.0, 60.0), (20.0, 60.0))


class OneWay:
    """Reads well only where the larger part of the ink lies at the bottom, or at the top."""

    name = "one way"

    def __init__(self, ink_at_bottom: bool) -> None:
        self.ink_at_bottom = ink_at_bottom
        self.asked = 0

    def read(self, image: Pixels, boxes: Sequence[Quad] = ()) -> tuple[TextLine, ...]:
        self.asked += 1
        half = len(image) // 2
        right = (image[half:].mean() < image[:half].mean()) == self.ink_at_bottom
        return (TextLine("ana@example.com" if right else "uio5 ajduexa", 0.98 if right else 0.6, BOX),)


@pytest.mark.parametrize(("ink_at_bottom", "rotation", "asked"), [(False, 0, 1), (True, 2, 2)])
def test_what_cannot_be_read_one_way_up_is_read_the_other(ink_at_bottom: bool, rotation: int, asked: int) -> None:
    card = drawing.card(drawing.LINES[:4], size=(1000, 700))
    engine = OneWay(ink_at_bottom)
    (scan,) = scan_photo(Photo("a.jpg", drawing.jpeg(drawing.place(drawing.table(), card, PLACE))), engine=engine)
    assert isinstance(scan, CardScan)
    assert [line.text for line in scan.lines] == ["ana@example.com"]
    assert (scan.rotation, engine.asked) == (rotation, asked)


def test_a_photo_too_dark_for_the_search_is_read_and_said_to_be_dark() -> None:
    photo = drawing.place(drawing.table(grey=100), drawing.card(paper=150), PLACE)
    noise = np.random.default_rng(2).normal(0, 2, photo.shape)
    night = np.clip(photo * 0.09 + noise, 0, 255).astype(np.uint8)
    (scan,) = scan_photo(Photo("night.jpg", drawing.jpeg(night, 95)), threads=1)
    assert isinstance(scan, CardScan)
    assert [mail.value for mail in scan.contact.emails] == ["ana@example.com"]
