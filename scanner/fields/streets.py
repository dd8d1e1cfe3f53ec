"""The words of data/streets.toml as sets of folded keys."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from scanner.fields.places import fold


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Folded words and phrases (see `places.fold`).

    Attributes:
        streets: mean a street beside a house number.
        sure_streets: mean a street by themselves.
        endings: end compound words that mean a street.
        units: carry the number of a floor, flat, plot or building.
        places: name sites, quarters and administrative areas.
        boxes: post boxes.
        minor: say of an address that it is not the main one.
    """

    streets: frozenset[str]
    sure_streets: frozenset[str]
    endings: tuple[str, ...]
    units: frozenset[str]
    places: frozenset[str]
    boxes: frozenset[str]
    minor: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary, read once."""
    table = tomllib.loads(files("scanner.fields").joinpath("data/streets.toml").read_text(encoding="utf-8"))

    def folded(section: str, key: str = "words") -> frozenset[str]:
        return frozenset(fold(word) for word in table[section][key])

    return Vocabulary(
        streets=folded("street") | folded("street", "sure"),
        sure_streets=folded("street", "sure"),
        endings=tuple(sorted(folded("street", "endings"), key=len, reverse=True)),
        units=folded("unit"),
        places=folded("place"),
        boxes=folded("box"),
        minor=folded("minor"),
    )
