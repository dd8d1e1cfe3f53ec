"""Where no outline is seen, the text decides what is cut out, and nothing of it is lost."""

from __future__ import annotations

import math

import numpy as np
import pytest

from scanner.locate import locate, rectify
from scanner.locate.geometry import grown, overlap, to_corners
from scanner.model import Quad
from scanner.ocr import open_text_finder
from tests.scanner import drawing


def _card_without_edges(turn: float, wide: float = 800) -> tuple[np.ndarray, Quad]:
    """A card on a table of its own white, turned by `turn` radians."""
    table = np.full((1200, 1600, 3), 250, np.uint8)
    high = 0.6 * wide
    corners = np.array([(-wide, -high), (wide, -high), (wide, high), (-wide, high)]) / 2
    spin = np.array([(math.cos(turn), math.sin(turn)), (-math.sin(turn), math.cos(turn))])
    a, b, c, d = ((float(x) + 800, float(y) + 600) for x, y in corners @ spin)
    return drawing.place(table, drawing.card(), (a, b, c, d)), (a, b, c, d)


@pytest.mark.parametrize("turn", [0.35, -0.6, 1.2])
def test_slanted_text_without_an_outline_is_cut_out_level_and_whole(turn: float) -> None:
    photo, card = _card_without_edges(turn)
    finder = open_text_finder(1)
    texts = finder.find(photo)
    (found,) = locate(photo, texts)
    region = grown(to_corners(found), 0.01)
    assert min(overlap(to_corners(text), region) for text in texts) > 0.99
    crop = rectify(photo, found)
    boxes = [to_corners(box) for box in finder.find(crop.pixels)]
    rise = [min(abs(b[1][1] - b[0][1]), abs(b[1][0] - b[0][0])) / np.linalg.norm(b[1] - b[0]) for b in boxes]
    assert np.median(rise) < 0.05
    assert overlap(to_corners(found), grown(to_corners(card), 0.4)) > 0.9


def test_small_text_without_an_outline_is_cut_out_of_a_large_picture() -> None:
    photo, _ = _card_without_edges(0.0, wide=420)
    (found,) = locate(photo, open_text_finder(1).find(photo))
    xs = [x for x, _ in found]
    assert max(xs) - min(xs) < 800


def test_level_text_that_fills_the_picture_leaves_it_whole() -> None:
    photo, _ = _card_without_edges(0.0, wide=1500)
    (found,) = locate(photo, open_text_finder(1).find(photo))
    assert found == ((0.0, 0.0), (1600.0, 0.0), (1600.0, 1200.0), (0.0, 1200.0))
