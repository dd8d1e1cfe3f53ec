"""Every page with something on it, at phone and desktop width, light and dark: axe-core finds nothing, it fits, it asks
nobody else, and it says its language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from followup import settings
from followup.service import Aftercard
from tests.parts import need
from tests.ui import browser, demo

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ARTIFACTS = Path(__file__).parents[1] / "artifacts"

PAGES = (
    *("", "capture", "review", "drafts", "contacts", "contacts?contact=4", "events", "import"),
    *("templates", "settings"),
    "contacts?contact=999",
)

STREAMLITS_OWN = {
    # Streamlit marks the drop zone as presentational and names it at once; its button inside has the name too.
    "presentation-role-conflict": '[data-testid="stFileUploaderDropzone"]',
}
"""What axe-core says about Streamlit's own elements, which no page of ours can change: rule → the elements."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    need("Chromium", browser.CHROMIUM is not None)
    folder = tmp_path_factory.mktemp("filled")
    with Aftercard.open(settings.load(str(folder / "aftercard.db"))) as service:
        demo.fill(service)
    with browser.served(folder, recorded=True) as found:
        yield found


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    need("Chromium", browser.CHROMIUM is not None)
    with browser.chromium() as found:
        yield found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_every_page_is_accessible_fits_and_asks_nobody_else(
    chromium: Browser, address: str, width: int, scheme: str
) -> None:
    hosts: set[str | None] = set()
    language = "de-AT" if (width, scheme) == (390, "dark") else "en-GB"
    screen = {"width": width, "height": 844}
    tab = chromium.new_page(viewport=screen, color_scheme=scheme, locale=language)  # type: ignore[arg-type]
    tab.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
    ARTIFACTS.mkdir(exist_ok=True)
    found = []
    for name in PAGES:
        tab.goto(f"{address}/{name}")
        tab.wait_for_selector('[data-testid="stMainBlockContainer"]')
        browser.settled(tab)
        assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{name} overflows {width}"
        assert tab.evaluate("document.documentElement.lang") == language
        assert tab.get_by_text("Deploy").count() == 0
        file = (name or "today").replace("?", "-").replace("=", "-")
        tab.screenshot(path=ARTIFACTS / f"{file}-{width}-{scheme}.png")
        found += [f"{name or 'today'}: {line}" for line in _complaints(tab)]
    tab.close()
    assert not found, "\n".join(found)
    assert hosts - {None} == {"127.0.0.1"}


def test_what_opens_inside_a_page_is_accessible_on_a_phone_in_the_dark(chromium: Browser, address: str) -> None:
    screen = {"width": 390, "height": 844}
    tab = chromium.new_page(viewport=screen, color_scheme="dark", locale="en-GB")  # type: ignore[arg-type]
    found = []
    tab.goto(f"{address}/contacts?contact=4")
    for part in ("What happened", "Keeping in touch", "Give and ask", "Changes"):
        tab.get_by_role("radio", name=part).click()
        browser.settled(tab)
        found += [f"{part}: {line}" for line in _complaints(tab)]
        assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{part} overflows"
    tab.goto(f"{address}/review")
    tab.get_by_role("radio", name="Table").click()
    browser.settled(tab)
    found += [f"Table: {line}" for line in _complaints(tab)]
    for page in ("events", "settings"):
        tab.goto(f"{address}/{page}")
        browser.settled(tab)
        for fold in tab.get_by_test_id("stExpander").locator("summary").all():
            fold.click()
            browser.settled(tab)
        found += [f"{page}, opened: {line}" for line in _complaints(tab)]
        assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{page} overflows"
    tab.close()
    assert not found, "\n".join(found)


def test_conditions_are_folded_away_on_a_phone_and_in_sight_elsewhere(chromium: Browser, address: str) -> None:
    for width, at_once in ((390, False), (1280, True)):
        tab = chromium.new_page(viewport={"width": width, "height": 844}, locale="en-GB")
        tab.goto(f"{address}/contacts")
        company, switch = tab.get_by_label("Company").first, tab.get_by_role("switch", name="Narrow down")
        (company if at_once else switch).wait_for()
        browser.settled(tab)
        assert (company.is_visible(), switch.is_visible()) == (at_once, not at_once)
        if not at_once:
            tab.get_by_text("Narrow down", exact=True).click()
            browser.settled(tab)
            assert company.is_visible()
            assert not _complaints(tab)
        tab.close()


def _complaints(tab: Page) -> list[str]:
    """Each thing that axe-core finds, with the element's markup and what to do."""
    return [
        f"{rule['id']}: {node['html'][:200]} {node['failureSummary']}"
        for rule in Axe().run(tab).response["violations"]
        for node in rule["nodes"]
        if not _is_streamlits(tab, rule["id"], node["target"][0])
    ]


def _is_streamlits(tab: Page, rule: str, target: object) -> bool:
    own = STREAMLITS_OWN.get(rule)
    return bool(own and isinstance(target, str) and tab.locator(target).first.evaluate(f"e => e.matches('{own}')"))
