"""Which country the card is of, by weighing every sign on it.

Telephone numbers without dial code and the reading of addresses need it. Signs: dial codes, country names, domains,
post codes with a form of their own, cities, the language of labels, and what the user said.
"""

from __future__ import annotations

import re
from collections import defaultdict

import phonenumbers

from scanner.fields import places
from scanner.fields.layout import Card
from scanner.fields.text import MAX_LINES, digits_repaired, normalise

_WEIGHT = {"dial": 3.0, "name": 4.0, "domain": 2.0, "postcode": 3.0, "said": 1.5, "word": 0.5}
_DIAL = re.compile(r"(?:\+|\b00)\s?\(?([1-9][\d\s().\-]{6,18}\d)")
_DOMAIN_END = re.compile(r"(?:@|www\.|https?://|\.)[\w\-]+(?:\.[\w\-]+)*\.([a-z]{2})(?![\w.\-])", re.IGNORECASE)
_OPEN_TLDS = frozenset("io co me tv ai cc ws fm ly to gg sh id.me eu ac so nu st vc is la pw".split())
"""Country-code domains that firms of any country use, and '.eu'."""
_UK = "GB"
_POSTCODES = (
    (
        "US",
        re.compile(
            r"\b(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])[,.]?\s+\d{5}(?:-\d{4})?\b"
        ),
    ),
    ("CA", re.compile(r"\b[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][\s\-]?\d[ABCEGHJ-NPRSTV-Z]\d\b")),
    (_UK, re.compile(r"\b(?:[A-Z]{1,2}\d[A-Z\d]?)\s?\d[ABD-HJLNP-UW-Z]{2}\b")),
    (
        "IE",
        re.compile(
            r"\b(?:[AC-FHKNPRTV-Y]\d{2}|D6W)\s?[0-9AC-FHKNPRTV-Y]{4}\b|\bDublin\s\d{1,2}\b|\bCo\.?\s(?:Cork|Dublin|Galway|Kerry|Clare|Mayo|Meath)\b"
        ),
    ),
    ("AU", re.compile(r"\b(?:NSW|QLD|VIC|ACT|TAS|(?:SA|WA|NT)(?=\s+\d{4}\b))[,.]?\s+\d{4}\b", re.IGNORECASE)),
    ("BR", re.compile(r"\b\d{5}-\d{3}\b")),
    ("JP", re.compile(r"〒|\b\d{3}-\d{4}\b(?=[\s,]*(?:Japan|Tokyo|Osaka|\w*[都道府県]))")),
    ("NL", re.compile(r"\b[1-9]\d{3}\s?[A-Z]{2}\b(?=\s+[A-Z])")),
    ("PL", re.compile(r"\b\d{2}-\d{3}\b(?=\s+\w)")),
    ("PT", re.compile(r"\b\d{4}-\d{3}\b(?=\s+\w)")),
    ("DE", re.compile(r"\bD\s?-\s?\d{5}\b")),
    ("AT", re.compile(r"\bA\s?-\s?\d{4}\b")),
    ("CH", re.compile(r"\bCH\s?-\s?\d{4}\b")),
    ("FR", re.compile(r"\bF\s?-\s?\d{5}\b|\bCedex\b", re.IGNORECASE)),
    ("IT", re.compile(r"\bI\s?-\s?\d{5}\b|\b\d{5}\s+[A-Z][\w' ]+\s\([A-Z]{2}\)")),
    ("ES", re.compile(r"\bE\s?-\s?\d{5}\b")),
    ("BE", re.compile(r"\bB\s?-\s?\d{4}\b")),
    ("LU", re.compile(r"\bL\s?-\s?\d{4}\b")),
    ("DK", re.compile(r"\bDK\s?-\s?\d{4}\b")),
    ("SE", re.compile(r"\bSE?\s?-\s?\d{3}\s?\d{2}\b")),
    ("NO", re.compile(r"\bNO?\s?-\s?\d{4}\b")),
    ("FI", re.compile(r"\bFI(?:N)?\s?-\s?\d{5}\b")),
    ("RU", re.compile(r"\b[ЁёА-я]+\b.*\b\d{6}\b|\b\d{6}\b.*\b[ЁёА-я]+\b")),
)


def ranked(card: Card, said: str = "") -> tuple[str, ...]:
    """ISO 3166-1 alpha-2 codes the card gives signs of, likeliest first.

    Args:
        card: the lines.
        said: the country that the user named for cards that give none.
    """
    votes: defaultdict[str, float] = defaultdict(float)
    for line in card.lines[:MAX_LINES]:
        _vote(digits_repaired(normalise(line.text).text), votes)
    if said:
        votes[said.upper()] += _WEIGHT["said"]
    return tuple(sorted(votes, key=lambda code: -votes[code]))


def _vote(text: str, votes: defaultdict[str, float]) -> None:
    for m in _DIAL.finditer(text):
        for code in _of_dial_code(m[1]):
            votes[code] += _WEIGHT["dial"]
    for m in _DOMAIN_END.finditer(text):
        tld = m[1].casefold()
        if tld not in _OPEN_TLDS and (code := tld.upper().replace("UK", _UK)) in phonenumbers.SUPPORTED_REGIONS:
            votes[code] += _WEIGHT["domain"]
    for code, pattern in _POSTCODES:
        if pattern.search(text):
            votes[code] += _WEIGHT["postcode"]
    for code in named(text):
        votes[code] += _WEIGHT["name"]


def _of_dial_code(digits: str) -> tuple[str, ...]:
    """The country of an international number; of the plan's main country when the number itself is not valid."""
    try:
        number = phonenumbers.parse("+" + digits, None)
    except phonenumbers.NumberParseException:
        return ()
    if not phonenumbers.is_possible_number(number):
        return ()
    code = phonenumbers.region_code_for_number(number)
    if code is None and number.country_code is not None:
        code = phonenumbers.region_code_for_country_code(number.country_code)
    return (code,) if code and code not in {"ZZ", "001"} else ()


def named(text: str) -> tuple[str, ...]:
    """Countries whose name is a segment of `text` by itself: between commas, bars or the line's ends."""
    segments = re.split(r"[,;|·()/]|\s-\s|\d[\d\- ]{2,}", text)
    return tuple(code for segment in segments if segment.strip() and (code := places.country(segment)))
