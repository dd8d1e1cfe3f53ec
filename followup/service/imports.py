"""Imports: a file becomes a proposal, and only on request a change of the book."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from sqlalchemy import Connection

from followup.exchange.reading import Column, ReadContact, ReadFile, Unreadable, files
from followup.exchange.reading.found import NO_RELATIONSHIP
from followup.model import ContactRecord, Event
from followup.service import lookup
from followup.service.context import Context
from followup.service.import_book import Book
from followup.service.import_files import ARCHIVE, read
from followup.service.import_ties import Events
from followup.service.import_writing import Writing
from followup.service.lookup import EventRef
from followup.service.proposal import ImportItem, Proposal
from followup.service.values import short_label
from followup.store import bulk, contacts, encounters, events, merged, relationships
from followup.store.rows import chunks

PIECE = 250
"""Rows that are written at once: some tenths of a second, in which nobody else writes."""

Progress = Callable[[int, int], None]
"""Is told how many rows are done, and of how many."""

_NO_MAPPING: Mapping[str, str] = MappingProxyType({})


class Imports:
    """What can come in, and how."""

    def __init__(self, context: Context) -> None:
        self._database = context.database

    def columns(self, data: bytes) -> tuple[Column, ...]:
        """The columns of a CSV file with what each is taken for, the unknown ones too; none of any other file."""
        return files.columns(data)

    def propose(
        self, given: bytes | Path, *, event: EventRef | None = None, mapping: Mapping[str, str] = _NO_MAPPING
    ) -> Proposal:
        """What importing the file would do; nothing is written.

        Args:
            given: a vCard or CSV file or an archive of ours, or where it lies; its content says which.
            event: where the people were met, if anywhere.
            mapping: for a CSV file, heading → field where the guess in `Proposal.columns` is wrong; '' leaves one out.

        Raises:
            NothingReadableError: no contacts can be read from it.
            StorageError: the file cannot be opened.
            UnknownEventError, InvalidValueError: the event or the mapping does not exist.
        """
        found = read(given, mapping)
        with self._database.read() as connection:
            where = lookup.event(connection, event) if event is not None else None
            book = _book(connection, _events(connection, where), _apart(found))
        return _proposal(found, tuple(book.add(row).item for row in _rows(found)))

    def apply(
        self,
        given: bytes | Path,
        *,
        event: EventRef | None = None,
        mapping: Mapping[str, str] = _NO_MAPPING,
        name: str = "",
        progress: Progress = lambda _done, _total: None,
    ) -> Proposal:
        """Do what `propose` says; the contacts of the items have their numbers then.

        A contact is met at the event, and at each event that a label of its row names; any other label is a tag.
        Rows are written some hundreds at a time, each time all of them or none, so that others can write in between;
        what they do is seen. Whatever ends the import, what is written is sound, and the same import continues it:
        importing a file once more changes nothing.

        Args:
            given: see `propose`.
            event: see `propose`.
            mapping: see `propose`.
            name: of the file, which every value that it brings remembers.
            progress: is called after each piece.

        Raises:
            NothingReadableError, StorageError, UnknownEventError, InvalidValueError: see `propose`; nothing changed.
        """
        found = read(given, mapping)
        rows = tuple(_rows(found))
        with self._database.read() as connection:
            where = lookup.event(connection, event) if event is not None else None
        items: list[ImportItem] = []
        for written in self._written(rows, where, _origin(found, name), _apart(found)):
            items += written
            progress(len(items), len(rows))
        return _proposal(found, tuple(items))

    def _written(
        self, rows: Sequence[ReadContact], where: Event | None, origin: str, apart: frozenset[str]
    ) -> Iterator[tuple[ImportItem, ...]]:
        """Each piece is decided by the book as it is then; it is read anew when somebody else has changed it."""
        mark: bulk.Mark | None = None
        for piece in chunks(rows, PIECE):
            with self._database.write() as connection:
                if mark is None or mark != bulk.mark(connection):
                    known = _events(connection, where)
                    book = _book(connection, known, apart)
                items = Writing(connection, book, known, origin).write([book.add(row) for row in piece])
                mark = bulk.mark(connection)
            yield items


def _rows(found: ReadFile) -> Iterator[ReadContact]:
    return (entry for entry in found.entries if isinstance(entry, ReadContact))


def _events(connection: Connection, where: Event | None) -> Events:
    return Events(events.all_events(connection), where)


def _apart(found: ReadFile) -> frozenset[str]:
    """In a book of our own, two contacts are two people, however alike: its owner has left them so."""
    return frozenset(row.contact.uid for row in _rows(found)) if found.kind == ARCHIVE else frozenset()


def _book(connection: Connection, known: Events, apart: frozenset[str]) -> Book:
    people = contacts.find(connection)
    ids = tuple(c.id for c in people)
    met, kept = encounters.meetings(connection, ids), relationships.load(connection, ids)
    records = ((ContactRecord(c, met.get(c.id, ())), kept.get(c.id, NO_RELATIONSHIP)) for c in people)
    return Book(records, merged.uids(connection), known, apart)


def _proposal(found: ReadFile, items: tuple[ImportItem, ...]) -> Proposal:
    return Proposal(
        kind=found.kind,
        encoding=found.encoding,
        columns=found.columns,
        items=items,
        unreadable=tuple(entry for entry in found.entries if isinstance(entry, Unreadable)),
    )


def _origin(found: ReadFile, name: str) -> str:
    """What values say of the file: its name and its kind."""
    label = short_label(name)
    return f"{label} ({found.kind})" if label else found.kind
