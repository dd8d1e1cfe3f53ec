"""The evening after an event, in a browser: what a person does on the page, step by step, at any width."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Download, Page, expect

from tests.ui import browser, demo

EVENT = "Iberia Expo"
SINGLE = (
    *("desk-centred-gb", "desk-dark-us", "desk-left-band-de", "desk-picture-us", "desk-portrait-se", "desk-qr-us"),
    *("desk-turned-ca", "desk-two-columns-fr", "desk-vertical-au", "flat-classic-de", "flat-footer-strip-se"),
    "flat-thin-grey-gb",
)
"""Twelve photos of one card each, by the project's generator."""

SEVERAL = "desk-two-cards"
PEOPLE = len(SINGLE) + 2
"""One card was photographed twice, and another photo shows two."""


def photos(folder: Path) -> list[Path]:
    """Twelve cards, two more on one photo, one card once more, and a photo that broke on its way."""
    taken = [demo.CARDS / f"{name}.jpg" for name in (*SINGLE, SEVERAL)]
    again, broken = folder / "again.jpg", folder / "broken.jpg"
    again.write_bytes(taken[0].read_bytes() + demo.ANOTHER_PHOTO)
    broken.write_bytes(taken[1].read_bytes()[:2000])
    return [*taken, again, broken]


def go(page: Page, name: str) -> None:
    """Open a page from the menu, which a phone folds away."""
    if page.viewport_size and page.viewport_size["width"] < 768:
        page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_role("link", name=re.compile(f"^{name}")).click()
    browser.settled(page)


def begin(page: Page, address: str) -> None:
    """Make the event, which was over yesterday: the first thing the page asks for. The browser is a British one."""
    page.goto(address)
    page.get_by_label("Name").fill(EVENT)
    for label, ago in (("First day", 3), ("Last day", 1)):
        page.get_by_test_id("stDateInput").filter(has_text=label).get_by_role("spinbutton").first.click()
        page.keyboard.type(f"{date.today() - timedelta(days=ago):%d%m%Y}")
        page.keyboard.press("Escape")
    page.get_by_role("button", name="Make the event").click()
    page.get_by_text(f"Photos of the cards you collected at {EVENT}").wait_for()


def capture(page: Page, files: list[Path]) -> None:
    """Drop everything at once, and wait until it is read."""
    page.locator("input[type=file]").first.set_input_files(files)
    page.get_by_role("button", name=f"Review {PEOPLE + 1} cards").wait_for()
    expect(page.get_by_text("1 photo without a card")).to_be_visible()
    expect(page.get_by_text("broken.jpg")).to_be_visible()


def review(page: Page) -> None:
    """Tell the twins apart from two people, note what was said, accept what is sure, look at the others."""
    page.get_by_role("button", name=f"Review {PEOPLE + 1} cards").click()
    page.get_by_text("Is this the same person as").first.wait_for()
    page.get_by_role("button", name="Compare").first.click()
    page.get_by_role("button", name="Make one contact").click()
    page.get_by_text("is one contact now").wait_for()
    page.get_by_label("What did you talk about?").fill("a showroom in Lisbon")
    page.get_by_label("What did you promise?").fill("the catalogue")
    page.get_by_label("What did you promise?").press("Tab")
    browser.settled(page)
    page.get_by_role("radio", name="Table").click()
    page.get_by_role("button", name=re.compile("without a doubt")).click()
    browser.settled(page)
    page.get_by_role("radio", name="One by one").click()
    browser.settled(page)
    done = page.get_by_text(f"All {PEOPLE} cards are checked")
    for _card in range(PEOPLE):
        if done.count():
            break
        page.get_by_role("button", name="Accept").click()
        browser.settled(page)
    expect(done).to_be_visible()


def write(page: Page) -> None:
    """One draft for everybody, and those approved that nothing speaks against."""
    page.get_by_role("button", name="Write drafts").click()
    page.get_by_role("button", name=f"Write {PEOPLE} drafts").click()
    page.get_by_role("button", name=re.compile(r"Approve the \d+ ready ones")).click()
    page.get_by_role("button", name=re.compile(r"^Approve \d+$")).click()
    page.get_by_text(re.compile(r"\d+ of \d+ approved")).wait_for()
    browser.settled(page)


def download(page: Page, label: str) -> Download:
    """Press a download button."""
    with page.expect_download() as found:
        page.get_by_role("button", name=re.compile(label)).first.click()
    return found.value
