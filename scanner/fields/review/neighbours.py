"""Lines that no field uses beside a chosen value: a part of it may have been left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from scanner.fields.addresses.evidence import WEAK, evidence
from scanner.fields.candidates import Candidate, Field, Span
from scanner.fields.firmlines import completes
from scanner.fields.labels import LabelKind, label_before, label_only
from scanner.fields.layout import Card, Line
from scanner.fields.nearby import relation
from scanner.fields.review.finding import Finding
from scanner.fields.text import normalise
from scanner.fields.titleparts import area_apart, belongs_to_title
from scanner.fields.vocabulary import vocabulary
from scanner.fields.words import key, words

_NEAR = 1.0
"""Text heights within which a line goes on from the one above it."""

_EVEN = 1.25
"""Ratio of two text sizes that are meant as one."""

_FEWEST = 3
_REGISTER = re.compile(r"(?:no|nr|n°|#|:)\W*[A-Z]{0,3}[\d./\-]{4,}", re.IGNORECASE)


def with_neighbours(value: Finding, card: Card, used: Iterable[Span]) -> Finding:
    """The value, doubted where an unused line directly over or under it looks like a part of it.

    Args:
        value: a title, firm or address.
        card: the lines.
        used: text of all other values.
    """
    return value.doubted() if any(_goes_with(value.candidate, line) for line in _beside(value, card, used)) else value


def _beside(value: Finding, card: Card, used: Iterable[Span]) -> Iterator[Line]:
    own = [card.lines[i] for i in sorted({s.line for s in value.candidate.spans})]
    busy = {line.index for line in own} | {s.line for s in used}
    for line in card.lines:
        said = normalise(line.text).text
        if line.index in busy or sum(c.isalnum() for c in said) < _FEWEST or label_only(said):
            continue
        if value.candidate.field is Field.TITLE and any(_is_department(line, other) for other in own):
            continue
        if any(_touches(line, other) and 1 / _EVEN < line.height / other.height < _EVEN for other in own):
            yield line


def _is_department(line: Line, title: Line) -> bool:
    """Whether a line of several words is a department beside the title, which is whole without it."""
    upper, lower = sorted((line, title), key=lambda one: one.top)
    return len(words(line.text)) > 1 and area_apart(upper.text, lower.text)


def _touches(a: Line, b: Line) -> bool:
    """Whether the lines follow each other downwards in one column."""
    down, up = relation(a, b), relation(b, a)
    return not down.beside and down.overlap > 0 and min(abs(down.gap_below), abs(up.gap_below)) < _NEAR


def _goes_with(value: Candidate, line: Line) -> bool:
    text = normalise(line.text).text
    if _is_noise(text) or key(text) in key(value.value):  # or what it says already, once more
        return False
    if value.field is Field.COMPANY:
        return completes(text)
    if value.field is Field.TITLE:
        return belongs_to_title(text)
    found = evidence(text)
    if found.street >= WEAK and found.place >= WEAK:
        return False  # another address, a branch's, and no part of this one
    return not found.company and max(found.street, found.unit, found.place) >= WEAK


def _is_noise(text: str) -> bool:
    """Whether the line is a register number, a certificate or a slogan."""
    vocab, keys = vocabulary(), [w.key for w in words(text)]
    label = label_before(text)
    register = _REGISTER.search(text) or (label and LabelKind.REGISTER in label.kinds)
    return bool(register) or vocab.certificates.end(keys, 0) > 0 or vocab.slogans.end(keys, 0) > 0
