"""One photo → its cards: the calls in order. Whatever goes wrong with a photo is a value, not an exception."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from functools import partial
from time import perf_counter

from scanner.aside import aside
from scanner.cardlike import is_card
from scanner.failures import stopped, took_too_long
from scanner.fields import read_fields
from scanner.looking import Sight, first_view, look, look_again
from scanner.model import (
    CardScan,
    FailureCode,
    Photo,
    ScanFailure,
    ScanOptions,
    ScanResult,
    Seconds,
)
from scanner.ocr import (
    EngineFailed,
    EngineMissing,
    EngineTimedOut,
    OcrEngine,
    open_engine,
)
from scanner.photo import PhotoError, Picture, open_picture
from scanner.quality import assess
from scanner.reading import ReadCard, read_card
from scanner.strangers import parted

log = logging.getLogger(__name__)

TIME_LIMIT = 60.0
"""Seconds for one photo. Checked between cards: a model that runs cannot be interrupted."""

_NARROWEST, _LONGEST = 12, 66
"""Pixels across that a letter needs at least, and by how much a line is longer than high at most."""

_CARDS_DOUBLE = 30
"""With so many cards a photo may take twice as long: 24 of them must not be lost on a machine that is busy or slow."""


def scan_photo(
    photo: Photo, options: ScanOptions | None = None, *, threads: int = 0, engine: OcrEngine | None = None
) -> tuple[ScanResult, ...]:
    """Read the cards of one photo.

    Args:
        photo: the picture file.
        options: how to read.
        threads: threads for inference, 0 for one per core.
        engine: what reads the text, instead of the one that `options` names.

    Returns:
        A `CardScan` for each card in reading order, or one `ScanFailure`.

    Raises:
        EngineMissing: what the engine needs is not installed, so that no photo at all can be read.
    """
    options = options or ScanOptions()
    try:
        reader = engine or open_engine(options.engine, languages=options.languages, threads=threads)
        return _scan(photo, options, reader, threads)
    except EngineMissing:
        raise
    except PhotoError as error:
        return (error.failure(photo.file),)
    except EngineTimedOut as error:
        return (took_too_long(photo.file, str(error)),)
    except EngineFailed as error:
        return (ScanFailure(photo.file, FailureCode.OCR_FAILED, str(error), "Try again, or use another engine."),)
    except Exception as error:  # a bug or a full memory must not cost the other photos of a batch
        log.debug("scan of %s stopped", photo.file, exc_info=True)
        return (stopped(photo.file, type(error).__name__),)


def _scan(photo: Photo, options: ScanOptions, engine: OcrEngine, threads: int) -> tuple[ScanResult, ...]:
    started = perf_counter()
    with open_picture(photo) as file:
        if _holds_no_line(*file.image.size):
            return (_no_text(photo.file),)
        whole = aside(file.decode, threads)
        view = first_view(file, whole)
        decoded = perf_counter()
        sight = look(view, whole, threads)
        located = perf_counter() - decoded
        picture = whole()
    sight = sight.in_source(picture)
    shared = Seconds(located, 0, 0, perf_counter() - started)
    job = _Job(photo.file, picture, options, engine.name, threads, shared)
    if len(sight.places) == 1:
        _check_time(started, 1)
        card = read_card(picture, sight.places[0], sight, engine, threads)
        lines = [card.crop.to_source(line.box) for line in card.lines]
        if len((sight := look_again(picture, sight, lines, threads)).places) == 1:
            return _numbered([_result(job, part) for part in _parts(job, card, sight, engine)])
    results: list[ScanResult] = []
    for place in sight.places:
        _check_time(started, len(sight.places))
        card = read_card(picture, place, sight, engine, threads)
        results += [_result(job, part) for part in _parts(job, card, sight, engine)]
    return _numbered(results)


@dataclass(frozen=True, slots=True)
class _Job:
    """What the cards of one photo have in common; `shared` is the time spent on the photo as a whole."""

    file: str
    picture: Picture
    options: ScanOptions
    engine: str
    threads: int
    shared: Seconds


def _parts(job: _Job, card: ReadCard, sight: Sight, engine: OcrEngine) -> list[ReadCard]:
    """The card, or the two that it is, each read again by itself."""
    places = parted(card.crop, card.lines, job.options.region)
    return [read_card(job.picture, place, sight, engine, job.threads) for place in places] or [card]


def _check_time(started: float, cards: int) -> None:
    limit = TIME_LIMIT * (1 + cards / _CARDS_DOUBLE)
    if perf_counter() - started > limit:
        raise EngineTimedOut(f"Reading the photo took longer than {limit:.0f} seconds.")


def _result(job: _Job, card: ReadCard) -> ScanResult:
    """What was read as a scan, or as a failure when there is no text or it is not a card's."""
    if not card.lines and not card.codes:
        return _no_text(job.file)
    started = perf_counter()
    quality = aside(partial(assess, card.crop.pixels, card.lines), job.threads)
    reading = read_fields(card.lines, card.crop.size, region=job.options.region, codes=card.codes)
    if not is_card(card.lines, reading.contact, card.crop.is_part):
        return _no_card(job.file)
    judged = quality()
    fields = perf_counter() - started
    own = card.upright_seconds + card.reading_seconds + fields
    return CardScan(
        file=job.file,
        card=0,
        cards_in_photo=1,
        sha256=job.picture.sha256,
        taken_at=job.picture.taken_at,
        corners=card.crop.corners,
        rotation=card.turns,
        contact=reading.contact.mapped(card.crop.to_source),
        lines=tuple(replace(line, box=card.crop.to_source(line.box)) for line in card.lines),
        unassigned=reading.unassigned,
        quality=judged,
        engine=job.engine,
        seconds=_rounded(
            job.shared.locate + card.upright_seconds, card.reading_seconds, fields, job.shared.total + own
        ),
    )


def _rounded(*seconds: float) -> Seconds:
    return Seconds(*(round(s, 4) for s in seconds))


def _holds_no_line(width: int, height: int) -> bool:
    """Whether the picture is a strip: too narrow for a letter, or longer than any line of a card."""
    return min(width, height) < _NARROWEST or max(width, height) > _LONGEST * min(width, height)


def _no_text(file: str) -> ScanFailure:
    hint = "Take the photo nearer to the card and in better light."
    return ScanFailure(file, FailureCode.NO_TEXT, "No text was found in the picture.", hint)


def _no_card(file: str) -> ScanFailure:
    message = "The text in the picture is not that of a business card."
    return ScanFailure(file, FailureCode.NO_CARD, message, "Leave the picture out, or enter the contact by hand.")


def _numbered(results: list[ScanResult]) -> tuple[ScanResult, ...]:
    """The cards of a photo, counted; failures only where there is no card at all, and then one."""
    cards = [result for result in results if isinstance(result, CardScan)]
    if not cards:
        return tuple(
            sorted(results, key=lambda r: r.code is not FailureCode.NO_CARD if isinstance(r, ScanFailure) else 0)[:1]
        )
    return tuple(replace(card, card=i, cards_in_photo=len(cards)) for i, card in enumerate(cards))
