"""One photo → its cards: the calls in order. Whatever goes wrong with a photo is a value, not an exception."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import dist
from statistics import median
from time import perf_counter

from scanner.aside import aside
from scanner.cardlike import is_card
from scanner.fields import read_fields
from scanner.locate import OVERVIEW, locate, overview
from scanner.locate.choice import CROWD
from scanner.model import (
    CardScan,
    FailureCode,
    Photo,
    Quad,
    ScanFailure,
    ScanOptions,
    ScanResult,
    Seconds,
    TextLine,
)
from scanner.ocr import (
    CARD_SEARCH,
    EngineFailed,
    EngineMissing,
    EngineTimedOut,
    OcrEngine,
    open_engine,
    open_text_finder,
)
from scanner.ocr.protocol import Pixels
from scanner.photo import PhotoError, Picture, open_picture
from scanner.quality import assess
from scanner.reading import ReadCard, read_card

log = logging.getLogger(__name__)

CLOSER = ((1_920, CROWD), (3_200, 10_000))
"""Second and third look at a photo: longer side in pixels, and with how many lines of text it is taken even though they
look large; with small ones it always is."""

SMALL_TEXT = 14.0
"""Height in pixels of the usual line, with the detector's margin, that shows that cards are small in the photo: of 56
photos of one card none had less than 14, of photos of eight and more all had, and most of their lines were missed."""

FEW = 3
"""Lines of text that one card of usual size has at least."""

TIME_LIMIT = 60.0
"""Seconds for one photo. Checked between cards: a model that runs cannot be interrupted."""

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


def stopped(file: str, why: str) -> ScanFailure:
    """The failure of a photo whose scan ended without an answer."""
    message = f"The scan of this photo stopped unexpectedly ({why})."
    return ScanFailure(file, FailureCode.OCR_FAILED, message, "Try again; if it stays so, please report it.")


def took_too_long(file: str, message: str = "Reading the photo took too long and was stopped.") -> ScanFailure:
    """The failure of a photo whose scan was ended because of the time."""
    return ScanFailure(file, FailureCode.TIMED_OUT, message, "Try a smaller or clearer photo.")


def _scan(photo: Photo, options: ScanOptions, engine: OcrEngine, threads: int) -> tuple[ScanResult, ...]:
    started = perf_counter()
    with open_picture(photo) as file:
        whole = aside(file.decode, threads)
        view = _View(*(file.glimpse(OVERVIEW) or overview(whole().pixels)))
        decoded = perf_counter()
        view, places, texts = _look(view, whole, threads)
        located = perf_counter() - decoded
        picture = whole()
    places, texts = (tuple(view.in_source(quad, picture) for quad in quads) for quads in (places, texts))
    shared = Seconds(located, 0, 0, perf_counter() - started)
    job = _Job(photo.file, picture, options, engine.name, threads, shared)
    results: list[ScanResult] = []
    for place in places:
        _check_time(started, len(places))
        results.append(_result(job, read_card(picture, place, texts, engine, threads)))
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


@dataclass(frozen=True, slots=True)
class _View:
    """A photo made smaller, and by how much."""

    pixels: Pixels
    scale: float

    def in_source(self, quad: Quad, picture: Picture) -> Quad:
        """A box of this view in source pixels; what lies on the view's edge lies on the photo's."""
        height, width = picture.pixels.shape[:2]
        a, b, c, d = ((_stretched(x, self.scale, width), _stretched(y, self.scale, height)) for x, y in quad)
        return (a, b, c, d)


def _stretched(at: float, scale: float, end: int) -> float:
    """A place on one axis, which in the smaller picture may end up to a pixel sooner or later than `end`."""
    return float(end) if at * scale > end - scale else at * scale


def _look(view: _View, whole: Callable[[], Picture], threads: int) -> tuple[_View, tuple[Quad, ...], tuple[Quad, ...]]:
    """The cards and the lines of text of a photo, in pixels of the view that comes first; small cards get a closer one.

    Args:
        view: the photo at about `OVERVIEW` pixels.
        whole: gives the whole photo, for a closer view.
        threads: threads for inference.
    """
    finder = open_text_finder(threads)
    longest = max(view.pixels.shape[:2]) * view.scale
    texts = finder.find(view.pixels, search := CARD_SEARCH)
    for closer, crowd in CLOSER:
        seen_at = search / max(view.pixels.shape[:2])
        if longest < closer or not (len(texts) >= crowd or _looks_small(texts, seen_at)):
            break
        view = _View(*overview(whole().pixels, closer))
        texts = finder.find(view.pixels, search := closer)
    return view, locate(view.pixels, texts, partial(finder.legible, view.pixels)), texts


def _looks_small(texts: Sequence[Quad], scale: float) -> bool:
    """Whether a search at `scale` saw smaller text than one card has, or hardly any."""
    return len(texts) < FEW or median(min(dist(a, b), dist(a, d)) for a, b, _, d in texts) * scale < SMALL_TEXT


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
        lines=tuple(TextLine(line.text, line.confidence, card.crop.to_source(line.box)) for line in card.lines),
        unassigned=reading.unassigned,
        quality=judged,
        engine=job.engine,
        seconds=_rounded(
            job.shared.locate + card.upright_seconds, card.reading_seconds, fields, job.shared.total + own
        ),
    )


def _rounded(*seconds: float) -> Seconds:
    return Seconds(*(round(s, 4) for s in seconds))


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
