"""A large picture is searched in tiles: they cover it once, and a line across their border stays one line."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.ocr import open_text_finder, text_detection
from tests.scanner import drawing


@given(st.integers(1, 200).map(lambda n: 32 * n))
def test_tiles_are_of_one_size_and_count_every_pixel_once(length: int) -> None:
    tiles = text_detection._tiles(length)
    assert len({tile.span.stop - tile.span.start for tile in tiles}) == 1
    assert all((tile.span.stop - tile.span.start) % 32 == 0 and tile.span.stop <= length for tile in tiles)
    assert all(tile.span.start <= tile.kept.start < tile.kept.stop <= tile.span.stop for tile in tiles)
    assert [i for tile in tiles for i in range(tile.kept.start, tile.kept.stop)] == list(range(length))
    assert all(tile.span.stop - tile.span.start <= text_detection._TILE for tile in tiles)


def test_a_line_across_two_tiles_is_found_as_in_one(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = drawing.card((("Ana Example, Example Instruments", 60), ("ana@example.com", 40)), (1504, 416))
    finder = open_text_finder(1)
    tiled = finder.find(picture, 1504)
    monkeypatch.setattr(text_detection, "_TILE", 4_000)
    assert np.allclose(sorted(tiled), sorted(finder.find(picture, 1504)), atol=8)
    assert any(box[0][0] < 752 < box[1][0] for box in tiled), "one lies across the middle"


def test_text_is_found_beside_a_tile_full_of_specks() -> None:
    picture = np.full((640, 1024, 3), 255, np.uint8)
    network = _Answers(np.full((640, 1024), -9, np.float32))
    for top in (100, 200, 300):
        network.odds[top : top + 12, 100:400] = 6
    network.odds[::5, 512::5] = 1  # 13,056 of them
    found = text_detection.Detector(network).find(picture, 1024)
    assert len(found) == 3


class _Answers:
    """A network that gives the same answer to every picture."""

    def __init__(self, odds: np.ndarray) -> None:
        self.odds = odds

    def __call__(self, batch: np.ndarray) -> np.ndarray:
        return self.odds[None, None]
