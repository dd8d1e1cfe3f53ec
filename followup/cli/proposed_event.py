"""Which event the photos on the line belong to, when the line does not say."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

import click

from followup.cli.output import printable
from followup.cli.photos import given_photos
from followup.errors import UsageError
from scanner.model import ScanFailure

if TYPE_CHECKING:
    from followup.service import Aftercard


def event_of(service: Aftercard, photos: tuple[str, ...]) -> int:
    """The number of the event on whose days all photos were taken; which one it is, and why, goes to stderr.

    Raises:
        UsageError: nothing or not only one event fits; the hint names those that may.
    """
    if "-" in photos:
        raise UsageError("Standard input can be read only once.", "Name the event: --event NAME.")
    found = service.events.proposals(_taken(photos))
    if found and found[0].certain:
        chosen = found[0].event
        click.echo(f"Captured at {printable(chosen.name)!r}: {printable(found[0].why)}", err=True)
        return chosen.id
    if found:
        likely = " or ".join(f"--event {printable(each.event.name)!r} ({printable(each.why)})" for each in found[:3])
        raise UsageError("The photos do not say for certain at which event they were taken.", f"Likely: {likely}")
    raise UsageError(
        "No event fits the days on which the photos were taken, as far as they say.",
        "Name the event: --event NAME. 'aftercard event list' shows them.",
    )


def _taken(photos: tuple[str, ...]) -> Iterator[datetime | None]:
    """When each photo was taken, by its header; what cannot be read is left out, and said when it is captured."""
    from scanner.photo import PhotoError, open_picture

    for photo in given_photos(photos):
        if not isinstance(photo, ScanFailure):
            with suppress(PhotoError), open_picture(photo) as file:
                yield file.taken_at
