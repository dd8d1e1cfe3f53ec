"""What lies around a message to each of some contacts: who else was met, what was written, how they are addressed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from followup.drafting import Surroundings, called
from followup.matching.firms import firm_key
from followup.model import AttachedFile, Contact, Draft, DraftState, Event, Particulars
from followup.relations import Direction, Interaction, InteractionKind, Relationship
from followup.service import lookup
from followup.store import attachments, contacts, drafts, happenings, relationships

_WRITTEN = frozenset({InteractionKind.MAIL, InteractionKind.MESSAGE})


@dataclass(frozen=True, slots=True)
class Around:
    """What is known around messages about one event.

    Attributes:
        firms: everybody met there, by firm, in the order of the contacts.
        wrote: the day of the last message to each contact.
        kept: relationships by contact.
        files: what goes with the draft of each contact.
    """

    firms: Mapping[str, Sequence[Contact]]
    wrote: Mapping[int, date]
    kept: Mapping[int, Relationship]
    files: Mapping[int, Sequence[AttachedFile]]

    def of(self, contact: Contact) -> Surroundings:
        """What a template may know of it."""
        return Surroundings(
            colleagues=tuple(other.name for other in self._firm(contact) if other.name),
            wrote_on=self.wrote.get(contact.id),
            attached=tuple(file.name for file in self.files.get(contact.id, ())),
        )

    def colleagues(self, contact: Contact) -> tuple[int, ...]:
        """Ids of those met there who work where the contact does."""
        return tuple(other.id for other in self._firm(contact))

    def _firm(self, contact: Contact) -> list[Contact]:
        return [o for o in self.firms.get(firm_key(contact.organization), ()) if o.id != contact.id]

    def formal(self, contact: Contact) -> bool | None:
        """How the owner wants to address the contact, if that was said."""
        return self.kept[contact.id].formal if contact.id in self.kept else None


def around(connection: Connection, event: Event | None, people: Sequence[Contact], kind: str) -> Around:
    """What lies around a message of one kind to each of these people about one event, or about none."""
    ids = tuple(person.id for person in people)
    written = drafts.about(connection, event.id if event else None, kind)
    open_drafts = {d.contact_id: d.id for d in written if _is_open(d)}
    files = attachments.by_draft(connection, open_drafts.values())
    return Around(
        firms=_firms(contacts.find(connection, event.id)) if event else {},
        wrote=_wrote(connection, ids),
        kept=relationships.load(connection, ids),
        files={contact_id: files.get(draft_id, ()) for contact_id, draft_id in open_drafts.items()},
    )


def told(connection: Connection, said: Particulars) -> Particulars:
    """The particulars with what the third person's own record says, where nothing else was said.

    Raises:
        UnknownItemError: there is no such contact.
    """
    if not said.person_id:
        return said
    other = lookup.contact(connection, said.person_id)
    job = ", ".join(filter(None, (other.title, other.organization)))
    return replace(
        said,
        person=said.person or other.display_name,
        person_about=said.person_about or job,
        person_email=said.person_email or next(iter(other.emails), ""),
        person_called=said.person_called or called(other),
    )


def _firms(met: Sequence[Contact]) -> dict[str, list[Contact]]:
    found: dict[str, list[Contact]] = {}
    for contact in met:
        if firm := firm_key(contact.organization):
            found.setdefault(firm, []).append(contact)
    return found


def _wrote(connection: Connection, ids: Sequence[int]) -> dict[int, date]:
    """From the diary, and from the drafts that left."""
    found = {
        contact_id: days
        for contact_id, noted in happenings.interactions(connection, ids).items()
        if (days := {one.on for one in noted if _is_written(one)})
    }
    for contact_id, day in drafts.sent_days(connection, ids):
        found.setdefault(contact_id, set()).add(day)
    return {contact_id: max(days) for contact_id, days in found.items()}


def _is_written(one: Interaction) -> bool:
    return one.direction is Direction.OUT and one.kind in _WRITTEN


def _is_open(draft: Draft) -> bool:
    return draft.state is not DraftState.SENT
