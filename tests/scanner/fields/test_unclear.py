"""Letters that the engine nearly read otherwise: what they take from a value, and what settles them."""

from __future__ import annotations

import pytest

from scanner.fields import read_fields
from scanner.fields.layout import moved
from scanner.model import CardContact, LetterDoubt, TextLine

LOOK = 0.8
"""Confidence below which a person is asked to look."""

Row = str | tuple[str, int, str, float]
"""A line, or a line with the place of its unclear letter, what else that may be, and how probably."""


def card(*rows: Row) -> CardContact:
    lines = []
    for i, row in enumerate(rows):
        text, *doubt = (row,) if isinstance(row, str) else row
        height = 44.0 if i == 0 else 28.0
        x, y = 50.0, 40.0 + 60.0 * i
        right = x + 0.5 * height * len(text)
        box = ((x, y), (right, y), (right, y + height), (x, y + height))
        lines.append(TextLine(text, 0.99, box, (LetterDoubt(*doubt),) if doubt else ()))  # type: ignore[arg-type]
    return read_fields(lines, (1000, 620)).contact


def test_a_letter_that_nothing_settles_is_all_the_value_is_worth() -> None:
    street = ("Sheikh Zaved Road 12", 9, "y", 0.32)
    contact = card("Tessy Schmit", "Managing Director", "Acme Ltd.", street, "Dubai", "tessy.schmit@acme.example")
    assert contact.address is not None
    assert contact.address.confidence < LOOK
    assert contact.address.alternatives[0].value == "Sheikh Zayed Road 12, Dubai"


@pytest.mark.parametrize(
    "name",
    [
        ("Tessy Schmit", 0, "t", 0.4),  # the same but for its case
        ("Tessy Schmit", 8, "e", 0.4),  # printed in the e-mail address too
        ("Tessy Vogel", 6, "Y", 0.4),  # known, and 'Yogel' is not
        ("Tessy VogeI", 10, "i", 0.4),
    ],
)
def test_letters_that_are_settled_cost_nothing(name: Row) -> None:
    contact = card(name, "Managing Director", "Acme Ltd.", "tessy.schmit@acme.example")
    assert contact.name is not None
    assert contact.name.confidence >= LOOK


def test_only_digits_count_in_numbers() -> None:
    contact = card("Tessy Schmit", "Director", ("T: +44 20 7946 0958", 0, "F", 0.4), "tessy.schmit@acme.example")
    assert contact.phones[0].confidence >= LOOK
    contact = card("Tessy Schmit", "Director", ("T: +44 20 7946 0958", 18, "6", 0.4), "tessy.schmit@acme.example")
    assert contact.phones[0].confidence < LOOK


def test_the_runner_up_that_makes_a_known_word_is_taken() -> None:
    contact = card(("Per Ake Lindberg", 4, "Å", 0.34), "Verkställande direktör", "Exempel AB", "+46 8 555 012 34")
    assert contact.name is not None
    assert (contact.name.value, contact.name.given) == ("Per Åke Lindberg", "Per Åke")
    assert contact.name.alternatives[0].value == "Per Ake Lindberg"


def test_places_follow_spaces_that_were_set() -> None:
    doubt = LetterDoubt(9, "y", 0.3)
    assert moved((doubt,), "AnaMeierHvad", "Ana Meier Hvad") == (LetterDoubt(11, "y", 0.3),)
    assert moved((doubt,), "AnaMeierHvad", "Something else") == ()
