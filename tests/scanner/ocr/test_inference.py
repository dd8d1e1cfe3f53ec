"""Networks with several streams answer as one does, each batch once, and a reader that fails is an exception."""

from __future__ import annotations

import numpy as np
import pytest

from scanner.ocr import open_text_finder
from scanner.ocr.inference import load
from scanner.ocr.rapid import models_folder
from tests.scanner import drawing

MODEL = "PP-OCRv6_rec_small.onnx"


def test_side_by_side_reads_what_one_by_one_reads() -> None:
    card = drawing.card()
    assert open_text_finder(2).read(card) == open_text_finder(1).read(card)


@pytest.mark.parametrize("streams", [1, 2])
def test_what_fails_on_an_answer_is_raised_when_all_are_in(streams: int) -> None:
    network = load(models_folder() / MODEL, 2, streams=streams)
    batches = [np.zeros((1, 3, 48, 64), np.float32)] * 3

    def refuse(number: int, answer: np.ndarray) -> None:
        raise ValueError(number)

    with pytest.raises(ValueError, match=r"\d"):
        network.each(batches, refuse)
    seen: list[int] = []
    network.each(batches, lambda number, answer: seen.append(number))
    assert sorted(seen) == [0, 1, 2]
