"""Words of titles with one misread letter, put right where the whole line is a title then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from scanner.fields.titleparts import beside_head
from scanner.fields.vocabulary import vocabulary
from scanner.fields.words import Word

_LEAST, _ALONE = 6, 7
"""Letters from which a word is mended beside others of its title, and by itself."""

_ALIKE = frozenset(
    frozenset(pair)
    for pair in (
        ("c", "g"), ("c", "e"), ("i", "l"), ("i", "t"), ("l", "t"), ("t", "f"), ("o", "a"), ("u", "v"), ("v", "y"),
        ("v", "x"), ("n", "h"), ("n", "r"), ("b", "h"), ("g", "q"), ("0", "o"), ("1", "i"), ("1", "l"), ("5", "s"),
    )
)  # fmt: skip
"""Letters that readers take for each other."""


def mended(found: Sequence[Word]) -> tuple[Word, ...]:
    """The words of a line with a misread letter set right in each that needs it ('SALES MANACER', 'Evecutive').

    Only where every word is one that titles have then, and one is a title; else the words as they are, for a name or a
    firm may well be one letter from a title.
    """
    vocab = vocabulary()
    right = tuple(w if _is_known(w.key) else _meant(w) for w in found)
    whole = all(_is_known(w.key) for w in right) and any(w.key in vocab.title_heads for w in right)
    return right if whole and (len(right) > 1 or len(right[0].key) >= _ALONE) else tuple(found)


def respelled(text: str, found: Sequence[Word], right: Sequence[Word]) -> str:
    """The text with each of `found` that was set right."""
    for was, now in zip(found, right, strict=True):
        if was.text != now.text:
            text = text.replace(was.text, now.text, 1)
    return text


def _is_known(word: str) -> bool:
    vocab = vocabulary()
    return word in vocab.title_heads or beside_head(word) or vocab.title_endings.match(word)


def _meant(word: Word) -> Word:
    """The word that the title words have with one letter that looks alike; the word itself where there is none."""
    vocab = vocabulary()
    is_other = word.key in vocab.given or word.key in vocab.family or word.key in vocab.company_words
    if len(word.key) < _LEAST or is_other or len(word.key) != len(word.bare):
        return word
    for at, letter in enumerate(word.key[:-1]):  # the last one tells the gender ('finanziaria')
        for meant in _by_gap().get((word.key[:at], word.key[at + 1 :]), ()):
            if frozenset((letter, meant[at])) in _ALIKE:
                new = meant[at].upper() if word.bare[at].isupper() or word.bare.isupper() else meant[at]
                text = word.text[:at] + new + word.text[at + 1 :]
                return replace(word, text=text, key=meant)
    return word


@lru_cache(maxsize=1)
def _by_gap() -> dict[tuple[str, str], list[str]]:
    """The words of titles by what stands before and behind each of their letters."""
    vocab = vocabulary()
    gaps: dict[tuple[str, str], list[str]] = {}
    for word in sorted(vocab.title_heads.known | vocab.title_modifiers):
        if len(word) >= _LEAST:
            for at in range(len(word)):
                gaps.setdefault((word[:at], word[at + 1 :]), []).append(word)
    return gaps
