"""How well an e-mail's local part agrees with a name, and a domain with a company."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from scanner.fields.candidates import Candidate
from scanner.fields.domains import registrable, suffix_of
from scanner.fields.vocabulary import vocabulary
from scanner.fields.words import Word, key

FULL, MOST, PART, TRACE = 1.0, 0.8, 0.5, 0.3
"""Grades of agreement: everything is explained, a name word and initials, one word of it, initials only."""

_MAX_LOCAL, _MAX_WORDS = 30, 6
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae"})
_STOP = frozenset(
    {
        "the",
        "of",
        "and",
        "&",
        "und",
        "et",
        "y",
        "e",
        "i",
        "de",
        "der",
        "die",
        "das",
        "la",
        "le",
        "for",
        "fur",
        "du",
        "des",
        "di",
        "da",
        "do",
        "del",
        "della",
        "dei",
        "dos",
        "van",
        "voor",
        "pour",
        "para",
        "per",
        "w",
        "en",
    }
)


@dataclass(frozen=True, slots=True)
class Points:
    """What the contact points say about the person and the firm.

    Attributes:
        locals: local parts of personal e-mail addresses, lower case.
        domains: the owner's part of each domain ('acme' of 'acme.co.uk') with how sure it is the firm's, best first.
    """

    locals: tuple[str, ...]
    domains: tuple[tuple[str, float], ...]


def points(emails: Iterable[Candidate], websites: Iterable[Candidate]) -> Points:
    """Collect local parts and domains; public mail hosts and role accounts say nothing."""
    locals_: list[str] = []
    domains: dict[str, float] = {}
    for mail in emails:
        local, _, host = mail.value.partition("@")
        if key(local) not in vocabulary().roles:
            locals_.append(local)
        core = domain_core(host)
        if core and core not in vocabulary().free_mail:
            domains[core] = max(domains.get(core, 0.0), mail.score)
    for site in websites:
        core = domain_core(re.sub(r"^(?:https?://)?(?:www\.)?", "", site.value).partition("/")[0])
        if core and core not in vocabulary().free_mail:
            domains[core] = max(domains.get(core, 0.0), site.score)
    return Points(tuple(dict.fromkeys(locals_)), tuple(sorted(domains.items(), key=lambda d: -d[1])))


def domain_core(host: str) -> str:
    """The label that the owner chose ('acme' of 'mail.acme.co.uk'), lower case; '' when there is none."""
    owned = registrable(host) or host.casefold()
    suffix = suffix_of(host)
    return owned[: -len(suffix) - 1] if suffix else owned.partition(".")[0]


def name_agreement(name_words: Sequence[str], who: Points) -> float:
    """The best agreement of the words of a name with a personal e-mail address, 0 to 1."""
    spelled = tuple(frozenset(_spellings(w)) for w in name_words if key(w))
    return max((_local_fit(local, spelled) for local in who.locals), default=0.0)


def _spellings(word: str) -> set[str]:
    """How addresses write a word: 'Müller' is 'mueller' too, 'Jean-Luc' is 'jeanluc', 'jean', 'luc' and 'jl'."""
    out = {key(word), key(word.casefold().translate(_UMLAUTS))}
    parts = [key(part) for part in re.split(r"[-'’]", word) if key(part)]
    initials = {"".join(part[0] for part in parts)} if len(parts) > 1 else set()
    return out | {part for part in parts if len(part) > 2} | initials


@lru_cache(maxsize=4096)
def _local_fit(local: str, spelled: tuple[frozenset[str], ...]) -> float:
    letters = re.sub(r"[^a-z]", "", local.casefold())
    parts = [p for p in re.split(r"[^a-z]+", local.casefold()) if p]
    if not letters:
        return 0.0
    grade = _grade(*_explained(letters[:_MAX_LOCAL], spelled[:_MAX_WORDS]))
    if grade:
        return grade
    full = [p for p in parts if len(p) >= 3 and any(p in s for s in spelled)]
    if full:
        return PART + 0.2 * (len(full) > 1)
    begun = any(len(p) >= 3 and w.startswith(p) for p in parts for s in spelled for w in s)
    inside = any(len(w) >= 4 and w in letters for s in spelled for w in s)
    close = any(len(w) >= 5 and fuzz.ratio(w, p) >= 85 for p in parts for s in spelled for w in s)
    return PART if begun or inside or close else 0.0


def _explained(rest: str, spelled: tuple[frozenset[str], ...], used: frozenset[int] = frozenset()) -> tuple[int, int]:
    """How many whole words and how many beginnings of words make up all of `rest`, each word used once.

    (0, 0) when they cannot; whole words count for more.
    """
    best = (0, 0)
    for index, spellings in enumerate(spelled):
        if index in used:
            continue
        for size, whole in {
            (n, n == len(w) and n > 2)
            for w in spellings
            for n in (len(w), 1, 2, 3)
            if 0 < n <= len(w) and rest.startswith(w[:n])
        }:
            more = _explained(rest[size:], spelled, used | {index}) if rest[size:] else (0, 0)
            if not rest[size:] or more != (0, 0):
                best = max(best, (more[0] + whole, more[1] + (not whole)))
    return best


def _grade(whole: int, begun: int) -> float:
    if whole > 1:
        return FULL
    if whole == 1:
        return MOST if begun else MOST - 0.1
    return TRACE if begun > 1 else 0.0


def company_agreement(company_keys: Sequence[str], firm: Points) -> float:
    """The best agreement of the words of a company, legal form left out, with a domain, 0 to 1."""
    said = tuple(k for k in company_keys if k)
    kept = tuple(k for k in said if k not in _STOP)
    if not kept:
        return 0.0
    return max((_best_fit(core, said, kept) * (0.6 + 0.4 * sure) for core, sure in firm.domains), default=0.0)


def _best_fit(core: str, said: tuple[str, ...], kept: tuple[str, ...]) -> float:
    """How well a domain fits a name, the initials of its small words among it ('sdchc')."""
    spelled = len(kept) < len(said) and len(said) <= _MAX_LOCAL and key(core) == "".join(k[0] for k in said)
    return max(_domain_fit(core, kept), MOST - 0.05 if spelled else 0.0)


def spells(short: str, found: Sequence[Word]) -> bool:
    """Whether a key is made of the beginnings of all words, in order ('rubval' of 'Rubinetterie Valsesia').

    Conjunctions, prepositions and the legal form may be left out.
    """
    parts = tuple(key(p) for w in found for p in re.split(r"[-'’]", w.bare) if key(p))
    legal = vocabulary().legal_forms.begin(parts, len(parts))
    return any(_begun(short, row) for row in {parts, parts[:legal]})


def _begun(short: str, row: tuple[str, ...]) -> bool:
    full = [w for w in row if w not in _STOP]
    return len(full) > 1 and len(short) * 3 <= len("".join(full)) * 2 and _beginnings(short, row[:_MAX_LOCAL])


def _beginnings(rest: str, row: tuple[str, ...]) -> bool:
    if not row:
        return not rest
    if row[0] in _STOP and _beginnings(rest, row[1:]):
        return True
    sizes = range(1, min(len(rest), len(row[0])) + 1)
    return any(rest[:n] == row[0][:n] and _beginnings(rest[n:], row[1:]) for n in sizes)


@lru_cache(maxsize=4096)
def _domain_fit(core: str, kept: tuple[str, ...]) -> float:
    name, domain = "".join(kept), key(core)
    if not name or len(domain) < 2:
        return 0.0
    if name == domain:
        return 1.0
    heads = {"".join(kept[:n]) for n in range(1, len(kept))}
    if domain in heads and len(domain) >= 3:
        return 0.85
    if len(kept) > 1 and domain == "".join(k[0] for k in kept):
        return 0.75
    if len(domain) >= 4 and _begun(domain, kept):
        return 0.6
    if len(name) >= 4 and domain.startswith(name):
        return 0.75
    if len(domain) >= 4 and (name.startswith(domain) or domain in kept):
        return 0.75
    if len(name) >= 6 and fuzz.ratio(name, domain) >= 86:
        return 0.75
    if any(len(k) >= 4 and domain.startswith(k) for k in kept[:2]):
        return 0.6
    return 0.45 if any(len(k) >= 5 and k in domain for k in kept) else 0.0
