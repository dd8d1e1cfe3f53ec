"""The book as it would be while the rows of a file come in: who is new, who is known, and what each row adds."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from followup import matching
from followup.exchange.reading import ReadContact
from followup.exchange.reading.found import NO_RELATIONSHIP
from followup.exchange.texts import notes
from followup.folding import folded
from followup.matching import Conflict
from followup.model import Contact, ContactRecord, Meeting, ReviewState
from followup.relations import Relationship
from followup.service.contact_fields import ContactChanges
from followup.service.import_cleaning import as_note, cleaned, same_place
from followup.service.import_ties import Events, added_meetings, kept_words, relationship_additions
from followup.service.proposal import ImportItem, ImportOutcome

CERTAIN = 0.95
"""Least score at which a row adds to a contact without being asked; below it a look-alike is only named."""

_NAME_PARTS = ("name", "given_name", "family_name", "honorific_prefix", "honorific_suffix")
_FIELDS = tuple(ContactChanges.__annotations__)


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a row, with all that is to be written.

    Attributes:
        item: what is said of it.
        meetings: that the contact gets, or of which something gets known; their events may be new.
        kept: what the row says of the relationship, tags above all.
    """

    item: ImportItem
    meetings: tuple[Meeting, ...] = ()
    kept: Relationship = NO_RELATIONSHIP


@dataclass(slots=True)
class _Known:
    """A contact with what is compared beside its values."""

    contact: Contact
    said: str = ""
    meetings: tuple[Meeting, ...] = ()
    kept: Relationship = NO_RELATIONSHIP


