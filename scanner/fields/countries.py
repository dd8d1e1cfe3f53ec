"""Which country the card is of, by weighing every sign on it.

Telephone numbers without dial code and the reading of addresses need it. Signs: dial codes, country names, domains,
post codes, towns, scripts, the language of labels, and what the user said.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import phonenumbers

from scanner.fields import places, postcodes
from scanner.fields.labels import label_only
from scanner.fields.layout import Card
from scanner.fields.text import MAX_LINES, digits_repaired, normalise

_NAME, _DIAL_CODE, _POSTCODE, _DOMAIN, _SAID, _SCRIPT, _WORD, _TOWN = 4.0, 3.0, 3.0, 2.0, 1.5, 1.0, 0.7, 0.5
"""How much each sign counts; a name or a dial code outweighs a domain and a language together."""

SURE = 2.0
"""Weight from which a country is more than a hint."""

_LABEL_WORDS, _SPELLED = 4, 4
"""Words of a label with its country at most; letters of a country that is spelled out."""

_COUNTRY_LETTERS = frozenset({"UK", "US", "USA", "HK", "PRC", "UAE", "SG"})

_DIAL = re.compile(r"(?:\+|\b00)\s?\(?([1-9][\d\s().\-]{6,18}\d)")
_DOMAIN_END = re.compile(
    r"(?:@|www\.|https?://|\.)[\w\-]+(?:\.[\w\-]+){0,4}\.([a-z]{2})(?![\w.\-])"
    r"|(?<![\w.@\-])[a-z\d][a-z\d\-]{3,}\.((?-i:[a-z]{2}))(?![\w.\-])",
    re.IGNORECASE,
)


_INDIAN_STATE = re.compile(
    r"\((?:Raj|Guj|Mah|Maha|Kar|Ker|Pb|Har|Hry|Chh|Jhar|M\.?\s?P|U\.?\s?P|W\.?\s?B|A\.?\s?P|T\.?\s?N|H\.?\s?P|C\.?\s?G|T\.?\s?S|U\.?\s?K)\.?\)"
)
"""States as Indian addresses shorten them behind the town: 'Rajsamand (Raj.)'."""

_INDIAN_MOBILE = re.compile(r"(?<![\d+])[6-9]\d{4}[ \-]\d{5}(?!\d)")
"""Two groups of five, as India alone prints its mobiles."""


@dataclass(frozen=True, slots=True)
class _Signs:
    open_domains: frozenset[str]
    words: Mapping[str, tuple[str, ...]]
    scripts: Mapping[str, str]


@cache
def _signs() -> _Signs:
    table = tomllib.loads(files("scanner.fields").joinpath("data/countries.toml").read_text(encoding="utf-8"))
    words: defaultdict[str, list[str]] = defaultdict(list)
    for code, listed in table["words"].items():
        for word in listed.split():
            words[word].append(code)
    return _Signs(
        frozenset(table["domains"]["open"].split()), {w: tuple(c) for w, c in words.items()}, table["scripts"]
    )


def weighed(card: Card, said: str = "") -> dict[str, float]:
    """ISO 3166-1 alpha-2 codes the card gives signs of, with their weight, likeliest first.

    Args:
        card: the lines.
        said: the country that the user named for cards that give none.
    """
    votes: defaultdict[str, float] = defaultdict(float)
    scripts: set[str] = set()
    for line in card.lines[:MAX_LINES]:
        text = digits_repaired(normalise(line.text).text)
        for code, weight in (*_votes(text), *_of_words(text)):
            votes[code] += weight
        scripts |= _scripts(text)
    for script in scripts:
        votes[_signs().scripts[script]] += _SCRIPT / (2 if script == "CJK" else 1)
    if said:
        votes[said.upper()] += _SAID
    return dict(sorted(votes.items(), key=lambda vote: -vote[1]))


def ranked(card: Card, said: str = "") -> tuple[str, ...]:
    """The countries of `weighed` without their weights."""
    return tuple(weighed(card, said))


def of_text(text: str) -> dict[str, float]:
    """Like `weighed`, for one normalised line by itself and without the language of its labels."""
    votes: defaultdict[str, float] = defaultdict(float)
    for code, weight in _votes(text):
        votes[code] += weight
    return dict(sorted(votes.items(), key=lambda vote: -vote[1]))


@lru_cache(maxsize=1024)
def beside_label(text: str) -> str:
    """The country that stands beside the label of a normalised line's number ('China Mobile: 139 …'), else ''."""
    said = re.findall(r"[^\W\d_]+", text)
    for word in said if len(said) <= _LABEL_WORDS else ():
        spelled = len(word) >= _SPELLED or word in _COUNTRY_LETTERS
        rest = " ".join(w for w in said if w != word)
        if spelled and (code := places.country(word)) and (not rest or label_only(rest) is not None):
            return code
    return ""


@lru_cache(maxsize=1024)
def _votes(text: str) -> tuple[tuple[str, float], ...]:
    return tuple(_signs_in(text))


def _signs_in(text: str) -> Iterator[tuple[str, float]]:
    for m in _DIAL.finditer(text):
        if code := _of_dial_code(m[1]):
            yield code, _DIAL_CODE
    for m in _DOMAIN_END.finditer(text):
        if code := _of_domain((m[1] or m[2]).casefold()):
            yield code, _DOMAIN
    if _INDIAN_STATE.search(text):
        yield "IN", _DOMAIN
    if _INDIAN_MOBILE.search(text):
        yield "IN", _WORD
    if (found := postcodes.find(text)) is not None and found.country:
        yield found.country, _POSTCODE
    for segment in re.split(r"[,;|·()/]|\s-\s|\d[\d\- ]{2,}", text)[:20]:
        yield from _of_segment(segment)


def _of_words(text: str) -> Iterator[tuple[str, float]]:
    for word in re.findall(r"[^\W\d_]{2,20}", text.casefold())[:30]:
        for code in _signs().words.get(word, ()):
            yield code, _WORD


def _of_segment(segment: str) -> Iterator[tuple[str, float]]:
    """Countries, states and towns whose name the segment is, nothing else."""
    if not segment.strip() or label_only(segment) is not None:  # 'Mobile' is a town in Alabama
        return
    segment = re.sub(r"\s\d{1,2}\s*$", "", segment)  # 'Dublin 2'
    towns, region = places.town(segment), places.region(segment)
    if code := places.country(segment):
        yield code, _NAME
    elif region and (not towns or towns[0] == region):
        yield region, _NAME
    elif towns:  # Guadalajara is a province of Spain and a larger town of Mexico
        yield towns[0], _TOWN


def _of_dial_code(digits: str) -> str:
    """The country of an international number; of the plan's main country when the number itself is not valid."""
    try:
        number = phonenumbers.parse("+" + digits, None)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    code = phonenumbers.region_code_for_number(number)
    if code is None and number.country_code is not None:
        code = phonenumbers.region_code_for_country_code(number.country_code)
    return code if code and code not in {"ZZ", "001"} else ""


def _of_domain(tld: str) -> str:
    code = "GB" if tld == "uk" else tld.upper()
    return code if tld not in _signs().open_domains and code in phonenumbers.SUPPORTED_REGIONS else ""


def _scripts(text: str) -> set[str]:
    """Scripts of the letters that tell a country, by the first word of their Unicode names."""
    letters = {c for c in text if c.isalpha() and ord(c) > 0x36F}
    return {name for c in letters if (name := unicodedata.name(c, "").split(" ")[0]) in _signs().scripts}
