"""Accents that OCR dropped, put back where the text prints accents and only one spelling of the word is known."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from scanner.fields.words import key

Spellings = Mapping[str, frozenset[str]]
"""Key of a word to the ways it is spelled, case-folded."""

_WESTERN = 0xFF
"""Last character of ISO 8859-1."""

_WORD = re.compile(r"[^\W\d_]+")


def restored(text: str, known: Spellings) -> str:
    """'Gülşen Yildiz' as 'Gülşen Yıldız'; the text itself when it prints no accent or nothing is proven.

    A text that prints one accent prints them all: a plain word in it that is known with accents only has lost them.
    """
    if not any(_is_accented(c) for c in text):
        return text
    return _WORD.sub(lambda m: _restored_word(m[0], known), text)


def _is_accented(char: str) -> bool:
    return char.isalpha() and not char.isascii() and "LATIN" in unicodedata.name(char, "")


def _restored_word(word: str, known: Spellings) -> str:
    spelled = known.get(key(word), frozenset())
    if len(word) < 3 or word.casefold() in spelled:
        return word
    possible = [s for s in spelled if len(s) == len(word) and all(map(_may_be, word, s))]
    if len(possible) != 1 or possible[0].isascii():
        return word
    return "".join(r.upper() if w.isupper() else r for w, r in zip(word, possible[0], strict=True))


def _may_be(read: str, right: str) -> bool:
    """Whether a letter that was read may be the right one with its accent lost or mistaken; none is made up.

    Accents of Western Europe are read well: 'Mónica' is no misread 'Mônica'.
    """
    return read.casefold() == right or (not right.isascii() and (read.isascii() or ord(read) > _WESTERN))
