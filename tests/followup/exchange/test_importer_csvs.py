"""The CSV profiles, read back with pandas; the headers are the targets' own, written out once more in headers.toml."""

from __future__ import annotations

import io
import tomllib
from dataclasses import replace
from pathlib import Path

import pandas
import pytest

from followup.exchange import FORMATS, export
from followup.model import Contact, ContactRecord, Encounter, Event, Meeting, Phone

HEADERS = tomllib.loads((Path(__file__).parent / "headers.toml").read_text(encoding="utf-8"))
IMPORTERS = (*HEADERS, "salesforce-campaign")


def table(form, *records):
    data = b"".join(export(records, form))
    assert not data.startswith(b"\xef\xbb\xbf")
    return pandas.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False)


def first(form, *records):
    return table(form, *records).iloc[0]


@pytest.mark.parametrize(("form", "header"), HEADERS.items())
def test_the_header_is_the_targets_own(form, header, ana):
    assert ",".join(table(form, ana).columns) == header


def test_outlook_has_92_columns_and_outlook_com_61(ana):
    assert len(table("outlook", ana).columns) == 92
    assert len(table("outlook.com", ana).columns) == 61


def test_google(ana):
    row = first("google", ana)
    assert row["Labels"] == "* myContacts ::: Expo, Lyon 2025 ::: Sample Summit 2026"
    assert (row["First Name"], row["Last Name"], row["Name Prefix"]) == ("Ana María", "López", "Dr.")
    assert (row["E-mail 2 - Label"], row["E-mail 2 - Value"]) == ("Work", "ana.lopez@example.org")
    assert (row["Phone 1 - Label"], row["Phone 1 - Value"]) == ("Mobile", "+34600123456")
    assert (row["Phone 3 - Label"], row["Phone 3 - Value"]) == ("Work Fax", "+34910000099")
    assert (row["Website 3 - Label"], row["Website 3 - Value"]) == ("LinkedIn", "https://linkedin.com/in/ana-example")
    assert row["Address 1 - Country"] == "Spain"
    assert row["Notes"].startswith("Prefers mail; not before 1:30pm,\nsee http://example.com")


def test_google_keeps_every_value_of_a_contact_with_many(ana):
    mails = tuple(f"a{n}@example.com" for n in range(6))
    row = first("google", replace(ana, contact=replace(ana.contact, emails=mails)))
    assert row["E-mail 3 - Value"] == "a2@example.com ::: a3@example.com ::: a4@example.com ::: a5@example.com"


def test_an_events_name_makes_no_second_or_system_label(ana):
    meeting = Meeting(Event(name="* friends ::: x"), Encounter(contact_id=7, event_id=3))
    assert first("google", replace(ana, meetings=(meeting,)))["Labels"] == "* myContacts ::: friends : x"


def test_outlook_puts_the_honorific_into_title_and_the_events_into_categories(ana):
    row = first("outlook", ana)
    assert (row["Title"], row["Job Title"]) == ("Dr.", "Head of Purchasing; Tools, Machines")
    assert row["Categories"] == "Expo, Lyon 2025;Sample Summit 2026"
    assert row["Business Phone"] == "+34910000000,12"
    assert (row["Mobile Phone"], row["Business Fax"], row["Other Phone"]) == (
        "+34600123456",
        "+34910000099",
        "+34910000077",
    )
    assert (row["E-mail Address"], row["E-mail Type"], row["E-mail 2 Type"]) == ("ana@example.com", "SMTP", "SMTP")
    assert row["E-mail 3 Type"] == ""
    assert row["Business Country/Region"] == "Spain"


def test_outlook_com_has_the_event_in_the_notes(ana):
    row = first("outlook.com", ana)
    assert "Met at Sample Summit 2026, Lisbon, 2026-11-18" in row["Notes"]
    assert row["Personal Web Page"] == "https://example.org/a?b=1,2;c"


