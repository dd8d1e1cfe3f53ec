"""vCards, read back with vobject."""

from __future__ import annotations

from dataclasses import replace

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from followup.exchange import FORMATS, export
from followup.model import Contact, ContactRecord, Encounter, Event, Meeting, Phone


def written(*records, form="vcard"):
    return b"".join(export(records, form))


def read(*records, form="vcard"):
    return list(vobject.readComponents(written(*records, form=form).decode()))


def values(card, name):
    return [line.value for line in card.contents.get(name, [])]


def types(card, name):
    return [[t.upper() for t in line.params.get("TYPE", [])] for line in card.contents.get(name, [])]


def test_every_field_is_read_back(ana):
    (card,) = read(ana)
    contact = ana.contact
    assert card.version.value == "3.0"
    name = card.n.value
    assert (name.family, name.given, name.additional, name.prefix, name.suffix) == (
        "López",
        "Ana María",
        "",
        "Dr.",
        "MBA",
    )
    assert card.fn.value == "Ana María López"
    assert card.org.value == [contact.organization, contact.department]
    assert card.title.value == contact.title
    assert values(card, "email") == list(contact.emails)
    assert values(card, "tel") == ["+34600123456", "+34910000000,12", "+34910000099", "+34910000088", "+34910000077"]
    assert types(card, "tel") == [["CELL"], ["WORK", "VOICE"], ["WORK", "FAX"], ["HOME", "VOICE"], ["VOICE"]]
    assert values(card, "url") == ["https://www.example.com", "https://example.org/a?b=1,2;c"]
    assert values(card, "x-socialprofile") == ["https://linkedin.com/in/ana-example"]
    assert types(card, "x-socialprofile") == [["LINKEDIN"]]
    address = card.adr.value
    assert (address.street, address.city, address.region, address.code, address.country) == (
        "Calle Mayor 1, 2º",
        "Madrid",
        "Comunidad de Madrid",
        "28013",
        "Spain",
    )
    assert card.categories.value == ["Expo, Lyon 2025", "Sample Summit 2026"]
    assert card.uid.value == contact.uid
    assert card.rev.value == "2026-11-19T08:00:00Z"
    note = card.note.value
    assert note.startswith(contact.note)
    for part in (
        "Sample Summit 2026, Lisbon, 2026-11-18",
        "Topic: Pricing pilots",
        "Next step: A call (by 2026-12-04)",
    ):
        assert part in note


def test_a_company_without_a_person(company):
    (card,) = read(company)
    assert card.fn.value == "Beispiel Werke AG"
    assert card.org.value == ["Beispiel Werke AG"]
    assert values(card, "x-abshowas") == ["COMPANY"]
    assert (card.n.value.family, card.n.value.given) == ("", "")


def test_a_card_with_hardly_anything_still_has_its_names(bare):
    (card,) = read(bare)
    assert card.fn.value == "x@example.net"
    assert "x-abshowas" not in card.contents
    assert read(ContactRecord(Contact(id=4)))[0].fn.value == "contact 4"


def test_a_name_that_was_never_split_is_not_guessed():
    (card,) = read(ContactRecord(Contact(name="Vincent van Gogh")))
    assert (card.n.value.given, card.n.value.family) == ("Vincent van Gogh", "")


def test_an_address_known_only_as_one_line(ana):
    address = replace(ana.contact.address, street="", postal_code="", locality="", region="", country="")
    (card,) = read(replace(ana, contact=replace(ana.contact, address=address)))
    assert card.adr.value.street == "Calle Mayor 1, 28013 Madrid"


@pytest.mark.parametrize("form", ["vcard", "vcard4"])
def test_lines_are_folded_at_75_octets_and_end_in_crlf(ana, form):
    long = replace(ana, contact=replace(ana.contact, note="Grüße 🙂 ausführlich " * 60))
    data = written(long, form=form)
    assert data.count(b"\n") == data.count(b"\r\n")
    assert max(map(len, data.split(b"\r\n"))) <= 75
    data.decode()
    for piece in data.split(b"\r\n"):
        piece.decode()
    assert long.contact.note.strip() in read(long, form=form)[0].note.value


def test_a_colon_is_never_escaped(ana):
    assert b"\\:" not in written(ana)
    assert b"1:30pm" in written(ana)


@pytest.mark.parametrize(
    "text", ["x\r\nEND:VCARD\r\nBEGIN:VCARD", "a\nTEL:1", '\x00;:\\,"', "a\u2028EMAIL:x@y.example"]
)
def test_no_value_can_add_a_property(text):
    contact = Contact(
        uid=text,
        name=text,
        given_name=text,
        title=text,
        organization=text,
        emails=(text,),
        phones=(Phone(text, text),),
        urls=(text,),
        note=text,
    )
    meeting = Meeting(Event(name=text, place=text), Encounter(contact_id=1, event_id=1, topic=text))
    (card,) = read(ContactRecord(contact, (meeting,)))
    allowed = {"version", "prodid", "uid", "n", "fn", "title", "org", "email", "tel", "url", "note", "categories"}
    assert set(card.contents) == allowed
    assert all(len(lines) == 1 for lines in card.contents.values())


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), min_size=1, max_size=120)


@given(name=TEXT, organization=TEXT, note=TEXT)
def test_any_text_comes_back(name, organization, note):
    contact = Contact(name=name, organization=organization, note=note)
    (card,) = read(ContactRecord(contact))
    assert card.fn.value == name
    assert card.org.value == [organization]
    assert values(card, "note") == ([note.strip()] if note.strip() else [])


def test_version_4_has_its_own_types_and_uris(ana, company):
    text = written(ana, company, form="vcard4").decode().replace("\r\n ", "")
    assert "VERSION:4.0" in text
    assert "TEL;VALUE=uri;TYPE=cell:tel:+34600123456" in text
    assert "TEL;VALUE=uri;TYPE=work;TYPE=voice:tel:+34910000000;ext=12" in text
    assert "UID:urn:uuid:0b9af3b4-6f0c-4a3e-9b1e-2f6c1d0a7e55" in text
    assert "REV:20261119T080000Z" in text
    assert "KIND:org" in text
    assert "LANG:es" in text
    assert "INTERNET" not in text


@pytest.mark.parametrize("value", ["+49 30 12", "+1-800-FLOWERS", "+34600;phone-context=x", "+", "0301234567"])
def test_what_is_no_global_number_is_text_in_version_4(value):
    record = ContactRecord(Contact(name="Ana", phones=(Phone(value),)), ())
    text = written(record, form="vcard4").decode().replace("\r\n ", "")
    assert "tel:" not in text
    assert "VALUE=uri" not in text


def test_formats_are_streams(ana):
    def records():
        yield ana
        raise AssertionError("the first card must leave before the second contact is fetched")

    assert next(export(records(), "vcard")).startswith(b"BEGIN:VCARD")


def test_formats_know_their_files():
    assert FORMATS["vcard"].suffix == ".vcf"
    assert FORMATS["csv"].media_type == "text/csv"
    assert all(name == form.name for name, form in FORMATS.items())
