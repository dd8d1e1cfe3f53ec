"""Many cards in one photo: each is found, also where its outline is faint or is its neighbour's."""

from __future__ import annotations

import numpy as np
import pytest

from scanner.locate import locate
from scanner.locate.geometry import likeness, to_corners
from scanner.model import Quad
from scanner.ocr import open_text_finder
from tests.scanner import drawing

WIDE, HIGH = 480, 290


def _sheet(
    gap: int, paper: tuple[int, ...], table: int, columns: int = 4, rows: int = 3
) -> tuple[np.ndarray, list[Quad]]:
    """Cards in rows with `gap` pixels between them, of the given greys in turn."""
    photo = drawing.table(columns * (WIDE + gap) + 300, rows * (HIGH + gap) + 300, grey=table)
    truth: list[Quad] = []
    for i in range(columns * rows):
        lines = ((f"Ana Example {i}", 54), *drawing.LINES[1:])
        left, top = 150 + i % columns * (WIDE + gap), 150 + i // columns * (HIGH + gap)
        corners = ((left, top), (left + WIDE, top), (left + WIDE, top + HIGH), (left, top + HIGH))
        photo = drawing.place(photo, drawing.card(lines, paper=paper[i % len(paper)]), corners)
        truth.append(corners)
    return photo, truth


def _located(photo: np.ndarray) -> tuple[Quad, ...]:
    finder = open_text_finder(1)
    return locate(photo, finder.find(photo, 1920), lambda boxes: finder.legible(photo, boxes))


@pytest.mark.parametrize(
    ("gap", "paper", "table"),
    [(0, (250, 205, 228), 90), (30, (248,), 240), (4, (246,), 225)],
    ids=["edge to edge", "white on white", "nearly touching"],
)
def test_twelve_cards_are_twelve_in_reading_order(gap: int, paper: tuple[int, ...], table: int) -> None:
    photo, truth = _sheet(gap, paper, table)
    found = _located(photo)
    assert len(found) == len(truth)
    assert min(likeness(to_corners(a), to_corners(b)) for a, b in zip(found, truth, strict=True)) > 0.85


def test_a_card_without_any_edge_gets_the_size_of_its_neighbours() -> None:
    photo, truth = _sheet(40, (250, 250, 250, 250, 250, 250, 250, 120), 120, columns=4, rows=2)
    found = _located(photo)
    assert len(found) == 8
    assert likeness(to_corners(found[-1]), to_corners(truth[-1])) > 0.5
    assert all(likeness(to_corners(a), to_corners(b)) > 0.9 for a, b in list(zip(found, truth, strict=True))[:-1])