class Book:
    """The contacts as they would be, row after row, with an index of who may be whom."""

    def __init__(
        self,
        records: Iterable[tuple[ContactRecord, Relationship]],
        merged: Mapping[str, int],
        events: Events,
        apart: Container[str] = (),
    ) -> None:
        """Take the book in.

        Args:
            records: every contact that is seen, with what is kept about it.
            merged: uid of each contact that became part of another, and the other's id.
            events: those of the book, and the one at which everybody of the file was met.
            apart: identifiers of a file that holds nobody twice: who has one of them is only who is named by it.
        """
        self._apart = apart
        self._events = events
        self._known: dict[int, _Known] = {}
        self._called: dict[str, set[int]] = {}
        self._index = matching.Index()
        self._uids: dict[str, int] = {}
        self._next = count(1)
        for record, kept in records:
            self._put(_Known(record.contact, notes(record), record.meetings, kept))
        self._uids |= merged

    def add(self, read: ReadContact) -> Decision:
        """Take one row in, and say what came of it."""
        named = self._known.get(self._uids.get(read.contact.uid, 0)) if read.contact.uid else None
        row, problems = cleaned(read.contact, named.contact if named else None)
        found, alike = self._find(row, named)
        kept, unfit = kept_words(read, self._events)
        problems = (*problems, *unfit)
        if found is None:
            return self._new(read, row, kept, alike, problems)
        row = _in_our_words(found, row)
        merged, conflicts = _merged(found.contact, row)
        meetings, disputed = added_meetings(found.meetings, self._events.met(read))
        words = relationship_additions(found.kept, kept)
        fields = tuple(name for name in _FIELDS if getattr(merged, name) != getattr(found.contact, name))
        additions = (*fields, *words, *(("meetings",) if meetings else ()))
        conflicts = (*conflicts, *disputed)
        if additions:
            kept_now = matching.merge_relationships(found.kept, kept)
            self._put(_Known(merged, found.said, _with(found.meetings, meetings), kept_now))
        outcome = ImportOutcome.MERGE if additions or conflicts else ImportOutcome.SAME
        item = _item(read, outcome, merged, additions=additions, conflicts=conflicts, problems=problems)
        return Decision(item, meetings, kept if words else NO_RELATIONSHIP)

    def stored(self, before: int, contact: Contact) -> None:
        """Know a new contact by the number under which it was stored."""
        known = self._known.pop(before)
        self._known[contact.id] = replace(known, contact=contact)
        self._index.renumber(before, contact.id)
        called = self._called[folded(known.contact.display_name)]
        called.discard(before)
        called.add(contact.id)
        self._uids[contact.uid] = contact.id

    def _new(
        self,
        read: ReadContact,
        row: Contact,
        kept: Relationship,
        alike: tuple[int, ...],
        problems: tuple[str, ...],
    ) -> Decision:
        made = replace(row, id=-next(self._next), review=ReviewState.REVIEWED)
        if made.uid in self._uids:  # some programs give every card the same
            made = replace(made, uid="")
        meetings, _ = added_meetings((), self._events.met(read))
        self._put(_Known(made, "", meetings, kept))
        return Decision(_item(read, ImportOutcome.NEW, made, alike=alike, problems=problems), meetings, kept)

    def _put(self, known: _Known) -> None:
        contact = known.contact
        if before := self._known.get(contact.id):
            self._called[folded(before.contact.display_name)].discard(contact.id)
        self._known[contact.id] = known
        self._called.setdefault(folded(contact.display_name), set()).add(contact.id)
        self._index.put(contact)
        if contact.uid:
            self._uids.setdefault(contact.uid, contact.id)

    def _find(self, row: Contact, named: _Known | None) -> tuple[_Known | None, tuple[int, ...]]:
        """Who the row is, else who it may be: by its identifier, by all that it says, by likeness.

        Who has the same name is looked through first: somebody with nothing but a fax number has no other key.
        """
        if named and (named.contact.id > 0 or folded(named.contact.name) == folded(row.name)):
            return named, ()
        called = self._called.get(folded(row.display_name), set())
        near = sorted(called) if len(called) <= matching.MAX_BLOCK else sorted(called & {*self._index.near(row)})
        for one in map(self._known.__getitem__, near):
            if self._may_be(one) and _says_it_all(one, row):
                return one, ()
        # A new contact's number is 0 for matching; the pair's other number is the one of the book.
        found = ((p.a_id or p.b_id, p.score) for p in self._index.against(replace(row, id=0)))
        pairs = [(i, score) for i, score in found if self._may_be(self._known[i])]
        if pairs and pairs[0][1] >= CERTAIN and self._index.certainly(row, pairs[0][0]):
            return self._known[pairs[0][0]], ()
        # Once a file is in, its names are commoner and prove less; a row that has nothing to add is still no stranger.
        for likely in (self._known[i] for i, _ in pairs if self._index.namesakes(row, i)):
            if _merged(likely.contact, _in_our_words(likely, row))[0] == likely.contact:
                return likely, ()
        return None, tuple(i for i, _ in pairs)

    def _may_be(self, known: _Known) -> bool:
        return known.contact.uid not in self._apart


def _with(met: tuple[Meeting, ...], changed: tuple[Meeting, ...]) -> tuple[Meeting, ...]:
    """The meetings, each as it is now."""
    now = {meeting.event.name: meeting for meeting in (*met, *changed)}
    return tuple(now.values())


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


def _in_our_words(known: _Known, row: Contact) -> Contact:
    """The row without what only its way through a file has changed: an address's one line, our own notes."""
    address, note = row.address, row.note
    if known.contact.address and address and same_place(known.contact.address, address):
        address = known.contact.address
    if note and note in (known.said, as_note(known.said)):
        note = known.contact.note
    return replace(row, address=address, note=note)


def _merged(known: Contact, row: Contact) -> tuple[Contact, tuple[Conflict, ...]]:
    """The contact with what the row adds, and what the two disagree about."""
    merge = matching.merge(known, row)
    kept: dict[str, Any] = {"review": known.review}
    if known.name:  # a fuller form of the name is a change too, and nobody asked for it
        kept |= {part: getattr(known, part) for part in _NAME_PARTS}
    return replace(merge.contact, **kept), merge.conflicts


def _says_it_all(known: _Known, row: Contact) -> bool:
    """Whether the row says nothing that the contact, which is called the same, does not."""
    merged, conflicts = _merged(known.contact, _in_our_words(known, row))
    return merged == known.contact and not conflicts
