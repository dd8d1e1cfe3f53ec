"""Values of one card against each other: what is set right, what is only doubted, and what stays as it is."""

from __future__ import annotations

import pytest

from scanner.fields import read_fields
from scanner.fields.review.alphabets import alphabet
from scanner.fields.review.letters import lost_double, lost_thin, near
from scanner.model import CardContact, TextLine

LOOK = 0.8
"""Confidence below which a person is asked to look."""


def card(*texts: str) -> CardContact:
    lines = []
    for i, text in enumerate(texts):
        height = 44.0 if i == 0 else 28.0
        x, y = 50.0, 40.0 + 60.0 * i
        right = x + 0.5 * height * len(text)
        lines.append(TextLine(text, 0.99, ((x, y), (right, y), (right, y + height), (x, y + height))))
    return read_fields(lines, (1000, 620)).contact


@pytest.mark.parametrize(
    ("printed", "right"),
    [
        ("1tessy.schmit@acme.example", "tessy.schmit@acme.example"),
        ("mtessy.schmit@acme.example", "tessy.schmit@acme.example"),
        ("tessy.schmlt@acme.example", "tessy.schmit@acme.example"),
        ("t.schmit@acme.example", "t.schmit@acme.example"),
        ("tessy@acme.example", "tessy@acme.example"),
        ("office@acme.example", "office@acme.example"),
        ("eoffice@acme.example", "office@acme.example"),
        ("mailtessy.schmit@acme.example", "tessy.schmit@acme.example"),
    ],
)
def test_name_proves_the_local_part(printed: str, right: str) -> None:
    contact = card("Tessy Schmit", "Managing Director", "Acme Ltd.", printed)
    assert [mail.value for mail in contact.emails] == [right]
    assert contact.emails[0].confidence >= LOOK


@pytest.mark.parametrize("printed", ["johan_ naidoo@acme.example", "E-mail johan naidoo@acme.example"])
def test_underscore_read_as_a_space(printed: str) -> None:
    contact = card("Johan Naidoo", "Managing Director", "Acme Ltd.", printed)
    assert [mail.value for mail in contact.emails] == ["johan_naidoo@acme.example"]


@pytest.mark.parametrize("name", ["Ahmet ahin", "Ahmet Sahin-Sales"])
def test_name_with_a_lost_or_a_foreign_part_is_doubted(name: str) -> None:
    contact = card(name, "Genel Müdür", "Örnek A.Ş.", "+90 212 555 01 23", "info@ornek.example")
    assert contact.name is not None
    assert contact.name.confidence < LOOK


def test_names_have_no_digits() -> None:
    contact = card("Per 0lof Sjöberg", "Verkställande direktör", "Exempel AB", "+46 8 555 012 34")
    assert contact.name is not None
    assert contact.name.value == "Per Olof Sjöberg"


def test_accents_that_may_have_been_lost_are_the_alternative() -> None:
    contact = card("Sigrid Bjornstad", "Direktør", "Eksempel A/S", "+47 22 55 01 23", "sb@eksempel.example")
    assert contact.name is not None
    assert contact.name.alternatives[0].value == "Sigrid Bjørnstad"


@pytest.mark.parametrize(
    ("printed", "right"),
    [
        ("Örnek Tekstil A.S.", "Örnek Tekstil A.Ş."),
        ("Przykład Sp. z 0.0", "Przykład Sp. z o.o."),
        ("Exemple S.AÀ R.L.", "Exemple S.à r.l."),
    ],
)
def test_letters_of_legal_forms(printed: str, right: str) -> None:
    phone = {"Ö": "+90 212 555 01 23", "P": "+48 22 555 01 23", "E": "+352 26 555 010"}[printed[0]]
    contact = card(printed, "Tessy Schmit", "Manager", phone, "tessy.schmit@acme.example")
    assert contact.company is not None
    assert contact.company.value == right


def test_firm_that_begins_behind_the_title_goes_on_below() -> None:
    contact = card(
        "Jürgen Weiß", "Account Executive | Talvik", "Technologies UG", "+49 40 66969 369", "jw@mail.example"
    )
    assert contact.title is not None
    assert contact.title.value == "Account Executive"
    assert contact.company is not None
    assert contact.company.value == "Talvik Technologies UG"


