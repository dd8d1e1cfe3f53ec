"""The word lists behind the fictional people: one entry per country and per language, from the JSON files in `data`.

Numbers come from ranges that regulators reserve for fiction where there are such (NANP 555-01xx; Ofcom's drama numbers;
ACMA's 5550 and 0491 570; Bundesnetzagentur's drama numbers; ARCEP's 01 99 00 and its sisters; PTS's test numbers), and
elsewhere from plausible ones around 555; all are valid for libphonenumber. Nobody is ever called.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class City:
    """A town, what follows its name in an address, and its landline numbers ('#' is any digit)."""

    name: str
    postal: str
    landline: str


@dataclass(frozen=True)
class Country:
    """What cards of a country are made of. Lists keep the weights of the data: what stands twice comes twice as often.

    Attributes:
        dial: country calling code; trunk: the prefix of a national number that an international one drops.
        family_first: share of cards with the family name first; family_caps: share with it in capitals.
        native: given and family names in the country's own script, item for item.
        reserved: which of 'mobile' and 'free' hold numbers reserved for fiction, beside the landlines; None where
            the landlines hold none.
    """

    code: str
    dial: str
    trunk: str
    languages: tuple[str, ...]
    names: tuple[str, ...]
    given: tuple[str, ...]
    family: tuple[str, ...]
    streets: tuple[str, ...]
    extra: tuple[str, ...]
    cities: tuple[City, ...]
    places: tuple[str, ...]
    mobile: tuple[str, ...]
    free: tuple[str, ...]
    legal: tuple[str, ...]
    tlds: tuple[str, ...]
    family_first: float
    family_caps: float
    native: dict[str, Any]
    native_company: tuple[str, ...]
    reserved: tuple[str, ...] | None

    def reserved_only(self) -> Country:
        """The country with no other numbers than those reserved for fiction."""
        kept = self.reserved or ()
        mobile, free = (
            numbers if kind in kept else () for kind, numbers in (("mobile", self.mobile), ("free", self.free))
        )
        return replace(self, mobile=mobile, free=free)


@lru_cache(maxsize=1)
def countries() -> tuple[Country, ...]:
    rows = json.loads((_DATA / "countries.json").read_text(encoding="utf-8"))
    return tuple(_country(row) for row in rows)


def country(code: str) -> Country:
    return next(c for c in countries() if c.code == code)


def _country(row: dict[str, Any]) -> Country:
    def split(key: str) -> tuple[str, ...]:
        return tuple(row[key].split("|")) if row.get(key) else ()

    return Country(
        code=row["code"],
        dial=row["dial"],
        trunk=row["trunk"],
        languages=tuple(row["lang"]),
        names=tuple(row["names"]),
        given=split("given"),
        family=split("family"),
        streets=split("streets"),
        extra=split("extra"),
        cities=tuple(City(*city) for city in row["cities"]),
        places=split("place"),
        mobile=tuple(row["mobile"]),
        free=tuple(row["free"]),
        legal=split("legal"),
        tlds=split("tlds"),
        family_first=row.get("family_first", 0.02),
        family_caps=row.get("family_caps", 0.04),
        native=row.get("native", {}),
        native_company=split("native_company"),
        reserved=tuple(row["reserved"].split()) if "reserved" in row else None,
    )


@lru_cache(maxsize=1)
def _languages() -> dict[str, dict[str, tuple[str, ...]]]:
    rows = json.loads((_DATA / "languages.json").read_text(encoding="utf-8"))
    return {code: {key: tuple(text.split("|")) for key, text in row.items()} for code, row in rows.items()}


def words(language: str, kind: str) -> tuple[str, ...]:
    """The list of a kind in a language; the English one where the language has none."""
    return _languages()[language].get(kind) or _languages()["en"].get(kind, ())


def has_own(language: str, kind: str) -> bool:
    return kind in _languages()[language]


def pick(rng: random.Random, language: str, kind: str) -> str:
    return rng.choice(words(language, kind))
