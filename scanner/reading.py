"""One located card: cut out, turned upright, read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from time import perf_counter

from scanner.aside import aside
from scanner.brightness import lightened
from scanner.codes import Code, read_codes
from scanner.locate import Crop, rectify, turned
from scanner.looking import FEW, Sight
from scanner.model import Quad, TextLine
from scanner.ocr import CARD_SEARCH, OcrEngine, open_text_finder
from scanner.photo import Picture

_SEEN_WELL = 0.75
"""A card at least this much of the photo's longer side was searched for text large enough the first time."""

_SEEN_LEVEL = 0.12
"""Rise over run of a card's upper edge up to which the detector, trained on level text, found whole lines there."""

_RIGHT_WAY_UP = 0.85
"""Mean confidence of what was read below which the card may be upside down: one that was had 0.73, of 35 others the
least had 0.98."""


@dataclass(frozen=True, slots=True)
class ReadCard:
    """A card with its text; boxes are in the card frame.

    Attributes:
        crop: the upright card.
        turns: quarter turns clockwise that made it upright.
        lines: every line, in reading order.
        codes: QR codes and barcodes on it.
        upright_seconds: time to cut it out and turn it.
        reading_seconds: time to read its text and codes.
    """

    crop: Crop
    turns: int
    lines: tuple[TextLine, ...]
    codes: tuple[Code, ...]
    upright_seconds: float
    reading_seconds: float


def read_card(picture: Picture, place: Quad, sight: Sight, engine: OcrEngine, threads: int) -> ReadCard:
    """Cut `place` out of the photo and read it.

    Args:
        picture: the photo.
        place: the card's corners in source pixels.
        sight: what was seen of the whole photo.
        engine: what reads.
        threads: threads that this photo may use, 0 for one per core.

    Raises:
        EngineFailed: the engine gave no answer.
        EngineMissing: what it needs is not installed.
    """
    started = perf_counter()
    finder = open_text_finder(threads)
    as_taken = crop = rectify(picture.pixels, place)
    if len(inside := _inside(crop, sight.texts)) < FEW:
        crop = replace(crop, pixels=lightened(crop.pixels))
    dark = crop.pixels is not as_taken.pixels
    turns = finder.turns(crop.pixels, inside or finder.find(crop.pixels))
    crop = turned(crop, turns)
    upright = perf_counter()
    known = _inside(crop, sight.texts) if turns % 2 == 0 and _seen_well(place, sight, picture) else ()
    codes = aside(partial(read_codes, crop.pixels), threads)
    lines = engine.read(crop.pixels, known)
    if lines and _belief(lines) < _RIGHT_WAY_UP:
        other = turned(crop, 2)
        again = engine.read(other.pixels)
        if _belief(again) > _belief(lines):
            crop, turns, lines, codes = other, (turns + 2) % 4, again, partial(read_codes, other.pixels)
    if dark:  # how well it was photographed is judged by the photo
        crop = turned(as_taken, turns)
    return ReadCard(crop, turns, lines, codes(), upright - started, perf_counter() - upright)


def _belief(lines: Sequence[TextLine]) -> float:
    """The mean confidence of the characters of `lines`."""
    letters = sum(len(line.text) for line in lines)
    return sum(line.confidence * len(line.text) for line in lines) / letters if letters else 0.0


def _inside(crop: Crop, texts: Sequence[Quad]) -> tuple[Quad, ...]:
    """The boxes whose middle lies on the card, in the card frame."""
    boxes = [crop.from_source(text) for text in texts]
    width, height = crop.size
    return tuple(b for b in boxes if 0 <= sum(x for x, _ in b) / 4 <= width and 0 <= sum(y for _, y in b) / 4 <= height)


def _seen_well(place: Quad, sight: Sight, picture: Picture) -> bool:
    """Whether the search of the whole photo saw this card's text large and level: slanted lines come out in pieces."""
    (ax, ay), (bx, by), *_ = place
    if sight.searched_at < CARD_SEARCH or abs(by - ay) > _SEEN_LEVEL * abs(bx - ax):
        return False
    xs, ys = [x for x, _ in place], [y for _, y in place]
    longest: int = max(picture.pixels.shape[:2])
    return max(max(xs) - min(xs), max(ys) - min(ys)) >= _SEEN_WELL * longest
