"""The real page, the real scanner, a real browser: from dropped photos to a downloaded vCard."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import vobject
from playwright.sync_api import Browser, Download, Page, expect

from tests.parts import need
from tests.ui import browser

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CARDS = Path(__file__).parents[1] / "data" / "cards"
PHOTOS = [next(CARDS.glob(pattern)) for pattern in ("desk-left-band-*", "flat-classic-*", "none-table*")]
ARTIFACTS = Path(__file__).parents[1] / "artifacts"
READ_WITHIN = 240_000
"""Milliseconds for three photos, engines' start included, on a machine with other things to do."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    need("Chromium", browser.CHROMIUM is not None)
    with browser.served(tmp_path_factory.mktemp("served")) as found:
        yield found


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    need("Chromium", browser.CHROMIUM is not None)
    with browser.chromium() as found:
        yield found


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A tab; in the end, every request that it made went to this machine."""
    hosts: set[str | None] = set()
    tab = chromium.new_page(viewport={"width": 1280, "height": 900})
    tab.set_default_timeout(30_000)
    tab.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
    yield tab
    tab.close()
    assert hosts - {None} == {"127.0.0.1"}, "None is a data: address"


def download(page: Page, label: str) -> Download:
    with page.expect_download() as found:
        page.get_by_role("button", name=re.compile(label)).first.click()
    return found.value


def test_from_photos_to_a_vcard(page: Page, address: str, tmp_path: Path) -> None:
    page.goto(address)
    page.get_by_role("textbox", name="Name", exact=True).fill("Iberia Expo 2026")
    page.get_by_role("button", name="Make the event").click()
    page.get_by_role("button", name="New event").wait_for()
    page.locator("input[type=file]").set_input_files(PHOTOS)
    page.get_by_role("button", name="Stop").wait_for()
    page.get_by_role("button", name="Review 2 cards").wait_for(timeout=READ_WITHIN)
    expect(page.get_by_text("1 photo without a card")).to_be_visible()
    expect(page.get_by_text("captured before")).to_have_count(0)

    page.get_by_role("button", name="Review 2 cards").click()
    name = page.get_by_role("textbox", name="Name", exact=True)
    first = _look_at_the_card(page)
    page.get_by_role("textbox", name="What comes next?").fill("a call")  # down the page
    page.keyboard.press("Control+Enter")
    expect(name).not_to_have_value(first)
    expect(page.locator("svg g[data-field]").first).to_be_in_viewport()
    second = name.input_value()
    page.get_by_role("button", name="Accept").click()
    page.get_by_role("button", name="Write drafts").click()

    page.get_by_role("button", name="Write 2 drafts").click()
    page.locator(".st-key-approve button").click()
    expect(page.get_by_text("1 of 2 approved")).to_be_visible()
    _check_mail(download(page, r"Download as .eml"), tmp_path)

    page.get_by_role("link", name="Events").click()
    card_file = download(page, "vCard 3")
    assert card_file.suggested_filename == "Iberia-Expo-2026.vcf"
    card_file.save_as(tmp_path / "contacts.vcf")
    cards = list(vobject.readComponents((tmp_path / "contacts.vcf").read_text("utf-8")))
    assert [card.fn.value for card in cards] == [first, second]
    assert [card.categories.value for card in cards] == [["Iberia Expo 2026"]] * 2
    assert cards[0].title.value == "Managing Director"


def _look_at_the_card(page: Page) -> str:
    """Boxes and inputs belong together; what is typed is saved by the shortcut too."""
    name = page.get_by_role("textbox", name="Name", exact=True)
    expect(name).not_to_be_empty()
    boxes = page.locator("svg g[data-field]")
    boxes.first.wait_for()
    expect(boxes).not_to_have_count(0)
    name.focus()
    expect(page.locator('svg g[data-field="name-0"]').first).to_have_class(re.compile("lit"))
    page.locator('svg g[data-field="emails-0"]').first.click(force=True)
    expect(page.get_by_role("textbox", name="E-mail").first).to_be_focused()
    ARTIFACTS.mkdir(exist_ok=True)
    browser.settled(page)
    page.screenshot(path=ARTIFACTS / "review.png")
    page.get_by_role("textbox", name="Job title").fill("Managing Director")
    return name.input_value()


def _check_mail(file: Download, folder: Path) -> None:
    file.save_as(folder / "draft.eml")
    message = email.message_from_bytes((folder / "draft.eml").read_bytes(), _class=EmailMessage)
    assert file.suggested_filename.endswith(".eml")
    assert message["X-Unsent"] == "1"
    assert "@" in message["To"]
