"""Files of other programs, with their quirks."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.errors import AftercardError, InvalidValueError, NothingReadableError
from followup.exchange import export, reading
from followup.exchange.reading import ReadContact, Unreadable
from followup.model import Address, Contact, ContactRecord, Phone, Social


def contacts(data: bytes | str, **mapping: str) -> list[Contact]:
    return [entry.contact for entry in entries(data, **mapping) if isinstance(entry, ReadContact)]


def entries(data: bytes | str, **mapping: str) -> tuple[ReadContact | Unreadable, ...]:
    return reading.read(data.encode() if isinstance(data, str) else data, mapping).entries


def card(*lines: str, version: str = "3.0") -> str:
    return "\r\n".join(("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""))


IOS = card(
    "PRODID:-//Apple Inc.//iPhone OS 18.1//EN",
    "N:López;Ana;María;Dr.;",
    "FN:Dr. Ana María López",
    "ORG:Example Tools;Purchasing;",
    "TITLE:Head of Purchasing",
    "item1.EMAIL;type=INTERNET;type=pref:ana@example.com",
    "item1.X-ABLabel:_$!<Work>!$_",
    "TEL;type=CELL;type=VOICE;type=pref:+34 600 123 456",
    "item2.TEL:+34 910 000 099",
    "item2.X-ABLabel:fax (office)",
    "item3.ADR;type=WORK;type=pref:;;Calle Mayor 1\\, 2º;Madrid;;28013;Spain",
    "item3.X-ABADR:es",
    "item4.URL;type=pref:https\\://www.example.com",
    "item4.X-ABLabel:_$!<HomePage>!$_",
    "X-SOCIALPROFILE;type=linkedin;x-user=ana:https://www.linkedin.com/in/ana-example",
    "NOTE:Call after 1\\:30pm\\nhttp\\://example.com\\, please",
    "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQ",
    " AAAQABAAD/2wBDAAMCAgMCAg",
    "CATEGORIES:* myContacts,Web Summit 2026",
)


def test_a_card_of_an_iphone() -> None:
    (entry,) = entries(IOS)
    assert isinstance(entry, ReadContact)
    assert entry.labels == ("Web Summit 2026",)
    assert entry.contact == Contact(
        name="Ana María López",
        given_name="Ana María",
        family_name="López",
        honorific_prefix="Dr.",
        title="Head of Purchasing",
        department="Purchasing",
        organization="Example Tools",
        emails=("ana@example.com",),
        phones=(Phone("+34 600 123 456", "mobile"), Phone("+34 910 000 099", "fax")),
        urls=("https://www.example.com",),
        socials=(Social("linkedin.com/in/ana-example", "linkedin"),),
        address=Address(street="Calle Mayor 1, 2º", postal_code="28013", locality="Madrid", country="ES"),
        note="Call after 1:30pm\nhttp://example.com, please",
    )


def test_a_card_of_googles() -> None:
    google = card(
        "FN:Dr. Ana López\\, MBA",
        "N:López;Ana;;Dr.;MBA",
        "EMAIL;TYPE=INTERNET;TYPE=WORK:ana@example.com",
        "item1.EMAIL;TYPE=INTERNET:ana.lopez@example.org",
        "item1.X-ABLabel:Assistant",
        "TEL;TYPE=CELL:+34 600 123 456",
        "item2.TEL:+34 910 000 000 ::: +34 910 000 001",
        "item2.X-ABLabel:mainPhone",
        "item3.URL:http\\://www.google.com/profiles/1234567890",
        "item3.X-ABLabel:PROFILE",
        "CATEGORIES:myContacts,starred,Web Summit 2026,Alumni",
    )
    (entry,) = entries(google)
    assert isinstance(entry, ReadContact)
    contact = entry.contact
    assert (contact.name, contact.honorific_prefix, contact.honorific_suffix) == ("Ana López", "Dr.", "MBA")
    assert contact.emails == ("ana@example.com", "ana.lopez@example.org")
    assert [p.value for p in contact.phones] == ["+34 600 123 456", "+34 910 000 000", "+34 910 000 001"]
    assert [p.kind for p in contact.phones] == ["mobile", "work", "work"]
    assert contact.urls == ("http://www.google.com/profiles/1234567890",)
    assert entry.labels == ("Web Summit 2026", "Alumni"), "Google puts everybody into its own groups"


def test_a_card_of_an_old_phone_in_quoted_printable() -> None:
    (contact,) = contacts(
        card(
            "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=BCrgen;;;",
            "TEL;CELL;PREF:+491701234567",
            "TEL;WORK;FAX:+49301234567",
            "EMAIL;X-INTERNET:juergen@example.de",
            "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Gr=C3=BC=",
            "=C3=9Fe=0D=0Aaus K=C3=B6ln",
            "ORG;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:B=E4ckerei",
            version="2.1",
        )
    )
    assert (contact.name, contact.family_name) == ("Jürgen Müller", "Müller")
    assert contact.phones == (Phone("+491701234567", "mobile"), Phone("+49301234567", "fax"))
    assert contact.note == "Grüße\naus Köln"
    assert contact.organization == "Bäckerei"


def test_a_card_of_outlook_in_bytes_of_its_own() -> None:
    text = card(
        "N;LANGUAGE=de;CHARSET=Windows-1252:Müller;Jürgen", "FN;CHARSET=Windows-1252:Jürgen Müller", version="2.1"
    )
    (contact,) = contacts(text.encode("cp1252"))
    assert contact.name == "Jürgen Müller"
    (contact,) = contacts(text.replace(";CHARSET=Windows-1252", "").encode("cp1252"))
    assert contact.family_name == "Müller"
    assert contacts(text.replace("Windows-1252", "UTF-8").encode("utf-16"))[0].name == "Jürgen Müller"


def test_a_card_of_version_4() -> None:
    (contact,) = contacts(
        card(
            "FN:Zoë Ångström",
            'TEL;VALUE=uri;PREF=1;TYPE="voice,cell":tel:+46-70-000-0000',
            "UID:urn:uuid:0b9af3b4-6f0c-4a3e-9b1e-2f6c1d0a7e55",
            "LANG:sv",
            version="4.0",
        )
    )
    assert (contact.name, contact.language, contact.uid) == (
        "Zoë Ångström",
        "sv",
        "0b9af3b4-6f0c-4a3e-9b1e-2f6c1d0a7e55",
    )
    assert contact.phones == (Phone("+46-70-000-0000", "mobile"),)


def test_neighbours_of_what_cannot_be_read_are_kept() -> None:
    broken = card("FN:", "garbage", "TITLE:CEO")
    unended = "BEGIN:VCARD\r\nFN:Cy Chan\r\n"
    found = entries(card("FN:Ana") + broken + unended + card("FN:Bo", ":;=no property", "\x00"))
    assert [e.contact.name if isinstance(e, ReadContact) else e.row for e in found] == ["Ana", 2, "Cy Chan", "Bo"]
    assert "no name" in found[1].reason


def test_cards_of_firms_have_no_person() -> None:
    for line in ("X-ABShowAs:COMPANY", "KIND:org"):
        (contact,) = contacts(card("N:;;;;", "FN:Beispiel AG", "ORG:Beispiel AG", line))
        assert (contact.name, contact.organization) == ("", "Beispiel AG")
    (contact,) = contacts(card("FN:info@example.com", "EMAIL:info@example.com"))
    assert (contact.name, contact.emails) == ("", ("info@example.com",))


GOOGLE_NEW = (
    "First Name,Middle Name,Last Name,Organization Name,Organization Title,Notes,Labels,E-mail 1 - Label,"
    "E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Address 1 - Label,"
    "Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - Country,Website 1 - Label,Website 1 - Value,"
    "Custom Field 1 - Label,Custom Field 1 - Value\r\n"
    'Ana,María,López,Example Tools,CTO,"at 1\\:30pm\nhttp\\://example.com",* myContacts ::: Web Summit 2026,* Work,'
    "ana@example.com ::: ana@example.org,Mobile,+34 600 123 456,Friend; colleague,+34 910 000 000 ::: +34 910 000 001,"
    'Work,"Calle Mayor 1\n28013 Madrid",Calle Mayor 1,Madrid,Spain,LinkedIn,https://linkedin.com/in/ana,x,y\r\n'
    ",,,Beispiel AG,,,* myContacts,,,Work Fax,+49 30 1,,,,,,,,,,,\r\n"
)


def test_googles_new_csv() -> None:
    first, second = entries(GOOGLE_NEW)
    ana = first.contact
    assert (ana.name, ana.given_name, first.labels) == ("Ana María López", "Ana María", ("Web Summit 2026",))
    assert ana.emails == ("ana@example.com", "ana@example.org")
    assert ana.phones == (
        Phone("+34 600 123 456", "mobile"),
        Phone("+34 910 000 000", "other"),
        Phone("+34 910 000 001", "other"),
    )
    assert ana.note == "at 1:30pm\nhttp://example.com"
    assert ana.socials == (Social("linkedin.com/in/ana", "linkedin"),)
    assert ana.address == Address(
        formatted="Calle Mayor 1 28013 Madrid", street="Calle Mayor 1", locality="Madrid", country="ES"
    )
    assert (second.row, second.contact.organization) == (3, "Beispiel AG"), "nameless contacts are kept"
    assert second.contact.phones == (Phone("+49 30 1", "fax"),)


def test_googles_old_csv() -> None:
    (contact,) = contacts(
        "Name,Given Name,Additional Name,Family Name,Group Membership,E-mail 1 - Type,E-mail 1 - Value,"
        "Phone 1 - Type,Phone 1 - Value,Organization 1 - Type,Organization 1 - Name,Organization 1 - Title\n"
        "Ana López,Ana,,López,Web Summit 2026 ::: * My Contacts,* Work,ana@example.com,Mobile,+34 600 123 456,,"
        "Example Tools,CTO\n"
    )
    assert (contact.name, contact.organization, contact.title) == ("Ana López", "Example Tools", "CTO")
    assert contact.phones == (Phone("+34 600 123 456", "mobile"),)


def test_outlooks_csv_in_windows_1252_with_semicolons() -> None:
    text = (
        "Title;First Name;Last Name;Company;Job Title;Business Street;Business Street 2;Business City;"
        "Business Country/Region;Business Phone;Mobile Phone;Categories;E-mail Address;E-mail 2 Address;Notes\r\n"
        'Dr.;Jürgen;Müller;Bäckerei “Köln”;Chef;Ring 1;Hof;Köln;Deutschland;0221 1;0170 1;"Expo;Messe";a@example.de;'
        "b@example.de;Grüße\r\n"
    )
    (entry,) = entries(text.encode("cp1252"))
    contact = entry.contact
    assert (contact.honorific_prefix, contact.title, contact.organization) == ("Dr.", "Chef", "Bäckerei “Köln”")
    assert contact.address == Address(street="Ring 1, Hof", locality="Köln", country="DE")
    assert contact.emails == ("a@example.de", "b@example.de")
    assert entry.labels == ("Expo", "Messe")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_encoding_and_delimiter(encoding: str, delimiter: str) -> None:
    text = "Name,Company,E-mail,Mobile\r\nZoë Ångström,Åsa AB,zoe@example.se,+46700000000\r\n".replace(",", delimiter)
    (contact,) = contacts(text.encode(encoding))
    assert (contact.name, contact.organization, contact.emails) == ("Zoë Ångström", "Åsa AB", ("zoe@example.se",))


def test_linkedins_connections_below_their_preamble() -> None:
    data = (
        'Notes:\n"When exporting your connection data, you may notice that some of the email addresses, are gone."\n\n'
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        "Ana,López,https://www.linkedin.com/in/ana-example,,Example Tools,CTO,12 Mar 2024\n"
    )
    (entry,) = entries(data)
    assert entry.row == 5
    assert entry.contact.title == "CTO"
    assert entry.contact.socials == (Social("linkedin.com/in/ana-example", "linkedin"),)
    assert entry.contact.note == "Connected on LinkedIn: 2024-03-12"


CAMCARD = (
    "Full Name,Job Title1,Company1,Mobile1,Mobile2,Tel1,Fax1,E-mail1,Address1,Website1,Nickname,Rating\n"
    "Ana López,CTO,Example Tools,+34600123456,+34600123457,+34910000000,+34910000099,ana@example.com,"
    "Calle Mayor 1 Madrid,www.example.com,Anita,5\n"
)


def test_a_camcard_like_file_and_its_preview() -> None:
    read = reading.read(CAMCARD.encode(), {})
    preview = {column.heading: (column.target, column.example) for column in read.columns}
    assert preview["Tel1"] == ("phone:work", "+34910000000")
    assert preview["Rating"] == ("", "5")
    (contact,) = contacts(CAMCARD)
    assert [p.kind for p in contact.phones] == ["mobile", "mobile", "work", "fax"]
    assert contact.address == Address(formatted="Calle Mayor 1 Madrid")


def test_columns_are_mapped_by_hand() -> None:
    (contact,) = contacts(CAMCARD, Nickname="note", Tel1="phone:home", Website1="")
    assert (contact.note, contact.urls) == ("Anita", ())
    assert contact.phones[2].kind == "home"
    (contact,) = contacts("Wer,Wo\nAna,Example Tools\n", Wer="name", Wo="organization")
    assert (contact.name, contact.organization) == ("Ana", "Example Tools")
    with pytest.raises(InvalidValueError, match="no column"):
        contacts(CAMCARD, Colour="note")
    with pytest.raises(InvalidValueError, match="cannot be mapped"):
        contacts(CAMCARD, Rating="stars")


def test_a_row_that_cannot_be_read_is_said_and_its_neighbours_are_kept() -> None:
    found = entries("Name,E-mail\nAna,a@example.com\n,\n , \nx,y\n" + '"' + "z" * 200_000 + "\nBo,b@example.com\n")
    assert [e.contact.name for e in found if isinstance(e, ReadContact)][:2] == ["Ana", "x"]
    assert [e for e in found if isinstance(e, Unreadable)], "the quotation mark is never closed"
    found = entries("Title,Name\nCEO,\n,Ana\n")
    assert (found[0].row, found[1].contact.name) == (2, "Ana")
    assert "no name" in found[0].reason


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\x00" * 5_000, b"%PDF-1.7 \xff\xfe", b"hello", b"a,b,c\n1,2,3\n"])
def test_other_files_are_refused(data: bytes) -> None:
    with pytest.raises(NothingReadableError):
        reading.read(data)


def test_a_zip_of_others_is_told_apart() -> None:
    with pytest.raises(NothingReadableError, match="ZIP archive, no vCard or CSV"):
        reading.read(b"PK\x03\x04 and more")


@given(st.binary(max_size=400))
def test_any_bytes_end_in_entries_or_one_error(data: bytes) -> None:
    for start in (b"", b"BEGIN:VCARD\r\n", b"Name,E-mail,Phone,Address 1 - Street\n"):
        with suppress(AftercardError):
            assert all(entry.row > 0 for entry in reading.read(start + data).entries)


LOSSLESS = ("vcard", "vcard4", "google", "outlook", "csv")


@pytest.mark.parametrize("form", LOSSLESS)
def test_our_own_exports_are_read_back(ana: ContactRecord, form: str) -> None:
    (entry,) = entries(b"".join(export([ana], form)))
    mine, read = ana.contact, entry.contact
    assert (read.given_name, read.family_name, read.honorific_prefix) == ("Ana María", "López", "Dr.")
    assert (read.title, read.organization, read.emails) == (mine.title, mine.organization, mine.emails)
    assert {p.value[:12] for p in read.phones} >= {"+34600123456", "+34910000000"}
    if form != "outlook":  # it has one column for links; the others are in the notes
        assert read.socials == mine.socials
    assert read.address is not None
    assert (read.address.locality, read.address.country) == ("Madrid", "ES")
    assert "Sample Summit 2026" in entry.labels
