"""Cards as rows: the scanner's line as it came, between a photo and the contact that was made of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from followup.errors import StorageError
from followup.locale import _
from followup.model import Card
from followup.store.rows import now
from followup.store.tables import card, encounter, photo
from scanner import jsonl
from scanner.model import CardScan


@dataclass(frozen=True, slots=True)
class CardPlace:
    """Whose card it is and on which photo it stands, taken when by the camera's clock."""

    contact_id: int
    photo_id: int
    taken_at: datetime | None


def add(connection: Connection, photo_id: int, contact_id: int, scan: CardScan) -> None:
    values = {"photo_id": photo_id, "contact_id": contact_id, "card_index": scan.card, "scan": jsonl.dumps(scan)}
    connection.execute(insert(card).values(**values, created_at=now()))


def of_event(connection: Connection, event_id: int) -> tuple[Card, ...]:
    """Cards of everyone met at the event, in the order in which they were read."""
    query = (
        select(card)
        .join(encounter, encounter.c.contact_id == card.c.contact_id)
        .where(encounter.c.event_id == event_id)
        .order_by(card.c.photo_id, card.c.card_index)
    )
    return tuple(_card(row) for row in connection.execute(query))


def single(connection: Connection, event_id: int | None = None) -> tuple[CardPlace, ...]:
    """The cards of contacts that have no other (with an event: of people met there), in the order of capture."""
    alone = select(card.c.contact_id).group_by(card.c.contact_id).having(func.count() == 1)
    query = (
        select(card.c.contact_id, card.c.photo_id, photo.c.taken_at)
        .join(photo, photo.c.id == card.c.photo_id)
        .where(card.c.contact_id.in_(alone))
        .order_by(card.c.photo_id, card.c.card_index)
    )
    if event_id is not None:
        met = select(encounter.c.contact_id).where(encounter.c.event_id == event_id)
        query = query.where(card.c.contact_id.in_(met))
    return tuple(CardPlace(row.contact_id, row.photo_id, row.taken_at) for row in connection.execute(query))


def of_contact(connection: Connection, contact_id: int) -> tuple[Card, ...]:
    query = select(card).where(card.c.contact_id == contact_id).order_by(card.c.id)
    return tuple(_card(row) for row in connection.execute(query))


def of_photo(connection: Connection, photo_id: int) -> tuple[Card, ...]:
    """Every card that the photo shows, in reading order."""
    query = select(card).where(card.c.photo_id == photo_id).order_by(card.c.card_index)
    return tuple(_card(row) for row in connection.execute(query))


def read_at(connection: Connection, contact_id: int) -> dict[int, datetime]:
    """When each card of the contact was read, by the card's id."""
    query = select(card.c.id, card.c.created_at).where(card.c.contact_id == contact_id)
    return {row.id: row.created_at for row in connection.execute(query)}


def photos_of_contact(connection: Connection, contact_id: int) -> tuple[int, ...]:
    """Ids of the photos that show a card of the contact."""
    return tuple(connection.scalars(select(card.c.photo_id).where(card.c.contact_id == contact_id).distinct()))


def contacts_of_photo(connection: Connection, photo_id: int) -> tuple[int, ...]:
    """Ids of the contacts whose cards the photo shows, in reading order."""
    query = select(card.c.contact_id).where(card.c.photo_id == photo_id).order_by(card.c.card_index)
    return tuple(dict.fromkeys(connection.scalars(query)))


def _card(row: Row[Any]) -> Card:
    try:
        scan = jsonl.loads(row.scan)
    except jsonl.SchemaError as error:
        raise StorageError(
            _("The stored reading of card {id} cannot be understood: {error}.", id=row.id, error=error),
            _("The contact itself is unchanged."),
        ) from error
    if not isinstance(scan, CardScan):
        raise StorageError(
            _("The stored reading of card {id} is no card.", id=row.id), _("The contact itself is unchanged.")
        )
    return Card(id=row.id, photo_id=row.photo_id, contact_id=row.contact_id, scan=scan)
