"""Spaces that were nearly written, and the order in which a person reads."""

from __future__ import annotations

import numpy as np

from scanner.ocr.order import reading_order
from scanner.ocr.spacing import restore_spaces


def _spaces(**likely: float) -> np.ndarray:
    space = np.zeros(12, np.float32)
    for step, probability in likely.items():
        space[int(step[1:])] = probability
    return space


def test_a_likely_space_is_written() -> None:
    steps = np.array([1, 3, 6, 8])
    assert restore_spaces(list("AnaB"), steps, _spaces(s5=0.3, s2=0.05)) == "An aB"


def test_a_possible_space_is_written_where_the_gap_is_wide() -> None:
    steps = np.array([1, 3, 7, 9])
    assert restore_spaces(list("AnaB"), steps, _spaces(s2=0.15, s5=0.15)) == "An aB"


def test_a_written_space_is_not_doubled() -> None:
    assert restore_spaces(["A", " ", "B"], np.array([1, 4, 7]), _spaces(s3=0.4, s5=0.4)) == "A B"


def _box(x: float, y: float, width: float = 100, height: float = 20) -> list[tuple[float, float]]:
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


def test_rows_from_the_top_each_from_the_left() -> None:
    boxes = np.array([_box(300, 102), _box(10, 160), _box(10, 100), _box(300, 155)], np.float32)
    assert reading_order(boxes) == [2, 0, 1, 3]
    assert reading_order(np.zeros((0, 4, 2), np.float32)) == []
