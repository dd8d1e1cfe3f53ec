"""Whether two tags mean the same: case, plurals and a small list of synonyms; a tag inside a longer one fits too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from followup.folding import folded

_WORD = re.compile(r"[\w+#&]+")

EQUAL, INSIDE = 1.0, 0.6
"""How well tags fit that mean the same, and of which one is a part of the other ('python' in 'python training')."""


@dataclass(frozen=True, slots=True)
class TagMatch:
    """Two tags that fit, as they were written.

    Attributes:
        weight: `EQUAL` or `INSIDE`.
    """

    mine: str
    yours: str
    weight: float

    @property
    def said(self) -> str:
        """How a sentence calls what both mean: the shorter of the two."""
        return min(self.mine, self.yours, key=len)


@lru_cache(maxsize=1 << 16)
def tag_key(tag: str) -> frozenset[str]:
    """The words of a tag as they are compared: without case, accents, plurals and filling words; synonyms are one."""
    words = _WORD.findall(folded(tag))
    told = tuple(_singular(word) for word in words if word not in _empty_words()) or tuple(map(_singular, words))
    return frozenset(_with_synonyms(told))


def matches(mine: Iterable[str], yours: Iterable[str]) -> tuple[TagMatch, ...]:
    """Which tags of two lists fit, each of mine with the best of yours, in the order of mine."""
    others = tuple((tag, tag_key(tag)) for tag in yours)
    found = (_best(tag, others) for tag in mine)
    return tuple(match for match in found if match)


def _best(tag: str, others: Iterable[tuple[str, frozenset[str]]]) -> TagMatch | None:
    key = tag_key(tag)
    fits = (TagMatch(tag, other, weight) for other, other_key in others if (weight := fit(key, other_key)))
    return max(fits, key=lambda match: match.weight, default=None)


def fit(a: frozenset[str], b: frozenset[str]) -> float:
    """How well two tag keys fit, 0 to 1; the order does not matter."""
    if not a or not b:
        return 0.0
    return EQUAL if a == b else INSIDE if a < b or b < a else 0.0


def _with_synonyms(words: tuple[str, ...]) -> Iterable[str]:
    """The words, with every run of them that has synonyms replaced by one word for all of these, longest runs first."""
    known, longest = _synonyms()
    at = 0
    while at < len(words):
        for end in range(min(len(words), at + longest), at, -1):
            if (name := known.get(words[at:end])) is not None:
                yield name
                at = end
                break
        else:
            yield words[at]
            at += 1


def _singular(word: str) -> str:
    """A simple plural's singular, the same rule for every language: it only has to be the same on both sides."""
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) and word != "news":
        return word[:-1]
    return word


@cache
def _synonyms() -> tuple[dict[tuple[str, ...], str], int]:
    """The name of each group by its members, and the words of the longest."""
    known: dict[tuple[str, ...], str] = {}
    for line in _lines("synonyms.txt"):
        group = [tuple(map(_singular, _WORD.findall(folded(tag)))) for tag in line.split(",")]
        known.update(dict.fromkeys(group, "=" + "-".join(group[0])))
    return known, max(map(len, known))


@cache
def _empty_words() -> frozenset[str]:
    """Words around what is meant ('help with fundraising', 'looking for a CTO'), in the languages of the templates."""
    return frozenset(folded(word) for line in _lines("empty_words.txt") for word in line.split())


def _lines(name: str) -> Iterator[str]:
    text = files("followup.network").joinpath("data", name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))
