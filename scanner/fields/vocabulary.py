"""The vocabulary of names, titles, departments, firms and noise, read once from the files in data/.

A phrase is known by the key of all its words together, so that 'Vice President', 'Vice-President' and 'VICEPRESIDENT'
are one entry and legal forms match however their points are set.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from scanner.fields.accents import Spellings
from scanner.fields.words import key, words

_COMPOUNDING = ("de", "nl", "sv", "da_no", "fi", "hu_ro", "more")
"""Sections of the titles whose languages write a title and what stands before it as one word."""

_MIN_STEM = 3
"""Letters that a compound must have before an ending: 'Bauleiter' has one, 'Leiter' is its own entry."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """A set of phrases by key.

    Attributes:
        known: the keys.
        longest: words of the longest phrase.
    """

    known: frozenset[str]
    longest: int

    def __contains__(self, item: str) -> bool:
        return item in self.known

    def spans(self, keys: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Where phrases stand in a row of word keys, longest first, without overlaps, as (start, end)."""
        at = 0
        while at < len(keys):
            end = self.end(keys, at)
            if end > at:
                yield at, end
            at = max(end, at + 1)

    def end(self, keys: Sequence[str], start: int) -> int:
        """The end of the longest phrase that begins at word `start`; `start` when there is none."""
        for stop in range(min(len(keys), start + self.longest), start, -1):
            if "".join(keys[start:stop]) in self.known:
                return stop
        return start

    def begin(self, keys: Sequence[str], end: int) -> int:
        """The beginning of the longest phrase that stops before word `end`; `end` when there is none."""
        for start in range(max(0, end - self.longest), end):
            if "".join(keys[start:end]) in self.known:
                return start
        return end


