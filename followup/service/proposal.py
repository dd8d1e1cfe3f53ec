"""What an import would do: rows of a file beside the book. Nothing in here writes.

A row is new, the same as a contact of the book, or adds to one. What the book has is never replaced: of two different
values the book's stays, and both are said.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from followup.exchange.reading import Column, Unreadable
from followup.matching import Conflict
from followup.model import Contact


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
        additions: fields that get a value or more of them; 'meetings', and fields of the relationship ('tags').
        conflicts: fields in which the file says something else; the book's value (`kept`) stays.
        alike: ids of contacts that may be this person, not surely enough to add to them.
        labels: of the file; one that names an event is a meeting, any other a tag.
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
        kind: of the file: 'vCard', 'CSV' or 'archive'.
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
