"""Words without spaces and firms of several lines, as far as single cards in golden/ do not say it."""

from __future__ import annotations

import pytest

from scanner.fields import read_fields
from scanner.fields.gluedwords import apart
from scanner.model import CardContact, TextLine


def read(*rows: tuple[str, int]) -> CardContact:
    """The contact on a card of rows of text with their heights in pixels, one under the other from the left."""
    lines, y = [], 40
    for text, tall in rows:
        right = 50 + tall * len(text) // 2
        lines.append(TextLine(text, 0.97, ((50, y), (right, y), (right, y + tall), (50, y + tall))))
        y += int(tall * 1.45)
    return read_fields(lines, (1050, max(600, y + 40))).contact


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("SeniorVicePresident", "Senior Vice President"),
        ("SENIORSALESMANAGER", "SENIOR SALES MANAGER"),
        ("AssociateDirector-HumanResources", "Associate Director - Human Resources"),
        ("Norrskog EnergiAB", "Norrskog EnergiAB"),
        ("Petrichor SystemsGmbH", "Petrichor Systems GmbH"),
        ("Vertriebsleiter", "Vertriebsleiter"),
        ("MasterCraft", "MasterCraft"),
    ],
)
def test_words_of_titles_are_set_apart(said: str, meant: str) -> None:
    assert apart([said]) == [meant]


def test_a_name_that_an_address_spells_as_one_word_stays_one() -> None:
    assert apart(["TeamLeader", "info@teamleader.example"]) == ["TeamLeader", "info@teamleader.example"]


def test_evidence_is_what_was_read_and_the_value_what_was_meant() -> None:
    title = read(("Noor Petrichor", 34), ("ExportAreaManager", 26), ("noor@petrichor.example", 26)).title
    assert title is not None
    assert title.value == "Export Area Manager"
    assert [e.text for e in title.evidence] == ["ExportAreaManager"]


@pytest.mark.parametrize(
    "rows",
    [
        (("TRATTORIA", 18), ("Da Petrichor", 44)),
        (("PETRICHOR", 44), ("Logistik GmbH", 18)),
        (("LES AMIS", 26), ("DU PETRICHOR", 44)),
        (("PETRICHOR", 44), ("Marine Services Pte Ltd (Co. Reg. 201212345K)", 18)),
    ],
)
def test_a_firm_goes_on_in_print_of_another_size(rows: tuple[tuple[str, int], ...]) -> None:
    company = read(*rows, ("Aino Vanhala", 34), ("Sales Manager", 26), ("aino@petrichor.example", 26)).company
    assert company is not None
    expected = " ".join(text.partition(" (")[0] for text, _ in rows)
    assert company.value.casefold() == expected.casefold()


def test_the_words_win_over_the_letters_of_a_logo() -> None:
    company = read(
        ("APB", 44),
        ("Aceros y Perfiles del Bosque", 18),
        ("Aino Vanhala", 34),
        ("Gerente de Compras", 26),
        ("aino@apb.example", 26),
    ).company
    assert company is not None
    assert company.value == "Aceros y Perfiles del Bosque"


@pytest.mark.parametrize(
    ("firm", "below", "address"),
    [
        ("KOLEV TRADE", "Quality and trust", "info@kolev-trade.com"),
        ("HOLLIN & DRAYCOTT", "Quality and trust", "info@hollindraycott.com"),
        ("Eskdale & Norvanta", "A Petrichor company", "info@eskdale-norvanta.com"),
    ],
)
def test_what_praises_a_firm_or_tells_whose_it_is_ends_with_no_legal_form(firm: str, below: str, address: str) -> None:
    company = read((firm, 44), (below, 40), ("Georgi Kolev", 36), (address, 36)).company
    assert company is not None
    assert company.value.casefold() == firm.casefold()