@dataclass(frozen=True, slots=True)
class Endings:
    """Ends of compound words that tell what the compound is."""

    known: frozenset[str]
    lengths: tuple[int, ...]

    def match(self, word: str) -> bool:
        """Whether the word key is a known end itself or a compound with one."""
        return word in self.known or any(len(word) >= n + _MIN_STEM and word[-n:] in self.known for n in self.lengths)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything that the rules look up. Han lists are substrings, longest first."""

    given: frozenset[str]
    family: frozenset[str]
    honorifics: Phrases
    degrees: Phrases
    particles: frozenset[str]
    name_labels: frozenset[str]
    name_placeholders: Phrases
    title_heads: Phrases
    title_compounds: frozenset[str]
    title_endings: Endings
    title_modifiers: frozenset[str]
    title_placeholders: Phrases
    title_hanging: frozenset[str]
    title_bare: frozenset[str]
    title_objects: frozenset[str]
    title_glue: frozenset[str]
    title_han: tuple[str, ...]
    department_heads: Phrases
    department_endings: Endings
    department_areas: Phrases
    department_han: tuple[str, ...]
    legal_forms: Phrases
    company_words: Phrases
    company_endings: Endings
    company_leads: Phrases
    soft_forms: Phrases
    company_placeholders: Phrases
    other_firms: Phrases
    company_han: tuple[str, ...]
    legal_han: tuple[str, ...]
    watermarks: Phrases
    captions: Phrases
    slogans: Phrases
    certificates: Phrases
    prose: frozenset[str]
    family_han: frozenset[str]
    name_spellings: Spellings
    title_spellings: Spellings
    company_spellings: Spellings
    free_mail: frozenset[str]
    roles: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary; read on first use."""
    people, firms, parts, noise = (_table(n) for n in ("people", "companies", "departments", "noise"))
    titles = _table("titles")
    spoken = [t for name, t in titles.items() if name not in ("placeholder", "hanging", "han")]
    mail = _table("mailboxes")
    return Vocabulary(
        given=_names("given_names"),
        family=_names("family_names"),
        honorifics=_phrases(people["honorifics"]),
        degrees=_phrases(people["degrees"]),
        particles=frozenset(key(p) for p in _split(people["particles"])),
        name_labels=frozenset(key(label) for label in _split(people["labels"])),
        name_placeholders=_phrases(people["placeholders"]),
        title_heads=_phrases(*(t["heads"] for t in spoken)),
        title_compounds=_phrases(*(titles[n]["heads"] for n in _COMPOUNDING)).known
        - _phrases(titles["en"]["heads"]).known,
        title_endings=_endings(*(t.get("endings", "") for t in spoken)),
        title_modifiers=_phrases(*(t.get("modifiers", "") for t in spoken)).known,
        title_placeholders=_phrases(titles["placeholder"]["heads"]),
        title_hanging=frozenset(key(w) for w in _split(titles["hanging"]["heads"])),
        title_bare=frozenset(key(w) for w in _split(titles["hanging"]["bare"])),
        title_objects=frozenset(key(w) for w in _split(titles["hanging"]["objects"])),
        title_glue=frozenset(key(w) for w in _split(titles["hanging"]["glue"])),
        title_han=_han(titles["han"]["heads"]),
        department_heads=_phrases(parts["heads"]),
        department_endings=_endings(parts["endings"]),
        department_areas=_phrases(parts["areas"]),
        department_han=_han(parts["han"]),
        legal_forms=_phrases(firms["legal_forms"]),
        company_words=_phrases(firms["words"]),
        company_endings=_endings(firms["endings"]),
        company_leads=_phrases(firms["leads"]),
        soft_forms=_phrases(firms["soft_forms"]),
        company_placeholders=_phrases(firms["placeholders"]),
        other_firms=_phrases(firms["others"]),
        company_han=_han(firms["han"]["words"]),
        legal_han=_han(firms["han"]["legal"]),
        watermarks=_phrases(noise["watermarks"]),
        captions=_phrases(noise["captions"]),
        slogans=_phrases(noise["slogans"]),
        certificates=_phrases(noise["certificates"]),
        prose=frozenset(key(w) for w in _split(noise["prose"])),
        family_han=frozenset(people["han"]["family"].split()),
        name_spellings=_spellings(*_raw_names("given_names"), *_raw_names("family_names")),
        title_spellings=_spellings(
            *(w for t in spoken for w in re.split(r"[\s,]+", t["heads"] + t.get("modifiers", "")))
        ),
        company_spellings=_spellings(*re.split(r"[\s,]+", firms["words"])),
        free_mail=frozenset(_split(mail["free"])),
        roles=frozenset(key(r) for r in _split(mail["roles"])),
    )


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files("scanner.fields").joinpath(f"data/{name}.toml").read_text(encoding="utf-8"))


def _split(listed: str) -> list[str]:
    return [item.strip() for item in listed.split(",") if item.strip()]


def _names(name: str) -> frozenset[str]:
    return frozenset(key(word) for word in _raw_names(name))


@cache
def _raw_names(name: str) -> tuple[str, ...]:
    text = files("scanner.fields").joinpath(f"data/{name}.txt").read_text(encoding="utf-8")
    return tuple(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def _spellings(*listed: str) -> Spellings:
    """How each word is spelled, by its key."""
    found: dict[str, set[str]] = {}
    for word in listed:
        found.setdefault(key(word), set()).add(word.casefold())
    return {k: frozenset(v) for k, v in found.items()}


def _phrases(*listed: str) -> Phrases:
    split = [(item, words(item)) for text in listed for item in _split(text)]
    longest = max((len(found) for _, found in split), default=1)
    return Phrases(frozenset(k for item, _ in split if (k := key(item))), longest)


def _endings(*listed: str) -> Endings:
    known = frozenset(key(item) for text in listed for item in _split(text))
    return Endings(known, tuple(sorted({len(k) for k in known}, reverse=True)))


def _han(listed: str) -> tuple[str, ...]:
    return tuple(sorted(_unique(_split(listed)), key=len, reverse=True))


def _unique(items: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(items))
