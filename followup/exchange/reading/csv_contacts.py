"""Rows of a CSV file as contacts: Google's, Outlook's, LinkedIn's, CamCard's, or anybody's."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from followup.errors import InvalidValueError, NothingReadableError
from followup.exchange.reading import columns
from followup.exchange.reading.found import Column, Entry, Found, Unreadable
from followup.exchange.reading.texts import labels as labels_of
from followup.exchange.reading.texts import phone_kind, slot, unescaped
from followup.exchange.rows import INVISIBLE
from followup.locale import _
from followup.model import Phone

_DELIMITERS = (",", ";", "\t", "|")
_PREAMBLE = 20
"""Lines among which the headings are looked for: LinkedIn writes some of notes before them, Excel a 'sep=;'."""
LINKEDIN = "LinkedIn connection"
"""The label of whoever is connected with the owner there already, and needs no invitation."""
_EXAMPLES = 50
"""Rows in which an example of each column's values is looked for."""
_SEPARATOR = re.compile(r"\s*:::\s*")
_LABELS = re.compile(r"\s*(?::::|;)\s*")
_PROTECTED = re.compile(f"'(?=[{INVISIBLE} \u00a0]*[=+\\-@\t\r＝＋－＠])")
"""What spreadsheet files put before a cell that looks like a formula."""


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file whose headings are known.

    Attributes:
        header_row: number of the headings' row, from 1.
        columns: what each column holds.
        rows: number and cells of each row below; a reason instead of cells where the row cannot be split.
    """

    header_row: int
    columns: tuple[Column, ...]
    rows: tuple[tuple[int, list[str] | str], ...]


def table(text: str, mapping: Mapping[str, str], limit: int) -> Table:
    """Find headings and delimiter, and split the rows.

    Args:
        text: the file.
        mapping: heading → target, for columns whose meaning a person gave; an empty target leaves one out.
        limit: how many rows are read.

    Raises:
        NothingReadableError: no row has headings that say what the columns are.
        InvalidValueError: the mapping names a heading or a target that does not exist.
    """
    lines = text.replace("\x00", "").splitlines(keepends=True)
    start, delimiter, headings = _headings(lines, mapping)
    rows: list[tuple[int, list[str] | str]] = list(_rows(lines[start + 1 :], delimiter, start + 2, limit))
    examples = _examples(rows, len(headings))
    chosen = _chosen(headings, mapping)
    return Table(start + 1, tuple(map(Column, headings, chosen, examples)), tuple(rows))


def columns_of(text: str) -> tuple[Column, ...]:
    """The columns of a CSV file with what they are taken for; the first row has the headings when none is known.

    A person who is to say which column holds what has to see them first.
    """
    lines = text.replace("\x00", "").splitlines(keepends=True)
    try:
        start, delimiter, headings = _headings(lines, {})
    except NothingReadableError:
        start, delimiter, headings = _first_row(lines)
    rows = list(_rows(lines[start + 1 : start + 1 + _EXAMPLES], delimiter, start + 2, _EXAMPLES))
    return tuple(map(Column, headings, columns.targets(headings), _examples(rows, len(headings))))


def _first_row(lines: Sequence[str]) -> tuple[int, str, list[str]]:
    """Index of the first line with more than one cell, its delimiter, and its cells that have a text."""
    for index, line in enumerate(lines[:_PREAMBLE]):
        delimiter = max(_DELIMITERS, key=line.count)
        cells = [cell.strip("\ufeff ") for cell in _cells(line.rstrip("\r\n"), delimiter)]
        if len(list(filter(None, cells))) > 1:
            return index, delimiter, cells
    return 0, ",", []


def entries(found: Table) -> Iterator[Entry]:
    """A contact per row; empty rows are passed over."""
    targets = [column.target for column in found.columns]
    for number, cells in found.rows:
        if isinstance(cells, str):
            yield Unreadable(number, cells)
        elif any(cell.strip() for cell in cells):
            yield _contact(targets, cells).entry(number)


def _headings(lines: Sequence[str], mapping: Mapping[str, str]) -> tuple[int, str, list[str]]:
    """Index of the headings' line, delimiter and headings: the line with the most known ones."""
    best: tuple[int, int, str, list[str]] = (0, 0, ",", [])
    for index, line in enumerate(lines[:_PREAMBLE]):
        for delimiter in _DELIMITERS:
            cells = [cell.strip("\ufeff ") for cell in _cells(line, delimiter)]
            known = columns.recognised(cells) + sum(cell in mapping for cell in cells)
            if known > best[0] and len(set(filter(None, cells))) == len(list(filter(None, cells))):
                best = (known, index, delimiter, cells)
    if not best[0]:
        raise NothingReadableError(
            _("No headings were found that say what the columns are. Nothing was changed."),
            _("Give them in the first row (Name, Company, E-mail, Phone), or say which is which: --map HEADING=FIELD."),
        )
    return best[1:]


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _rows(lines: Sequence[str], delimiter: str, first: int, limit: int) -> Iterator[tuple[int, list[str] | str]]:
    reader = csv.reader(lines, delimiter=delimiter)
    number = first
    while True:
        if number - first >= limit:
            yield number, f"The file has more than {limit:,} rows; import the rest from a second file."
            return
        try:
            yield number, next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield number, "A quotation mark in it is never closed, or a cell is far too long."
        number += 1


