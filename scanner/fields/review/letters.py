"""Words that differ by one letter, and what such a difference tells about which of them was misread."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz.distance import Levenshtein

from scanner.fields.words import key

LEAST = 5
"""Letters from which two words that differ by one are taken for the same word."""

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae"})


def spellings(word: str) -> frozenset[str]:
    """How addresses write a word: 'Müller' is 'muller' and 'mueller'."""
    return frozenset({key(word), key(word.casefold().translate(_UMLAUTS))} - {""})


def near(a: str, b: str) -> bool:
    """Whether two long words differ by one letter."""
    return min(len(a), len(b)) >= LEAST and Levenshtein.distance(a, b, score_cutoff=1) == 1


def nearest(written: Iterable[str], others: Iterable[str]) -> str:
    """The one of `others` that is one letter from a spelling of the word, '' when one equals it or none is near."""
    spelled, known = tuple(written), tuple(others)
    if any(s in o for s in spelled for o in known):
        return ""
    return next((o for o in known for s in spelled if near(s, o)), "")


def lost_double(read: str, right: str) -> bool:
    """Whether `read` is `right` with one of two equal letters lost ('moler', 'moller'), which line readers do."""
    return len(right) == len(read) + 1 and any(
        right[i] == right[i + 1] and right[:i] + right[i + 1 :] == read for i in range(len(right) - 1)
    )


def lost_thin(read: str, right: str) -> bool:
    """Whether `read` is `right` with a thin letter lost beside others ('threal', 'tlhreal')."""
    return len(right) == len(read) + 1 and any(
        right[i] in "lijtf1" and right[:i] + right[i + 1 :] == read for i in range(len(right))
    )


def pieces(text: str) -> list[str]:
    """The parts of a local part or of a domain's name, letters only."""
    return [p for p in re.split(r"[^a-z]+", text.casefold()) if p]
