"""The whole evening in a browser, on cards that are read by heart: from the event to messages, contacts and who is due.

The scanner's part of it is in test_page_browser.py.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
import vobject
from playwright.sync_api import Browser, Page, expect

from tests.parts import need
from tests.ui import browser, evening

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    need("Chromium", browser.CHROMIUM is not None)
    with browser.chromium() as found:
        yield found


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")], ids=["desktop-light", "phone-dark"])
def test_an_evening_from_the_event_to_messages_contacts_and_who_is_due(
    chromium: Browser, tmp_path: Path, width: int, scheme: str
) -> None:
    with browser.served(tmp_path, recorded=True) as address:
        screen = {"width": width, "height": 844}
        tab = chromium.new_page(viewport=screen, color_scheme=scheme, locale="en-GB")  # type: ignore[arg-type]
        tab.set_default_timeout(30_000)
        evening.begin(tab, address)
        evening.capture(tab, evening.photos(tmp_path))
        evening.review(tab)
        evening.write(tab)
        messages = _messages(tab, tmp_path / "drafts.zip")
        evening.go(tab, "Events")
        cards = _cards(tab, tmp_path / "contacts.vcf")
        answered = _answer_the_first_who_is_due(tab)
        expect(tab.get_by_role("button", name=answered)).to_have_count(0)
        tab.close()
    assert len(messages) >= evening.PEOPLE - 4
    assert all(message["X-Unsent"] == "1" and "@" in message["To"] for message in messages)
    assert all(evening.EVENT in _text(message) for message in messages)
    assert any("showroom in Lisbon" in _text(message) for message in messages)
    assert len({card.fn.value for card in cards}) == evening.PEOPLE
    assert all(card.categories.value == [evening.EVENT] for card in cards)


def _messages(tab: Page, file: Path) -> list[EmailMessage]:
    """The approved drafts as the page gives them."""
    evening.download(tab, "Download approved").save_as(file)
    with zipfile.ZipFile(file) as archive:
        return [_message(archive.read(name)) for name in archive.namelist()]


def _message(data: bytes) -> EmailMessage:
    return BytesParser(EmailMessage, policy=default).parsebytes(data)


def _text(message: EmailMessage) -> str:
    body = message.get_body()
    return str(body.get_content()) if body else ""


def _cards(tab: Page, file: Path) -> list[Any]:
    """The event's contacts as another program reads them."""
    evening.download(tab, "vCard 3").save_as(file)
    return list(vobject.readComponents(file.read_text("utf-8")))


def _answer_the_first_who_is_due(tab: Page) -> str:
    """Nothing was sent from here, so everybody is still due, until the owner says who has got a message; gives whom."""
    evening.go(tab, "Today")
    expect(tab.get_by_text("You met").first).to_be_visible()
    rows = tab.locator("[class*='st-key-due-']", has=tab.get_by_role("button", name="Not now"))
    first = rows.first.inner_text().splitlines()[0]
    expect(tab.get_by_role("button", name=first)).to_have_count(1)
    rows.first.get_by_role("button", name="Not now").click()
    tab.get_by_text("Done already").click()
    return str(first)
