"""Decisions about rows become rows of the database: some hundreds at a time, each time all of them or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from followup import matching
from followup.exchange.reading.found import NO_RELATIONSHIP
from followup.model import Encounter, Event, Meeting, SourceKind
from followup.relations import Relationship
from followup.service import from_scan, lookup, recorded
from followup.service.import_book import Book, Decision
from followup.service.import_ties import Events, filling
from followup.service.proposal import ImportItem
from followup.store import bulk, changes, contacts, encounters, events, relationships, sources


class Writing:
    """Writes what a book decided.

    Args:
        connection: inside a writing transaction.
        book: whose decisions these are; it knows the new contacts by their numbers afterwards.
        known: the events; it knows the new ones by their numbers afterwards.
        origin: of the values: the file.
    """

    def __init__(self, connection: Connection, book: Book, known: Events, origin: str) -> None:
        self._connection = connection
        self._book = book
        self._events = known
        self._origin = origin
        self._numbers: dict[int, int] = {}

    def write(self, decisions: Sequence[Decision]) -> tuple[ImportItem, ...]:
        """The items, each with the number of its contact. Several rows about one contact are one change of it."""
        new: dict[int, list[Decision]] = {}
        known: dict[int, list[Decision]] = {}
        for decision in decisions:
            of = decision.item.contact.id
            (new if of < 0 and of not in self._numbers else known).setdefault(of, []).append(decision)
        self._add([_together(found) for found in new.values()])
        for found in known.values():
            self._add_to(_together(found))
        return tuple(d.item.numbered(self._numbers.get(d.item.contact.id, d.item.contact.id)) for d in decisions)

    def _add(self, new: Sequence[Decision]) -> None:
        kept = {place: d.kept for place, d in enumerate(new) if d.kept != NO_RELATIONSHIP}
        made = bulk.add_contacts(self._connection, [d.item.contact for d in new], kept)
        met: list[Encounter] = []
        for decision, contact in zip(new, made, strict=True):
            self._numbers[decision.item.contact.id] = contact.id
            self._book.stored(decision.item.contact.id, contact)
            met += [self._encounter(contact.id, meeting) for meeting in decision.meetings]
        bulk.add_meetings(self._connection, met)
        sources.add_many(self._connection, made, SourceKind.IMPORT, self._origin)

    def _add_to(self, decision: Decision) -> None:
        """Write what rows add to a contact; the change log can take values and words back."""
        item = decision.item
        contact_id = item.contact.id
        if fields := [name for name in item.additions if name in recorded.VALUE_FIELDS]:
            before = lookup.contact(self._connection, contact_id)
            after = contacts.change(self._connection, contact_id, {n: getattr(item.contact, n) for n in fields})
            assert after is not None
            kept = (recorded.of_contact(before, fields), recorded.of_contact(after, fields))
            changes.add(self._connection, contact_id, "values", *kept)
            sources.add(self._connection, before, after, SourceKind.IMPORT, self._origin)
        if decision.kept != NO_RELATIONSHIP:
            self._keep(contact_id, decision.kept)
        for meeting in decision.meetings:
            self._meet(contact_id, meeting)

    def _keep(self, contact_id: int, added: Relationship) -> None:
        mine = relationships.get(self._connection, contact_id)
        one = matching.merge_relationships(mine, added)
        if one != mine:
            relationships.write(self._connection, contact_id, one)
            kept = (recorded.of_relationship(mine), recorded.of_relationship(one))
            changes.add(self._connection, contact_id, "relationship", *kept)

    def _meet(self, contact_id: int, meeting: Meeting) -> None:
        event = self._event(meeting.event)
        mine = encounters.get(self._connection, contact_id, event.id)
        if mine is None:
            bulk.add_meetings(self._connection, (self._encounter(contact_id, meeting),))
        elif missing := filling(mine, meeting.encounter):
            encounters.change(self._connection, contact_id, event.id, missing)

    def _encounter(self, contact_id: int, meeting: Meeting) -> Encounter:
        event = self._event(meeting.event)
        met_on = meeting.encounter.met_on or from_scan.met_on(event, None)
        return replace(meeting.encounter, contact_id=contact_id, event_id=event.id, met_on=met_on)

    def _event(self, event: Event) -> Event:
        """The event with its number; a new one is stored."""
        known = self._events.of(event)
        if not known.id:
            known = events.add(self._connection, known)
            self._events.keep(known)
        return known


def _together(found: Sequence[Decision]) -> Decision:
    """What several rows about one contact come to: the last one's contact has what all of them add."""
    kept, meetings = NO_RELATIONSHIP, dict[str, Meeting]()
    for decision in found:
        kept = matching.merge_relationships(kept, decision.kept)
        meetings |= {meeting.event.name: meeting for meeting in decision.meetings}
    added = tuple(dict.fromkeys(name for decision in found for name in decision.item.additions))
    return Decision(replace(found[-1].item, additions=added), tuple(meetings.values()), kept)
