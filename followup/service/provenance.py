"""Where each value of a contact came from: a card, a file, a person's hand, another entry of the same person."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from followup.model import Card, Source, SourcedValue, SourceKind
from followup.service import from_scan, lookup
from followup.service.context import Context
from followup.store import cards, sources
from followup.store.sources import Given


class Provenance:
    """What can be asked about sources."""

    def __init__(self, context: Context) -> None:
        self._database = context.database

    def of_contact(self, contact_id: int) -> tuple[SourcedValue, ...]:
        """Every value that the contact has, with what gave it: the latest act that did, else the first card.

        Raises:
            UnknownItemError: there is no such contact.
        """
        with self._database.read() as connection:
            contact = lookup.contact(connection, contact_id)
            known = tuple(_by_rank(connection, contact.id))
        return tuple(
            SourcedValue(field=field, value=value, source=_source(known, field, value))
            for field, value in sources.values(contact)
        )


def _by_rank(connection: Connection, contact_id: int) -> Iterator[Given]:
    """A merge is the last to ask: what came with it may say of itself where it is from."""
    noted = sources.of_contact(connection, contact_id)
    yield from (given for given in noted if given.source.kind is not SourceKind.MERGE)
    times = cards.read_at(connection, contact_id)
    for card in cards.of_contact(connection, contact_id):
        at = times.get(card.id)
        source = Source(kind=SourceKind.SCAN, origin=card.scan.file, at=at, card_id=card.id)
        yield _read_from(card, source)
    yield from (given for given in noted if given.source.kind is SourceKind.MERGE)


def _read_from(card: Card, source: Source) -> Given:
    return sources.given_by(from_scan.contact_of(card.scan), source)


def _source(known: tuple[Given, ...], field: str, value: str) -> Source:
    return next((given.source for given in known if given.gave(field, value)), Source(kind=SourceKind.UNKNOWN))
