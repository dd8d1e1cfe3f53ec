"""What every page works with: the service, and the photos being read. One per database in a server's process."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass

from followup.errors import MissingDependencyError
from followup.service import Aftercard, ScanFunction
from followup.settings import Settings
from followup.ui.batches import Batches
from scanner.model import Photo, ScanOptions, ScanResult


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
    return Desk(service, Batches(service, scan or scan_on_all_cores))


def scan_on_all_cores(photos: Iterable[Photo]) -> Generator[tuple[Photo, tuple[ScanResult, ...]], None, None]:
    """Read photos on a pool of spawned processes that lives as long as the batch.

    The scanner is imported here and not above, so that showing the page does not load an OCR engine.

    Raises:
        MissingDependencyError: an engine or its models are not installed.
    """
    from scanner.batch import scan_photos  # noqa: PLC0415
    from scanner.ocr import EngineMissing  # noqa: PLC0415

    try:
        yield from scan_photos(photos, ScanOptions())
    except EngineMissing as error:
        raise MissingDependencyError(str(error), "The photos are stored; continue reading afterwards.") from error
