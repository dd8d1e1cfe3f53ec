"""Other programs open our files: khard as an address book, LibreOffice as a spreadsheet, pandas for every CSV."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pandas
import pytest
from ruamel.yaml import YAML

from followup.exchange import FORMATS, export
from followup.model import Contact, ContactRecord, Encounter, Event, Meeting
from tests.parts import need

HOSTILE = (
    *("=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "  \t =1+1"),
    *("＝1+1", "＋1+1", "－1+1", "＠SUM(1)", "'=1+1", '"=1+1', '=1+1";"', "=HYPERLINK(1)", "+cmd|' /C calc'!A0"),
    *("-2+3+cmd|' /C calc'!A0", "=1+1,=2+2", "=1+1;=2+2", "x\n=1+1", "\u00a0=1+1", "\u200b=1+1", "\ufeff=1+1", "=\t1"),
)
"""OWASP's starts, in full width, behind spaces, quotes and invisible characters, and split into further cells."""

UNSEEN = "\t\r\n \u00a0\u200b\ufeff"

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
CSVS = [name for name, form in FORMATS.items() if form.suffix == ".csv"]

Khard = Callable[..., dict[str, object]]


def named(text: str) -> ContactRecord:
    """A contact with this text in every field that a card or a person fills."""
    contact = Contact(name=text, given_name=text, family_name=text, title=text, organization=text, note=text)
    meeting = Meeting(Event(name=text, place=text), Encounter(contact_id=1, event_id=1, topic=text, note=text))
    return ContactRecord(contact, (meeting,))


@pytest.fixture
def khard(tmp_path: Path) -> Khard:
    """Puts a card into an address book of khard's, and gives what khard says of it."""
    book = tmp_path / "book"
    book.mkdir()
    (tmp_path / "khard.conf").write_text(f"[addressbooks]\n[[friends]]\npath = {book}\n[general]\ndebug = no\n")

    def shown(record: ContactRecord, form: str) -> dict[str, object]:
        (book / "card.vcf").write_bytes(b"".join(export([record], form)))
        line = [sys.executable, "-m", "khard", "-c", str(tmp_path / "khard.conf"), "show", "--format=yaml"]
        done = subprocess.run(line, capture_output=True, text=True, check=True, encoding="utf-8")
        return YAML(typ="safe").load(done.stdout)

    return shown


@pytest.mark.parametrize("form", ["vcard", "vcard4"])
def test_khard_shows_every_value(ana: ContactRecord, khard: Khard, form: str) -> None:
    card, contact = khard(ana, form), ana.contact
    assert card["Formatted name"] == "Ana María López"
    assert (card["Prefix"], card["First name"], card["Last name"]) == ("Dr.", "Ana María", "López")
    assert card["Organisation"] == [[contact.organization, contact.department]]
    assert card["Title"] == contact.title
    phones = {kind.upper(): number for kind, number in card["Phone"].items()}
    assert phones["CELL"].removeprefix("tel:") == "+34600123456"
    assert "+34910000099" in phones["WORK, FAX"] + phones.get("FAX, WORK", "")
    (mails,) = card["Email"].values()
    assert sorted(mails) == sorted(contact.emails)
    (address,) = card["Address"].values()
    assert (address["Street"], address["Code"], address["Country"]) == ("Calle Mayor 1, 2º", "28013", "Spain")
    assert card["Categories"] == ["Expo, Lyon 2025", "Sample Summit 2026"]
    assert sorted(card["Webpage"]) == ["https://example.org/a?b=1,2;c", "https://www.example.com"]
    assert "Topic: Pricing pilots" in card["Note"]


def test_khard_takes_a_firm_for_one(company: ContactRecord, khard: Khard) -> None:
    assert khard(company, "vcard")["Formatted name"] == "Beispiel Werke AG"
    assert khard(company, "vcard4")["Kind"] == "org"


def test_libreoffice_executes_nothing_of_the_peoples_csv(tmp_path: Path) -> None:
    """Opened with formulas evaluated, as a person may have it set; a file that is not ours shows that they would be."""
    need("LibreOffice", bool(shutil.which("soffice")))
    (tmp_path / "ours.csv").write_bytes(b"".join(export(map(named, HOSTILE), "csv")))
    with (tmp_path / "naive.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("Name",), *((text,) for text in HOSTILE)])
    line = [
        *("soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"),
        "--infilter=CSV:44,34,76,1,,0,false,true,false,false,false,0,true",
        *("--convert-to", "fods", "--outdir", str(tmp_path), str(tmp_path / "ours.csv"), str(tmp_path / "naive.csv")),
    ]
    subprocess.run(line, check=True, capture_output=True, timeout=120)
    ours, naive = (list(cells(tmp_path / f"{name}.fods")) for name in ("ours", "naive"))
    assert any(cell.get(f"{OFFICE}formula") for cell in naive), "LibreOffice evaluates what nobody made safe"
    assert [cell.get(f"{OFFICE}formula") for cell in ours if cell.get(f"{OFFICE}formula")] == []
    assert sum("1+1" in "".join(cell.itertext()) for cell in ours) > len(HOSTILE)


def cells(file: Path) -> list[ElementTree.Element]:
    return list(ElementTree.parse(file).iter(f"{OFFICE}table-cell"))


@pytest.mark.parametrize("form", CSVS)
def test_no_profile_lets_a_cell_execute(form: str) -> None:
    """As a program sees the cells that skips what cannot be seen before a formula."""
    data = b"".join(export(map(named, HOSTILE), form))
    table = pandas.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False, encoding="utf-8-sig")
    assert len(table) == len(HOSTILE)
    cells = [cell.lstrip(UNSEEN) for cell in table.to_numpy().ravel()]
    assert [c for c in cells if c.startswith(("=", "@", "＝", "＠"))] == []
    signed = [c for c in cells if c.startswith(("+", "-", "＋", "－"))]
    assert [c for c in signed if form == "csv" or "|" in c or "(" in c] == []


@pytest.mark.parametrize("form", CSVS)
def test_pandas_reads_as_many_rows_as_there_are_contacts(form: str, ana: ContactRecord, company: ContactRecord) -> None:
    odd = replace(ana, contact=replace(ana.contact, note='a "quote", a\r\nbreak; a \u2028 separator and \x00 nothing'))
    data = b"".join(export([odd, ana, company], form))
    table = pandas.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False, encoding="utf-8-sig")
    per_event = form == "salesforce-campaign"
    assert len(table) == (4 if per_event else 3)
    assert not any(str(name).startswith(("Unnamed", "\ufeff")) for name in table.columns)
