"""What every page works with: the service, and the photos being read. One per database in a server's process."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass
from functools import partial

from followup.errors import MissingDependencyError
from followup.locale import _
from followup.service import Aftercard, ScanFunction
from followup.settings import Settings
from followup.ui.batches import Batches
from scanner.model import Photo, ScanResult


@dataclass(frozen=True, slots=True)
class Desk:
    """What a page's `render` is given.

    Attributes:
        service: everything that is durable.
        batches: the photos that are being stored and read in the background.
    """

    service: Aftercard
    batches: Batches


def open_desk(settings: Settings, scan: ScanFunction | None = None) -> Desk:
    """Open the database that the settings name.

    Args:
        settings: where everything lies.
        scan: reads photos; by default the scanner on a pool of processes.

    Raises:
        StorageError: the database cannot be opened.
    """
    service = Aftercard.open(settings)
    return Desk(service, Batches(service, scan or partial(scan_elsewhere, service)))


def scan_elsewhere(
    service: Aftercard, photos: Iterable[Photo]
) -> Generator[tuple[Photo, tuple[ScanResult, ...]], None, None]:
    """Read photos as the owner's settings say, on spawned processes that live as long as the batch.

    Never in the page's own process: an engine would block its threads, and a picture that kills a decoder would kill
    the page. The scanner is imported here, so that showing the page does not load what it stands on.

    Raises:
        MissingDependencyError: an engine or its models are not installed.
    """
    from scanner.batch import scan_photos  # noqa: PLC0415
    from scanner.ocr import EngineMissing  # noqa: PLC0415

    try:
        yield from scan_photos(photos, service.owner.reading())
    except EngineMissing as error:
        hint = _("The photos are stored; continue reading afterwards.")
        raise MissingDependencyError(str(error), hint) from error
