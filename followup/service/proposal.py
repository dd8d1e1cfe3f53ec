"""What an import would do: rows of a file beside the book. Nothing in here writes.

A row is new, the same as a contact of the book, or adds to one. What the book has is never replaced: of two different
values the book's stays, and both are said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any

from followup import matching
from followup.exchange.reading import Column, ReadContact, Unreadable
from followup.exchange.texts import notes, street_of
from followup.folding import folded
from followup.matching import Conflict
from followup.model import Address, Contact, ContactRecord, ReviewState
from followup.service.contact_fields import ContactChanges
from followup.service.import_cleaning import as_note, cleaned

CERTAIN = 0.95
"""Least score at which a row adds to a contact without being asked; below it a look-alike is only named."""

_NAME_PARTS = ("name", "given_name", "family_name", "honorific_prefix", "honorific_suffix")
_FIELDS = tuple(ContactChanges.__annotations__)


class ImportOutcome(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    SAME = "same"
    MERGE = "merge"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportItem:
    """One row beside the book.

    Attributes:
        row: see `ReadContact`.
        contact: as it would be; its id is 0 or negative while it is new, and rows of one new person share it.
        additions: fields that get a value or more of them.
        conflicts: fields in which the file says something else; the book's value (`kept`) stays.
        alike: ids of contacts that may be this person, not surely enough to add to them.
        labels: of the file, events among them.
        problems: values that could not be taken as they are, and went to the note.
    """

    row: int
    outcome: ImportOutcome
    contact: Contact
    additions: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    alike: tuple[int, ...] = ()
    labels: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    def numbered(self, contact_id: int) -> ImportItem:
        """The item once its contact is stored under this number."""
        return replace(self, contact=replace(self.contact, id=contact_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What an import would do, or did.

    Attributes:
        kind: of the file: 'vCard' or 'CSV'.
        columns: of a CSV file: what each was taken for.
        items: in the order of the file.
        unreadable: rows that gave no contact.
    """

    kind: str
    encoding: str
    columns: tuple[Column, ...]
    items: tuple[ImportItem, ...]
    unreadable: tuple[Unreadable, ...]

    def count(self, outcome: ImportOutcome) -> int:
        """How many rows come to this."""
        return sum(item.outcome is outcome for item in self.items)

    def with_items(self, items: tuple[ImportItem, ...]) -> Proposal:
        """The same file with other items."""
        return replace(self, items=items)


class Book:
    """The contacts as they would be, row after row, with an index of who may be whom."""

    def __init__(self, records: Iterable[ContactRecord], merged: Mapping[str, int]) -> None:
        """Take the book in.

        Args:
            records: every contact that is seen.
            merged: uid of each contact that became part of another, and the other's id.
        """
        self._said: dict[int, str] = {}
        self._contacts: dict[int, Contact] = {}
        self._keys: dict[str, set[int]] = {}
        self._uids: dict[str, int] = {}
        for record in records:
            self._said[record.contact.id] = notes(record)
            self._put(record.contact)
        self._uids |= merged

    def add(self, read: ReadContact) -> ImportItem:
        """Take one row in, and say what came of it."""
        row, problems = cleaned(read.contact)
        found, alike = self._find(row)
        if found is None:
            made = replace(row, id=-len(self._contacts) - 1, review=ReviewState.REVIEWED)
            if made.uid in self._uids:  # some programs give every card the same
                made = replace(made, uid="")
            self._put(made)
            return _item(read, ImportOutcome.NEW, made, alike=alike, problems=problems)
        row = self._in_our_words(found, row)
        merged, conflicts = _merged(found, row)
        additions = tuple(name for name in _FIELDS if getattr(merged, name) != getattr(found, name))
        self._put(merged)
        outcome = ImportOutcome.MERGE if additions or conflicts else ImportOutcome.SAME
        return _item(read, outcome, merged, additions=additions, conflicts=conflicts, problems=problems)

    def _put(self, contact: Contact) -> None:
        self._contacts[contact.id] = contact
        if contact.uid:
            self._uids.setdefault(contact.uid, contact.id)
        for key in _keys(contact):
            self._keys.setdefault(key, set()).add(contact.id)

    def _find(self, row: Contact) -> tuple[Contact | None, tuple[int, ...]]:
        """Who the row is, else who it may be: by its identifier, by all that it says, by likeness."""
        known = self._contacts.get(self._uids.get(row.uid, 0)) if row.uid else None
        if known and (known.id > 0 or folded(known.name) == folded(row.name)):
            return known, ()
        near = {i for key in _keys(row) if len(ids := self._keys.get(key, set())) <= matching.MAX_BLOCK for i in ids}
        people = [self._contacts[i] for i in sorted(near)]
        for one in people:
            if _says_it_all(one, self._in_our_words(one, row)):
                return one, ()
        # A new contact's number is 0 for matching; the pair's other number is the one of the book.
        pairs = [(p.a_id or p.b_id, p.score) for p in matching.against(replace(row, id=0), people)]
        if pairs and pairs[0][1] >= CERTAIN:
            return self._contacts[pairs[0][0]], ()
        return None, tuple(i for i, _ in pairs)

    def _in_our_words(self, known: Contact, row: Contact) -> Contact:
        """The row without what only its way through a file has changed: an address's one line, our own notes."""
        address, note = row.address, row.note
        if known.address and address and _same_place(known.address, address):
            address = known.address
        if note and note in (self._said.get(known.id, ""), as_note(self._said.get(known.id, ""))):
            note = known.note
        return replace(row, address=address, note=note)


def _item(
    read: ReadContact,
    outcome: ImportOutcome,
    contact: Contact,
    *,
    problems: tuple[str, ...],
    additions: tuple[str, ...] = (),
    conflicts: tuple[Conflict, ...] = (),
    alike: tuple[int, ...] = (),
) -> ImportItem:
    return ImportItem(
        row=read.row,
        outcome=outcome,
        contact=contact,
        additions=additions,
        conflicts=conflicts,
        alike=alike,
        labels=read.labels,
        problems=problems,
    )


def _keys(contact: Contact) -> Iterator[str]:
    """Those of matching, and what the contact is called: somebody with nothing but a fax number has no other."""
    yield from matching.keys(contact)
    yield f"called:{folded(contact.display_name)}"


def _merged(known: Contact, row: Contact) -> tuple[Contact, tuple[Conflict, ...]]:
    """The contact with what the row adds, and what the two disagree about."""
    merge = matching.merge(known, row)
    kept: dict[str, Any] = {"review": known.review}
    if known.name:  # a fuller form of the name is a change too, and nobody asked for it
        kept |= {part: getattr(known, part) for part in _NAME_PARTS}
    return replace(merge.contact, **kept), merge.conflicts


def _says_it_all(known: Contact, row: Contact) -> bool:
    """Whether the row says nothing that the contact does not."""
    if folded(known.display_name) != folded(row.display_name):
        return False
    merged, conflicts = _merged(known, row)
    return merged == known and not conflicts


def _same_place(known: Address, row: Address) -> bool:
    """Whether two addresses differ at most in how the whole is put on one line."""
    parts = [f.name for f in fields(Address) if f.name != "formatted"]
    if all(folded(getattr(known, part)) == folded(getattr(row, part)) for part in parts):
        return any(getattr(row, part) for part in parts) or folded(known.formatted) == folded(row.formatted)
    return folded(row.formatted or row.street) in (folded(known.formatted), folded(street_of(known)))
