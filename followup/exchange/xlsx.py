"""The spreadsheet for people as XLSX: text cells, so nothing is ever taken for a formula, a number or a date.

Written with XlsxWriter: unlike openpyxl's write-only mode it keeps one row in memory, twice as fast, and its
`write_string` cannot make a formula of a text. openpyxl reads the file back in the tests.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from followup.exchange.people_csv import HEADER, people_rows
from followup.model import ContactRecord

MAX_ROWS = 1_048_576
"""Rows of a sheet; further contacts go on to a next sheet."""

MAX_LINKS = 65_530
"""Links of a sheet; further addresses stay plain text."""

MAX_LINK_LENGTH = 2_000

_CHUNK = 1 << 16
_IN_MEMORY = 1 << 23
_WIDTHS = {"Name": 26, "Job title": 26, "Organization": 28, "E-mail": 30, "Website": 26, "Address": 36, "Event": 26}
_LINKS = {
    "E-mail": ("mailto:", re.compile(r"[^\s?&#%]+@[^\s?&#%]+")),
    "Website": ("", re.compile(r"https?://[^\s#]+")),
}
"""What becomes a link, by column: exactly one address, so that no text from a card can point anywhere else."""


def xlsx(records: Iterable[ContactRecord]) -> Iterator[bytes]:
    """The workbook in pieces; its parts are built in a temporary file, for a ZIP is complete only at its end."""
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as target:
        # The temporary file is private to this process: it is deleted before it is ever visible under a name.
        with xlsxwriter.Workbook(target, {"constant_memory": True}) as book:
            _write(book, people_rows(records))
        target.seek(0)
        while piece := target.read(_CHUNK):
            yield piece


def _write(book: xlsxwriter.Workbook, rows: Iterator[tuple[str, ...]]) -> None:
    header = next(rows)
    bold, link = book.add_format({"bold": True}), book.add_format({"font_color": "blue", "underline": 1})
    sheet, number, links = _sheet(book, header, bold), 1, 0
    for cells in rows:
        if number == MAX_ROWS:
            sheet, number, links = _sheet(book, header, bold), 1, 0
        links += _row(sheet, number, cells, link if links + len(_LINKS) <= MAX_LINKS else None)
        number += 1


def _sheet(book: xlsxwriter.Workbook, header: Sequence[str], bold: Format) -> Worksheet:
    sheet: Worksheet = book.add_worksheet()
    sheet.freeze_panes(1, 1)
    for column, name in enumerate(header):
        sheet.set_column(column, column, _WIDTHS.get(name, 16))
        sheet.write_string(0, column, name, bold)
    return sheet


def _row(sheet: Worksheet, number: int, cells: Sequence[str], link: Format | None) -> int:
    """Write one contact; the number of links made."""
    made = 0
    for column, (name, text) in enumerate(zip(HEADER, cells, strict=True)):
        if link is not None and (target := _target(name, text)):
            sheet.write_url(number, column, target, link, text)
            made += 1
        elif text:
            sheet.write_string(number, column, text)
    return made


def _target(name: str, text: str) -> str:
    """Where a cell leads; empty when it is no link."""
    if name not in _LINKS or len(text) > MAX_LINK_LENGTH or not text.isprintable():
        return ""
    scheme, pattern = _LINKS[name]
    return scheme + text if pattern.fullmatch(text) else ""
