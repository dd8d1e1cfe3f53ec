"""Words of a line with their place in it: what vocabulary is looked up by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"\d[\d\w]*|[^\W\d_]+(?:['’`´][^\W\d_]+|-[^\W\d_]+)*[\d]*\.?|&|\+")
_SPECIAL = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word of one line.

    Attributes:
        text: as read, a full stop directly behind it included.
        start, end: its characters in the line.
        key: what vocabulary knows it by (see `key`).
    """

    text: str
    start: int
    end: int
    key: str

    @property
    def bare(self) -> str:
        """The word without its full stop."""
        return self.text.rstrip(".")

    @property
    def initial(self) -> bool:
        """One capital letter, with or without a full stop ('Q.', 'T')."""
        return len(self.bare) == 1 and self.bare.isalpha() and self.bare.isupper()


@lru_cache(maxsize=8192)
def key(text: str) -> str:
    """Case-folded letters and digits of any script without accents, and '&'; spaces and points are dropped.

    'Ph. D.', 'PhD' and 'ph.d' have one key, so do 'Geschäftsführer' and 'GESCHAFTSFUHRER'.
    """
    folded = text.casefold().translate(_SPECIAL)
    plain = (c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    return "".join(c for c in plain if c.isalnum() or c == "&")


@lru_cache(maxsize=2048)
def words(text: str) -> tuple[Word, ...]:
    """The words of a line: letters with inner hyphens and apostrophes, numbers, '&'; a point ends a word."""
    return tuple(Word(m[0], m.start(), m.end(), key(m[0])) for m in _WORD.finditer(text))


def keys(found: Sequence[Word]) -> tuple[str, ...]:
    """The keys of the words, in order."""
    return tuple(w.key for w in found)