def _chosen(headings: Sequence[str], mapping: Mapping[str, str]) -> tuple[str, ...]:
    if unknown := sorted(set(mapping) - set(headings)):
        raise InvalidValueError(
            _("The file has no column {what!r}.", what=unknown[0]), _("Columns: {names}.", names=", ".join(headings))
        )
    if wrong := sorted(set(mapping.values()) - columns.TARGETS - {""}):
        raise InvalidValueError(
            _("A column cannot be mapped to {what!r}.", what=wrong[0]),
            _("Fields: {names}.", names=", ".join(sorted(columns.TARGETS))),
        )
    return tuple(mapping.get(h, target) for h, target in zip(headings, columns.targets(headings), strict=True))


def _examples(rows: Sequence[tuple[int, list[str] | str]], width: int) -> list[str]:
    found = [""] * width
    for _line, cells in rows[:50]:
        if not isinstance(cells, str):
            found = [known or cell.strip() for known, cell in zip(found, [*cells, *[""] * width], strict=False)]
    return found


def _contact(targets: Sequence[str], cells: Sequence[str]) -> Found:
    found = Found()
    labels = {t: cell for t, cell in zip(targets, cells, strict=False) if "-label:" in t}
    for target, cell in zip(targets, cells, strict=False):
        if target and (value := _PROTECTED.sub("", cell.strip(), count=1)):
            _put(found, target, value, labels)
    return found


def _put(found: Found, target: str, value: str, labels: Mapping[str, str]) -> None:
    field, _, detail = target.partition(":")
    match field:
        case "email":
            found.emails.extend(part for part in re.split(r"\s*(?::::|;|,|\s)\s*", value) if part)
        case "phone":
            kind = phone_kind(labels.get(f"phone-label:{detail[1:]}", "")) if detail.startswith("#") else detail
            found.phones.extend(Phone(n, kind) for n in re.split(r"\s*(?::::|;|\n)\s*", value) if n)
        case "url":
            found.links.extend(unescaped(link) for link in re.split(r"\s*(?::::|;(?=\s)|\s)\s*", value) if link)
        case "note":
            found.notes.append(unescaped(value))
        case "label":
            found.labels.extend(labels_of(_LABELS.split(value)))
        case "connected":
            found.labels.append(LINKEDIN)
            found.notes.append(f"Connected on LinkedIn: {_day(value)}")
        case "address":
            _address(found, detail, value, labels)
        case _ if "-label" not in field:
            found.put(field, " ".join(_SEPARATOR.split(value)[0].split()))


def _day(text: str) -> str:
    """LinkedIn's '12 Mar 2024' in ISO 8601; what is no such day stays as it is."""
    try:
        return datetime.strptime(text, "%d %b %Y").replace(tzinfo=UTC).date().isoformat()
    except ValueError:
        return text


def _address(found: Found, detail: str, value: str, labels: Mapping[str, str]) -> None:
    place, _, part = detail.partition(":")
    if place.isdigit():
        named = labels.get(f"address-label:{place}", "")
        place = slot(named) if place == "1" or slot(named) != "work" else "other"
    parts = found.addresses.setdefault(place, {})
    parts[part] = f"{parts[part]}, {value}" if part == "street" and part in parts else parts.get(part, value)
