"""One line cut into pieces: at separators, and where vocabulary says that another kind of value begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from scanner.fields.han import han_cuts
from scanner.fields.vocabulary import vocabulary
from scanner.fields.words import Word, keys, words

_SEPARATOR = re.compile(
    r"\s*(?:[|•▪■►»«~*_=\\]|(?<![lL])·|·(?![lL]))+\s*|\s+[-–—]+\s+|\s*[,;，、；]\s*|\s+/\s*|\s*/\s+|\s{2,}|\s*[()\[\]（）【】]\s*|[:：]\s*|\s+@\s+"
    r"|^\W*(?i:please call|call|ask for|please contact|contact|attn\.?|your host|z\.\s?hd\.?(?: v\.)?)\s+(?=[A-ZÀ-Þ])"
    r"|\s+(?:at|bei|chez|presso|bij|hos|i/|w)\s+(?=[A-ZÀ-Þ])"
)
_TRIM = " \t.,;:|·•-–—/\\*~_\"'“”„«»<>=+#°^`©®"


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of a line between two cuts; `soft` tells which of its two ends vocabulary made."""

    start: int
    end: int
    soft: tuple[bool, bool]


def pieces(text: str, start: int, end: int) -> list[Piece]:
    """The pieces of `text` between `start` and `end`."""
    bounds = [start]
    for m in _SEPARATOR.finditer(text, start, end):
        bounds += [m.start(), m.end()]
    bounds.append(end)
    out: list[Piece] = []
    for a, b in zip(bounds[::2], bounds[1::2], strict=True):
        left, right = _trimmed(text, a, b)
        if right > left:
            out += _softened(text, left, right)
    return out


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and (text[end - 1] in _TRIM and not _ends_abbreviation(text, start, end)):
        end -= 1
    return start, end


def _ends_abbreviation(text: str, start: int, end: int) -> bool:
    """Whether the text ends with a full stop that belongs to it ('Inc.', 'Jr.', 'Mgr.')."""
    return text[end - 1] == "." and end - start > 1 and text[end - 2].isalpha()


def closed(text: str) -> str:
    """The text with the bracket that was trimmed off its end, or off the line that it goes on with, as a separator."""
    if text.count(")") > text.count("("):
        return re.sub(r"([^\s()]+)\)", r"(\1)", text, count=1)
    return text + ")" if text.count("(") > text.count(")") else text


def _softened(text: str, start: int, end: int) -> Iterator[Piece]:
    """One piece, cut further where a title begins or ends inside it."""
    cuts = sorted({c for c in (*_title_cuts(text[start:end]), *han_cuts(text[start:end])) if 0 < c < end - start})
    bounds = [0, *cuts, end - start]
    for a, b in pairwise(bounds):
        left, right = _trimmed(text, start + a, start + b)
        if right > left:
            yield Piece(left, right, (a > 0, b < end - start))


def _title_cuts(text: str) -> Iterator[int]:
    """Where runs of title words begin and end, when they hold a word that is a title on its own.

    A run begins at its head or at the modifiers before it: 'JOHN Q. PUBLIC DIRECTOR' is cut before both words.
    """
    found = words(text)
    vocab = vocabulary()
    heads = {i for a, b in vocab.title_heads.spans(keys(found)) for i in range(a, b)}
    if not heads or len(heads) == len(found):
        return
    first, last = min(heads), max(heads)
    yield found[first].start
    while first > 0 and _is_modifier(found[first - 1]):
        first -= 1
    while last < len(found) - 1 and _is_modifier(found[last + 1]):
        last += 1
    yield found[first].start
    yield found[last].end


def _is_modifier(word: Word) -> bool:
    vocab = vocabulary()
    return word.key in vocab.title_modifiers or word.key in vocab.department_areas or word.key == "&"
