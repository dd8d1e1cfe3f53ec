"""The CSV for people, read back with pandas and with the csv module."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date

import pandas
import pytest

from followup.exchange import export
from followup.model import Contact, ContactRecord, Encounter, Event, Meeting


def written(*records):
    return b"".join(export(records, "csv"))


def table(*records):
    return pandas.read_csv(io.BytesIO(written(*records)), dtype=str, keep_default_na=False, encoding="utf-8-sig")


def test_a_meeting_day_that_nobody_noted_is_not_made_up():
    event = Event(name="Fair", starts_on=date(2026, 11, 16), ends_on=date(2026, 11, 19))
    contact = Contact(name="Ana López")
    row = table(ContactRecord(contact, (Meeting(event, Encounter(contact_id=1, event_id=1)),))).iloc[0]
    assert row["Met on"] == "2026-11-16/2026-11-19"


def test_one_row_per_contact_with_the_event_in_a_column(ana, company, bare):
    rows = table(ana, company, bare)
    assert len(rows) == 3
    first = rows.iloc[0]
    assert first["Name"] == "Ana María López"
    assert first["Event"] == "Expo, Lyon 2025; Sample Summit 2026"
    assert first["Met on"] == "2025-03-04; 2026-11-18"
    assert first["Topic"] == "Pricing pilots"
    assert first["Next step on"] == "2026-12-04"
    assert first["Country"] == "Spain"
    assert first["Phone"] == "'+34910000000 ext. 12"
    assert first["Other phones"] == "'+34910000088 (home), +34910000077 (other)"
    assert first["Note"] == ana.contact.note
    assert rows.iloc[1]["Organization"] == "Beispiel Werke AG"
    assert rows.iloc[2]["E-mail"] == "x@example.net"


def test_it_begins_with_a_byte_order_mark_and_has_crlf_rows(ana):
    data = written(ana)
    assert data.startswith(b"\xef\xbb\xbfName,")
    assert data.endswith(b"\r\n")
    assert written() == written(*[])
    assert written().count(b"\r\n") == 1


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "  =1"])
def test_no_cell_starts_as_a_formula(cell, ana):
    contact = Contact(name=cell, title=cell, organization=cell, note=cell)
    meeting = replace(ana.meetings[1], event=replace(ana.meetings[1].event, name=cell))
    text = written(ContactRecord(contact, (meeting,))).decode("utf-8-sig")
    for row in csv.reader(io.StringIO(text, newline="")):
        assert not any(value.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝")) for value in row)


def test_quotes_and_line_breaks_stay_in_their_cell(ana):
    contact = replace(ana.contact, title='The "boss", so to say', note="one\r\ntwo\rthree")
    row = table(replace(ana, contact=contact)).iloc[0]
    assert row["Job title"] == 'The "boss", so to say'
    assert row["Note"] == "one\ntwo\nthree"
