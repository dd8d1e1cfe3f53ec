"""Receipts, prose and street scenes are refused; sparse, crowded and odd cards are not."""

from __future__ import annotations

import pytest

from scanner.cardlike import is_card
from scanner.model import CardContact, FieldValue, PersonName, PhoneNumber, TextLine

BOX = ((0.0, 0.0), (10.0, 0.0), (10.0, 5.0), (0.0, 5.0))
NAME = PersonName(value="Ana Example", confidence=0.9)
PHONE = PhoneNumber(value="+442079460958", confidence=0.9)
MAIL = FieldValue(value="ana@example.com", confidence=0.9)
SITE = FieldValue(value="www.example.com", confidence=0.9)
SENTENCE = "The quick brown fox jumps over the lazy dog again and again"
RECEIPT = [
    "Example Foods",
    "Milk 1,29",
    "Bread 2.49",
    "Apples 3,10 A",
    "Total 6.88 EUR",
    "Tel. 020 7946 0958",
    "VAT 0.45",
]


@pytest.mark.parametrize(
    ("texts", "contact", "located", "expected"),
    [
        (["EXAMPLE OPTICS"], CardContact(), True, True),
        (["EXAMPLE OPTICS"], CardContact(), False, False),
        (["EXIT"], CardContact(name=NAME), False, False),
        (["Ana Example", "+44 20 7946 0958"], CardContact(name=NAME, phones=(PHONE,)), False, True),
        (["www.example.com"], CardContact(websites=(SITE,)), False, True),
        (RECEIPT, CardContact(phones=(PHONE,), name=NAME), True, False),
        ([*RECEIPT, "ana@example.com"], CardContact(emails=(MAIL,)), True, True),
        ([SENTENCE] * 12, CardContact(), False, False),
        ([SENTENCE] * 12, CardContact(name=NAME), True, False),
        ([SENTENCE] * 9 + ["+44 20 7946 0958"], CardContact(name=NAME, phones=(PHONE,)), False, True),
        (["word"] * 90, CardContact(), True, False),
        (["Line of text"] * 40, CardContact(), False, True),
    ],
    ids=[
        "logo on a located card",
        "logo in the street",
        "a sign",
        "name and phone",
        "website",
        "receipt",
        "card with prices",
        "prose",
        "prose with a name",
        "a card with much text",
        "a list",
        "a crowded card",
    ],
)
def test_is_card(texts: list[str], contact: CardContact, located: bool, expected: bool) -> None:
    assert is_card([TextLine(text, 0.9, BOX) for text in texts], contact, located) is expected
