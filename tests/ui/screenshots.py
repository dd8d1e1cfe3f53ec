"""Make the pictures of the page anew that the README shows:

    .venv/bin/python -m tests.ui.screenshots

They are of the sample event (`make demo`), whose cards are read by heart; only Chromium is needed.
"""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from followup import settings
from followup.service import Aftercard
from tests.ui import browser, demo

PICTURES = Path(__file__).parents[2] / "docs" / "images"
COLORS = 256
"""A palette keeps the file small; k-means over the picture keeps the colours of the boxes apart."""

DESKTOP = {"today": "", "review": "review", "drafts": "drafts", "person": "contacts?contact=4"}
PHONE = ("", "review", "contacts")
"""Three pages beside each other, in the dark."""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        with Aftercard.open(settings.load(str(Path(folder) / "aftercard.db"))) as service:
            demo.fill(service)
        with browser.served(Path(folder), recorded=True) as address, browser.chromium() as chromium:
            for name, page in DESKTOP.items():
                _keep(name, _shot(chromium, f"{address}/{page}", 1280, 860, "light"))
            phones = [_shot(chromium, f"{address}/{page}", 390, 780, "dark") for page in PHONE]
    _keep("phone", _beside(phones))


def _shot(chromium: Browser, address: str, width: int, height: int, scheme: str) -> Image.Image:
    screen = {"width": width, "height": height}
    tab = chromium.new_page(viewport=screen, color_scheme=scheme, locale="en-GB")  # type: ignore[arg-type]
    tab.goto(address)
    tab.wait_for_selector('[data-testid="stMainBlockContainer"]')
    browser.settled(tab)
    tab.wait_for_timeout(1000)  # a chart draws itself
    shot = Image.open(io.BytesIO(tab.screenshot()))
    tab.close()
    return shot.convert("RGB")


def _beside(shots: list[Image.Image], gap: int = 24) -> Image.Image:
    width = sum(shot.width for shot in shots) + gap * (len(shots) - 1)
    sheet = Image.new("RGB", (width, shots[0].height), "white")
    for number, shot in enumerate(shots):
        sheet.paste(shot, (number * (shot.width + gap), 0))
    return sheet


def _keep(name: str, shot: Image.Image) -> None:
    file = PICTURES / f"{name}.png"
    file.parent.mkdir(parents=True, exist_ok=True)
    shot.quantize(COLORS, method=Image.Quantize.MAXCOVERAGE, kmeans=8).save(file, optimize=True)
    sys.stdout.write(f"{file}: {file.stat().st_size // 1000} kB\n")


if __name__ == "__main__":
    main()
