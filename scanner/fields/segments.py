"""Stretches of text that may be one value: lines cut where two values were read as one, lines joined where one is two.

A line is cut at separators, at contact points that other modules claimed, and where vocabulary says that another kind
of value begins ('JOHN Q. PUBLIC DIRECTOR OF AFFAIRS'). Every run of neighbouring pieces is a segment; so are lines of
one size that stand under or beside each other. Rules propose on all of them, the joint assignment chooses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from scanner.fields.candidates import Span
from scanner.fields.han import is_han
from scanner.fields.layout import Card, Line
from scanner.fields.nearby import relation
from scanner.fields.pieces import Piece, pieces
from scanner.fields.words import Word, key, keys, words

_REGISTER = re.compile(r"(?<=[^\W\d_][.\s])\s*(?:\d{10,12}\s*)?[(\[][^()\[\]]*\d{4,}[^()\[\]]*[)\]]\s*$")
"""The register number behind a firm's name ('Sdn. Bhd. (123456-X)', 'Pte Ltd (Co. Reg. 201212345K)')."""
MAX_LINES = 60
"""Lines that are looked at; cards have fewer, and the work grows with the square of their number."""

_MAX_PIECES = 7
_MAX_TEXT = 160
_MAX_CHAIN = 4
EVEN = 0.1
"""Lines whose sizes differ by less than this share are set in one size."""
_RUN_ON = 0.25
"""The same for a value that begins in the middle of a line, where letters with and without stems vary more."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text.

    Attributes:
        text: as read; parts from several lines are joined by one space.
        spans: where it stands, in reading order.
        lines: the lines it stands on.
        words: the words of `text`.
        whole: share of its lines' unclaimed text that it takes up, 0 to 1.
        soft: how many of its ends are there only because vocabulary says so, 0 to 2.
        cuts: separators inside.
        lead: what stands before it on its line, back to the line's beginning.
        trail: what stands behind it on its line.
        uneven: size of the largest line over the smallest, minus one.
        beside: whether lines that stand beside each other were joined.
        fragment: whether a line of the same size and style directly above or below could belong to it.
    """

    text: str
    spans: tuple[Span, ...]
    lines: tuple[Line, ...]
    words: tuple[Word, ...]
    whole: float = 1.0
    soft: int = 0
    cuts: int = 0
    lead: str = ""
    trail: str = ""
    uneven: float = 0.0
    beside: bool = False
    fragment: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its words."""
        return keys(self.words)

    @property
    def height(self) -> float:
        """Text height of its largest line, as a share of the card's height."""
        return max(line.height for line in self.lines)

    @property
    def confidence(self) -> float:
        """The engine's confidence in its worst line."""
        return min(line.confidence for line in self.lines)


def segments(card: Card, taken: Iterable[Span]) -> tuple[Segment, ...]:
    """Every stretch of unclaimed text that may be one value, in reading order of its first line."""
    claimed: dict[int, list[Span]] = {}
    for span in taken:
        claimed.setdefault(span.line, []).append(span)
    lines = card.lines[:MAX_LINES]
    out: list[Segment] = []
    units: dict[int, Segment] = {}
    tails: list[Segment] = []
    for line in lines:
        found = list(_of_line(line, claimed.get(line.index, [])))
        out += found
        full = [s for s in found if s.whole > 0.99 and not claimed.get(line.index)]
        if full:
            units[line.index] = full[-1]
            tails += [s for s in found if s.lead and not s.trail and not s.soft and not s.cuts]
    chains = list(_joined(lines, units))
    return tuple(_marked([*out, *chains, *_run_on(tails, units)], chains))


def _run_on(tails: Iterable[Segment], units: dict[int, Segment]) -> Iterator[Segment]:
    """What stands last on a line of two values, with the line it goes on in ('CEO | Acme' / 'Trading Ltd.')."""
    for tail in tails:
        for index in _followers(tail.lines[0], units):
            chain = _chain([tail, units[index]])
            if not chain.beside and chain.uneven < _RUN_ON:
                yield replace(chain, lead=tail.lead)


