from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date

import pytest
from alembic import command
from sqlalchemy import Connection

from followup.matching import keys
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
    Priority,
    Relationship,
    RelationshipKind,
)
from followup.settings import Settings
from followup.store import (
    Database,
    alembic_scripts,
    contacts,
    encounters,
    events,
    happenings,
    matching_keys,
    merged,
    migrate,
    relationships,
    ties,
)
from followup.store.database import connect

EVERYTHING = Relationship(
    kind=RelationshipKind.MENTOR,
    cadence=Cadence.MONTHLY,
    priority=Priority.HIGH,
    tags=("alumni ETH", "speakers"),
    interests=("bicycles",),
    offers=("fundraising",),
    needs=("a CTO",),
    goals=("speak once a year",),
    agenda=("the talk",),
    dates=(
        ImportantDate(kind=DateKind.BIRTHDAY, month=2, day=29),
        ImportantDate(kind=DateKind.NEW_ROLE, month=1, day=2, year=2026, label="CTO"),
    ),
    opted_out=True,
)


@pytest.fixture
def connection(places: Settings) -> Iterator[Connection]:
    with closing(Database.open(places)) as database, database.write() as connection:
        yield connection


def test_a_relationship_comes_back_whole_and_is_replaced_whole(connection: Connection) -> None:
    ana, bo = (contacts.add(connection, Contact(name=name)) for name in ("Ana López", "Bo Berg"))
    relationships.write(connection, ana.id, EVERYTHING)
    assert relationships.load(connection, (ana.id, bo.id)) == {ana.id: EVERYTHING}
    relationships.write(connection, ana.id, Relationship(tags=("press",)))
    assert relationships.get(connection, ana.id) == Relationship(tags=("press",))
    assert relationships.get(connection, bo.id) == Relationship()


def test_a_contact_is_found_by_its_words_whatever_changes_afterwards(connection: Connection) -> None:
    ana = contacts.add(connection, Contact(name="Ana López"))
    relationships.write(connection, ana.id, EVERYTHING)
    contacts.change(connection, ana.id, {"title": "Engineer"})
    assert contacts.find_ids(connection, search="alumni lopez engineer") == (ana.id,)
    relationships.write(connection, ana.id, Relationship())
    assert contacts.find_ids(connection, search="alumni") == ()


def test_a_tie_has_everything_that_happened(connection: Connection) -> None:
    ana = contacts.add(connection, Contact(name="Ana López"))
    fair = events.add(connection, Event(name="Fair"))
    encounters.ensure(connection, ana.id, fair.id)
    relationships.write(connection, ana.id, EVERYTHING)
    call = Interaction(
        contact_id=ana.id, kind=InteractionKind.CALL, direction=Direction.IN, on=date(2026, 3, 4), text="hello"
    )
    call = happenings.add_interaction(connection, call)
    favour = happenings.add_favour(
        connection, Favour(contact_id=ana.id, kind=FavourKind.GIVEN, on=date(2026, 3, 5), text="an article")
    )
    later = Decision(due_uid="u", kind=DecisionKind.SNOOZED, on=date(2026, 3, 6), until=date(2026, 4, 1))
    happenings.add_decision(connection, ana.id, later)
    (tie,) = ties.stream(connection, (ana.id, 99))
    assert (tie.contact, tie.relationship) == (ana, EVERYTHING)
    assert (tie.interactions, tie.favours, tie.decisions) == ((call,), (favour,), (later,))
    assert [m.event for m in tie.meetings] == [fair]
    assert call.uid


def test_near_are_those_who_share_a_key_as_it_is_now(connection: Connection) -> None:
    ana = contacts.add(connection, Contact(name="Ana López", emails=("ana@example.com",)))
    other = contacts.add(connection, Contact(name="A. Lopez", emails=("al@example.org",)))
    assert keys(ana) & keys(other)
    assert matching_keys.near(connection, ana) == (other.id,)
    assert matching_keys.near(connection, Contact(name="Ana Lopez")) == (ana.id, other.id)
    contacts.change(connection, other.id, {"name": "Bo Berg"})
    assert matching_keys.near(connection, ana) == ()
    assert list(matching_keys.missing(connection)) == []


def test_a_merged_contact_is_unseen_and_goes_with_the_other(connection: Connection) -> None:
    ana, old, older = (contacts.add(connection, Contact(name=f"Ana López {n}")) for n in range(3))
    merged.hide(connection, older.id, old.id)
    merged.hide(connection, old.id, ana.id)
    assert contacts.find_ids(connection) == (ana.id,)
    assert [c.id for c in contacts.find(connection)] == [ana.id]
    assert matching_keys.near(connection, ana) == ()
    assert merged.into(connection, older.id) == old.id
    merged.show(connection, old.id)
    assert contacts.find_ids(connection) == (ana.id, old.id)
    merged.hide(connection, old.id, ana.id)
    contacts.erase(connection, ana.id)
    assert contacts.by_ids(connection, (ana.id, old.id, older.id)) == ()


@pytest.mark.sqlite
def test_a_database_of_the_first_version_keeps_its_contacts_and_can_be_matched(places: Settings) -> None:
    places.data_folder.mkdir(parents=True)
    engine = connect(places)
    with engine.execution_options(writes=True).begin() as connection:
        config = alembic_scripts._config(migrate.SCRIPTS)
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.exec_driver_sql(
            "INSERT INTO contact (uid, name, name_key, organization_key, review, search_key, created_at, updated_at) "
            "VALUES ('u', 'Ana López', 'ana lopez', '', 'reviewed', 'ana lopez', '2026-01-01', '2026-01-01')"
        )
    engine.dispose()
    with closing(Database.open(places)) as database, database.write() as connection:
        (ana,) = contacts.find(connection)
        assert ana.name == "Ana López"
        assert list(matching_keys.missing(connection)) == [(ana.id,)]
        matching_keys.write(connection, ana)
        assert matching_keys.near(connection, Contact(name="Ana Lopez")) == (ana.id,)
