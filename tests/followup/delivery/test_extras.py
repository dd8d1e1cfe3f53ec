"""Threads, attachments, the HTML twin, and mailto links."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.delivery import MAX_LINK, Attachment, Outgoing, build, mailto, to_bytes
from followup.model import Contact, Draft, Sender

DATE = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


def draft(**changes):
    values = {
        "kind": "nudge",
        "language": "en",
        "to": "ana@example.com",
        "subject": "Once more",
        "body": "Hi,\n\nText.",
    }
    return Draft(contact_id=1, event_id=1, **(values | changes))


def read(item, *, html=False, **more):
    sender = Sender(email="tom@reed.example", html=html)
    message = build(Outgoing(item, Contact(name="Ana"), sender, **more), date=DATE)
    return message_from_bytes(to_bytes(message), policy=default)


def test_a_nudge_stands_in_the_thread_of_what_it_follows_up():
    message = read(draft(), reply_to_id="<abc@reed.example>")
    assert message["In-Reply-To"] == message["References"] == "<abc@reed.example>"


@pytest.mark.parametrize("reply_to", ["", "abc", "<a@b>\r\nBcc: x@y.example", "<a b@c>", "<a@b><c@d>", "<é@b>"])
def test_a_malformed_identifier_is_left_out(reply_to):
    message = read(draft(), reply_to_id=reply_to)
    assert "In-Reply-To" not in message
    assert "Bcc" not in message


def test_attachments_arrive_under_a_harmless_name():
    files = (
        Attachment("../../Preise für Ana.pdf", b"%PDF", "application/pdf"),
        Attachment("C:\\x\r\nBcc: y", b"\x00\x01", "message/rfc822"),
        Attachment("", b"", "nonsense\r\nX: y"),
    )
    message = read(draft(), attachments=files)
    parts = list(message.iter_attachments())
    assert [p.get_filename() for p in parts] == ["Preise für Ana.pdf", "x Bcc: y", "attachment"]
    assert [p.get_content_type() for p in parts] == ["application/pdf", *["application/octet-stream"] * 2]
    assert [p.get_content() for p in parts] == [b"%PDF", b"\x00\x01", b""]
    assert message.get_body(("plain",)).get_content().startswith("Hi,")
    assert "Bcc" not in message


class Text(HTMLParser):
    def __init__(self):
        super().__init__()
        self.text, self.tags, self.links = "", set(), []

    def handle_data(self, data):
        self.text += data

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.links += [value for name, value in attrs if name == "href"]


def html_of(body):
    parser = Text()
    parser.feed(read(draft(body=body), html=True).get_body(("html",)).get_content())
    return parser


def test_the_html_twin_says_the_same_with_links():
    page = html_of("Hi <b>Ana</b> & co,\n\nSee https://example.org/a?b=1&c=2.\nBye")
    assert page.links == ["https://example.org/a?b=1&c=2"]
    assert page.text.split() == ["Hi", "<b>Ana</b>", "&", "co,", "See", "https://example.org/a?b=1&c=2.", "Bye"]


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), max_size=200))
def test_no_text_becomes_markup(text):
    page = html_of(f'{text} <script>alert(1)</script> https://example.org/"onclick="x')
    assert page.tags <= {"html", "body", "p", "br", "a"}
    assert "<script>alert(1)</script>" in page.text


def test_a_mailto_link_carries_subject_and_body():
    link = mailto(draft(subject="Über 50 % & mehr", body="Hallo Ana,\n\n1 + 1 = 2"))
    parts = urlsplit(link)
    assert (parts.scheme, parts.path) == ("mailto", "ana@example.com")
    said = parse_qs(parts.query)
    assert said == {"subject": ["Über 50 % & mehr"], "body": ["Hallo Ana,\r\n\r\n1 + 1 = 2"]}


@pytest.mark.parametrize("to", ["", "nobody", "a@x.example?bcc=eve@evil.example", "a@x.example,b@x.example"])
def test_no_link_without_one_recipient(to):
    link = mailto(draft(to=to))
    assert link is None or "bcc" not in parse_qs(urlsplit(link).query)


def test_no_link_that_would_be_cut():
    assert mailto(draft(body="ü" * 300)) is None
    assert len(mailto(draft(body="x" * 1000))) <= MAX_LINK
