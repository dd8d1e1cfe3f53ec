"""Cards are found on every table, no text is lost, and boxes come back to the photo's pixels."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scanner.locate import Crop, locate, overview, rectify, turned
from scanner.locate.geometry import likeness, overlap, to_corners
from scanner.model import Quad
from scanner.ocr import open_text_finder
from tests.scanner import drawing

FLAT = ((400.0, 300.0), (1200.0, 310.0), (1190.0, 790.0), (395.0, 780.0))
TILTED = ((520.0, 180.0), (1260.0, 470.0), (1040.0, 960.0), (300.0, 640.0))
KEYSTONE = ((480.0, 300.0), (1120.0, 300.0), (1290.0, 860.0), (310.0, 860.0))


def _located(photo: np.ndarray) -> tuple[Quad, ...]:
    finder = open_text_finder(1)
    return locate(photo, finder.find(photo), lambda boxes: finder.legible(photo, boxes))


def _alike(found: Quad, truth: Quad) -> float:
    return likeness(to_corners(found), to_corners(truth))


@pytest.mark.parametrize("corners", [FLAT, TILTED, KEYSTONE], ids=["flat", "tilted", "keystone"])
@pytest.mark.parametrize("grey", [60, 150, 225], ids=["dark table", "grey table", "white table"])
def test_one_card(corners: Quad, grey: int) -> None:
    photo = drawing.place(drawing.table(grey=grey), drawing.card(), corners)
    (found,) = _located(photo)
    assert _alike(found, corners) > 0.93


def test_half_in_shadow() -> None:
    photo = drawing.place(drawing.table(grey=140), drawing.card(), KEYSTONE)
    x = np.arange(photo.shape[1])
    shade = 1 - 0.5 / (1 + np.exp((x - 750) / 15))
    (found,) = _located((photo * shade[None, :, None]).astype(np.uint8))
    assert _alike(found, KEYSTONE) > 0.93


def test_on_planks() -> None:
    table = drawing.table(grey=120)
    grain = cv2.resize(np.random.default_rng(3).normal(0, 14, (120, 6)).astype(np.float32), (1600, 1200))
    table = np.clip(table + grain[..., None], 0, 255).astype(np.uint8)
    (found,) = _located(drawing.place(table, drawing.card(), TILTED))
    assert _alike(found, TILTED) > 0.9


def test_on_a_chequered_cloth() -> None:
    y, x = np.mgrid[0:1200, 0:1600] // 90
    cloth = np.where(((x + y) % 2 == 1)[..., None], (200, 210, 200), (90, 60, 50)).astype(np.uint8)
    (found,) = _located(drawing.place(cloth, drawing.card(), TILTED))
    assert _alike(found, TILTED) > 0.93


def test_a_card_whose_corner_the_picture_cuts_off() -> None:
    beyond = ((-40.0, -30.0), (900.0, -20.0), (890.0, 560.0), (-50.0, 550.0))
    (found,) = _located(drawing.place(drawing.table(), drawing.card(), beyond))
    assert _alike(found, ((0, 0), (900, 0), (890, 560), (0, 550))) > 0.93


def test_a_tight_picture_of_a_card_is_read_whole() -> None:
    card = drawing.card()
    cv2.rectangle(card, (0, 0), (999, 130), (120, 60, 20), -1)
    (found,) = _located(card)
    assert _alike(found, ((0, 0), (1000, 0), (1000, 600), (0, 600))) > 0.7
    texts = open_text_finder(1).find(card)
    ys = [y for text in texts for _, y in text]
    assert min(y for _, y in found) <= min(ys) + 12
    assert max(y for _, y in found) >= max(ys) - 12


def test_panels_of_one_card_are_one_card() -> None:
    card = drawing.card(size=(1000, 600))
    card[:, 620:] = (90, 40, 20)
    cv2.putText(card, "EXAMPLE", (680, 320), cv2.FONT_HERSHEY_SIMPLEX, 1.8, (255, 255, 255), 3)
    (found,) = _located(drawing.place(drawing.table(), card, FLAT))
    assert _alike(found, FLAT) > 0.93


@pytest.mark.parametrize(("columns", "rows"), [(2, 1), (2, 2), (3, 2)])
def test_several_cards_in_reading_order(columns: int, rows: int) -> None:
    photo, truth = drawing.table(2400, 1500, grey=100), []
    width, height = 2400 / columns, 1500 / rows
    wide = min(width * 0.8, height * 0.8 / 0.6)
    for row in range(rows):
        for column in range(columns):
            x, y = column * width + (width - wide) / 2, row * height + (height - wide * 0.6) / 2
            quad = ((x, y), (x + wide, y + 8), (x + wide - 8, y + wide * 0.6), (x, y + wide * 0.6 - 8))
            photo = drawing.place(photo, drawing.card(), quad)
            truth.append(quad)
    found = _located(photo)
    assert len(found) == columns * rows
    assert all(_alike(f, t) > 0.9 for f, t in zip(found, truth, strict=True))


@pytest.mark.parametrize("gap", [30, 60])
@pytest.mark.parametrize("grey", [60, 200])
def test_two_cards_close_together_are_not_one(gap: int, grey: int) -> None:
    upper = ((400.0, 80.0), (1200.0, 80.0), (1200.0, 560.0), (400.0, 560.0))
    lower = tuple((x + 6, y + 480 + gap) for x, y in upper)
    photo = drawing.place(drawing.place(drawing.table(grey=grey), drawing.card(), upper), drawing.card(), lower)
    found = _located(photo)
    assert [_alike(f, t) > 0.9 for f, t in zip(found, (upper, lower), strict=True)] == [True, True]


def test_a_card_in_two_halves_is_not_two() -> None:
    card = drawing.card(size=(1000, 600))
    card[270:330] = (200, 200, 200)
    (found,) = _located(drawing.place(drawing.table(grey=70), card, FLAT))
    assert _alike(found, FLAT) > 0.93


def test_a_pen_beside_the_card_does_not_matter() -> None:
    photo = drawing.place(drawing.table(grey=70), drawing.card(), FLAT)
    cv2.line(photo, (1420, 200), (1500, 900), (30, 30, 160), 26)
    texts = (*open_text_finder(1).find(photo), ((1407.0, 200.0), (1433.0, 200.0), (1513.0, 900.0), (1487.0, 900.0)))
    (found,) = locate(photo, texts, lambda boxes: [False] * len(boxes))
    assert _alike(found, FLAT) > 0.93


def test_text_beside_the_card_is_not_lost() -> None:
    photo = drawing.place(drawing.table(grey=70), drawing.card(), FLAT)
    texts = (*open_text_finder(1).find(photo), ((1250.0, 500.0), (1500.0, 500.0), (1500.0, 540.0), (1250.0, 540.0)))
    (found,) = locate(photo, texts, lambda boxes: [True] * len(boxes))
    assert all(overlap(to_corners(text), to_corners(found)) > 0.9 for text in texts)


def test_without_text_the_picture_is_whole() -> None:
    photo = drawing.place(drawing.table(), drawing.card(lines=()), FLAT)
    assert locate(photo, ()) == (((0, 0), (1600, 0), (1600, 1200), (0, 1200)),)


boxes = st.tuples(*[st.tuples(st.floats(-50, 350), st.floats(-50, 250))] * 4)


@settings(max_examples=60, deadline=None)
@example([((0.0, 0.0), (0.0, 0.0), (0.0, -50.0), (55.0, 0.0))], 0)
@given(st.lists(boxes, max_size=6), st.integers(0, 2**32 - 1))
def test_any_texts_on_any_picture(texts: list[Quad], seed: int) -> None:
    photo = drawing.table(300, 200, seed=seed)
    for quad in locate(photo, texts):
        assert all(0 <= x <= 300 and 0 <= y <= 200 for x, y in quad)


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_boxes_lead_back_to_the_photo(turns: int) -> None:
    photo = drawing.place(drawing.table(), drawing.card(), KEYSTONE)
    crop = turned(rectify(photo, KEYSTONE), turns)
    box = ((100.0, 50.0), (300.0, 50.0), (300.0, 90.0), (100.0, 90.0))
    back = crop.from_source(crop.to_source(box))
    assert np.allclose(back, box, atol=1.0)
    expected = KEYSTONE[(4 - turns) % 4]
    assert crop.corners[0] == expected
    width, height = crop.size
    assert np.allclose(crop.to_source(((0, 0), (width, 0), (width, height), (0, height)))[0], expected, atol=30)


def test_a_turned_crop_shows_what_it_says() -> None:
    photo = drawing.table(400, 300)
    photo[20:40, 30:60] = (0, 0, 255)
    quad = ((10.0, 10.0), (210.0, 10.0), (210.0, 110.0), (10.0, 110.0))
    crop: Crop = turned(rectify(photo, quad), 1)
    x, y = crop.from_source(((45.0, 30.0),) * 4)[0]
    assert crop.pixels[round(y), round(x)].tolist() == [0, 0, 255]


@pytest.mark.parametrize(("size", "factor"), [((900, 600), 1.0), ((1919, 900), 1.0), ((4032, 3024), 4.0)])
def test_overview(size: tuple[int, int], factor: float) -> None:
    small, scale = overview(np.zeros((size[1], size[0], 3), np.uint8))
    assert scale == factor
    assert small.shape[1] == size[0] // int(factor)
