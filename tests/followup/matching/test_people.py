"""New jobs, colleagues, and the two sides of a card."""

from __future__ import annotations

from datetime import datetime, timedelta

from followup.matching import CardSide, colleagues, fronts_and_backs, job_change, job_changes
from followup.model import Address, Contact, Phone, Social

NOON = datetime(2026, 11, 18, 12, 0)
MOBILE = Phone("+447700900123", "mobile")


def at(seconds: int, photo: int, contact: Contact) -> CardSide:
    return CardSide(contact=contact, photo_id=photo, taken_at=NOON + timedelta(seconds=seconds))


def test_a_new_job_is_seen_and_said() -> None:
    old = Contact(id=1, name="Ana López", organization="Acme", emails=("ana@acme.example",), phones=(MOBILE,))
    new = Contact(id=2, name="Ana Lopez", organization="Helixar", emails=("ana@helixar.example",), phones=(MOBILE,))
    change = job_change(old, new)
    assert change is not None
    assert (change.before, change.after) == ("Acme", "Helixar")
    assert change.score > 0.9
    assert change.why == "Ana Lopez was at Acme and is now at Helixar: same mobile number, same name."


def test_a_rare_name_alone_is_worth_the_question_but_no_more() -> None:
    old, new = (Contact(id=i, name="Ana Zubizarreta", organization=o) for i, o in ((1, "Acme"), (2, "Helixar")))
    change = job_change(old, new)
    assert change is not None
    assert change.score < 0.5


def test_no_new_job() -> None:
    ana = Contact(id=1, name="Ana López", organization="Acme", emails=("ana@acme.example",))
    same_firm = Contact(id=2, name="Ana López", organization="ACME S.A.")
    brand = Contact(id=3, name="Ana López", organization="Helixar", urls=("acme.example",))
    someone = Contact(id=4, name="Jorge Ruiz", organization="Helixar", phones=(MOBILE,))
    assert job_changes(ana, (same_firm, brand, someone, ana)) == ()


def test_colleagues_share_a_domain_that_is_no_free_mail() -> None:
    people = (
        Contact(id=1, organization="Acme", emails=("a@mail.acme.co.uk",)),
        Contact(id=2, organization="Acme", urls=("https://www.acme.co.uk/team",)),
        Contact(id=3, organization="Acme Labs", emails=("c@gmail.com", "c@acme.co.uk")),
        Contact(id=4, emails=("d@gmail.com",), urls=("linkedin.com/in/d",)),
        Contact(id=5, emails=("e@helixar.example",)),
    )
    (firm,) = colleagues(people)
    assert (firm.domain, firm.organization, firm.contact_ids) == ("acme.co.uk", "Acme", (1, 2, 3))


def test_a_firm_s_name_brings_together_whom_no_domain_does() -> None:
    people = (
        Contact(id=1, organization="Acme Ltd", emails=("a@acme.example",)),
        Contact(id=2, organization="ACME", emails=("b@gmail.com",)),
        Contact(id=3, organization="Helixar", emails=("c@gmail.com",)),
        Contact(id=4, organization="Helixar GmbH", emails=("d@web.de",)),
        Contact(id=5, organization="", emails=("e@gmail.com",)),
        Contact(id=6, organization="Nobody else"),
    )
    found = [(firm.domain, firm.organization, firm.contact_ids) for firm in colleagues(people)]
    assert found == [("", "Helixar", (3, 4)), ("acme.example", "Acme Ltd", (1, 2))]


def test_names_below_a_host_that_anybody_can_use_are_firms_of_their_own() -> None:
    mails = ("a@acme.github.io", "b@acme.github.io", "c@helixar.github.io", "d@acme.example.com", "e@eva.example.com")
    people = (Contact(id=number, emails=(mail,)) for number, mail in enumerate(mails))
    assert [(firm.domain, firm.contact_ids) for firm in colleagues(people)] == [("acme.github.io", (0, 1))]


def test_a_name_that_two_domains_share_decides_nothing() -> None:
    people = (
        Contact(id=1, organization="Müller", emails=("a@mueller.example",)),
        Contact(id=2, organization="Müller", emails=("b@mueller-bau.example",)),
        Contact(id=3, organization="Müller"),
    )
    assert colleagues(people) == ()


