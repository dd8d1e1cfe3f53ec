"""What a greeting calls somebody, and how the four languages say it."""

from __future__ import annotations

from datetime import date

import pytest

from followup.drafting import compose, gather, load
from followup.drafting.salutation import salutation
from followup.model import Contact, ContactRecord, Sender


@pytest.mark.parametrize(
    ("printed", "familiar", "formal"),
    [
        (("Ana", "López", "Ana López", ""), "Ana", "Ana López"),
        (("Ana", "López", "Ana López", "Dr."), "Ana", "Dr. López"),
        (("Katharina M.", "Großmann", "Katharina M. Großmann", ""), "Katharina", "Katharina Großmann"),
        (("Katharina M", "Großmann", "Katharina M Großmann", ""), "Katharina", "Katharina Großmann"),
        (("J. R.", "Roth", "J. R. Roth", ""), "J. R. Roth", "J. R. Roth"),
        (("J. Robert", "Roth", "J. Robert Roth", ""), "Robert", "J. Robert Roth"),
        (("Hans Peter", "Roth", "Hans Peter Roth", ""), "Hans Peter", "Hans Peter Roth"),
        (("Hans-Peter", "Müller-Roth", "Hans-Peter Müller-Roth", "Prof."), "Hans-Peter", "Prof. Müller-Roth"),
        (('Robert "Bob"', "Keller", 'Robert "Bob" Keller', ""), "Bob", "Robert Keller"),
        (("Robert (Bob) T.", "Keller", "Robert (Bob) T. Keller", ""), "Bob", "Robert Keller"),
        (("Péter K.", "Nagy", "Nagy Péter K.", ""), "Péter", "Nagy Péter"),
        (("Tarō", "Yamada", "Yamada Tarō", ""), "Tarō", "Yamada Tarō"),
        (("Clara", "von der Heide", "Clara von der Heide", "Dr."), "Clara", "Dr. von der Heide"),
        (("Clara", "von der Heide", "Clara von der Heide", ""), "Clara", "Clara von der Heide"),
        (("Pieter", "de Vries", "Pieter de Vries", "dr. ir."), "Pieter", "dr. de Vries"),
        (("José M.", "García y Vega", "José M. García y Vega", ""), "José", "José García y Vega"),
        (("Jean-Luc", "d'Arcy", "Jean-Luc d'Arcy", ""), "Jean-Luc", "Jean-Luc d'Arcy"),
        (("Eva", "Roth", "Eva Roth", "Dr. rer. nat."), "Eva", "Dr. Roth"),
        (("Eva", "Roth", "Eva Roth", "Prof. Dr.-Ing. habil."), "Eva", "Prof. Dr. Roth"),
        (("Eva", "Roth", "Eva Roth", "Dr. med. Dr. phil."), "Eva", "Dr. Dr. Roth"),
        (("Eva", "Roth", "Eva Roth", "PROF. DR."), "Eva", "Prof. Dr. Roth"),
        (("Eva", "Roth", "Eva Roth", "Dipl.-Ing."), "Eva", "Eva Roth"),
        (("Eva", "Roth", "Eva Roth", "Frau Dr."), "Eva", "Frau Dr. Roth"),
        (("", "", "Ana López, MBA", ""), "Ana López", "Ana López"),
        (("", "", "Ana López, Ph.D., CFA", ""), "Ana López", "Ana López"),
        (("", "", "López, Ana", ""), "López, Ana", "López, Ana"),
        (("", "", "Katharina M. Großmann", ""), "Katharina Großmann", "Katharina Großmann"),
        (("", "", "Yuki", ""), "Yuki", "Yuki"),
        (("", "López", "", ""), "López", "López"),
        (("Ana M.", "López", "", ""), "Ana", "Ana López"),
        (("山田", "太郎", "太郎 山田", ""), "山田", "太郎 山田"),
        (("", "", "", "Dr."), "", ""),
    ],
)
def test_people_are_called_as_they_would_be(printed, familiar, formal):
    """What is printed: given names, family name, whole name, what stands before it."""
    assert salutation(*printed, formal=False) == familiar
    assert salutation(*printed, formal=True) == formal


@pytest.mark.parametrize(
    ("language", "formal", "familiar"),
    [
        ("de", "Guten Tag Katharina Großmann,", "Hallo Katharina,"),
        ("en", "Dear Katharina Großmann,", "Hi Katharina,"),
        ("fr", "Bonjour Katharina Großmann,", "Bonjour Katharina,"),
        ("es", "Buenos días, Katharina Großmann:", "Hola, Katharina:"),
    ],
)
def test_no_language_greets_a_middle_initial(language, formal, familiar):
    contact = Contact(name="Katharina M. Großmann", given_name="Katharina M.", family_name="Großmann")
    for polite, greeting in ((True, formal), (False, familiar)):
        facts = gather(
            ContactRecord(contact), None, Sender(), today=date(2026, 11, 21), language=language, formal=polite
        )
        assert compose(load("thank-you", language), facts).body.startswith(greeting + "\n")
