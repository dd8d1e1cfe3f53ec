"""Names of countries, states and towns: data files with sources in their heads, loaded when first asked for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files

_MAX_WORDS = 5


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Lower case without accents and full stops, other punctuation as spaces: how names are compared."""
    lowered = text.casefold().replace(".", "").replace("'", "")
    plain = "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))
    composed = (
        unicodedata.normalize("NFC", plain).replace("ı", "i").replace("ø", "o").replace("ł", "l").replace("đ", "d")
    )
    return " ".join(re.findall(r"[^\W_]+", composed))


def _rows(file: str) -> Iterator[tuple[str, list[str]]]:
    for row in files("scanner.fields").joinpath("data", file).read_text(encoding="utf-8").splitlines():
        if row and not row.startswith("#"):
            code, _, names = row.partition("\t")
            yield code, names.split("|")


@cache
def _countries() -> Mapping[str, str]:
    table: dict[str, str] = {}
    for code, names in _rows("countries.tsv"):
        for name in names:
            table.setdefault(fold(name), code)
    return table


@cache
def _towns() -> Mapping[str, str]:
    """Town → countries that have one, two letters each, run together; the country listing it higher comes first."""
    ranked: dict[str, list[tuple[int, str]]] = {}
    for code, names in _rows("towns.tsv"):
        for rank, name in enumerate(names):
            ranked.setdefault(fold(name), []).append((rank, code))
    return {name: "".join(code for _, code in sorted(entries)) for name, entries in ranked.items()}


@cache
def _regions() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """State name → country, and 'US CA'-like pairs of country and printed code → name."""
    names: dict[str, str] = {}
    codes: dict[str, str] = {}
    for country, entries in _rows("regions.tsv"):
        for entry in entries:
            code, _, name = entry.partition("=")
            names.setdefault(fold(name), country)
            names.setdefault(fold(name).replace(" ", ""), country)
            if code:
                codes.setdefault(f"{country} {code}", name)
    return names, codes


@cache
def _accented(country_code: str) -> Mapping[str, str]:
    """Town → its name, for those of a country whose only spelling has letters beyond a-z."""
    own = next((names for code, names in _rows("towns.tsv") if code == country_code), [])
    plain = {fold(name) for name in own if name.isascii()}
    return {fold(name): name for name in reversed(own) if not name.isascii() and fold(name) not in plain}


def spelled_town(name: str, country_code: str) -> str:
    """The name as the country spells it ('Lodz' is 'Łódź'), '' when it has no such town or spells it plainly too."""
    return _accented(country_code).get(fold(name), "")


def country(name: str) -> str:
    """ISO 3166-1 alpha-2 code of the country `name` is a name of, else ''."""
    return _countries().get(fold(name), "")


def town(name: str) -> tuple[str, ...]:
    """ISO codes of the countries with a town of this name, likeliest first."""
    codes = _towns().get(fold(name), "")
    return tuple(codes[i : i + 2] for i in range(0, len(codes), 2))


def region(name: str) -> str:
    """ISO code of the country with a state or province of this name, else ''."""
    return _regions()[0].get(fold(name), "")


def is_region_code(code: str, country_code: str) -> bool:
    """Whether `code` ('CA', 'NSW') is printed for a state of the country; upper case only."""
    return f"{country_code} {code}" in _regions()[1]


def trailing_country(text: str) -> tuple[str, int]:
    """Country whose name are the last words of `text`, with where the name starts; ('', len(text)) when none."""
    words = list(re.finditer(r"[^\s,;|·()]+", text))
    for size in range(min(_MAX_WORDS, len(words)), 0, -1):
        start = words[-size].start()
        if code := country(text[start:]):
            return code, start
    return "", len(text)


def trailing_town(text: str) -> tuple[str, ...]:
    """Countries with a town whose name are the last words of `text`."""
    words = fold(text).split()
    for size in range(min(_MAX_WORDS, len(words)), 0, -1):
        if codes := town(" ".join(words[-size:])):
            return codes
    return ()


def leading_town(text: str) -> tuple[str, ...]:
    """Countries with a town whose name are the first words of `text`."""
    words = fold(text).split()
    for size in range(min(_MAX_WORDS, len(words)), 0, -1):
        if codes := town(" ".join(words[:size])):
            return codes
    return ()
