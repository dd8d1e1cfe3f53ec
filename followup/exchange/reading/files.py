"""From a file's bytes to what is in it: the kind is told by the content, never by the name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from followup.errors import NothingReadableError
from followup.exchange.reading.csv_contacts import columns_of, entries, table
from followup.exchange.reading.decoding import decoded
from followup.exchange.reading.found import Column, ReadFile
from followup.exchange.reading.vcards import read_cards
from followup.locale import N_, _

MAX_BYTES = 200_000_000
"""A hundred thousand cards with pictures are not larger."""
MAX_CONTACTS = 200_000

_VCARD = re.compile(r"^[ \t]*BEGIN[ \t]*:[ \t]*VCARD", re.IGNORECASE | re.MULTILINE)


def read(data: bytes, mapping: Mapping[str, str] = MappingProxyType({})) -> ReadFile:
    """Read a vCard or CSV file.

    Args:
        data: the file.
        mapping: for CSV files, heading → target (see `columns.TARGETS`) where the guess is wrong.

    Raises:
        NothingReadableError: it is neither, or too large.
        InvalidValueError: the mapping does not fit the file.
    """
    if len(data) > MAX_BYTES:
        message = _("The file is larger than {number} MB. Nothing was changed.", number=MAX_BYTES // 1_000_000)
        raise NothingReadableError(message, _("Split it, or leave the pictures out."))
    if is_zip(data):
        message = _("The file is a ZIP archive, no vCard or CSV. Nothing was changed.")
        raise NothingReadableError(message, _("Unpack it."))
    text, encoding = decoded(data)
    if _VCARD.search(text[:10_000]):
        # In UTF-8 or an old character set the values are decoded one by one: 2.1 cards mix both.
        plain = data if encoding in ("utf-8", "cp1252") else text.encode()
        return ReadFile("vCard", encoding, tuple(read_cards(plain, MAX_CONTACTS)))
    if not text.strip() or "\x00" in text[:1_000]:
        raise NothingReadableError(_("The file holds no contacts that can be read. Nothing was changed."), _(_HINT))
    found = table(text, mapping, MAX_CONTACTS)
    return ReadFile("CSV", encoding, tuple(entries(found)), found.columns)


def columns(data: bytes) -> tuple[Column, ...]:
    """The columns of a CSV file, for a person to say what they hold; none of any other file."""
    if len(data) > MAX_BYTES or is_zip(data):
        return ()
    text, _encoding = decoded(data)
    return () if _VCARD.search(text[:10_000]) or "\x00" in text[:1_000] else columns_of(text)


def is_zip(head: bytes) -> bool:
    """Whether a file that begins like this is a ZIP archive, as our own is."""
    return head.startswith(b"PK\x03\x04")


_HINT = N_("Export vCard or CSV from the program that wrote it.")
