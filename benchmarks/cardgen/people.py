"""Fictional persons and firms: the values a card is made from, before anything is laid out.

Firms are put together from invented roots and words of the trade; their domains are invented too. With
`reserved_only` every domain is a reserved one (RFC 2606), as everything that is kept in the repository needs.
"""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass

from benchmarks.cardgen import vocabulary
from benchmarks.cardgen.vocabulary import City, Country

_ROOTS = tuple(
    """
    Norvanta Helixar Quorvia Brightmoor Velmora Talvik Orinthal Casperon Lumeris Ferrolux Aquindo Zephyra Mirador
    Kestrel Solvanta Tarnwick Opalis Gravitas Nimbora Petrichor Calderon Ostravel Vantor Ilmaris Brontide Sequora
    Halcyra Marlowe Dunmere Elvarra Pintaro Rosswyn Tessaly Umbrio Wexcombe Yarrowin Cobaltis Draycott Eskdale
    Fenwick Glenrothe Hollin Auriga Beltane Corvane Dextris Ellipsa Fjordia Galvex Hexalon Inverra Jovalis
    Kyrandia
    """.split()  # noqa: SIM905 - forty quoted words would hide the list
)


@dataclass(frozen=True)
class Person:
    """Names as they are printed; `native` is the form in the country's own script, in the order usual there."""

    given: str
    middle: str
    family: str
    native: str = ""


@dataclass(frozen=True)
class Firm:
    """A firm: `name` without and `full` with its legal form, and its domain."""

    name: str
    full: str
    domain: str
    native: str = ""


@dataclass(frozen=True)
class Identity:
    """Who the card is of and where."""

    country: Country
    language: str
    city: City
    person: Person
    firm: Firm


def identity(rng: random.Random, country: Country, *, reserved_only: bool) -> Identity:
    language = rng.choice(country.languages)
    person = _person(rng, country)
    return Identity(
        country, language, rng.choice(country.cities), person, firm(rng, country, language, person, reserved_only)
    )


def _person(rng: random.Random, country: Country) -> Person:
    given, family = rng.randrange(len(country.given)), rng.randrange(len(country.family))
    native = ""
    if country.native:
        shape = "{f} {g}" if country.native["script"] == "japanese" else "{f}{g}"
        shape = "{g} {f}" if country.native["script"] in {"greek", "cyrillic"} else shape
        own_given, own_family = (country.native[key].split("|") for key in ("given", "family"))
        given, family = given % len(own_given), family % len(own_family)
        native = shape.format(g=own_given[given], f=own_family[family])
    initial = f"{rng.choice('ABCDEGHJKLMPRST')}." if rng.random() < 0.12 else ""
    return Person(country.given[given], initial, country.family[family], native)


def firm(rng: random.Random, country: Country, language: str, person: Person, reserved_only: bool) -> Firm:
    """A firm whose name may hold the owner's family name, a town or only capitals."""
    root, sector = rng.choice(_ROOTS), vocabulary.pick(rng, language, "sectors")
    shapes = [f"{root} {sector}"] * 5 + [
        root,
        f"{root} {vocabulary.pick(rng, 'en', 'sectors')}",
        f"{person.family} {sector}",
    ]
    partner = rng.choice([name for name in country.family if name != person.family])
    shapes += [f"{person.family} & {partner}", f"{rng.choice(country.cities).name.split()[0]} {root} {sector}"]
    shapes += [
        "".join(rng.choice("ABDEFGHKLMNRSTVW") for _ in range(3)) + f" {sector}",
        f"{root} & {rng.choice(_ROOTS)}",
    ]
    name = rng.choice(shapes)
    legal = rng.choice(country.legal) if country.legal and rng.random() < 0.62 else ""
    full = f"{name}{legal}" if legal.startswith(",") else f"{name} {legal}".strip()
    native = rng.choice(country.native_company) if country.native_company else ""
    return Firm(name, full, domain(rng, country, name, reserved_only), native)


def other_firm(rng: random.Random, own: str) -> str:
    """The short name of a firm that shares no word with the card's own."""
    return rng.choice([root for root in _ROOTS if root.casefold() not in own.casefold()])


def domain(rng: random.Random, country: Country, name: str, reserved_only: bool) -> str:
    """A web domain for a firm: its words joined, hyphenated, or only its first word."""
    parts = slug(name)
    joined = rng.choice(
        ["".join(parts), "".join(parts), "-".join(parts), parts[0] if len(parts[0]) > 3 else "".join(parts)]
    )
    if len(joined) > 20:
        joined = "".join(parts[:2]) if len("".join(parts[:2])) <= 20 else parts[0]
    if reserved_only:
        return f"{joined}.example.{rng.choice(['com', 'org', 'net'])}"
    return f"{joined}.{rng.choice(country.tlds)}"


def slug(text: str) -> list[str]:
    """The words of a text as a mail address or a domain spells them."""
    text = text.casefold()
    for char, plain in {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "ø": "o",
        "å": "a",
        "æ": "ae",
        "ł": "l",
        "ı": "i",
        "đ": "d",
    }.items():
        text = text.replace(char, plain)
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    words = "".join(c if c.isascii() and c.isalnum() else "" if c in "'’." else " " for c in text).split()
    return words or ["firm"]


def mailbox(rng: random.Random, person: Person) -> str:
    """The part before the @ of a personal address."""
    given, family = slug(person.given), "".join(slug(person.family))
    shapes = [f"{given[0]}.{family}"] * 4 + [f"{given[0][0]}.{family}", f"{given[0][0]}{family}", family, given[0]]
    return rng.choice([*shapes, f"{family}.{given[0]}", f"{given[0]}_{family}", f"{'.'.join(given)}.{family}"])
