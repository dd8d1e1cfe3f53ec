from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.matching import MERGED_FIELDS, merge, merge_relationships
from followup.model import Address, Contact, Phone, ReviewState, Social
from followup.relations import Cadence, DateKind, ImportantDate, Priority, Relationship, RelationshipKind

KEPT = Contact(
    id=1,
    uid="one",
    name="J. Smith",
    given_name="J.",
    family_name="Smith",
    organization="Acme",
    emails=("john@acme.example",),
    phones=(Phone("+447700900123", "mobile"),),
    note="Met at the coffee bar.",
)
OTHER = Contact(
    id=2,
    uid="two",
    name="John Smith",
    given_name="John",
    family_name="Smith",
    honorific_prefix="Dr.",
    title="CTO",
    organization="Acme Ltd",
    emails=("JOHN@acme.example", "john.smith@helixar.example"),
    phones=(Phone("07700 900123", "work"),),
    address=Address(formatted="1 High St, Leeds", locality="Leeds"),
)


def test_what_is_missing_is_filled_and_what_repeats_is_united() -> None:
    merged = merge(KEPT, OTHER).contact
    assert (merged.id, merged.uid) == (1, "one")
    assert merged.title == "CTO"
    assert merged.emails == ("john@acme.example", "john.smith@helixar.example")
    assert merged.phones == (Phone("+447700900123", "mobile"),)
    assert merged.address == OTHER.address
    assert merged.note == KEPT.note


def test_a_full_name_takes_the_place_of_an_initial_with_all_its_parts() -> None:
    merged = merge(KEPT, OTHER).contact
    assert (merged.name, merged.given_name, merged.honorific_prefix) == ("John Smith", "John", "Dr.")


def test_a_name_that_a_person_accepted_stays() -> None:
    assert merge(replace(KEPT, review=ReviewState.REVIEWED), OTHER).contact.name == "J. Smith"


def test_conflicts_name_both_values_and_case_is_none() -> None:
    conflicts = merge(KEPT, OTHER).conflicts
    assert [(c.field, c.kept, c.other) for c in conflicts] == [
        ("name", "J. Smith", "John Smith"),
        ("organization", "Acme", "Acme Ltd"),
    ]
    assert merge(KEPT, replace(KEPT, organization="ACME")).conflicts == ()


@pytest.mark.parametrize("field", [f for f in MERGED_FIELDS if f != "note"])
def test_each_field_can_be_taken_from_the_other(field: str) -> None:
    other = replace(OTHER, department="Labs", language="de", urls=("acme.example",), socials=(Social("x.com/a", "x"),))
    merged = merge(KEPT, other, take={field}).contact
    assert getattr(merged, field) == getattr(other, field)


def test_a_field_that_does_not_exist_cannot_be_taken() -> None:
    with pytest.raises(ValueError, match="uid"):
        merge(KEPT, OTHER, take={"uid"})


contacts = st.builds(
    Contact,
    name=st.sampled_from(["", "John Smith", "J. Smith", "Ana López"]),
    organization=st.sampled_from(["", "Acme", "ACME GmbH"]),
    emails=st.lists(st.sampled_from(["a@x.example", "A@x.example", "b@x.example", "no mail"]), max_size=3).map(tuple),
    phones=st.lists(
        st.builds(Phone, st.sampled_from(["+447700900123", "07700900123", "+4930123456", "12"])), max_size=3
    ).map(tuple),
    note=st.sampled_from(["", "Tall.", "Likes tea.\n\nTall."]),
    review=st.sampled_from(ReviewState),
)


@given(contacts, contacts)
def test_merging_twice_changes_nothing_and_loses_nothing(kept: Contact, other: Contact) -> None:
    once = merge(kept, other).contact
    assert merge(once, other).contact == once
    assert {e.casefold() for e in (*kept.emails, *other.emails)} == {e.casefold() for e in once.emails}
    assert other.note in once.note


def test_relationships_unite_and_an_opt_out_stays() -> None:
    birthday = ImportantDate(kind=DateKind.BIRTHDAY, month=3, day=4)
    kept = Relationship(tags=("alumni",), priority=Priority.HIGH)
    other = Relationship(
        kind=RelationshipKind.PEER, cadence=Cadence.MONTHLY, tags=("Alumni", "go"), dates=(birthday,), opted_out=True
    )
    merged = merge_relationships(kept, other)
    assert merged == Relationship(
        kind=RelationshipKind.PEER,
        cadence=Cadence.MONTHLY,
        priority=Priority.HIGH,
        tags=("alumni", "go"),
        dates=(birthday,),
        opted_out=True,
    )
    assert merge_relationships(merged, other) == merged