def _marked(found: Iterable[Segment], chains: Iterable[Segment]) -> Iterator[Segment]:
    """The segments, those marked that are only a part of an even chain."""
    even = [{line.index for line in c.lines} for c in chains if not c.beside and c.uneven < EVEN and _one_style(c)]
    for segment in found:
        own = {line.index for line in segment.lines}
        yield replace(segment, fragment=True) if any(own < chain for chain in even) else segment


def _one_style(chain: Segment) -> bool:
    return len({line.text.isupper() for line in chain.lines}) == 1


def _of_line(line: Line, claimed: list[Span]) -> Iterator[Segment]:
    """The runs of neighbouring pieces of one line; the longest comes last."""
    runs = [pieces(line.text[:_MAX_TEXT], start, end) for start, end in _free(line, claimed)]
    letters = sum(len(key(line.text[p.start : p.end])) for run in runs for p in run)
    for run in (run[:_MAX_PIECES] for run in runs):
        for size in range(1, len(run) + 1):
            for first in range(len(run) - size + 1):
                yield _segment(line, run[first : first + size], letters)


def _segment(line: Line, run: list[Piece], letters: int) -> Segment:
    start, end = run[0].start, run[-1].end
    text = line.text[start:end]
    return Segment(
        text=text,
        spans=(Span(line.index, start, end),),
        lines=(line,),
        words=words(text),
        whole=min(1.0, len(key(text)) / max(1, letters)),
        soft=run[0].soft[0] + run[-1].soft[1],
        cuts=sum(not b.soft[0] for _, b in pairwise(run)),
        lead=line.text[:start],
        trail=line.text[end:_MAX_TEXT],
    )


def _free(line: Line, claimed: list[Span]) -> Iterator[tuple[int, int]]:
    """The stretches of a line that nothing claims."""
    register = _REGISTER.search(line.text)
    at, end = 0, min(register.start() if register else len(line.text), _MAX_TEXT)
    for span in sorted(claimed):
        if at < span.start < end:
            yield at, span.start
        at = max(at, span.end)
    if at < end:
        yield at, end


def _joined(lines: Iterable[Line], units: dict[int, Segment]) -> Iterator[Segment]:
    """Lines of about one size that follow each other, downwards or in a row, joined by twos and threes."""
    followers = {line.index: _followers(line, units) for line in lines if line.index in units}
    for index in followers:
        chains = [[index]]
        for _ in range(_MAX_CHAIN - 1):
            chains = [
                [*chain, after] for chain in chains for after in followers.get(chain[-1], []) if after not in chain
            ]
            yield from (_chain([units[i] for i in chain]) for chain in chains)


def _followers(line: Line, units: dict[int, Segment]) -> list[int]:
    """The lines nearest below `line` and close to its size, and those next to it in its row."""
    below: list[tuple[float, int]] = []
    beside: list[int] = []
    for index, unit in units.items():
        if index == line.index or is_han(line.text) != is_han(unit.text):
            continue
        r = relation(line, unit.lines[0])
        gap = r.gap_below / max(r.size, 1.0)
        if r.beside and -0.3 <= r.gap_right <= 3.0 and 0.7 <= r.size <= 1.4:
            beside.append(index)
        elif not r.beside and -0.7 <= gap <= 1.5 and r.overlap > 0 and r.aligned and 0.33 <= r.size <= 3.0:
            below.append((gap, index))
    nearest = min((gap for gap, _ in below), default=0.0)
    return beside + [index for gap, index in below if gap <= nearest + 0.3]


def _chain(parts: list[Segment]) -> Segment:
    text = " ".join(p.text for p in parts)
    lines = tuple(line for p in parts for line in p.lines)
    heights = [line.height for line in lines]
    return Segment(
        text=text,
        spans=tuple(s for p in parts for s in p.spans),
        lines=lines,
        words=words(text),
        cuts=sum(p.cuts for p in parts),
        uneven=max(heights) / max(min(heights), 1e-6) - 1.0,
        beside=any(relation(a, b).beside for a, b in pairwise(lines)),
    )
