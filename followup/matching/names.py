"""How alike two persons' names are: in any order, with initials, short forms, missing middle names and slips."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from functools import cache, lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from followup.locale import N_
from followup.matching import data, spelling
from followup.model import Contact

_MAX_WORDS = 6
"""Words of a name that are compared; the longest names of people on cards have five or six."""

_SLIP = 0.8
"""Least `DamerauLevenshtein` similarity of two spellings of one word: one slip in five letters."""

_ENDINGS = frozenset("aeo")
"""Last letters by which many languages tell her name from his."""


class NameMatch(Enum):
    """How two names agree, the surest first; the value says it to a person."""

    SAME = N_("same name")
    SHORT = N_("same name, one in its short form")
    PARTIAL = N_("same name, one with a further part")
    SLIP = N_("nearly the same name")
    INITIAL = N_("same name, one with an initial")
    SINGLE = N_("the only name known is the same")
    NONE = ""


_RANK = {match: rank for rank, match in enumerate(NameMatch)}


def name_words(contact: Contact) -> tuple[str, ...]:
    """The words of the contact's name as they are compared, in the order given."""
    found = spelling.words(contact.name or f"{contact.given_name} {contact.family_name}")
    titles = data.words("name_titles.txt")
    return (tuple(word for word in found if word not in titles) or found)[:_MAX_WORDS]


def compare(a: Sequence[str], b: Sequence[str]) -> NameMatch:
    """How two names agree, whichever way round they are given; `NONE` also when one of them is not known."""
    if not a or not b:
        return NameMatch.NONE
    if sorted(a) == sorted(b) or (len(a) != len(b) and "".join(a) == "".join(b)):
        return NameMatch.SAME if len(a) + len(b) > 2 or not a[0].isascii() else NameMatch.SINGLE
    short, long = sorted((a, b), key=lambda name: (len(name), *name))
    if len(short) == 1:
        return NameMatch.NONE  # 'Ana' or 'López' alone fits too many
    return _weakest(short, long)


def _weakest(short: Sequence[str], long: Sequence[str]) -> NameMatch:
    """Each word of the shorter name finds its own in the longer one, the sure ones first; the weakest link counts."""
    left = list(long)
    links: list[NameMatch] = []
    waiting = sorted(short, key=lambda word: (word not in left, len(word) == 1))
    for word in waiting:
        link, found = min(((word_match(word, other), other) for other in left), key=lambda pair: _RANK[pair[0]])
        if link is NameMatch.NONE:
            return NameMatch.NONE
        left.remove(found)
        links.append(link)
    if all(link in (NameMatch.INITIAL, NameMatch.SLIP) for link in links):
        return NameMatch.NONE  # not one word that is surely the same
    if left:
        links.append(NameMatch.PARTIAL)
    return max(links, key=lambda link: _RANK[link])


@lru_cache(maxsize=1 << 16)
def word_match(a: str, b: str) -> NameMatch:
    """How two words of names agree."""
    if a == b:
        return NameMatch.SAME if len(a) > 1 else NameMatch.INITIAL
    if len(a) == 1 or len(b) == 1:
        return NameMatch.INITIAL if a[0] == b[0] else NameMatch.NONE
    if full_names(a) & full_names(b):
        return NameMatch.SHORT
    if _gendered(a, b) or DamerauLevenshtein.normalized_similarity(a, b) < _SLIP:
        return NameMatch.NONE
    return NameMatch.SLIP


def _gendered(a: str, b: str) -> bool:
    """'Daniel' and 'Daniela', 'Maria' and 'Mario' are one letter apart and two people."""
    short, long = sorted((a, b), key=len)
    if len(long) == len(short):
        return long[:-1] == short[:-1] and long[-1] in _ENDINGS and short[-1] in _ENDINGS
    return long[-1] in _ENDINGS and long[:-1] == short


def full_names(word: str) -> frozenset[str]:
    """The names that a word can stand for: itself, and those whose short form it is ('bob' → 'robert', 'bob')."""
    return _nicknames().get(word, frozenset((word,)))


@cache
def _nicknames() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in data.lines("nicknames.txt"):
        full, _, short = line.partition(":")
        (name,) = spelling.words(full)
        for word in (name, *spelling.words(short)):
            found.setdefault(word, {word}).add(name)
    return {word: frozenset(names) for word, names in found.items()}