def test_given_name_that_the_card_abbreviates_stays_in_the_address() -> None:
    contact = card("von Bergen", "Manager", "Acme Ltd.", "bjoern.vonbergen@acme.example")
    assert contact.emails[0].value == "bjoern.vonbergen@acme.example"


def test_what_was_read_stays_as_evidence_and_alternative() -> None:
    (mail,) = card("Tessy Schmit", "Managing Director", "Acme Ltd.", "1tessy.schmit@acme.example").emails
    assert mail.evidence[0].text == "1tessy.schmit@acme.example"
    assert [a.value for a in mail.alternatives] == ["1tessy.schmit@acme.example"]


def test_lost_double_letter_is_put_back() -> None:
    contact = card("Søren Møller", "Direktør", "Eksempel A/S", "+45 32 12 34 56", "soren.moler@eksempel.example")
    assert contact.emails[0].value == "soren.moller@eksempel.example"


def test_address_spells_the_letter_that_the_name_lost() -> None:
    contact = card(
        "Mette Kjergaard", "Direktør", "Eksempel A/S", "+45 32 12 34 56", "mette.kjaergaard@eksempel.example"
    )
    assert contact.name is not None
    assert (contact.name.value, contact.name.family) == ("Mette Kjærgaard", "Kjærgaard")


def test_name_without_its_letters_is_doubted() -> None:
    contact = card("Soren Moller", "Direktør", "Eksempel A/S", "+45 32 12 34 56", "sm@eksempel.example")
    assert contact.name is not None
    assert contact.name.confidence < LOOK


def test_letter_of_another_alphabet_is_replaced() -> None:
    contact = card("Agnieszka Jabłoñska", "Dyrektor", "Przykład Sp. z o.o.", "+48 22 555 01 23", "a.j@przyklad.example")
    assert contact.name is not None
    assert contact.name.value == "Agnieszka Jabłońska"


def test_name_of_another_country_keeps_its_letters() -> None:
    contact = card("José Peña", "Software Engineer", "Example Ltd.", "+44 20 7946 0123", "jose.pena@example.com")
    assert contact.name is not None
    assert contact.name.value == "José Peña"
    assert contact.name.confidence >= LOOK


def test_firm_proves_a_thin_letter_of_the_domain() -> None:
    contact = card("TLH Real Estate", "Tama Ngata", "Manager", "tama@threalestate.com", "www.threalestate.com")
    assert [m.value for m in contact.emails] == ["tama@tlhrealestate.com"]
    assert [w.value for w in contact.websites] == ["www.tlhrealestate.com"]


@pytest.mark.parametrize("host", ["ashworthllewellyn.co.uk", "ashworth-llewellyn.co.uk"])
def test_ampersand_is_no_missing_letter(host: str) -> None:
    contact = card("Zara Pemberton", "Partner", "Ashworth & Llewellyn Ltd.", f"zara@{host}", f"www.{host}")
    assert contact.emails[0].value == f"zara@{host}"
    assert contact.emails[0].confidence >= LOOK


def test_person_of_another_name_is_doubted_only() -> None:
    contact = card("Virtanen S.", "Manager", "Acme Ltd.", "sari.virtanen@acme.example")
    assert contact.emails[0].value == "sari.virtanen@acme.example"


@pytest.mark.parametrize(
    ("printed", "right"),
    [
        ("83 HerzI Street, Haifa 3303139", "83 Herzl Street, Haifa 3303139"),
        ("204 PatrickStreet, Cork, T12 W8KP", "204 Patrick Street, Cork, T12 W8KP"),
        ("12 McKenzie Street, Perth WA 6000", "12 McKenzie Street, Perth WA 6000"),
    ],
)
def test_letters_of_the_address(printed: str, right: str) -> None:
    contact = card("Tessy Schmit", "Managing Director", "Acme Ltd.", printed, "tessy@acme.example")
    assert contact.address is not None
    assert contact.address.value == right


