"""Make the README's picture of the review page anew:

    .venv/bin/python -m tests.ui.screenshots

It reads two fictional cards with the real scanner on a database of its own and needs Chromium.
"""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image

from followup import settings
from followup.ui.desk import open_desk
from tests.ui import browser

ROOT = Path(__file__).parents[2]
CARDS = ROOT / "tests" / "data" / "cards"
PHOTOS = ("desk-dark-*", "desk-left-band-*", "desk-two-columns-*")
PICTURE = ROOT / "docs" / "images" / "review.png"
COLORS = 256
"""A palette keeps the file small; k-means over the picture keeps the colours of the boxes apart."""


class _File:
    def __init__(self, path: Path) -> None:
        self.name = path.name
        self._path = path

    def getvalue(self) -> bytes:
        return self._path.read_bytes()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        _fill(Path(folder))
        with browser.served(Path(folder)) as address, browser.chromium() as chromium:
            tab = chromium.new_page(viewport={"width": 1280, "height": 860})
            tab.goto(f"{address}/review")
            tab.locator("svg g[data-field]").first.wait_for()
            browser.settled(tab)
            shot = Image.open(io.BytesIO(tab.screenshot()))
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    shot.convert("RGB").quantize(COLORS, method=Image.Quantize.MAXCOVERAGE, kmeans=8).save(PICTURE, optimize=True)
    sys.stdout.write(f"{PICTURE}: {PICTURE.stat().st_size // 1000} kB\n")


def _fill(folder: Path) -> None:
    desk = open_desk(settings.load(str(folder / "aftercard.db")))
    event = desk.service.events.add("Iberia Expo 2026", starts_on="2026-11-17", ends_on="2026-11-19", place="Madrid")
    for pattern in PHOTOS:  # one after the other, so that the first one is the card on the picture
        desk.batches.add(event.id, [_File(next(CARDS.glob(pattern)))])
        desk.batches.wait(600)
    first = desk.service.contacts.list(event=event.id)[0]
    desk.service.encounters.note(first.id, event.id, topic="a showroom in Lisbon", promised="the catalogue")
    desk.service.close()


if __name__ == "__main__":
    main()
