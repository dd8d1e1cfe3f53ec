"""From a file, of other programs or our own archive, to its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from followup.errors import InvalidValueError, NothingReadableError
from followup.exchange import reading
from followup.exchange.archive_reading import ArchiveReader
from followup.exchange.reading import Entry, ReadContact, ReadFile
from followup.exchange.reading.files import MAX_BYTES, MAX_CONTACTS, is_zip
from followup.exchange.reading.found import uid_of
from followup.locale import _
from followup.store import archived, dump, problems
from followup.store.archived import Archived, Rows

ARCHIVE = "archive"
"""The kind of a file that `aftercard backup` wrote."""


def read(given: bytes | Path, mapping: Mapping[str, str]) -> ReadFile:
    """What a file says; of an archive with photos no more than its rows is read.

    Args:
        given: the file's bytes, or where it lies.
        mapping: see `followup.exchange.reading.read`.

    Raises:
        NothingReadableError, InvalidValueError: see `followup.exchange.reading.read`.
        StorageError: the file cannot be opened.
    """
    with problems.translated(str(given) if isinstance(given, Path) else "the file"):
        if not is_zip(_head(given)):
            return reading.read(_bytes(given), mapping)
        if mapping:
            raise InvalidValueError(_("An archive has no columns to map."), _("Leave --map out."))
        with ArchiveReader(given) as archive:
            return ReadFile(ARCHIVE, "utf-8", tuple(_entries(archive)))


def _head(given: bytes | Path) -> bytes:
    if isinstance(given, bytes):
        return given[:4]
    with given.open("rb") as file:
        return file.read(4)


def _bytes(given: bytes | Path) -> bytes:
    """One byte more than is allowed tells the reader that the file is too large."""
    if isinstance(given, bytes):
        return given
    with given.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _entries(archive: ArchiveReader) -> Iterator[Entry]:
    if archive.manifest.tables.get("contact", 0) > MAX_CONTACTS:
        raise NothingReadableError(
            _("The archive holds more than {number} contacts.", number=MAX_CONTACTS),
            _("Restore it into a database of its own: aftercard restore FILE --db new.db"),
        )
    try:
        for number, found in enumerate(archived.people(_rows(archive)), start=1):
            yield _entry(number, found)
    except dump.NewerRowError as error:
        raise NothingReadableError(
            _("The archive was made by a newer version of Aftercard. Nothing was changed."),
            _("Install the newest version: pip install --upgrade aftercard"),
        ) from error
    except dump.RowError as error:
        raise NothingReadableError(
            _("The archive cannot be read. Its rows do not fit together."),
            _("Nothing was changed. Try another backup."),
        ) from error


def _rows(archive: ArchiveReader) -> Rows:
    """The rows of a table; none of one that the version which wrote the archive did not have."""
    return lambda table: archive.rows(table) if table in archive.manifest.tables else iter(())


def _entry(row: int, found: Archived) -> ReadContact:
    contact = replace(found.contact, uid=uid_of(found.contact.uid))
    return ReadContact(row, contact, (), found.meetings, found.kept)
