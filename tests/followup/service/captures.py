"""Photos to capture, each with what a reader finds on it, and what came of capturing them."""

from __future__ import annotations

from followup.model import Event
from followup.service import Aftercard, CaptureItem, Outcome
from scanner.model import Photo, ScanFailure
from tests.followup.recorded import photo, scan

ANA = photo("Ana López <ana@example.com> Example Tools", label="ana.jpg")
BO = photo("Bo Berg <bo@example.org> Example AB", label="bo.jpg")
TWO = photo("Cy Chan <cy@example.net> ", "Di Dorn <di@example.net> ", label="two.jpg")
BLANK = photo("!", label="blank.jpg")


def capture(aftercard: Aftercard, event: Event, *photos: Photo | ScanFailure) -> list[CaptureItem]:
    return list(aftercard.photos.capture(event.id, photos, scan))


def final(items: list[CaptureItem]) -> list[tuple[str, Outcome]]:
    """How each photo ended, by its label."""
    return [(item.label, item.outcome) for item in items if item.outcome is not Outcome.STORED]
