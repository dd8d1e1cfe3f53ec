"""The few dates that the database adds up say the same as everything that is known of each contact."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection, insert

from followup.model import Contact, Event
from followup.relations import (
    Cadence,
    DateKind,
    Decision,
    DecisionKind,
    Direction,
    Favour,
    FavourKind,
    ImportantDate,
    Interaction,
    InteractionKind,
    Relationship,
)
from followup.settings import Settings
from followup.store import Database, contacts, encounters, events, happenings, merged, relationships, ties
from followup.store.rows import new_uid
from followup.store.standings import standings
from followup.store.tables import draft
from tests.followup.cadence.relationships import standing_of

TODAY = date(2026, 11, 20)


def test_the_dates_of_every_contact_are_those_of_all_that_is_known(places: Settings) -> None:
    rng = random.Random(7)
    database = Database.open(places)
    try:
        with database.write() as connection:
            met = [
                events.add(connection, Event(name="Expo", starts_on=TODAY, ends_on=TODAY + timedelta(days=2))),
                events.add(connection, Event(name="Summit", starts_on=_day(rng))),
                events.add(connection, Event(name="Some evening")),
            ]
            ids = [_person(connection, rng, met) for _ in range(60)]
            merged.hide(connection, ids[3], ids[4])
        with database.read() as connection:
            found = tuple(standings(connection, TODAY))
            known = tuple(ties.stream(connection, contacts.find_ids(connection)))
        assert len(found) == 59
        assert found == tuple(standing_of(tie, TODAY) for tie in known)
    finally:
        database.close()


def _day(rng: random.Random) -> date:
    return TODAY + timedelta(days=rng.randrange(-400, 60))


def _person(connection: Connection, rng: random.Random, met: list[Event]) -> int:
    """Somebody of whom more or less is known, as chance has it."""
    i = contacts.add(connection, Contact(name="Ana López")).id
    for event in rng.sample(met, rng.randrange(len(met) + 1)):
        encounters.ensure(
            connection, i, event.id, met_on=rng.choice((None, _day(rng))), next_step_on=rng.choice((None, _day(rng)))
        )
    for _ in range(rng.randrange(3)):
        kind, direction = rng.choice(list(InteractionKind)), rng.choice(list(Direction))
        happenings.add_interaction(connection, Interaction(contact_id=i, kind=kind, direction=direction, on=_day(rng)))
    for _ in range(rng.randrange(3)):
        happenings.add_favour(connection, Favour(contact_id=i, kind=rng.choice(list(FavourKind)), on=_day(rng)))
        answer = Decision(due_uid="any", kind=rng.choice(list(DecisionKind)), on=_day(rng), until=TODAY)
        happenings.add_decision(connection, i, answer)
    if rng.random() < 0.5:
        birthday = ImportantDate(kind=DateKind.BIRTHDAY, month=4, day=12)
        kept = Relationship(
            cadence=rng.choice(list(Cadence)),
            opted_out=rng.random() < 0.2,
            dates=(birthday,) if rng.random() < 0.5 else (),
        )
        relationships.write(connection, i, kept)
    if rng.random() < 0.4:
        _draft(connection, i, met[0].id, _day(rng), rng.choice(("sent", "drafted")))
    return i


def _draft(connection: Connection, contact_id: int, event_id: int, day: date, state: str) -> None:
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    row = {"uid": new_uid(), "contact_id": contact_id, "event_id": event_id, "kind": "thank-you", "language": "en"}
    row |= {"state": state, "edited": False, "created_at": at, "updated_at": at}
    connection.execute(insert(draft).values(**row))
