"""The generated cards: the same every time, and labelled with what is on them."""

import random
import re

import numpy as np
import phonenumbers
import pytest

from benchmarks.cardgen import camera, content, designs, fonts, generate, numbers, vocabulary
from benchmarks.cardgen.layout import DoesNotFitError
from benchmarks.scoring import words
from tests.parts import need


@pytest.fixture(autouse=True)
def _fonts():
    need("fonts", not {"DejaVu Sans", "DejaVu Serif"} & set(fonts.missing()))


def drawn(seed):
    """A card's text and face; texts that no design holds are passed over, as the generator does."""
    rng = random.Random(f"test {seed}")
    while True:
        text = content.compose(rng, rng.choice(vocabulary.countries()), with_qr=rng.random() < 0.2)
        try:
            return text, designs.draw(rng, text, 8)
        except DoesNotFitError:
            continue


def test_a_seed_always_gives_the_same_photos():
    first, again = (list(generate.generate(7, 3)) for _ in range(2))
    assert [item.data for item in first] == [item.data for item in again]
    assert [item.labels for item in first] == [item.labels for item in again]
    assert first[1].data != next(generate.generate(8, 1, ["desk"])).data


def test_every_label_is_printed_on_its_card():
    for seed in range(60):
        text, face = drawn(seed)
        printed = " ".join(one.text for one in face.canvas.texts)
        found = set(words(printed))
        for field in ("name", "title", "company", "address"):
            assert set(words(text.truth[field])) <= found, (seed, field, text.truth[field], printed)
        for address in [*text.truth["emails"], *text.truth["websites"]]:
            assert address in printed, (seed, address)
        digits = re.sub(r"\D", "", printed)
        assert all(number.split(";ext=")[0][-2:] in digits for number in text.truth["phones"])


def test_every_number_is_whole_on_the_card_or_completed_from_the_one_before():
    for seed in range(60):
        text, _ = drawn(seed)
        lines = [
            re.sub(r"\D", "", entry.text) for entry in text.entries if entry.kind in {"phone", "mobile", "fax", "free"}
        ]
        for number in text.truth["phones"]:
            national = str(phonenumbers.parse(number).national_number)
            head, tail = national[:-2], national[-2:]
            assert any(national in line or (head in line and line.endswith(tail)) for line in lines), (
                seed,
                number,
                lines,
            )


def test_text_stays_on_the_card_and_off_other_text():
    for seed in range(30):
        canvas = drawn(seed)[1].canvas
        boxes = [one.box for one in canvas.texts]
        assert all(x0 >= 0 and y0 >= 0 and x1 <= canvas.width and y1 <= canvas.height for x0, y0, x1, y1 in boxes)
        centres = [((x0 + x1) / 2, (y0 + y1) / 2) for x0, y0, x1, y1 in boxes]
        assert not any(
            box[0] < x < box[2] and box[1] < y < box[3]
            for i, box in enumerate(boxes)
            for j, (x, y) in enumerate(centres)
            if i != j
        )


@pytest.mark.parametrize("name", designs.names())
def test_every_design_can_be_drawn(name):
    rng = random.Random(name)
    for _ in range(40):
        text = content.compose(rng, rng.choice(vocabulary.countries()))
        try:
            face = designs.draw(rng, text, 6, name)
        except DoesNotFitError:
            continue
        assert face.canvas.pixels().std() > 3
        return
    pytest.fail("no card of forty fitted")


def test_there_are_many_designs_and_countries():
    assert len(designs.names()) >= 25
    assert len(vocabulary.countries()) >= 25


@pytest.mark.parametrize("country", vocabulary.countries(), ids=lambda country: country.code)
def test_every_number_pattern_of_a_country_is_valid_there(country):
    rng = random.Random(country.code)
    patterns = [*(city.landline for city in country.cities), *country.mobile, *country.free]
    for pattern in patterns:
        parsed = phonenumbers.parse(numbers.draw(rng, country, pattern).e164)
        assert phonenumbers.is_valid_number(parsed), pattern
        assert str(parsed.country_code) == country.dial


@pytest.mark.parametrize(
    ("style", "groups", "extension", "printed", "e164"),
    [
        (
            numbers.PhoneStyle(True, "+", "plain", " ", False),
            ("030", "23125", "101"),
            "",
            "+49 30 23125 101",
            "+493023125101",
        ),
        (
            numbers.PhoneStyle(True, "00", "zero", "-", True),
            ("030", "23125", "101"),
            "",
            "0049 (0)30 23125101",
            "+493023125101",
        ),
        (
            numbers.PhoneStyle(True, "+", "brackets", " ", False),
            ("030", "23125"),
            "7",
            "+49 (30) 23125",
            "+493023125;ext=7",
        ),
        (
            numbers.PhoneStyle(False, "", "slash", " ", True),
            ("030", "23125", "101"),
            "",
            "030/23125101",
            "+493023125101",
        ),
    ],
)
def test_a_number_is_printed_in_the_card_s_way(style, groups, extension, printed, e164):
    number = numbers.Number("49", "0", groups, extension)
    assert style.show(number) == printed
    assert number.e164 == e164


@pytest.mark.parametrize("level", ["desk", "hard"])
def test_corners_are_where_the_card_is(level):
    face = np.full((300, 480, 3), (200, 0, 200), np.uint8)  # a colour that no table has
    for seed in range(6):
        rng = random.Random(seed)
        asked = camera.conditions(rng, level, 0.5)
        plain = type(asked)(**{**asked.__dict__, "objects": 0, "fingers": 0, "cropped": 0.0, "hide": False})
        shot = camera.photograph(rng, [face], level, plain)
        height, width = shot.pixels.shape[:2]
        (corners,) = shot.corners
        assert (corners >= 0).all()
        assert (corners <= (width - 1, height - 1)).all()
        inside = corners + 0.1 * (corners.mean(axis=0) - corners)
        outside = np.clip(corners - 0.1 * (corners.mean(axis=0) - corners), 0, (width - 1, height - 1))
        assert all(_greenless(shot.pixels, point) for point in inside)
        assert not any(
            _greenless(shot.pixels, point)
            for point in outside
            if 0 < point[0] < width - 1 and 0 < point[1] < height - 1
        )


def _greenless(pixels, point):
    x, y = point.round().astype(int)
    blue, green, red = (int(value) for value in pixels[y, x])
    return green < 0.6 * min(blue, red)


def test_labels_have_what_the_scorer_needs():
    for item in generate.generate(3, 3):
        (label,) = item.labels
        assert label["file"] == item.file
        assert label["level"] in item.file
        assert {"name", "title", "company", "emails", "phones", "websites", "address", "design", "country"} <= set(
            label
        )
        assert len(label["corners"]) == 4


def test_several_cards_and_no_card():
    kinds = {item.labels[0]["level"]: item for item in generate.others(5, 4)}
    assert len(kinds["several"].labels) > 1
    front, back = kinds["pair"].labels
    assert set(front["name"].casefold().split()) & set(back["name"].casefold().split()) or not (
        front["name"] and back["name"]
    )
    assert kinds["none"].labels[0]["kind"] == "none"
