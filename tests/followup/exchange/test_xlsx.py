"""The workbook, read back with openpyxl."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest

from followup.exchange import export, xlsx
from followup.exchange.people_csv import HEADER
from followup.model import Contact, ContactRecord


def book(*records):
    return openpyxl.load_workbook(io.BytesIO(b"".join(export(records, "xlsx"))))


def cells(sheet, row=2):
    return {name: sheet.cell(row, column) for column, name in enumerate(HEADER, start=1)}


def test_a_row_per_contact_under_a_frozen_header(ana, company):
    sheet = book(ana, company).active
    assert [cell.value for cell in sheet[1]] == list(HEADER)
    assert sheet.freeze_panes == "B2"
    assert sheet.max_row == 3
    row = cells(sheet)
    assert row["Name"].value == "Ana María López"
    assert row["Event"].value == "Expo, Lyon 2025; Sample Summit 2026"
    assert row["Note"].value == ana.contact.note


@pytest.mark.parametrize("text", ["=1+1", "+4930231250", "-5", "@x", "0049123", "1e5", "2026-11-18", "TRUE", "{=1}"])
def test_every_cell_is_text(text, ana):
    contact = Contact(name=text, title=text, note=text, organization=text)
    row = cells(book(ContactRecord(contact)).active)
    for name in ("Name", "Job title", "Organization", "Note"):
        assert row[name].value == text
        assert row[name].data_type == "s"
    assert cells(book(ana).active)["Mobile"].value == "+34600123456"


def test_addresses_are_links(ana):
    one = replace(ana, contact=replace(ana.contact, urls=("www.example.com",)))
    row = cells(book(one).active)
    assert row["E-mail"].hyperlink.target == "mailto:ana@example.com"
    assert row["Website"].hyperlink.target == "https://www.example.com"
    assert row["E-mail"].value == "ana@example.com"


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "internal:Sheet1!A1",
        "a b",
        "x" * 3000,
        "a\x01",
        "a@b.example?bcc=c@d.example",
    ],
)
def test_only_the_web_and_mail_become_links(text):
    row = cells(book(ContactRecord(Contact(name="A", urls=(text,), emails=(text,)))).active)
    assert row["E-mail"].hyperlink is None
    link = row["Website"].hyperlink
    assert link is None or link.target.startswith("https://")


def test_further_links_are_text_and_further_rows_go_to_a_next_sheet(ana, monkeypatch):
    monkeypatch.setattr(xlsx, "MAX_ROWS", 3)
    monkeypatch.setattr(xlsx, "MAX_LINKS", 3)
    many = book(*[ana] * 5)
    assert [sheet.max_row for sheet in many] == [3, 3, 2]
    assert cells(many.worksheets[0], 2)["E-mail"].hyperlink
    assert not cells(many.worksheets[0], 3)["Website"].hyperlink


def test_long_and_odd_text(ana):
    contact = Contact(name="N", note="x" * 40_000, title="a\x00b\x0bc 🙂 שלום")
    row = cells(book(ContactRecord(contact)).active)
    assert len(row["Note"].value) == 32_767
    assert "🙂 שלום" in row["Job title"].value
