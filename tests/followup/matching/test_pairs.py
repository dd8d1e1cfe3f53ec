from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import contactbook
from followup.matching import MAX_BLOCK, Pair, against, duplicates, keys
from followup.model import Address, Contact, Phone, Social

MOBILE, DESK = "+447700900123", "+442079460000"

JOHN = Contact(
    id=1,
    name="John Smith",
    organization="Acme Robotics Inc.",
    emails=("john.smith@acme.example",),
    phones=(Phone(MOBILE, "mobile"), Phone(DESK, "work")),
)


def pair_of(*contacts: Contact) -> Pair | None:
    return next(duplicates(contacts), None)


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (Contact(emails=("JOHN.SMITH+fair@acme.example",)), "same e-mail"),
        (Contact(name="Jack Smith", phones=(Phone("07700 900123", "mobile"),)), "same mobile number"),
        (Contact(name="John Smith", phones=(Phone(DESK, "work"),)), "same phone number"),
        (Contact(name="SMITH John", organization="Acme Robotics"), "same company"),
        (Contact(name="J. Smith", organization="ACME ROBOTICS"), "same name, one with an initial"),
        (Contact(name="Jon Smith", organization="Acme Robotics"), "same name, one in its short form"),
        (Contact(name="John Smyth", organization="Acme Robotics"), "nearly the same name"),
        (Contact(name="John Smith", organization="Acme"), "similar company"),
        (Contact(name="John Smith", urls=("https://www.acme.example/team",)), "same web or mail domain"),
    ],
)
def test_a_second_card_of_one_person(other: Contact, reason: str) -> None:
    found = pair_of(JOHN, replace(other, id=2))
    assert found is not None
    assert (found.a_id, found.b_id) == (1, 2)
    assert found.score >= 0.5
    assert reason in found.reasons


@pytest.mark.parametrize(
    "other",
    [
        Contact(name="Jane Smith", organization="Acme Robotics", emails=("jane.smith@acme.example",)),
        Contact(name="J. Smith", organization="Acme Robotics", emails=("jane.smith@acme.example",)),
        Contact(name="Ana López", organization="Acme Robotics", phones=(Phone(DESK, "work"),)),
        Contact(name="John Smith", organization="Helixar"),
        Contact(organization="Acme Robotics"),
    ],
)
def test_other_people(other: Contact) -> None:
    assert pair_of(JOHN, replace(other, id=2)) is None


def test_a_rare_name_is_worth_a_look_when_nothing_speaks_against_it() -> None:
    found = pair_of(JOHN, Contact(id=2, name="John Smith"))
    assert found is not None
    assert found.score < 0.7


def test_what_colleagues_share_proves_no_person() -> None:
    office = Contact(
        organization="Acme",
        emails=("info@acme.example",),
        phones=(Phone(DESK, "work"),),
        urls=("acme.example",),
        address=Address(locality="Leeds"),
    )
    people = [replace(office, id=i, name=name) for i, name in enumerate(("Eva Horn", "Ali Kaya", ""), 1)]
    assert list(duplicates(people)) == []


def test_two_cards_of_a_firm_without_a_person() -> None:
    firm = Contact(organization="Acme GmbH", emails=("info@acme.example",), phones=(Phone(DESK, "work"),))
    found = pair_of(replace(firm, id=1), replace(firm, id=2, organization="ACME"))
    assert found is not None
    assert found.reasons[0] == "same phone number"


def test_a_common_name_proves_less_than_a_rare_one() -> None:
    town = Address(locality="Leeds")
    crowd = [Contact(id=i, name="John Smith", organization=f"Firm {i:02} Ltd") for i in range(10, 30)]
    two = [Contact(id=i, name="John Smith", address=town) for i in (1, 2)]
    rare = pair_of(*two)
    assert rare is not None
    assert all(rare.score > pair.score for pair in duplicates([*two, *crowd], threshold=0))


def test_pairs_that_are_not_the_same_stay_apart() -> None:
    twin = replace(JOHN, id=2)
    assert list(duplicates((JOHN, twin), distinct={(1, 2)})) == []
    assert against(twin, (JOHN,), distinct={(1, 2)}) == ()


def test_a_profile_is_the_same_however_it_is_written() -> None:
    one = Contact(id=1, name="Ana López", socials=(Social("https://www.LinkedIn.com/in/ana/", "linkedin"),))
    other = Contact(id=2, name="A. L.", socials=(Social("linkedin.com/in/ana", "linkedin"),))
    found = pair_of(one, other)
    assert found is not None
    assert "same profile" in found.reasons


def test_one_contact_against_the_book_finds_what_the_whole_book_gives() -> None:
    book = contactbook.book(400, seed=3).contacts
    whole = {(p.a_id, p.b_id): p for p in duplicates(book)}
    for contact in book[::7]:
        mine = {pair: found for pair, found in whole.items() if contact.id in pair}
        found = against(contact, book)
        assert {(p.a_id, p.b_id): p for p in found} == mine
        assert [p.score for p in found] == sorted((p.score for p in found), reverse=True)


def test_the_keys_find_the_same_as_the_whole_book() -> None:
    book = contactbook.book(300, seed=4).contacts
    index = {contact.id: keys(contact) for contact in book}
    for contact in book[::9]:
        near = [other for other in book if index[other.id] & index[contact.id]]
        assert len(near) < len(book) / 4
        assert against(contact, near) == against(contact, book)


def test_a_crowd_under_one_key_is_not_compared_with_itself() -> None:
    """Switchboard and name shared by hundreds: only those who share more are looked at."""
    size = MAX_BLOCK * 5
    crowd = [
        Contact(id=i, name="John Smith", organization=f"Firm {i}", phones=(Phone(DESK, "work"),))
        for i in range(1, size)
    ]
    twin = replace(crowd[0], id=size, phones=())
    found = list(duplicates([*crowd, twin], threshold=0))
    assert [(p.a_id, p.b_id) for p in found] == [(1, size)]


@given(st.permutations(range(12)))
@settings(max_examples=25)
def test_the_order_of_the_book_does_not_matter(order: list[int]) -> None:
    book = [*contactbook.book(6, seed=5).contacts, *(replace(c, id=c.id + 6) for c in contactbook.book(6, 5).contacts)]
    shuffled = [book[i] for i in order]
    assert {(p.a_id, p.b_id, p.score) for p in duplicates(shuffled)} == {
        (p.a_id, p.b_id, p.score) for p in duplicates(book)
    }


@given(st.builds(Contact, name=st.text(max_size=30), organization=st.text(max_size=30), emails=st.tuples(st.text())))
def test_hostile_text_is_compared_like_any_other(contact: Contact) -> None:
    twins = (replace(contact, id=1), replace(contact, id=2))
    assert keys(twins[0]) == keys(twins[1])
    for pair in duplicates(twins, threshold=0):
        assert 0 <= pair.score <= 1
        assert pair.reasons


def test_most_known_duplicates_are_found_and_few_others() -> None:
    book = contactbook.book(3000, seed=6)
    found = {(p.a_id, p.b_id) for p in duplicates(book.contacts)}
    # A new job without a number or profile that moves along cannot be told from a namesake.
    sure = {pair for pair, kind in book.truth.items() if kind != "new job"}
    assert len(found & sure) / len(sure) >= 0.97
    assert len(found & set(book.truth)) / len(found) >= 0.97
