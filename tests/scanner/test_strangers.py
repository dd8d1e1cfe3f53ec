"""What was taken for one card is parted when it reads as two persons' cards, and only then."""

from __future__ import annotations

import numpy as np

from scanner.locate import rectify
from scanner.locate.geometry import likeness, to_corners
from scanner.model import TextLine
from scanner.strangers import parted
from tests.scanner import drawing

ANA = drawing.LINES
BEN = (
    ("Benjamin Sample", 54),
    ("Head of Research", 34),
    ("Sample Analytics GmbH", 40),
    ("ben.sample@sample.org", 34),
    ("+49 30 23125 014", 34),
    ("www.sample.org", 34),
)


def _lines(texts: tuple[tuple[str, int], ...], top: int) -> list[TextLine]:
    """Where `drawing.card` writes them, on a card that begins at `top`."""
    lines, y = [], top + 60
    for text, height in texts:
        right, bottom = 70 + 0.55 * height * len(text), y + height
        lines.append(TextLine(text, 0.99, ((70, y), (right, y), (right, bottom), (70, bottom))))
        y += round(height * 1.6)
    return lines


def _stacked(
    above: tuple[tuple[str, int], ...], below: tuple[tuple[str, int], ...], paper: int
) -> tuple[np.ndarray, list[TextLine]]:
    pixels = np.vstack([drawing.card(above), drawing.card(below, paper=paper)])
    return pixels, _lines(above, 0) + _lines(below, 600)


def test_two_persons_on_touching_cards_are_parted_at_the_edge() -> None:
    pixels, lines = _stacked(ANA, BEN, 205)
    crop = rectify(pixels, ((0, 0), (1000, 0), (1000, 1200), (0, 1200)))
    one, other = parted(crop, lines)
    assert likeness(to_corners(one), np.array([[0, 0], [1000, 0], [1000, 600], [0, 600]], np.float32)) > 0.98
    assert likeness(to_corners(other), np.array([[0, 600], [1000, 600], [1000, 1200], [0, 1200]], np.float32)) > 0.98


def test_two_addresses_of_one_person_part_nothing() -> None:
    more = (("Mobile +44 7700 900123", 34), ("ana.example@university.edu", 34), ("10 High Street, London", 34))
    pixels, lines = _stacked(ANA, more, 205)
    assert parted(rectify(pixels, ((0, 0), (1000, 0), (1000, 1200), (0, 1200))), lines) == ()


def test_the_back_of_a_card_is_no_other_person() -> None:
    pixels, lines = _stacked(ANA, (("Ana Example", 54), *ANA[1:3], ("ana@example.org", 34), *ANA[4:]), 205)
    assert parted(rectify(pixels, ((0, 0), (1000, 0), (1000, 1200), (0, 1200))), lines) == ()
