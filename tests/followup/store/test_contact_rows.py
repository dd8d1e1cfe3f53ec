"""Contacts survive the tables unchanged, and are found by what people type."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from followup.model import Address, Contact, Phone, ReviewState, Social
from followup.settings import Settings
from followup.store import Database, contacts
from followup.store.contacts import SINGLE

text = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=30)
filled = text.filter(bool)
addresses = st.builds(
    Address, formatted=filled, street=text, postal_code=text, locality=text, region=text, country=text
)
people = st.builds(
    Contact,
    **dict.fromkeys(SINGLE, text),
    emails=st.lists(filled, max_size=3).map(tuple),
    phones=st.lists(st.builds(Phone, filled, st.sampled_from(("mobile", "work", "fax"))), max_size=3).map(tuple),
    urls=st.lists(filled, max_size=2).map(tuple),
    socials=st.lists(st.builds(Social, filled, text), max_size=2).map(tuple),
    address=st.none() | addresses,
    review=st.sampled_from(ReviewState),
)


@pytest.fixture
def database(places: Settings) -> Iterator[Database]:
    with closing(Database.open(places)) as opened:
        yield opened


@given(people)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
def test_a_contact_comes_back_as_it_was_stored(database: Database, person: Contact) -> None:
    with database.write() as connection:
        stored = contacts.add(connection, person)
    with database.read() as connection:
        assert contacts.by_id(connection, stored.id) == stored
    assert stored == replace(
        person, id=stored.id, uid=stored.uid, created_at=stored.created_at, updated_at=stored.updated_at
    )


@given(people, people)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
def test_a_change_writes_the_named_fields_and_no_other(database: Database, before: Contact, other: Contact) -> None:
    with database.write() as connection:
        stored = contacts.add(connection, before)
        changed = contacts.change(connection, stored.id, {"title": other.title, "emails": other.emails})
        assert contacts.by_id(connection, stored.id) == changed
    assert changed is not None
    assert changed == replace(stored, title=other.title, emails=other.emails, updated_at=changed.updated_at)


@pytest.mark.parametrize(
    "search",
    [
        "lopez",
        "LÓPEZ",
        "ana acme",
        "acme ana",
        "ana@",
        "600123",
        "einkauf",
        "madrid",
        "linkedin.com/in/ana",
        "strasse",
        "lodz",
        "łódź",
    ],
)
def test_any_word_of_any_value_finds_a_contact(database: Database, search: str) -> None:
    ana = Contact(
        name="Ana López",
        organization="ACME Straße Łódź",
        department="Einkauf",
        emails=("ana@example.com",),
        phones=(Phone("+34600123456"),),
        socials=(Social("linkedin.com/in/ana", "linkedin"),),
        address=Address(formatted="Calle Mayor 1, Madrid"),
    )
    with database.write() as connection:
        contacts.add(connection, Contact(name="Somebody Else"))
        wanted = contacts.add(connection, ana)
        assert contacts.find_ids(connection, search=search) == (wanted.id,)


@pytest.mark.parametrize("search", ["nobody", "100%", "ana_", "\\", "ana bob"])
def test_a_search_takes_its_signs_literally(database: Database, search: str) -> None:
    with database.write() as connection:
        contacts.add(connection, Contact(name="Ana"))
        assert contacts.find_ids(connection, search=search) == ()


@pytest.mark.sqlite
def test_looking_up_by_address_phone_or_firm_is_an_index_search(database: Database) -> None:
    lookups = (
        "SELECT contact_id FROM contact_value WHERE property = 'email' AND value_key = 'x'",
        "SELECT contact_id FROM contact_value WHERE property = 'tel' AND value_key = 'x'",
        "SELECT id FROM contact WHERE organization_key = 'x'",
        "SELECT id FROM contact WHERE name_key = 'x'",
    )
    with database.read() as connection:
        for lookup in lookups:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {lookup}").all()
            assert all("SEARCH" in row[3] and "INDEX" in row[3] for row in plan), plan
