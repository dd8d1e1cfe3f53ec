"""Rows of cells become the bytes of a CSV file, as a stream."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

BOM = "\ufeff"

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""OWASP's list, with the full-width forms that East Asian settings treat alike."""

INVISIBLE = "\ufeff\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\u00ad"
"""What a program may pass over at the start of a cell: marks of byte order, joining and direction, a soft hyphen."""

_PASSED_OVER = f"{INVISIBLE} \u00a0"

_EXECUTES = re.compile(r"[=@＝＠]|[+\-＋－].*(\||[A-Za-z_.]\()", re.DOTALL)
"""A formula, or a signed expression with a DDE link ('|') or a function call; '+49 (0)30' and '- so' are neither."""


def columns(text: str) -> tuple[str, ...]:
    """The names of columns, written with commas and line ends between them."""
    return tuple(name.strip() for line in text.strip().splitlines() for name in line.split(","))


def encoded(rows: Iterable[Sequence[str]], *, safe: Callable[[str], str], bom: bool = False) -> Iterator[bytes]:
    """The rows as CSV (RFC 4180: CRLF, quotes doubled), one piece of bytes per row.

    Args:
        rows: the header first.
        safe: what makes one cell harmless: `for_people` or `for_importers`.
        bom: whether to begin with a byte order mark, which Excel needs and an importer glues to the first header.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    if bom:
        buffer.write(BOM)
    for row in rows:
        writer.writerow([safe(_clean(cell)) for cell in row])
        yield buffer.getvalue().encode("utf-8", "replace")
        buffer.seek(0)
        buffer.truncate()


def for_people(cell: str) -> str:
    """A cell of a file that somebody opens in a spreadsheet: no start that it takes for a formula (OWASP)."""
    return f"'{cell}" if cell.lstrip(_PASSED_OVER).startswith(_FORMULA_STARTS) else cell


def for_importers(cell: str) -> str:
    """A cell of a file that a program imports: '+49…' and '-5' stay as they are; only what can execute gets a quote."""
    return f"'{cell}" if _EXECUTES.match(cell.lstrip(_PASSED_OVER)) else cell


def _clean(cell: str) -> str:
    """Text without NUL, which ends a cell in some readers, and with one kind of line end inside."""
    return cell.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()
