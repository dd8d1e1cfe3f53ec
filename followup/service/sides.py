"""Front and back: cards that may be the two sides of one, proposed, joined into one contact, or told apart."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from followup import matching
from followup.matching import CardSide
from followup.model import Contact
from followup.service import joining, lookup
from followup.service.context import Context
from followup.service.duplicates import Merged
from followup.service.lookup import EventRef
from followup.store import cards, contacts, distinct, encounters


@dataclass(frozen=True, slots=True)
class BothSides:
    """Two contacts whose cards may be the sides of one, with the reasons.

    Attributes:
        front: the side with the person's name, of two names the one in Latin letters, or the first.
        back: the other.
        reasons: why.
    """

    front: Contact
    back: Contact
    reasons: tuple[str, ...]


class Sides:
    """What can be done about cards of which both sides were photographed."""

    def __init__(self, context: Context) -> None:
        self._database = context.database

    def list(self, *, event: EventRef | None = None) -> tuple[BothSides, ...]:
        """Every two cards of the event (of the whole book without one) that may be one, the best-founded first.

        Only contacts with a single card are looked at: of the others it was decided before.

        Raises:
            UnknownEventError: there is no such event.
        """
        with self._database.read() as connection:
            event_id = None if event is None else lookup.event(connection, event).id
            return _proposals(connection, event_id)

    def of_contacts(self, contact_ids: Collection[int]) -> tuple[BothSides, ...]:
        """Those proposals that one of these contacts is in, as after a capture."""
        wanted = frozenset(contact_ids)
        found: dict[tuple[int, int], BothSides] = {}
        with self._database.read() as connection:
            met = encounters.meetings(connection, tuple(wanted)).values()
            for event_id in sorted({meeting.event.id for meetings in met for meeting in meetings}):
                for both in _proposals(connection, event_id):
                    found.setdefault((both.front.id, both.back.id), both)
        return tuple(both for ids, both in found.items() if wanted.intersection(ids))

    def join(self, front_id: int, back_id: int) -> Merged:
        """Make one contact of two sides: the front's values win, and what the back says otherwise goes to the note.

        Both cards, meetings, drafts and all else go along. The change log can take it back.

        Raises:
            UnknownItemError: one of them does not exist.
            UsageError: they are the same.
        """
        with self._database.write() as connection:
            proposal = matching.merge(*joining.two(connection, front_id, back_id))
            said = matching.said_otherwise(proposal.conflicts)
            note = "\n\n".join(filter(None, (proposal.contact.note, said)))
            after = joining.join(connection, front_id, back_id, replace(proposal.contact, note=note))
        return Merged(after, proposal.conflicts)

    def apart(self, a_id: int, b_id: int) -> None:
        """Remember that the two are not one person's; they are never proposed again, neither here nor as duplicates.

        Raises:
            UnknownItemError, UsageError: one of them does not exist, or both are one.
        """
        with self._database.write() as connection:
            joining.two(connection, a_id, b_id)
            distinct.add(connection, a_id, b_id)


def _proposals(connection: Connection, event_id: int | None) -> tuple[BothSides, ...]:
    places = cards.single(connection, event_id)
    people = {c.id: c for c in contacts.by_ids(connection, tuple(place.contact_id for place in places))}
    sides = [CardSide(contact=people[p.contact_id], photo_id=p.photo_id, taken_at=p.taken_at) for p in places]
    found = matching.fronts_and_backs(sides, distinct=distinct.pairs(connection))
    return tuple(BothSides(people[pair.front_id], people[pair.back_id], pair.reasons) for pair in found)
