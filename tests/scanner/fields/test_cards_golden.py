"""Golden cards: whole cards as they are laid out → every field of the contact. Many cards a file in golden/cards.

A card is '## name', what it says (N name, T title, C company, E e-mails, P phones, W websites, A address, S profiles,
D department; what is left out is empty, S and D apart; ' | ' parts readings that are right too, '; ' several values),
'--', and its rows from top to bottom.
A row begins with '^' where it is set largest, '+' large, '-' small; ' || ' parts cells side by side.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from scanner.fields import read_fields
from scanner.model import CardContact, TextLine

FIELDS = {
    **{"N": "name", "T": "title", "C": "company", "E": "emails", "P": "phones", "W": "websites"},
    **{"A": "address", "S": "socials", "D": "department"},
}
SIZES = {"^": 44, "+": 34, "-": 18}
WIDTH, MARGIN, USUAL = 1050, 50, 26
"""Pixels: of the card, at its left, and the height of a row without a mark."""


@dataclass(frozen=True)
class Golden:
    """A card: what it says, and how it is set."""

    name: str
    said: dict[str, str]
    rows: tuple[str, ...]


def cards() -> list[Golden]:
    found = []
    for file in sorted((Path(__file__).parent / "golden" / "cards").glob("*.txt")):
        for block in re.split(r"(?m)^## ", file.read_text(encoding="utf-8"))[1:]:
            head, _, rows = block.rstrip("\n").partition("\n--\n")
            name, *said = head.split("\n")
            found.append(Golden(name, {line[0]: line[2:] for line in said}, tuple(rows.split("\n"))))
    return found


def lines(rows: tuple[str, ...], side: int) -> tuple[list[TextLine], tuple[int, int]]:
    """The rows from the left, in the middle or to the right, as `side` says (0, 1 or 2)."""
    found: list[TextLine] = []
    y = 40
    for row in rows:
        cells = [cell.strip() for cell in row.split("||")]
        tallest = USUAL
        for column, cell in enumerate(cells):
            mark = SIZES.get(cell[:1]) if not cell[1:2].isdigit() else None
            height, text = mark or USUAL, (cell[1:] if mark else cell).strip()
            if not text:
                continue
            width = min(height * len(text) // 2, WIDTH - 80 if len(cells) == 1 else 480)
            x = (MARGIN, (WIDTH - width) // 2, WIDTH - MARGIN - width)[side]
            if len(cells) > 1:
                x = MARGIN + 540 * column
            found.append(TextLine(text, 0.97, ((x, y), (x + width, y), (x + width, y + height), (x, y + height))))
            tallest = max(tallest, height) if mark != SIZES["-"] else height
        y += int(tallest * 1.45) if row.strip() else 30
    return found, (WIDTH, max(600, y + 40))


def given(contact: CardContact, field: str) -> Counter[str]:
    value = getattr(contact, field)
    values = [v.value for v in value] if isinstance(value, tuple) else [value.value] if value else []
    return Counter(said(field, v) for v in values)


def said(field: str, value: str) -> str:
    """The value as it is compared: words alone, websites without 'www.'."""
    if field in ("emails", "phones", "socials"):
        return value.strip().casefold()
    if field == "websites":
        return re.sub(r"^(https?://)?(www\.)?", "", value.strip().casefold()).rstrip("/")
    return " ".join(re.findall(r"\w+", value.casefold()))


CARDS = cards()


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.name)
def test_golden_card(card: Golden) -> None:
    found, size = lines(card.rows, sum(map(ord, card.name)) % 3)
    contact = read_fields(found, size).contact
    for letter, field in FIELDS.items():
        if letter in "DS" and letter not in card.said:
            continue
        readings = [r.strip() for r in card.said.get(letter, "").split(" |")]
        accepted = [Counter(said(field, v) for v in r.split("; ") if v.strip()) for r in readings]
        if field not in ("emails", "phones", "websites", "socials"):
            accepted = [Counter([said(field, r)] if r else []) for r in readings]
        assert given(contact, field) in accepted, field


def test_there_are_golden_cards_of_many_countries() -> None:
    assert len({card.name.rpartition("-")[0] for card in CARDS}) > 50
