"""A new job seen: a person met again, with another firm on the card."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

from followup.matching import firms, names
from followup.matching.firms import FirmMatch
from followup.matching.names import NameMatch
from followup.matching.pairs import against, duplicates
from followup.matching.traits import Traits, traits
from followup.model import Contact

_POSSIBLE = 0.2
"""Least score of a pair: two rare equal names at two firms stand at a third, which is worth a question."""


@dataclass(frozen=True, slots=True)
class JobChange:
    """The same person at another firm.

    Attributes:
        before: the firm that was known.
        after: the firm on the newer card.
        score: how likely it is one person, 0 to 1.
        why: one sentence.
    """

    old_id: int
    new_id: int
    before: str
    after: str
    score: float
    why: str


def job_change(older: Contact, newer: Contact) -> JobChange | None:
    """What changed from one card to the next of one person; None when the firm is the same or not known."""
    found = against(newer, (older,), threshold=_POSSIBLE)
    if not found or not _moved(traits(older), traits(newer)):
        return None
    before, after = (_firm(contact) for contact in (older, newer))
    why = f"{newer.display_name} was at {before} and is now at {after}: {', '.join(_proof(found[0].reasons))}."
    return JobChange(older.id, newer.id, before, after, found[0].score, why)


def job_changes(newer: Contact, book: Iterable[Contact]) -> tuple[JobChange, ...]:
    """The earlier entries of a person whose newer card names another firm, the likeliest first.

    Args:
        newer: the contact on entry.
        book: everybody, or those who share a blocking key.
    """
    found = (change for older in book if older.id != newer.id and (change := job_change(older, newer)))
    return tuple(sorted(found, key=lambda change: (-change.score, change.old_id)))


def all_job_changes(book: Iterable[Contact], distinct: Container[tuple[int, int]] = ()) -> tuple[JobChange, ...]:
    """Every two entries that look like one person at two firms, the likeliest first; the lower id is the earlier one.

    Args:
        book: contacts with different ids.
        distinct: pairs of ids, the lower one first, that a person said are not the same.
    """
    people = {contact.id: contact for contact in book}
    pairs = duplicates(people.values(), distinct=distinct, threshold=_POSSIBLE)
    found = (change for pair in pairs if (change := job_change(people[pair.a_id], people[pair.b_id])))
    return tuple(sorted(found, key=lambda change: (-change.score, change.old_id, change.new_id)))


def _moved(older: Traits, newer: Traits) -> bool:
    """Another firm by every sign there is: neither its name nor a domain is shared, and the names agree."""
    if names.compare(older.words, newer.words) in (NameMatch.NONE, NameMatch.SINGLE):
        return False
    if older.domains & newer.domains:
        return False
    match = firms.compare(older.firm, newer.firm)
    return match is FirmMatch.OTHER or (match is FirmMatch.UNKNOWN and bool(older.domains and newer.domains))


def _firm(contact: Contact) -> str:
    return contact.organization or ", ".join(sorted(traits(contact).domains))


def _proof(reasons: Iterable[str]) -> tuple[str, ...]:
    """The reasons for one person, without those that a new job explains."""
    return tuple(r for r in reasons if r != FirmMatch.OTHER.value and not r.startswith("though"))
