"""Imports: a file becomes a proposal, and only on request a change of the book."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from sqlalchemy import Connection

from followup.exchange import reading
from followup.exchange.reading import ReadContact, ReadFile, Unreadable
from followup.model import ContactRecord, Event, SourceKind
from followup.service import from_scan, lookup, recorded
from followup.service.context import Context
from followup.service.lookup import EventRef
from followup.service.proposal import Book, ImportItem, ImportOutcome, Proposal
from followup.service.values import short_label
from followup.store import changes, contacts, encounters, events, merged, sources
from followup.store.keys import name_key

_NO_MAPPING: Mapping[str, str] = MappingProxyType({})


class Imports:
    """What can come in, and how."""

    def __init__(self, context: Context) -> None:
        self._database = context.database

    def propose(
        self, data: bytes, *, event: EventRef | None = None, mapping: Mapping[str, str] = _NO_MAPPING
    ) -> Proposal:
        """What importing the file would do; nothing is written.

        Args:
            data: a vCard or CSV file; its content says which.
            event: where the people were met, if anywhere.
            mapping: for a CSV file, heading → field where the guess in `Proposal.columns` is wrong; '' leaves one out.

        Raises:
            NothingReadableError: no contacts can be read from it.
            UnknownEventError, InvalidValueError: the event or the mapping does not exist.
        """
        read = reading.read(data, mapping)
        with self._database.read() as connection:
            if event is not None:
                lookup.event(connection, event)
            return _proposal(connection, read)

    def apply(
        self, data: bytes, *, event: EventRef | None = None, mapping: Mapping[str, str] = _NO_MAPPING, name: str = ""
    ) -> Proposal:
        """Do what `propose` says, in one transaction; the contacts of the items have their numbers then.

        A contact is met at the event, and at each event that a label of its row names. Importing the same file once
        more changes nothing.

        Args:
            data: see `propose`.
            event: see `propose`.
            mapping: see `propose`.
            name: of the file, which every value that it brings remembers.

        Raises:
            NothingReadableError, UnknownEventError, InvalidValueError: see `propose`; nothing was changed.
        """
        read = reading.read(data, mapping)
        with self._database.write() as connection:
            where = lookup.event(connection, event) if event is not None else None
            proposal = _proposal(connection, read)
            return _written(connection, proposal, where, _origin(proposal, name))


def _proposal(connection: Connection, read: ReadFile) -> Proposal:
    people = contacts.find(connection)
    met = encounters.meetings(connection, tuple(c.id for c in people))
    book = Book((ContactRecord(c, met.get(c.id, ())) for c in people), merged.uids(connection))
    return Proposal(
        kind=read.kind,
        encoding=read.encoding,
        columns=read.columns,
        items=tuple(book.add(entry) for entry in read.entries if isinstance(entry, ReadContact)),
        unreadable=tuple(entry for entry in read.entries if isinstance(entry, Unreadable)),
    )


def _origin(proposal: Proposal, name: str) -> str:
    """What values say of the file: its name and its kind."""
    label = short_label(name)
    return f"{label} ({proposal.kind})" if label else proposal.kind


def _written(connection: Connection, proposal: Proposal, where: Event | None, origin: str) -> Proposal:
    numbers: dict[int, int] = {}
    known = {name_key(event.name): event for event in events.all_events(connection)}
    items = []
    for item in proposal.items:
        contact_id = numbers.get(item.contact.id, item.contact.id)
        if item.outcome is ImportOutcome.NEW:
            made = contacts.add(connection, item.contact)
            sources.add(connection, None, made, SourceKind.IMPORT, origin)
            contact_id = numbers[item.contact.id] = made.id
        elif item.additions:
            _add_to(connection, contact_id, item, origin)
        for event in _met_at(item, known, where):
            encounters.ensure(connection, contact_id, event.id, met_on=from_scan.met_on(event, None))
        items.append(item.numbered(contact_id))
    return proposal.with_items(tuple(items))


def _add_to(connection: Connection, contact_id: int, item: ImportItem, origin: str) -> None:
    """Write what the row adds, and log it, so that it can be taken back."""
    before = lookup.contact(connection, contact_id)
    after = contacts.change(connection, contact_id, {name: getattr(item.contact, name) for name in item.additions})
    assert after is not None
    kept = (recorded.of_contact(before, item.additions), recorded.of_contact(after, item.additions))
    changes.add(connection, contact_id, "values", *kept)
    sources.add(connection, before, after, SourceKind.IMPORT, origin)


def _met_at(item: ImportItem, known: Mapping[str, Event], where: Event | None) -> tuple[Event, ...]:
    named = (known.get(name_key(label)) for label in item.labels)
    return tuple(dict.fromkeys(event for event in (where, *named) if event))
