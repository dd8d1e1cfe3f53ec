"""Golden cards: lines with boxes in, name, title, department and company out. One file a card in golden/people."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from scanner.fields import read_fields
from scanner.model import FieldReading, TextLine

CARDS = sorted((Path(__file__).parent / "golden" / "people").glob("*.json"))


def read(card: dict[str, Any]) -> FieldReading:
    lines = [
        TextLine(text, 0.98, ((x, y), (x + w, y), (x + w, y + h), (x, y + h))) for text, x, y, w, h in card["lines"]
    ]
    width, height = card["size"]
    return read_fields(lines, (width, height))


def said(value: str) -> str:
    return " ".join(re.findall(r"\w+", value.casefold()))


@pytest.mark.parametrize("path", CARDS, ids=lambda p: p.stem)
def test_golden_card(path: Path) -> None:
    card = json.loads(path.read_text(encoding="utf-8"))
    contact = read(card).contact
    for field, accepted in card["expected"].items():
        if field in {"given", "family", "prefix", "suffix"}:
            assert contact.name is not None
            assert getattr(contact.name, field) == accepted[0]
            continue
        value = getattr(contact, field)
        assert said(value.value if value else "") in {said(a) for a in accepted}, f"{field}: {value}"


def test_there_are_golden_cards_of_many_kinds() -> None:
    assert len(CARDS) >= 70