def test_address_without_its_post_code_is_doubted() -> None:
    contact = card("Matti Virtanen", "Johtaja", "Esimerkki Oy", "Hämeenkatu 53 A, Helsinki", "+358 9 555 0195")
    assert contact.address is not None
    assert contact.address.confidence < LOOK


def test_letters_one_apart() -> None:
    assert near("kjergaard", "kjaergaard")
    assert not near("anna", "ana")
    assert lost_double("moler", "moller")
    assert not lost_double("moler", "mohler")
    assert lost_thin("threalestate", "tlhrealestate")


def test_alphabets() -> None:
    polish = alphabet("PL")
    assert polish is not None
    assert polish.restored("Jabłoñska") == "Jabłońska"
    assert not polish.foreign("Źdźbło")
    assert polish.restored("Þór") == "Þór"
    assert alphabet("GB") is None


def test_a_department_beside_a_title_takes_nothing_from_it() -> None:
    contact = card("Tessy Schmit", "Purchasing & Logistics", "Technical Support Specialist", "tessy@acme.example")
    assert contact.title is not None
    assert contact.title.confidence >= LOOK


def test_a_title_that_ends_in_the_middle_is_doubted() -> None:
    contact = card("Gastón Rossi", "Gerente Regional de", "gaston.rossi@acme.example", "+54 351 455-0132")
    assert contact.title is not None
    assert contact.title.confidence < LOOK


def test_initials_of_a_name_stand_for_what_its_address_spells() -> None:
    contact = card("E. A. Katz", "Managing Director", "Acme Ltd.", "eitan.katz@acme.example")
    assert contact.emails[0].confidence >= LOOK


def test_a_legal_form_with_capitals_is_no_misreading() -> None:
    contact = card("Schmit Messtechnik GmbH", "Tessy Schmit", "Direktorin", "tessy@schmit-messtechnik.example")
    assert contact.company is not None
    assert contact.company.confidence >= LOOK


def test_a_family_name_that_is_an_honorific_elsewhere_stays_where_the_address_spells_it() -> None:
    contact = card("Acme Pte Ltd", "ONG Wei Ling", "Solutions Architect", "wei.ong@acme.example")
    assert contact.name is not None
    assert (contact.name.value, contact.name.family, contact.name.prefix) == ("ONG Wei Ling", "ONG", "")


@pytest.mark.parametrize(
    "lines",
    [
        ("4 Nathan Road, Kowloon,", "12/F"),
        ("Bandra (West) · 92,", "Anna Salai · Bengaluru 560001"),
        ("Lead Auditor, 9 Victoria Terrace",),
    ],
)
def test_an_address_that_goes_on_or_holds_a_title_is_doubted(lines: tuple[str, ...]) -> None:
    contact = card("Tessy Schmit", "Acme Ltd.", "tessy.schmit@acme.example", *lines)
    assert contact.address is None or contact.address.confidence < LOOK


def test_a_label_over_an_address_is_no_part_of_it() -> None:
    contact = card(
        "Tessy Schmit", "Acme Ltd.", "tessy.schmit@acme.example", "Office:", "Nørregade 184, 2. th.", "8000 Aarhus C"
    )
    assert contact.address is not None
    assert contact.address.confidence >= LOOK


def test_a_legal_form_gets_its_space_back() -> None:
    contact = card("Acme Technology GroupCo., Ltd.", "Tessy Schmit", "Director", "tessy.schmit@acme.example")
    assert contact.company is not None
    assert contact.company.value == "Acme Technology Group Co., Ltd."


def test_a_number_before_digits_of_nobody_is_doubted() -> None:
    contact = card("Tessy Schmit", "Director", "T: +49 30 23125 030 / 35", "tessy.schmit@acme.example")
    assert any(phone.confidence < LOOK or phone.value == "+493023125030" for phone in contact.phones)
    contact = card("Tessy Schmit", "Director", "T: +44 20 7946 0958 / +44 20 7946 0959", "tessy.schmit@acme.example")
    assert [phone.confidence >= LOOK for phone in contact.phones] == [True, True]
