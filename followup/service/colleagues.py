"""Who works with whom: people of one firm, by its domain or its name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from followup import matching
from followup.matching.traits import traits
from followup.model import Contact
from followup.service import lookup
from followup.service.context import Context
from followup.service.lookup import EventRef
from followup.store import contacts, firms


@dataclass(frozen=True, slots=True)
class PeopleOfFirm:
    """A firm with those of its people who are in the book.

    Attributes:
        domain: as registered; empty where only the firm's name is known.
        organization: how most of them write the firm; may be empty.
        people: by the contact's id.
    """

    domain: str
    organization: str
    people: tuple[Contact, ...]


class Colleagues:
    """What can be asked about firms."""

    def __init__(self, context: Context) -> None:
        self._database = context.database

    def all(self, *, event: EventRef | None = None) -> tuple[PeopleOfFirm, ...]:
        """Firms of which more than one person is known, or was met at the event, the largest first.

        Raises:
            UnknownEventError: there is no such event.
        """
        with self._database.read() as connection:
            event_id = lookup.event(connection, event).id if event is not None else None
            return _firms(contacts.find(connection, event_id))

    def of_contact(self, contact_id: int) -> tuple[PeopleOfFirm, ...]:
        """The contact's firms with the contact's colleagues, without the contact; firms of nobody else are left out.

        Raises:
            UnknownItemError: there is no such contact.
        """
        with self._database.read() as connection:
            one = lookup.contact(connection, contact_id)
            found = _firms(contacts.by_ids(connection, _near(connection, one)))
        mine = (firm for firm in found if one in firm.people)
        return tuple(
            PeopleOfFirm(firm.domain, firm.organization, tuple(c for c in firm.people if c != one)) for firm in mine
        )


def _near(connection: Connection, one: Contact) -> tuple[int, ...]:
    """Ids of all who may be the contact's colleagues: by domain, by name, and by the names and domains of these."""
    mine = traits(one)
    domains, names = set(mine.domains), {mine.firm} - {""}
    near: set[int] = {one.id}
    known: tuple[int, int] | None = None
    while known != (known := (len(domains), len(names))):
        near.update(firms.maybe_of(connection, domains, names))
        for other in map(traits, contacts.by_ids(connection, sorted(near))):
            if not domains.isdisjoint(other.domains):
                names |= {other.firm} - {""}
            if mine.firm and other.firm == mine.firm:
                domains |= other.domains
    return tuple(sorted(near))


def _firms(people: Iterable[Contact]) -> tuple[PeopleOfFirm, ...]:
    known = {contact.id: contact for contact in people}
    return tuple(
        PeopleOfFirm(firm.domain, firm.organization, tuple(known[i] for i in firm.contact_ids))
        for firm in matching.colleagues(known.values())
    )
