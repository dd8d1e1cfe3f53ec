"""A thousand hard contacts through vCard 3.0 and 4.0: what docs/vcard.md lists is lost, nothing else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from uuid import UUID

import pytest

from followup.exchange import export, reading
from followup.model import Address, Contact, ContactRecord, Phone, ReviewState, Social
from followup.service.import_cleaning import cleaned
from tests.followup import book

DOCUMENT = Path(__file__).parents[3] / "docs" / "vcard.md"
Rule = Callable[[Contact], Contact]


def texts(contact: Contact, change: Callable[[str], str], *, note: Callable[[str], str]) -> Contact:
    """The contact with each of its single-line texts changed, and its note by a rule of its own."""
    single = [f.name for f in fields(Contact) if f.type == "str" and f.name not in ("uid", "note")]
    address = contact.address and replace(
        contact.address, **{f.name: change(getattr(contact.address, f.name)) for f in fields(Address)}
    )
    return replace(
        contact,
        **{name: change(getattr(contact, name)) for name in single},
        address=address,
        note=note(contact.note),
    )


def spaces(contact: Contact) -> Contact:
    return texts(contact, lambda text: " ".join(text.split()), note=lambda text: text.replace("\t", " ").strip())


def letters(contact: Contact) -> Contact:
    def composed(text: str) -> str:
        return unicodedata.normalize("NFC", text)

    return texts(contact, composed, note=composed)


def schemes(contact: Contact) -> Contact:
    return replace(contact, urls=tuple(url if "://" in url else f"https://{url}" for url in contact.urls))


def addresses(contact: Contact) -> Contact:
    """One line made of the parts; a known only as one line becomes the street."""
    a = contact.address
    if not a:
        return contact
    if not (a.street or a.postal_code or a.locality):
        return replace(contact, address=replace(a, street=a.formatted))
    place = f"{a.postal_code} {a.locality}".strip()
    line = ", ".join(part for part in (a.street, place, a.region, a.country) if part)
    return replace(contact, address=replace(a, formatted=line))


def unsplit(contact: Contact) -> Contact:
    split = contact.given_name or contact.family_name
    return contact if split else replace(contact, given_name=contact.name)


def language(contact: Contact) -> Contact:
    return replace(contact, language="")


def own(contact: Contact) -> Contact:
    return replace(contact, review=ReviewState.CAPTURED, created_at=None, updated_at=None)


LOST: dict[str, Rule] = {
    "Spaces": spaces,
    "Letters": letters,
    "Web addresses": schemes,
    "Addresses": addresses,
    "Unsplit names": unsplit,
    "Review and times": own,
}
ONLY_3: dict[str, Rule] = {"Language": language}


def people() -> list[Contact]:
    """A thousand contacts, each with an identifier; some with what the generator never makes."""
    made = [replace(c, uid=str(UUID(int=n + 1))) for n, c in enumerate(book.contacts(994))]
    odd = (
        Contact(name="Vincent van Gogh"),
        Contact(organization="Beispiel Werke; AG", phones=(Phone("+493023125000"),)),
        Contact(name="Ana, B.", given_name="Ana,", family_name="B."),
        Contact(name="Ana", given_name="Ana", socials=(Social("@ana", "x"), Social("social.example/@ana", "mastodon"))),
        Contact(name="Bo", given_name="Bo", address=Address(formatted="Calle Mayor 1, Madrid")),
        Contact(emails=("x@example.net",)),
    )
    return [*made, *(replace(c, uid=str(UUID(int=5_000 + n))) for n, c in enumerate(odd))]


def returned(contacts: list[Contact], form: str) -> list[Contact]:
    """What an import into an empty book makes of our own export."""
    data = b"".join(export(map(ContactRecord, contacts), form))
    found = [cleaned(entry.contact) for entry in reading.read(data).entries]
    assert not any(problems for _, problems in found)
    return [contact for contact, _ in found]


def told(contact: Contact, rules: dict[str, Rule]) -> Contact:
    for rule in rules.values():
        contact = rule(contact)
    return contact


@pytest.mark.parametrize(("form", "rules"), [("vcard", LOST | ONLY_3), ("vcard4", LOST)])
def test_only_what_is_documented_is_lost(form: str, rules: dict[str, Rule]) -> None:
    given = people()
    assert len(given) == 1_000
    found = returned(given, form)
    expected = [told(contact, rules) for contact in given]
    assert [b for a, b in zip(found, expected, strict=True) if a != b] == []
    for name in rules:
        without = {key: other for key, other in rules.items() if key != name}
        if name != "Review and times":
            assert any(told(c, without) != b for c, b in zip(given, found, strict=True)), f"{name} is lost no more"


def test_the_document_lists_exactly_these() -> None:
    listed = re.findall(r"^- \*\*(.+?)\.\*\*", DOCUMENT.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert listed == [*LOST, *ONLY_3]
