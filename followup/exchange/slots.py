"""Repeating values (phones, addresses, links) in numbered columns; what finds no column goes to the notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from followup.exchange.texts import dialled, notes, web_address
from followup.model import ContactRecord, Phone

Cells = dict[str, str]
"""One row of a CSV by column name; a column that is not named is empty."""

Slots = Mapping[str, Sequence[str]]
"""The columns a target has for each kind of phone, the best first."""


def row(header: Sequence[str], cells: Cells) -> tuple[str, ...]:
    """The cells in the header's order."""
    return tuple(cells.get(column, "") for column in header)


def phones(record: ContactRecord, slots: Slots) -> tuple[Cells, tuple[Phone, ...]]:
    """Each phone in the first free column of its kind, and the phones that found none."""
    cells: Cells = {}
    left: list[Phone] = []
    for phone in record.contact.phones:
        free = next((column for column in slots.get(phone.kind, ()) if column not in cells), None)
        if free is None:
            left.append(phone)
        else:
            cells[free] = dialled(phone)
    return cells, tuple(left)


def emails(record: ContactRecord, columns: Sequence[str]) -> tuple[Cells, tuple[str, ...]]:
    """The addresses in their columns, and those beyond."""
    return _in_order(record.contact.emails, columns)


def links(record: ContactRecord, columns: Sequence[str]) -> tuple[Cells, tuple[str, ...]]:
    """Websites, then profiles, in their columns, and those beyond."""
    contact = record.contact
    return _in_order(tuple(map(web_address, (*contact.urls, *(s.value for s in contact.socials)))), columns)


def _in_order(values: tuple[str, ...], columns: Sequence[str]) -> tuple[Cells, tuple[str, ...]]:
    return dict(zip(columns, values, strict=False)), values[len(columns) :]


def notes_with(
    record: ContactRecord, left_phones: Sequence[Phone], left_emails: Sequence[str], left_links: Sequence[str]
) -> str:
    """The notes, with a line for every value the target has no column for: nothing is lost on the way."""
    lines = (
        *(f"Phone ({phone.kind}): {dialled(phone)}" for phone in left_phones),
        *(f"E-mail: {mail}" for mail in left_emails),
        *(f"Link: {link}" for link in left_links),
    )
    return "\n\n".join(block for block in (notes(record), "\n".join(lines)) if block)
