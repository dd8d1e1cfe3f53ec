"""QR codes and barcodes: found in pixels, and read as contact data whatever they hold."""

from __future__ import annotations

import numpy as np
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from scanner.codes import CodeFields, parse_code, read_codes
from tests.scanner import drawing

VCARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:López;Ana;;Dr.;\r\nFN:Dr. Ana López\r\nORG:Example Optics Ltd;Sales\r\n"
    "TITLE:Director\r\n"
    "TEL;TYPE=CELL:+34600123456\r\nTEL;TYPE=WORK,FAX:+34910000000\r\nEMAIL:ana@example.com\r\nURL:https://www.example.com\r\n"
    "ADR;TYPE=WORK:;;Calle Mayor 1;Madrid;;28013;Spain\r\nEND:VCARD\r\n"
)


def _on_card(text: str, form: zxingcpp.BarcodeFormat = zxingcpp.BarcodeFormat.QRCode) -> np.ndarray:
    code = np.asarray(zxingcpp.write_barcode_to_image(zxingcpp.create_barcode(text, form), scale=4))
    card = drawing.card(size=(1400, 900))
    card[850 - code.shape[0] : 850, 1350 - code.shape[1] : 1350] = code[..., None]
    return card


def test_a_code_is_found_where_it_stands() -> None:
    (code,) = read_codes(_on_card("https://www.example.com/ana"))
    assert code.text == "https://www.example.com/ana"
    assert code.format == "QRCode"
    assert code.fields == CodeFields(urls=("https://www.example.com/ana",))
    assert all(900 < x < 1400 and 450 < y < 900 for x, y in code.box)
    (a, _), (b, _), _, _ = code.box
    assert a < b


def test_other_symbologies_and_none() -> None:
    assert [c.format for c in read_codes(_on_card("4006381333931", zxingcpp.BarcodeFormat.EAN13))] == ["EAN13"]
    assert read_codes(drawing.card()) == ()


def test_vcard() -> None:
    fields = parse_code(VCARD)
    assert fields == CodeFields(
        name="Dr. Ana López",
        given="Ana",
        family="López",
        title="Director",
        company="Example Optics Ltd",
        department="Sales",
        emails=("ana@example.com",),
        phones=(("+34600123456", "cell"), ("+34910000000", "work,fax")),
        urls=("https://www.example.com",),
        address="Calle Mayor 1, 28013, Madrid, Spain",
    )


def test_mecard_with_escapes() -> None:
    fields = parse_code(
        r"MECARD:N:López,Ana;ORG:Optics\; Light;TEL:+34600123456;EMAIL:ana@example.com;URL:example.com;;"
    )
    assert fields == CodeFields(
        name="Ana López",
        given="Ana",
        family="López",
        company="Optics; Light",
        emails=("ana@example.com",),
        phones=(("+34600123456", ""),),
        urls=("example.com",),
    )


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("mailto:ana@example.com?subject=Hi", CodeFields(emails=("ana@example.com",))),
        ("TEL:+442079460958", CodeFields(phones=(("+442079460958", ""),))),
        ("WIFI:S:guest;;", None),
        ("4006381333931", None),
        ("", None),
    ],
)
def test_other_contents(text: str, fields: CodeFields | None) -> None:
    assert parse_code(text) == fields


@given(st.sampled_from(["", "BEGIN:VCARD\n", "MECARD:", "BEGIN:VCARD\nVERSION:3.0\nN:"]), st.text(max_size=300))
def test_any_text_is_fields_or_none(head: str, body: str) -> None:
    fields = parse_code(head + body)
    assert fields is None or isinstance(fields, CodeFields)
