"""Accents that OCR dropped, put back where the text prints accents and only one spelling of the word is known."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from scanner.fields.words import key

Spellings = Mapping[str, frozenset[str]]
"""Key of a word to the ways it is spelled, case-folded."""

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
    if len(word) < 3 or len(spelled) != 1:
        return word
    (right,) = spelled
    if (
        right.isascii()
        or len(right) != len(word)
        or any(_is_accented(w) and w.casefold() != r for w, r in zip(word, right, strict=True))
    ):
        return word
    return "".join(
        w if w.casefold() == r else r.upper() if w.isupper() else r for w, r in zip(word, right, strict=True)
    )
