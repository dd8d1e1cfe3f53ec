"""Several cards are laid out as each kind says, and the measure of how they are found counts rightly."""

from __future__ import annotations

import random

import numpy as np
import pytest

from benchmarks import several
from benchmarks.cardgen import desks, spreads
from benchmarks.cardgen.generate import several as photos
from benchmarks.cardgen.generate import single
from benchmarks.geometry import overlap

LABEL = {"level": "table", "name": "Ana Example", "corners": [[0, 0], [90, 0], [90, 50], [0, 50]]}


@pytest.mark.parametrize("name", spreads.KINDS)
def test_no_card_of_a_spread_covers_another(name: str) -> None:
    kind = spreads.KINDS[name]
    sizes = [(85.0, 55.0), (50.8, 88.9)] * 5
    quads = spreads.lay(random.Random(4), kind, sizes, 4 / 3)
    assert len(quads) == len(sizes)
    assert max(overlap(a, b) for i, a in enumerate(quads) for b in quads[:i]) < 0.02


def test_a_photo_of_a_binder_sheet_has_a_label_for_each_card_inside_it() -> None:
    (made,) = photos(3, 1, ["binder"], [3])
    assert len(made.labels) == 3
    wide, high = made.labels[0]["size"]
    corners = np.asarray([label["corners"] for label in made.labels])
    assert corners.min() >= 0
    assert (corners <= [wide, high]).all()


def test_one_card_is_labelled_whatever_lies_around_it() -> None:
    made = list(single(3, 1, ["held", "desk", "rounded"]))
    assert [photo.labels[0]["level"] for photo in made] == ["held", "desk", "rounded"]
    assert all(len(photo.labels) == 1 for photo in made)


def test_rounded_corners_show_the_table() -> None:
    table, photo = np.zeros((120, 160, 3), np.float32), np.full((120, 160, 3), 255, np.float32)
    quad = np.asarray([(20, 20), (140, 20), (140, 100), (20, 100)], np.float64)
    desks.round_corners(photo, table, lambda points: points, quad, 20.0)
    assert photo[22, 22].max() == photo[98, 138].max() == 0
    assert photo[60, 80].min() == photo[22, 80].min() == photo[60, 22].min() == 255


def test_a_card_counts_as_found_by_a_crop_of_its_own() -> None:
    near = {"contact": {"name": "Ana Example"}, "corners": [[1, 1], [90, 0], [90, 50], [0, 50]]}
    half = {"contact": {}, "corners": [[0, 0], [45, 0], [45, 50], [0, 50]]}
    result = several.figures(several.matched([LABEL], [half, near]))
    assert (result["cards"], result["found"], result["too many"], result["zero-edit"]) == (1, "1.000", 1, "1.000")
    missed = several.figures(several.matched([LABEL], [half]))
    assert (missed["found"], missed["too many"], missed["zero-edit"]) == ("0.000", 0, "0.000")
