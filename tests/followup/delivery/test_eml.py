"""Message files, read back with Python's email package."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import SMTP, default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.delivery import Outgoing, build, file_name, to_bytes, zipped
from followup.model import Contact, Draft, Sender

DATE = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
UID = "0b9af3b4-6f0c-4a3e-9b1e-2f6c1d0a7e55"
BODY = "Grüezi Ana,\n\n" + "Ein langer Satz über Preise, der nicht umbrochen wird. " * 6 + "\n\nFreundliche Grüsse\nTom"
OUT = Outgoing(
    Draft(
        uid=UID, contact_id=1, event_id=1, kind="thank-you", language="de", to="ana@example.com", subject="S", body=BODY
    ),
    Contact(name="Ana López, Jr."),
    Sender(name="Tom Reed", email="tom@reed.example"),
)
HEADERS = {
    "from",
    "to",
    "subject",
    "date",
    "message-id",
    "x-unsent",
    "content-type",
    "content-transfer-encoding",
    "mime-version",
}


def changed(**changes):
    sender = {k.removeprefix("sender_"): changes.pop(k) for k in list(changes) if k.startswith("sender_")}
    contact = {"name": changes.pop("name")} if "name" in changes else {}
    return Outgoing(replace(OUT.draft, **changes), replace(OUT.contact, **contact), replace(OUT.sender, **sender))


def read(outgoing):
    data = to_bytes(build(outgoing, date=DATE))
    return message_from_bytes(data, policy=default), data


def test_every_part_is_read_back():
    message, _ = read(changed(subject="Über die Prüfung – später"))
    (to,) = message["To"].addresses
    assert (to.display_name, to.addr_spec) == ("Ana López, Jr.", "ana@example.com")
    assert message["From"].addresses[0].addr_spec == "tom@reed.example"
    assert message["Subject"] == "Über die Prüfung – später"
    assert message["Date"].datetime == DATE
    assert message["Message-ID"] == f"<{UID}@reed.example>"
    assert message["X-Unsent"] == "1"
    assert message.get_content_type() == "text/plain"
    assert message.get_content_charset() == "utf-8"
    assert [line.rstrip() for line in message.get_content().splitlines()] == [
        line.rstrip() for line in BODY.splitlines()
    ]
    assert {k.lower() for k in message} == HEADERS
    assert not message.defects


def test_the_bytes_are_ascii_crlf_and_short_lines():
    _, data = read(changed(subject="Ü" * 200, name="Żółć " * 20))
    assert data.isascii()
    assert data.count(b"\n") == data.count(b"\r\n")
    assert max(map(len, data.splitlines())) <= 78


@pytest.mark.parametrize(
    "to",
    ["", "   ", "no address", "a@x.example, b@x.example", "Ana <ana@example.com>", "a@x.example\nBcc: b@x.example"],
)
def test_without_one_usable_recipient_there_is_no_to(to):
    message, _ = read(changed(to=to))
    assert "To" not in message
    assert "Bcc" not in message
    assert message["X-Unsent"] == "1"


def test_without_a_senders_address_there_is_no_from():
    message, _ = read(changed(sender_email=""))
    assert "From" not in message
    assert message["Message-ID"] == f"<{UID}@aftercard.invalid>"


def test_the_message_id_stays_the_same_and_is_the_drafts_own():
    first, second = read(changed(subject="One"))[0], read(changed(subject="Two"))[0]
    assert first["Message-ID"] == second["Message-ID"]
    assert read(changed(uid="x\r\nBcc: y"))[0]["Message-ID"].endswith("@reed.example>")


def test_international_addresses():
    message, _ = read(changed(to="ana@bücher.example"))
    assert message["To"].addresses[0].addr_spec == "ana@xn--bcher-kva.example"
    _, data = read(changed(to="añá@example.com"))
    # Python's reader keeps raw UTF-8 headers as surrogates; other programs take them as they stand (RFC 6532).
    assert "<añá@example.com>".encode() in data


BREAKS = ["\r\n", "\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\x00", " \n\t"]


@pytest.mark.parametrize("field", ["subject", "to", "uid", "name", "sender_name", "sender_email", "kind", "language"])
@pytest.mark.parametrize("line_end", BREAKS)
def test_no_field_can_add_a_header(field, line_end):
    message, data = read(changed(**{field: f"x{line_end}Bcc: eve@evil.example{line_end}{line_end}<script>"}))
    assert {k.lower() for k in message} <= HEADERS
    assert len(message.keys()) == len({k.lower() for k in message})
    assert all(
        "evil" not in str(a)
        for h in ("To", "From")
        if h in message
        for a in [a.addr_spec for a in message[h].addresses]
    )
    assert b"\nBcc" not in data
    assert b"\rBcc" not in data


@given(
    subject=st.text(max_size=80),
    name=st.text(max_size=80),
    body=st.text(st.characters(), max_size=200),
    to=st.text(max_size=40),
)
def test_any_text_gives_a_message_that_parses_without_defects(subject, name, body, to):
    message, data = read(changed(subject=subject, name=name, body=body, to=to))
    assert {k.lower() for k in message} <= HEADERS
    assert not message.defects
    assert not any(value.defects for value in message.values())
    assert data.count(b"\n") == data.count(b"\r\n")


@given(body=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), max_size=300))
def test_a_body_comes_back_as_it_was(body):
    message, _ = read(changed(body=body))
    assert message.get_content().strip() == body.strip()


def test_a_zip_has_every_draft_under_a_safe_name_of_its_own():
    names = ["Ana López", "ANA LÓPEZ", "../../etc/passwd", "CON", "", "Zoë\\C:\\x", "x" * 300, "李小龙", "a\x00b\nc"]
    data = zipped((changed(name=name) for name in names), date=DATE)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.namelist()
        assert archive.testzip() is None
        first = message_from_bytes(archive.read(members[0]), policy=SMTP)
    assert len({m.casefold() for m in members}) == len(names)
    assert members[0] == "001 Ana López thank-you.eml"
    assert all(set("/\\:\0\n").isdisjoint(m) and not m.startswith(".") and len(m) < 90 for m in members)
    assert first["X-Unsent"] == "1"


def test_the_same_drafts_make_the_same_zip():
    assert zipped([OUT], date=DATE) == zipped([OUT], date=DATE)


def test_one_file_has_a_name_too():
    assert file_name(OUT) == "draft Ana López Jr thank-you.eml"
