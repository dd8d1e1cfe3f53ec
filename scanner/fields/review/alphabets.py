"""Which letters a country's words are written with, and what a foreign letter in them was misread from."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Alphabet:
    """Letters of one country.

    Attributes:
        letters: those beyond a-z, lower case.
        mistaken: foreign letter to the one it looks like.
    """

    letters: frozenset[str]
    mistaken: Mapping[str, str]

    def foreign(self, word: str) -> bool:
        """Whether a Latin letter of `word` is none of the alphabet's."""
        return any(_is_accented(c) and c not in self.letters for c in word.casefold())

    def restored(self, word: str) -> str:
        """`word` with its foreign letters replaced; the word itself when one of them is like none of the alphabet's."""
        better = "".join(self._own(c) for c in word)
        return word if self.foreign(better) else better

    def at_home(self, word: str) -> bool:
        """Whether `word` holds a letter of the alphabet beyond a-z."""
        return any(c in self.letters for c in word.casefold())

    def _own(self, char: str) -> str:
        low = char.casefold()
        own = low if low in self.letters else self.mistaken.get(low, low)
        return own.upper() if char.isupper() else own


def alphabet(country: str) -> Alphabet | None:
    """The alphabet of a country (ISO 3166-1 alpha-2); None where it proves nothing."""
    return _alphabets().get(country)


@cache
def _alphabets() -> Mapping[str, Alphabet]:
    table = tomllib.loads(files("scanner.fields").joinpath("data/alphabets.toml").read_text(encoding="utf-8"))
    return {code: Alphabet(frozenset(own), table["mistaken"].get(code, {})) for code, own in table["letters"].items()}


def _is_accented(char: str) -> bool:
    return char.isalpha() and not char.isascii() and "LATIN" in unicodedata.name(char, "")
