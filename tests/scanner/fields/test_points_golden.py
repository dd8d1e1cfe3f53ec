"""Golden cards: rows of text laid out as a card → the contact points that are read from it.

Each file in golden/points is a list of cards. `rows` are lines from top to bottom; a row that is a list has cells side
by side. What a card does not name is not compared.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scanner.fields import addresses, crosscheck, emails, phones, websites
from scanner.fields.candidates import Candidate, Field
from scanner.fields.layout import Card, lay_out
from scanner.model import TextLine

FILES = sorted((Path(__file__).parent / "golden" / "points").glob("*.json"))
CARDS = [(f"{file.stem}: {card['name']}", card) for file in FILES for card in json.loads(file.read_text("utf-8"))]
LISTS = {"emails": Field.EMAIL, "phones": Field.PHONE, "websites": Field.WEBSITE, "socials": Field.SOCIAL}
LETTER, HEIGHT, PITCH, COLUMN = 13, 26, 40, 520
"""Pixels: width of a letter, height of a line, from line to line, from column to column."""


def laid_out(rows: list[str | list[str]]) -> Card:
    lines = []
    for number, row in enumerate(rows):
        cells = row if isinstance(row, list) else [row]
        for column, text in enumerate(cells):
            if text:
                x, y = 40 + COLUMN * column, 40 + PITCH * number
                wide = LETTER * len(text) if len(cells) == 1 else min(LETTER * len(text), COLUMN - 20)
                lines.append(TextLine(text, 0.98, ((x, y), (x + wide, y), (x + wide, y + HEIGHT), (x, y + HEIGHT))))
    return lay_out(lines, (1080, max(640, 80 + PITCH * len(rows))))


def read(card: Card) -> tuple[Candidate, ...]:
    found = (*emails.candidates(card), *phones.candidates(card), *websites.candidates(card))
    taken = [span for c in found if c.score >= 0.5 or ":" in c.rule for span in c.spans]
    return crosscheck.repair(card, (*found, *addresses.candidates(card, taken)))


@pytest.mark.parametrize("card", [card for _, card in CARDS], ids=[name for name, _ in CARDS])
def test_golden(card: dict[str, Any]) -> None:
    found = read(laid_out(card["rows"]))
    got: dict[str, Any] = {
        key: [c.value for c in found if c.field is field] for key, field in LISTS.items() if key in card
    }
    if "kinds" in card:
        got["kinds"] = [c.parts["kind"] for c in found if c.field is Field.PHONE]
    if "address" in card:
        main = max((c for c in found if c.field is Field.ADDRESS), key=lambda c: c.score, default=None)
        got["address"] = main.value if main else ""
        got["parts"] = {key: main.parts.get(key) for key in card.get("parts", {})} if main else {}
    assert got == {key: card.get(key, {}) for key in got}