FRONT = Contact(id=1, name="Eva Horn", title="CTO", organization="Acme", emails=("eva@acme.example",))
BACK = Contact(id=2, organization="ACME GmbH", address=Address(formatted="Am Markt 1"), urls=("www.acme.example",))


def test_front_and_back_taken_seconds_apart() -> None:
    (pair,) = fronts_and_backs([at(0, 1, BACK), at(4, 2, FRONT)])
    assert (pair.front_id, pair.back_id) == (1, 2)
    assert "taken 4 seconds apart" in pair.reasons
    assert "one has what the other lacks" in pair.reasons


def test_minutes_apart_are_two_cards() -> None:
    assert fronts_and_backs([at(0, 1, FRONT), at(300, 2, BACK)]) == ()


def test_two_colleagues_are_two_cards_even_in_one_photo() -> None:
    other = Contact(id=2, name="Ali Kaya", organization="Acme", emails=("ali@acme.example",))
    assert fronts_and_backs([at(0, 1, FRONT), at(0, 1, other)]) == ()


def test_a_pile_of_colleagues_is_paired_in_turn() -> None:
    ali = Contact(id=3, name="Ali Kaya", title="CFO", organization="Acme", emails=("ali@acme.example",))
    back = Contact(id=4, organization="ACME GmbH", address=Address(formatted="Am Markt 1"), urls=("www.acme.example",))
    pairs = fronts_and_backs([at(0, 1, FRONT), at(4, 2, BACK), at(9, 3, ali), at(13, 4, back)])
    assert {(p.front_id, p.back_id) for p in pairs} == {(1, 2), (3, 4)}


def test_a_bilingual_card_says_it_twice() -> None:
    latin = Contact(id=1, name="Li Ming", organization="Dongfang", phones=(MOBILE,), emails=("li@dongfang.example",))
    native = Contact(id=2, name="李明", organization="东方公司", phones=(MOBILE,), emails=("li@dongfang.example",))
    (pair,) = fronts_and_backs([at(0, 1, latin), at(6, 2, native)])
    assert (pair.front_id, pair.back_id) == (1, 2)
    colleague = Contact(id=3, name="王伟", organization="东方公司", emails=("wang@dongfang.example",))
    assert fronts_and_backs([at(0, 1, latin), at(6, 2, colleague)]) == ()


def test_the_back_in_another_script_may_share_no_more_than_the_web_address() -> None:
    latin = Contact(id=1, name="Li Ming", organization="Dongfang", emails=("li@dongfang.example",))
    native = Contact(id=2, name="李明", organization="东方公司", urls=("www.dongfang.example",))
    (pair,) = fronts_and_backs([at(0, 1, native), at(6, 2, latin)])
    assert (pair.front_id, pair.back_id) == (1, 2)
    untimed = [CardSide(contact=native, photo_id=1), CardSide(contact=latin, photo_id=2)]
    assert fronts_and_backs(untimed) == ()


def test_a_cyrillic_name_that_is_another_person_is_no_back() -> None:
    latin = Contact(id=1, name="Ivan Petrov", organization="Vostok", urls=("vostok.example",))
    same = Contact(id=2, name="Иван Петров", title="Директор", organization="Восток", urls=("vostok.example",))
    other = Contact(id=3, name="Ольга Сидорова", title="Директор", organization="Восток", urls=("vostok.example",))
    assert len(fronts_and_backs([at(0, 1, latin), at(6, 2, same)])) == 1
    assert fronts_and_backs([at(0, 1, latin), at(6, 2, other)]) == ()


def test_two_cards_that_were_told_apart_are_not_paired() -> None:
    assert fronts_and_backs([at(0, 1, FRONT), at(4, 2, BACK)], distinct={(1, 2)}) == ()


def test_without_times_neighbours_need_more_in_common() -> None:
    def pairs(back: Contact) -> int:
        return len(fronts_and_backs([CardSide(contact=FRONT, photo_id=1), CardSide(contact=back, photo_id=2)]))

    assert pairs(Contact(id=2, organization="Acme", address=Address(formatted="Am Markt 1"))) == 0
    assert pairs(BACK) == 1


def test_a_contact_without_any_value_pairs_with_nothing() -> None:
    empty = [at(0, 1, Contact(id=1)), at(1, 1, Contact(id=2, socials=(Social("x.com/a", "x"),)))]
    assert fronts_and_backs(empty) == ()
