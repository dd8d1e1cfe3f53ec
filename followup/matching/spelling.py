"""Words of names and firms in one spelling: no case, no diacritics, Latin letters, 'ü' and 'ue' the same."""

from __future__ import annotations

import re
from functools import cache

from followup.folding import folded
from followup.matching import data

_WORD = re.compile(r"[^\W_]+")
# Straight and typographic apostrophes, and the letters that stand for them in Arabic and Hebrew names.
_APOSTROPHES = re.compile("['’‘`´ʻʼʾʿ]")
# 'Mueller', 'Müller' and 'Muller' are one person's cards; so are 'Soeren' and 'Søren', 'Aage' and 'Åge', 'Dmitrii'.
_TWO_LETTERS = re.compile("([auo])e|(a|i)(?=\\2)")


def words(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared.

    Hyphens and points separate ('J.-P.' is 'j', 'p'), apostrophes join (O'Brien is 'obrien'). Cyrillic and Greek are
    spelled in Latin letters; other scripts stay as they are.
    """
    joined = _APOSTROPHES.sub("", text)
    return tuple(_one_spelling(word) for word in _WORD.findall(romanised(folded(joined))))


def romanised(text: str) -> str:
    """Cyrillic and Greek letters of folded text in Latin ones, one letter at a time, without regard to languages."""
    if text.isascii():
        return text
    pairs, single = _letters()
    for pair, latin in pairs:
        text = text.replace(pair, latin)
    return text.translate(single)


def _one_spelling(word: str) -> str:
    return _TWO_LETTERS.sub(lambda found: found[1] or "", word) if len(word) > 3 else word


@cache
def _letters() -> tuple[tuple[tuple[str, str], ...], dict[int, str]]:
    rows = [(row[0], row[1].strip()) for line in data.lines("letters.tsv") if (row := line.split("\t"))]
    pairs = tuple((letters, latin) for letters, latin in rows if len(letters) > 1)
    return pairs, {ord(letter): latin for letter, latin in rows if len(letter) == 1}
