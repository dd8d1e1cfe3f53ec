"""The card photos kept for all tests: labelled, small, and fictional in every part."""

import json
import re
from pathlib import Path

import pytest

CARDS = Path(__file__).parents[1] / "data" / "cards"
LABELS = [json.loads(row) for row in (CARDS / "labels.jsonl").read_text(encoding="utf-8").splitlines()]

RESERVED_NUMBERS = re.compile(
    r"""\+( 1\d{3}55501\d\d                                                        # NANP
        | 442079460\d{3} | 44(11[345678]|121|131|141|151|161)4960\d{3} | 448081570\d{3}    # Ofcom
        | 61[2378]5550\d{4} | 61491570\d{3} | 61180097570[7-9]                    # ACMA
        | 493023125\d{3} | 498999998\d{3} | 494066969\d{3} | 496990009\d{3} | 492214710\d{3}
        | 4917139200\d\d | 4917604069\d{3}                                        # Bundesnetzagentur
        | 33(19900|26191|35301|46571|53649)\d{4}                                  # ARCEP
        | 468465004\d\d | 463139006\d\d | 464062804\d\d | 467017406\d\d            # PTS
        )(;ext=\d+)?""",
    re.VERBOSE,
)


def test_every_picture_has_a_label_and_every_label_a_picture():
    assert {row["file"] for row in LABELS} == {path.name for path in CARDS.glob("*.jpg")}


@pytest.mark.parametrize("path", sorted(CARDS.glob("*.jpg")), ids=lambda path: path.name)
def test_pictures_are_small(path):
    assert path.stat().st_size <= 150_000


@pytest.mark.parametrize("row", LABELS, ids=lambda row: f"{row['file']} {row['name']}")
def test_only_reserved_domains_and_numbers(row):
    hosts = [mail.partition("@")[2] for mail in row["emails"]] + row["websites"]
    assert all(re.search(r"(^|[./])example\.(com|org|net)(/|$)", host) for host in hosts)
    assert all(RESERVED_NUMBERS.fullmatch(number) for number in row["phones"])


def test_they_show_the_kinds_that_tests_need():
    files = [row["file"] for row in LABELS]
    assert files.count("desk-two-cards.jpg") == 2
    assert sum(row.get("kind") == "none" for row in LABELS) == 2
    assert len({row["design"] for row in LABELS}) >= 12
