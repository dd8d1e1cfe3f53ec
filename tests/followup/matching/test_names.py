from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.matching import firms
from followup.matching.firms import FirmMatch
from followup.matching.names import NameMatch, compare, name_words
from followup.model import Contact

ALIKE = [
    ("Péter Nagy", "Nagy Peter", NameMatch.SAME),
    ("NAGY, PÉTER", "Péter Nagy", NameMatch.SAME),
    ("Hans Müller", "Hans Mueller", NameMatch.SAME),
    ("Søren Kjær", "Soeren Kjaer", NameMatch.SAME),
    ("Jean-Luc Picard", "Jean Luc Picard", NameMatch.SAME),
    ("Anne De Vries", "Anne Devries", NameMatch.SAME),
    ("Sean O'Brien", "Sean O’Brien", NameMatch.SAME),
    ("Dr. Eva Horn", "Eva Horn, PhD", NameMatch.SAME),
    ("Γιώργος Παπαδόπουλος", "Giorgos Papadopoulos", NameMatch.SAME),
    ("李明", "李明", NameMatch.SAME),
    ("John Smith", "J. Smith", NameMatch.INITIAL),
    ("Smith J", "John Smith", NameMatch.INITIAL),
    ("Robert Jones", "Bob Jones", NameMatch.SHORT),
    ("José Ruiz", "Pepe Ruiz", NameMatch.SHORT),
    ("Johannes Bauer", "Hannes Bauer", NameMatch.SHORT),
    ("Katarzyna Lis", "Kasia Lis", NameMatch.SHORT),
    ("Ana García López", "Ana García", NameMatch.PARTIAL),
    ("Дмитрий Иванов", "Dmitri Ivanov", NameMatch.SAME),
    ("Юлия Петрова", "Julia Petrova", NameMatch.SLIP),
    ("Anna Schmidt", "Anna Schmitt", NameMatch.SLIP),
    ("Ana", "Ana", NameMatch.SINGLE),
]
DIFFERENT = [
    ("Daniel Koch", "Daniela Koch"),
    ("Mario Rossi", "Maria Rossi"),
    ("John Smith", "Jane Smith"),
    ("J. S.", "John Smith"),
    ("Ana", "Ana López"),
    ("", "Ana López"),
    ("Anna Berg", "Anna Stein"),
]


def words(name: str) -> tuple[str, ...]:
    return name_words(Contact(name=name))


@pytest.mark.parametrize(("one", "other", "match"), ALIKE)
def test_names_of_one_person(one: str, other: str, match: NameMatch) -> None:
    assert compare(words(one), words(other)) is match


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_names_of_two_people(one: str, other: str) -> None:
    assert compare(words(one), words(other)) is NameMatch.NONE


some_names = st.lists(
    st.sampled_from(["ana", "anna", "bob", "robert", "b", "j", "smith", "smyth", "smithy", "lopez"]), max_size=4
).map(tuple)


@given(some_names, some_names)
def test_the_order_of_two_names_does_not_matter(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert compare(one, other) is compare(other, one)


@given(st.text(max_size=200))
def test_any_text_has_words(text: str) -> None:
    found = words(text)
    assert len(found) <= 6
    assert compare(found, found) is not NameMatch.NONE or not found


@pytest.mark.parametrize(
    ("one", "other", "match"),
    [
        ("Müller & Söhne GmbH & Co. KG", "Mueller und Soehne", FirmMatch.SIMILAR),
        ("ACME Robotics, Inc.", "Acme Robotics", FirmMatch.SAME),
        ("AcmeSoft Ltd", "Acme Soft", FirmMatch.SAME),
        ("Acme", "Acme Robotics", FirmMatch.SIMILAR),
        ("IBM", "International Business Machines Corp.", FirmMatch.SIMILAR),
        ("Acme", "Helixar", FirmMatch.OTHER),
        ("Acme", "", FirmMatch.UNKNOWN),
    ],
)
def test_firms(one: str, other: str, match: FirmMatch) -> None:
    assert firms.compare(firms.firm_key(one), firms.firm_key(other)) is match


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("mail.acme.co.uk", "acme.co.uk"),
        ("WWW.Acme.Example", "acme.example"),
        ("server.office.acme.example", "acme.example"),
        ("gmail.com", ""),
        ("localhost", ""),
        ("192.0.2.7", ""),
        ("linkedin.com", ""),
        ("co.uk", ""),
        ("", ""),
    ],
)
def test_the_domain_that_a_firm_registered(host: str, domain: str) -> None:
    assert firms.firm_domain(host) == domain


@pytest.mark.parametrize(
    "url",
    ["https://www.acme.example/team?x=1", "www.acme.example", "http://me@www.acme.example:8080/", "www.acme.example?a"],
)
def test_the_host_of_a_printed_address(url: str) -> None:
    assert firms.host_of(url) == "www.acme.example"
