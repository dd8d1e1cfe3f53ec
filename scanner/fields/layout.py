"""Lines with their geometry: sizes, columns, neighbours and reading order, in the card frame."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import hypot

from scanner.fields.gluedwords import apart
from scanner.model import LetterDoubt, Quad, TextLine

_WIDE = re.compile(r"(?:[^\W\d_]\s{1,3}){3,}[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Line:
    """A text line with the numbers that field rules ask for; lengths are shares of the card's height or width.

    Attributes:
        index: its place in reading order.
        text: as read, spaces put right.
        read: as read.
        height: height of the text as a share of the card's height.
        left, right: horizontal extent as shares of the card's width.
        top, bottom: vertical extent as shares of the card's height.
        doubts: letters of the text that were read with difficulty.
    """

    index: int
    text: str
    read: str
    confidence: float
    box: Quad
    height: float
    left: float
    right: float
    top: float
    bottom: float
    doubts: tuple[LetterDoubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """All lines of one card in reading order, with the card's size in pixels of the card frame."""

    lines: tuple[Line, ...]
    width: float
    height: float


def lay_out(lines: Sequence[TextLine], size: tuple[int, int]) -> Card:
    """Measure `lines` (card frame) against the card's `size` (width, height in pixels)."""
    width, height = max(1, size[0]), max(1, size[1])
    texts = apart([_closed_up(line.text) for line in lines])
    return Card(tuple(_measure(i, line, texts[i], width, height) for i, line in enumerate(lines)), width, height)


def as_read(line: Line, start: int, end: int) -> str:
    """What was read where `line.text` has characters `start` to `end`: they differ in their spaces only."""
    if line.read == line.text:
        return line.text[start:end]
    places = [i for i, c in enumerate(line.read) if not c.isspace()]
    first = sum(not c.isspace() for c in line.text[:start])
    count = sum(not c.isspace() for c in line.text[start:end])
    return line.read[places[first] : places[first + count - 1] + 1] if count else ""


def _closed_up(text: str) -> str:
    """'R E A L T Y' as 'REALTY': a line of single letters is a word set wide."""
    if not _WIDE.fullmatch(text.strip()):
        return text
    return "  ".join(part.replace(" ", "") for part in re.split(r"\s{2,}", text.strip())).replace("  ", " ")


def _measure(index: int, line: TextLine, text: str, width: float, height: float) -> Line:
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = line.box
    xs, ys = (ax, bx, cx, dx), (ay, by, cy, dy)
    tall = (hypot(dx - ax, dy - ay) + hypot(cx - bx, cy - by)) / 2
    return Line(
        index=index,
        text=text,
        read=line.text,
        confidence=line.confidence,
        box=line.box,
        height=max(tall, 1.0) / height,  # never 0, by which sizes are divided
        left=min(xs) / width,
        right=max(xs) / width,
        top=min(ys) / height,
        bottom=max(ys) / height,
        doubts=moved(line.doubts, line.text, text),
    )


def moved(doubts: Sequence[LetterDoubt], before: str, after: str) -> tuple[LetterDoubt, ...]:
    """The doubted letters of a line where they stand after its spaces were changed; none where letters were too."""
    if not doubts or before == after:
        return tuple(doubts)
    old, new = ([i for i, char in enumerate(text) if not char.isspace()] for text in (before, after))
    if [before[i] for i in old] != [after[i] for i in new]:
        return ()
    places = dict(zip(old, new, strict=True))
    return tuple(replace(doubt, at=places[doubt.at]) for doubt in doubts if doubt.at in places)
