"""Whatever a line says, the readers give values or nothing, in bounds, and soon."""

from __future__ import annotations

import time

import phonenumbers
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scanner.fields import addresses, crosscheck, emails, phones, websites
from scanner.fields.candidates import Candidate, Field
from scanner.fields.layout import Card, lay_out
from scanner.fields.text import normalise
from scanner.model import TextLine

PIECES = st.sampled_from(
    [
        "Tel.",
        "+49",
        "(0)",
        "30",
        "1234567",
        "/",
        "-",
        "ext",
        "12",
        "@",
        "acme",
        ".com",
        ",",
        "www.",
        "Fax",
        "M:",
        "·",
        "12 Main St",
        "10115",
        "Berlin",
        "P.O. Box",
        "〒150-0002",
        "東京都",
        "شارع",
        "٠٢",
        "３４",
        "ﬁ",
        "O",
        "l",
        "Germany",
        "\u200f",
        "é",
    ]
)
LINES = st.lists(
    st.one_of(
        st.text(max_size=60), st.lists(PIECES, max_size=12).map(" ".join), st.lists(PIECES, max_size=12).map("".join)
    ),
    max_size=8,
)
CORNER = st.tuples(st.floats(-50, 2000), st.floats(-50, 2000))
BOXES = st.tuples(CORNER, CORNER, CORNER, CORNER)


def read(card: Card) -> tuple[Candidate, ...]:
    found = (*emails.candidates(card), *phones.candidates(card), *websites.candidates(card))
    found = (*found, *addresses.candidates(card, [s for c in found for s in c.spans]))
    return crosscheck.repair(card, found)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LINES, st.data())
def test_any_lines_give_values_with_true_spans(texts: list[str], data: st.DataObject) -> None:
    lines = [TextLine(text, data.draw(st.floats(0, 1)), data.draw(BOXES)) for text in texts]
    card = lay_out(lines, (1000, 600))
    for c in read(card):
        assert c.value
        assert 0.0 <= c.score <= 1.0
        for span in c.spans:
            assert 0 <= span.start <= span.end <= len(card.lines[span.line].text)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=14).map(" ".join))
def test_a_phone_is_valid_or_flagged(text: str) -> None:
    card = lay_out([TextLine(text, 0.99, ((0, 0), (500, 0), (500, 20), (0, 20)))], (1000, 600))
    for c in read(card):
        if c.field is Field.PHONE and c.score >= 0.5:
            assert phonenumbers.is_valid_number(phonenumbers.parse(c.value.partition(";")[0], None))


@given(st.text(max_size=80))
def test_every_normal_character_knows_its_source(text: str) -> None:
    normal = normalise(text)
    assert len(normal.offsets) == len(normal.text) + 1
    assert list(normal.offsets) == sorted(normal.offsets)
    assert normal.offsets[-1] == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "1" * 100_000,
        "1 " * 50_000,
        "a@" * 50_000,
        "a." * 50_000,
        "+1/" * 40_000,
        "A - " * 40_000,
        "www." * 30_000,
        "(" * 9_000,
        "Tel " * 9_000,
    ],
    ids=lambda text: text[:4],
)
def test_hostile_lines_are_cheap(text: str) -> None:
    box = ((0.0, 0.0), (500.0, 0.0), (500.0, 20.0), (0.0, 20.0))
    card = lay_out([TextLine(text, 0.9, box)] * 40, (1000, 600))
    started = time.process_time()
    read(card)
    assert time.process_time() - started < 5.0
