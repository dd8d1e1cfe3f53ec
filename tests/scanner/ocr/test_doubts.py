"""Which characters of a line the recogniser nearly read otherwise."""

from __future__ import annotations

import numpy as np

from scanner.model import LetterDoubt
from scanner.ocr.doubts import doubts
from scanner.ocr.recorded import RecordedEngine

ALPHABET = ("", "Z", "a", "v", "y", "e", "d", " ")


def table(*rows: dict[str, float]) -> np.ndarray:
    """Probabilities by time step; what a row leaves over goes to the blank."""
    out = np.zeros((len(rows), len(ALPHABET)), np.float32)
    for row, given in zip(out, rows, strict=True):
        for char, share in given.items():
            row[ALPHABET.index(char)] = share
        row[0] += 1 - row.sum()
    return out


def found(text: str, *rows: dict[str, float]) -> tuple[LetterDoubt, ...]:
    probability = table(*rows)
    best = probability.argmax(axis=1)
    steps = np.flatnonzero((best != 0) & (best != np.concatenate(([-1], best[:-1]))))
    return doubts(probability, steps, ALPHABET, text)


def test_the_runner_up_of_an_unclear_letter_is_kept() -> None:
    rows = ({"Z": 1.0}, {"a": 0.99}, {"v": 0.68, "y": 0.32}, {"e": 0.97}, {"d": 1.0})
    assert found("Zaved", *rows) == (LetterDoubt(2, "y", 0.32),)


def test_a_letter_counts_as_read_where_it_is_clearest() -> None:
    assert found("Za", {"Z": 0.6}, {"Z": 0.98}, {}, {"a": 1.0}) == ()


def test_its_place_is_that_in_the_text_with_its_spaces() -> None:
    rows = ({"a": 1.0}, {" ": 0.7}, {"d": 1.0}, {"v": 0.8, "y": 0.2})
    assert found("a dv", *rows) == (LetterDoubt(3, "y", 0.2),)
    assert found("a d v", *rows) == (LetterDoubt(4, "y", 0.2),)


def test_a_letter_that_may_be_none_has_no_runner_up() -> None:
    assert found("a", {"a": 0.75}) == (LetterDoubt(0, "", 0.25),)


def test_doubts_survive_a_recording() -> None:
    line = '{"text": "Zaved", "confidence": 0.9, "box": [[0, 0], [9, 0], [9, 9], [0, 9]]%s}'
    recorded = RecordedEngine.from_json(
        "[" + line % ', "doubts": [{"at": 2, "other": "y", "chance": 0.3}]' + "," + line % "" + "]"
    )
    assert [one.doubts for one in recorded.lines] == [(LetterDoubt(2, "y", 0.3),), ()]
