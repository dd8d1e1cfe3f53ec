"""A light panel of a dark card is drawn out to the card; a square card beside another stays square."""

from __future__ import annotations

import numpy as np

from scanner.locate.candidate import Candidate, judge
from scanner.locate.edges import EdgeMap
from scanner.locate.extending import extended
from scanner.locate.geometry import Corners, likeness
from tests.scanner import drawing


def _box(left: int, top: int, right: int, bottom: int) -> Corners:
    return np.array([(left, top), (right, top), (right, bottom), (left, bottom)], np.float32)


def _extended(photo: np.ndarray, panel: Corners, text: Corners) -> list[Candidate]:
    edges = EdgeMap.of(photo)
    return extended(judge([panel], edges, [text]), 200.0, edges, [text])


def test_a_light_panel_is_drawn_out_to_its_dark_card() -> None:
    photo = drawing.table(640, 480, grey=40)
    photo[100:360, 200:365] = 62
    photo[230:360, 200:365] = 240
    found = _extended(photo, _box(200, 230, 365, 360), _box(220, 250, 300, 262))
    assert max(likeness(card.corners, _box(200, 100, 365, 360)) for card in found) > 0.95


def test_a_square_card_is_not_drawn_out_to_its_neighbours_edge() -> None:
    photo = drawing.table(640, 480, grey=40)
    photo[100:300, 100:300] = photo[100:300, 410:600] = 240
    assert _extended(photo, _box(100, 100, 300, 300), _box(120, 150, 220, 162)) == []
