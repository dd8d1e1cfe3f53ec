"""What was taken for one card is two when all of its text, once read, says so."""

from __future__ import annotations

import pytest

from scanner.locate import overview
from scanner.locate.geometry import likeness, to_corners
from scanner.looking import CLOSER, Sight, View, look, look_again
from scanner.model import Photo, Quad
from scanner.ocr import open_text_finder
from scanner.photo import Picture, decode
from tests.scanner import drawing

UPPER: Quad = ((400.0, 60.0), (1280.0, 60.0), (1280.0, 580.0), (400.0, 580.0))
LOWER: Quad = ((400.0, 620.0), (1280.0, 620.0), (1280.0, 1140.0), (400.0, 1140.0))
BOTH: Quad = (UPPER[0], UPPER[1], LOWER[2], LOWER[3])


@pytest.fixture
def picture() -> Picture:
    small_print = [(f"{text} / {text} / {text}", height // 2) for text, height in (*drawing.LINES, *drawing.LINES[3:])]
    photo = drawing.table(grey=60)
    for corners in (UPPER, LOWER):
        photo = drawing.place(photo, drawing.card(small_print), corners)
    return decode(Photo("two.jpg", drawing.jpeg(photo)))


def test_two_cards_that_a_glance_took_for_one_are_parted(picture: Picture) -> None:
    lines = open_text_finder(1).find(picture.pixels)
    glance = Sight((BOTH,), lines[:5], 544, 1.0)
    found = look_again(picture, glance, lines, 1).places
    assert len(found) == 2
    assert likeness(to_corners(found[0]), to_corners(UPPER)) > 0.9
    assert likeness(to_corners(found[1]), to_corners(LOWER)) > 0.9


def test_what_was_seen_whole_is_not_looked_at_again(picture: Picture) -> None:
    lines = open_text_finder(1).find(picture.pixels)
    seen = Sight((BOTH,), lines, 544, 1.0)
    assert look_again(picture, seen, lines, 1) is seen


def test_where_nothing_could_be_read_there_is_nothing_to_look_at_again(picture: Picture) -> None:
    nothing = Sight((BOTH,), (), 736, 1.0)
    assert look_again(picture, nothing, [], 1) is nothing


def test_a_photo_that_shows_no_card_and_hardly_any_text_is_looked_at_closer() -> None:
    small_print = [(f"{text} / {text}", 15) for text, _ in drawing.LINES]
    sheet = drawing.card([*((text, 60) for text in ("Ana", "Bo", "Cy", "Di")), *small_print], (3000, 2250))
    picture = decode(Photo("sheet.jpg", drawing.jpeg(sheet)))
    sight = look(View(*overview(picture.pixels)), lambda: picture, 1)
    assert (sight.searched_at, len(sight.texts)) == (CLOSER[0][0], 10)
