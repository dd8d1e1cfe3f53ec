"""The scorer against cases worked out by hand."""

import pytest

from benchmarks import scoring
from benchmarks.geometry import overlap, same_way_up

LABEL = {
    "name": "Ana López",
    "title": "CEO",
    "company": "Acme S.L.",
    "emails": ["ana@acme.example"],
    "phones": ["+34600123456", "+34915550112"],
    "websites": ["www.acme.example"],
    "address": "Calle Mayor 1, 28013 Madrid",
}


def line(**fields):
    contact = {
        "name": {"value": "Ana López", "confidence": 0.95},
        "title": {"value": "CEO", "confidence": 0.95},
        "company": {"value": "ACME SL", "confidence": 0.5},
        "emails": [{"value": "ana@acme.example", "confidence": 0.99}],
        "phones": [{"value": "+34600123456", "confidence": 0.9}, {"value": "+34915550112", "confidence": 0.9}],
        "websites": [{"value": "https://acme.example/", "confidence": 0.9}],
        "address": {"value": "Calle Mayor 1, 28013 Madrid", "confidence": 0.9},
    }
    return {"contact": contact | fields}


@pytest.mark.parametrize(
    ("field", "one", "other", "equal"),
    [
        ("name", "Dr. Ana LÓPEZ, MBA", "ana lópez", True),
        ("name", "Ana López, Ph.D.", "Ana López", True),
        ("name", "Ana Lopez", "Ana López", False),
        ("name", "Dr.", "Dr", True),
        ("company", "Müller & Söhne GmbH", "MÜLLER SÖHNE GMBH", True),
        ("company", "O'Hara", "O’Hara", True),
        ("title", "Vice-President", "Vice President", True),
        ("emails", " Ana@Acme.example", "ana@acme.example", True),
        ("phones", "+34 600 123 456", "+34600123456", True),
        ("phones", "+34600123456;ext=12", "+34600123456", False),
        ("websites", "https://www.acme.example/", "ACME.example", True),
        ("websites", "acme.example/es", "acme.example", False),
        # 5 of 5 and 5 of 6 words in common: 10/11 = 0.909; then 4 of 5 and 4 of 5: 0.8
        ("address", "Calle Mayor 1, 28013 Madrid", "Calle Mayor 1, 28013 Madrid, Spain", True),
        ("address", "Calle Mayor 1, 28013 Madrid", "Calle Mayor 2, 28013 Madrid", False),
        ("address", "", "", False),
    ],
)
def test_what_counts_as_the_same(field, one, other, equal):
    assert scoring.same(field, one, other) is equal


def test_a_legal_form_without_its_dots_is_another_word():
    figures = scoring.score([(LABEL, line())])
    assert figures["company"] == {"precision": 0, "recall": 0, "f1": 0, "n": 1}
    assert figures["edits_per_card"] == 1
    assert figures["zero_edit"] == 0
    assert figures["flagged"] == 1  # it was given with 0.5
    assert figures["trusted"] == 1
    assert figures["trusted_n"] == 7
    # seven values but the address: 6 right, the company wrong on both sides: 12 / 14
    assert figures["f1"] == pytest.approx(0.8571)


def test_an_alternative_reading_is_right_too():
    figures = scoring.score([({**LABEL, "alt": {"company": ["ACME SL"]}}, line())])
    assert figures["zero_edit"] == 1
    assert figures["zero_edit_with_address"] == 1
    assert figures["f1"] == 1


def test_an_alternative_may_be_a_list_or_nothing():
    label = {**LABEL, "company": "ACME SL", "alt": {"phones": [["+34600123456"]], "websites": [[]]}}
    found = line(phones=[{"value": "+34600123456", "confidence": 0.9}], websites=[])
    assert scoring.score([(label, found)])["zero_edit"] == 1


def test_a_wrong_value_beside_a_missing_one_is_one_edit_and_a_second_wrong_one_another():
    label = {**LABEL, "company": "ACME SL"}
    phones = [{"value": number, "confidence": 0.95} for number in ("+34600123456", "+34600000000", "+34600000001")]
    figures = scoring.score([(label, line(phones=phones))])
    assert figures["edits_per_card"] == 2
    assert figures["phones"] == {"precision": 0.333, "recall": 0.5, "f1": 0.4, "n": 2}
    assert figures["flagged"] == 0
    assert figures["trusted"] == 0.75  # six right, two wrong; the company was not given as certain


def test_what_is_left_empty_counts_as_flagged():
    figures = scoring.score([({**LABEL, "company": "ACME SL"}, line(title=None, emails=[]))])
    assert figures["edits_per_card"] == 2
    assert figures["flagged"] == 1


def test_the_address_counts_apart():
    label = {**LABEL, "company": "ACME SL"}
    figures = scoring.score([(label, line(address={"value": "Somewhere", "confidence": 0.9}))])
    assert (figures["edits_per_card"], figures["edits_per_card_with_address"]) == (0, 1)
    assert (figures["zero_edit"], figures["zero_edit_with_address"]) == (1, 0)


def test_plain_strings_are_taken_as_certain():
    contact = {"name": "Ana López", "title": "CEO", "company": "Acme S.L.", "phones": LABEL["phones"]}
    figures = scoring.score([(LABEL, {"contact": contact})])
    assert figures["edits_per_card"] == 2
    assert figures["trusted_n"] == 5


def test_cards_of_one_photo_are_paired_for_the_fewest_edits():
    bo = {"name": "Bo Ek", "emails": ["bo@ek.example"]}
    lines = [{"contact": {"name": "Bo Ek"}}, line()]
    assert scoring.pair([LABEL, bo], lines) == [(LABEL, lines[1]), (bo, lines[0])]
    assert scoring.pair([LABEL], lines) == [(LABEL, lines[1]), ({}, lines[0])]


def test_many_cards_are_paired_too():
    labels = [{"name": f"Person {i}", "emails": [f"p{i}@firm.example"]} for i in range(9)]
    lines = [{"contact": label} for label in reversed(labels)]
    assert all(label == found["contact"] for label, found in scoring.pair(labels, lines))


def test_a_card_that_was_not_found_costs_all_its_values():
    assert scoring.score([(LABEL, {})])["edits_per_card"] == 7


def test_location():
    square = [[0, 0], [10, 0], [10, 10], [0, 10]]
    right_half = [[5, 0], [15, 0], [15, 10], [5, 10]]
    turned = [*square[2:], *square[:2]]
    assert overlap(square, square) == pytest.approx(1)
    assert overlap(square, right_half) == pytest.approx(50 / 150)
    assert overlap(square, turned) == pytest.approx(1)
    assert same_way_up(square, right_half)
    assert not same_way_up(square, turned)
    pairs = [({"corners": square}, {"corners": turned}), ({"corners": square}, {})]
    assert scoring.location(pairs) == {"iou": 0.5, "located": 0.5, "upright": 0.0}