def test_thunderbird(ana):
    row = first("thunderbird", ana)
    assert row["Display Name"] == "Ana María López"
    assert row["Custom 1"] == "Expo, Lyon 2025; Sample Summit 2026"
    assert "Phone (other): +34910000077" in row["Notes"]


def test_hubspot(ana):
    row = first("hubspot", ana)
    assert row["Email"] == "ana@example.com"
    assert (row["Phone Number"], row["Mobile Phone Number"]) == ("+34910000000,12", "+34600123456")
    assert row["Event"] == "Expo, Lyon 2025;Sample Summit 2026"


def test_salesforce_has_its_required_fields_and_limits(ana, company, bare):
    long = ContactRecord(Contact(given_name="G" * 90, family_name="F" * 90, title="T" * 300))
    rows = table("salesforce", ana, company, bare, long)
    assert list(rows["LastName"]) == ["López", "[not provided]", "[not provided]", "F" * 80]
    assert list(rows["Company"])[1:] == ["Beispiel Werke AG", "[not provided]", "[not provided]"]
    assert (rows.iloc[0]["FirstName"], rows.iloc[3]["FirstName"]) == ("Ana María", "G" * 40)
    assert rows.iloc[0]["LeadSource"] == "Trade Show"
    assert "Sample Summit 2026" in rows.iloc[0]["Description"]


def test_campaign_members_are_one_row_per_contact_and_event(ana, company):
    rows = table("salesforce-campaign", ana, company)
    assert list(rows["Campaign"]) == ["Expo, Lyon 2025", "Sample Summit 2026"]
    assert list(rows.columns)[:4] == ["CampaignId", "LeadId", "ContactId", "Campaign Member Status"]
    assert set(rows["Campaign Member Status"]) == {"Responded"}


@pytest.mark.parametrize("form", [f for f in HEADERS if f != "hubspot"])
def test_no_value_is_lost_where_columns_run_out(form, ana):
    contact = replace(
        ana.contact,
        emails=tuple(f"a{n}@example.com" for n in range(7)),
        phones=tuple(
            Phone(f"+4930231250{n:02}", kind) for n, kind in enumerate(("mobile", "work", "fax", "home", "other") * 3)
        ),
        urls=tuple(f"www{n}.example.com" for n in range(7)),
    )
    text = "\n".join(first(form, replace(ana, contact=contact)))
    missing = [v for v in (*contact.emails, *(p.value for p in contact.phones), *contact.urls) if v not in text]
    assert not missing


@pytest.mark.parametrize("form", IMPORTERS)
@pytest.mark.parametrize(
    ("cell", "stays"),
    [
        ("+4930231250", True),
        ("-5 degrees", True),
        ("- a point", True),
        ("+49 (0)30 231250", True),
        ("=1+1", False),
        ("=HYPERLINK(1)", False),
        ("@SUM(1)", False),
        ("+cmd|' /C calc'!A0", False),
        ("-2+3+cmd|' /C calc'!A0", False),
        ("\t=1+1", False),
        ("+SUM(1)", False),
    ],
)
def test_importers_get_phones_as_they_are_and_nothing_that_executes(form, cell, stays):
    contact = Contact(name=cell, given_name=cell, family_name=cell, organization=cell, emails=(cell,))
    meeting = Meeting(Event(name=cell), Encounter(contact_id=1, event_id=1))
    cells = list(first(form, ContactRecord(contact, (meeting,))))
    executes = [c for c in cells if c.startswith(("=", "@")) or (c.startswith(("+", "-")) and ("|" in c or "SUM" in c))]
    assert not executes
    assert (cell in cells) is stays


@pytest.mark.parametrize("form", [name for name, form in FORMATS.items() if form.write])
def test_every_format_takes_no_contact_a_company_and_a_bare_card(form, company, bare):
    assert isinstance(b"".join(export([], form)), bytes)
    assert b"".join(export([company, bare, ContactRecord(Contact())], form))
