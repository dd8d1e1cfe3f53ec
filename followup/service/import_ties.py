"""What a file says beside a contact's values: where it was met, and the owner's words about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from followup import matching
from followup.errors import InvalidValueError
from followup.exchange.reading import ReadContact
from followup.matching import Conflict
from followup.model import Encounter, Event, Meeting
from followup.relations import Relationship
from followup.service import relationships
from followup.store.encounters import COLUMNS
from followup.store.keys import name_key

_WORDS = ("kind", "cadence", "priority", "tags", "interests", "offers", "needs", "goals", "agenda", "dates")
_RELATIONSHIP = (*_WORDS, "opted_out", "formal")


class Events:
    """The events of the book, those of the file beside them, and the one at which everybody of the file was met."""

    def __init__(self, known: Iterable[Event], where: Event | None = None) -> None:
        self._where = where
        self._by_name: dict[str, Event] = {}
        self._by_uid: dict[str, Event] = {}
        for event in known:
            self.keep(event)

    def keep(self, event: Event) -> None:
        """Know an event, or know it by the number it was stored under."""
        self._by_name[name_key(event.name)] = event
        if event.uid:
            self._by_uid[event.uid] = event

    def of(self, event: Event) -> Event:
        """The book's own event that is meant, by its identifier or its name; the given one when the book has none."""
        return self._by_uid.get(event.uid) or self._by_name.get(name_key(event.name)) or event

    def named(self, label: str) -> Event | None:
        """The event of the book that a label names."""
        return self._by_name.get(name_key(label))

    def met(self, read: ReadContact) -> tuple[Meeting, ...]:
        """Where the row says that its contact was met, each event once."""
        labelled = (event for label in read.labels if (event := self.named(label)))
        plain = (Meeting(e, Encounter(contact_id=0, event_id=e.id)) for e in (self._where, *labelled) if e)
        told = (Meeting(self.of(m.event), m.encounter) for m in read.meetings)
        found: dict[str, Meeting] = {}
        for meeting in (*told, *plain):
            found.setdefault(name_key(meeting.event.name), meeting)
        return tuple(found.values())


def kept_words(read: ReadContact, events: Events) -> tuple[Relationship, tuple[str, ...]]:
    """What the row says of the relationship: labels that name no event are tags; and what no tag can be."""
    tags: list[str] = []
    problems: list[str] = []
    for label in read.labels:
        if events.named(label):
            continue
        try:
            tags += relationships.cleaned({"tags": (label,)})["tags"]
        except InvalidValueError as error:
            problems.append(error.message)
    united = tuple(dict.fromkeys((*read.kept.tags, *tags)))[: relationships.MAX_WORDS]
    return replace(read.kept, tags=united), tuple(problems)


def relationship_additions(known: Relationship, row: Relationship) -> tuple[str, ...]:
    """The fields of the relationship to which the row adds something."""
    merged = matching.merge_relationships(known, row)
    return tuple(name for name in _RELATIONSHIP if getattr(merged, name) != getattr(known, name))


def added_meetings(
    known: Iterable[Meeting], read: Iterable[Meeting]
) -> tuple[tuple[Meeting, ...], tuple[Conflict, ...]]:
    """The meetings as they would be, of those to which a row adds something; and what the two disagree about."""
    before = {name_key(m.event.name): m for m in known}
    changed: list[Meeting] = []
    conflicts: list[Conflict] = []
    for meeting in read:
        mine = before.get(name_key(meeting.event.name))
        if mine is None:
            changed.append(meeting)
            continue
        filled = filling(mine.encounter, meeting.encounter)
        if filled:
            changed.append(Meeting(mine.event, replace(mine.encounter, **filled)))
        conflicts += _disputed(mine, meeting.encounter)
    return tuple(changed), tuple(conflicts)


def filling(mine: Encounter, other: Encounter) -> dict[str, Any]:
    """What only the other says of a meeting."""
    return {name: getattr(other, name) for name in COLUMNS if getattr(other, name) and not getattr(mine, name)}


def _disputed(mine: Meeting, other: Encounter) -> Iterator[Conflict]:
    for name in COLUMNS:
        kept, said = getattr(mine.encounter, name), getattr(other, name)
        if kept and said and kept != said:
            yield Conflict(f"{mine.event.name}: {name}", str(kept), str(said))
