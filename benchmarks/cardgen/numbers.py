"""Fictional telephone numbers and the many ways in which cards print them."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from benchmarks.cardgen.vocabulary import City, Country


@dataclass(frozen=True)
class Number:
    """A telephone number.

    Attributes:
        groups: its national digits in printed groups, the area code with its trunk prefix first.
        extension: digits behind it, or empty.
    """

    dial: str
    trunk: str
    groups: tuple[str, ...]
    extension: str = ""

    @property
    def e164(self) -> str:
        """E.164, with ';ext=' where there is an extension."""
        national = "".join(self.groups).removeprefix(self.trunk)
        return f"+{self.dial}{national}" + (f";ext={self.extension}" if self.extension else "")

    def moved(self, step: int) -> Number:
        """The number `step` further on in its last group."""
        last = self.groups[-1]
        return replace(self, groups=(*self.groups[:-1], str(int(last) + step).zfill(len(last))))


def draw(rng: random.Random, country: Country, pattern: str) -> Number:
    """A number of a pattern ('030 23125 ###')."""
    digits = "".join(str(rng.randrange(10)) if char == "#" else char for char in pattern)
    return Number(country.dial, country.trunk, tuple(digits.split()))


def landline(rng: random.Random, country: Country, city: City) -> Number:
    return draw(rng, country, city.landline)


def mobile(rng: random.Random, country: Country, city: City) -> Number:
    """A mobile number, or a second landline where the country has no fictional mobile ones."""
    return draw(rng, country, rng.choice(country.mobile or (city.landline,)))


@dataclass(frozen=True)
class PhoneStyle:
    """How one card prints its numbers.

    Attributes:
        international: with the country code.
        code: what stands before it: '+', '00' or nothing but the code.
        area: form of the area code: 'plain', 'brackets', 'zero' for '(0)', 'slash'.
        glue: between the groups.
        merged: the groups after the area code are printed as one.
    """

    international: bool
    code: str
    area: str
    glue: str
    merged: bool

    def show(self, number: Number) -> str:
        """The number as this card prints it, without extension."""
        area, *rest = number.groups
        rest = ["".join(rest)] if self.merged and rest else rest
        if not self.international:
            return self._national(area, rest)
        bare = area.removeprefix(number.trunk)
        trunk = number.trunk and area.startswith(number.trunk)
        head = f"{self.code}{number.dial}"
        if self.area == "zero" and trunk:
            return f"{head} ({number.trunk}){bare} {self.glue.join(rest)}".rstrip()
        if self.area == "brackets" and rest:
            return f"{head} ({bare}) {self.glue.join(rest)}"
        return self.glue.join([head, bare, *rest])

    def _national(self, area: str, rest: list[str]) -> str:
        if not rest:
            return area
        if self.area == "brackets":
            return f"({area}) {self.glue.join(rest)}"
        if self.area == "slash":
            return f"{area}/{self.glue.join(rest)}"
        return self.glue.join([area, *rest])


def style(rng: random.Random, country: Country, *, must_be_international: bool) -> PhoneStyle:
    """A way of printing numbers that is usual in the country."""
    international = must_be_international or rng.random() < (0.35 if country.code in {"US", "CA"} else 0.65)
    glue = rng.choices([" ", "-", ".", ""], [6, 2, 2, 0.4 if international else 0])[0]
    odds = [5, 2, 2, 0] if international else [5, 2, 0, 1]
    area = rng.choices(["plain", "brackets", "zero", "slash"], odds)[0] if country.trunk == "0" else "plain"
    if country.dial == "1":
        glue, area = rng.choice("- ."), rng.choice(["plain", "brackets"])
        return PhoneStyle(international, rng.choice(["+", "+", ""]), area, "-" if area == "brackets" else glue, False)
    return PhoneStyle(international, rng.choices(["+", "00"], [6, 1])[0], area, glue, rng.random() < 0.25)
