"""Printing values: JSON for programs, a table for a terminal, tab-separated text for a pipe.

Text from cards goes to terminals, which obey control characters; none gets through here.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

import click


def plain(value: object) -> Any:
    """A value of the model as JSON-ready values: dates in ISO 8601, tuples as lists, enumerations as their text."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return str(value) if isinstance(value, str) else value


def print_json(value: object) -> None:
    """The value as indented JSON, non-ASCII text as it is."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_rows(columns: Sequence[str], rows: Iterable[Sequence[object]], empty: str) -> None:
    """Rows as a table on a terminal, tab-separated with a heading otherwise.

    Args:
        columns: headings.
        rows: as many cells each.
        empty: what to say (on stderr) when there is none.
    """
    cells = [[printable(cell) for cell in row] for row in rows]
    if not cells:
        click.echo(empty, err=True)
    elif sys.stdout.isatty():
        _table(columns, cells)
    else:
        for row in ([c.lower().replace(" ", "_") for c in columns], *cells):
            click.echo("\t".join(row))


def print_fields(values: Mapping[str, object]) -> None:
    """One thing, a line per value that is known."""
    width = max(map(len, values), default=0)
    for name, value in values.items():
        if text := printable(value):
            click.echo(f"{name:<{width}}  {text}")


def printable(value: object) -> str:
    """A cell's text: one line, nothing that a terminal would act on."""
    if value is None:
        return ""
    text = ", ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)
    spaced = " ".join(text.split())
    return "".join(c for c in spaced if unicodedata.category(c) not in ("Cc", "Cs") and c not in _REORDERING)


_REORDERING = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))  # as Text: a card's '[bold]' is no markup
    Console().print(table)


def count(number: int, what: str) -> str:
    """'1 photo', '2 photos'."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
