"""Hard photos: which step a lost value is put down to, and that their labels hold what the photo shows."""

import random

import cv2
import numpy as np
import pytest

from benchmarks import troubles
from benchmarks.cardgen import finish, fonts, generate
from benchmarks.cardgen.troubles import TROUBLES
from tests.parts import need

CARD = [[100, 100], [900, 100], [900, 600], [100, 600]]
PRINTED = [["Tel +49 351 5550123", [[120, 300], [500, 300], [500, 330], [120, 330]]]]
LABEL = {"file": "a.jpg", "corners": CARD, "phones": ["+493515550123"], "printed": PRINTED}


def read(text, box=PRINTED[0][1], corners=CARD):
    return {"corners": corners, "lines": [{"text": text, "box": box}], "contact": {"phones": []}}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (read("Tel +49 351 5550123"), "assigned"),
        (read("Tel +49 35l S550I23"), "misread"),
        (read("Ana Lima", [[120, 400], [500, 400], [500, 430], [120, 430]]), "not found"),
        (read("Tel +49 351 5550123", corners=CARD[2:] + CARD[:2]), "turn"),
        (read("Tel +49 351 5550123", corners=[[0, 0], [300, 0], [300, 200], [0, 200]]), "cut"),
        ({}, "cut"),
    ],
)
def test_a_lost_value_is_put_down_to_the_first_step_that_failed(line, expected):
    assert troubles.failed([(LABEL, line)]) == {expected: 1}


@pytest.mark.parametrize("sort", [finish.pale, finish.foil, finish.relief, finish.linen, finish.felt, finish.ground])
def test_a_finish_leaves_print_on_the_paper(sort):
    face = np.full((300, 500, 3), 250, np.uint8)
    cv2.putText(face, "Ana Lima", (40, 170), cv2.FONT_HERSHEY_DUPLEX, 2, (30, 30, 30), 2, cv2.LINE_AA)
    ink = face[:, :, 0] < 60
    finished = sort(random.Random(3), face, 16.0)
    assert finished.shape == face.shape
    paper, stroke = (finished[where].mean(axis=1) for where in (~ink, ink))
    assert paper.mean() - stroke.mean() > 20


def test_a_label_holds_the_printed_lines_where_the_photo_shows_them():
    need("fonts", not {"DejaVu Sans", "DejaVu Serif"} & set(fonts.missing()))
    (item,) = generate.troubled(5, 1, ["messenger, small"])
    pixels = cv2.imdecode(np.frombuffer(item.data, np.uint8), cv2.IMREAD_COLOR)
    assert max(pixels.shape[:2]) <= TROUBLES["messenger, small"].sent[1]
    (label,) = item.labels
    card = np.asarray(label["corners"], np.float32)
    for text, box in label["printed"]:
        for point in box:
            assert cv2.pointPolygonTest(card, point, True) > -2, text
