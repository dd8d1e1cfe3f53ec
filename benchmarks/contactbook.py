"""Synthetic contacts of any number, with known duplicates: every person is fictional, every domain reserved.

A tenth of the people has a second card, changed as second cards are: another spelling, an initial, a short form, the
order of the names, a slip of the reader, fewer values, another job. Names and firms are drawn with the long tail that
real ones have, so that a large book has many 'John Smith' and firms of hundreds.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from followup.folding import folded
from followup.matching import data, spelling
from followup.model import Address, Contact, Phone, Social

SECOND_CARDS = 0.1
"""Share of people with two cards."""

_ROOTS = (
    "Norvanta Helixar Quorvia Velmora Talvik Orinthal Casperon Lumeris Ferrolux Aquindo Zephyra Mirador Kestrel"
    " Solvanta Tarnwick Opalis Nimbora Petrichor Calderon Ostravel Vantor Ilmaris Brontide Sequora Halcyra Elvarra"
)
_TRADES = "Systems Robotics Consulting Energy Foods Health Logistics Software Analytics Textiles Optics Labs Media Bau"
_FORMS = "GmbH Ltd Inc. S.A. AB B.V. S.r.l. Oy LLC AG"
_TOWNS = "Lisbon Berlin Madrid Paris Milan Vienna Leeds Utrecht Malmö Kraków Boston Toronto Porto Graz Lyon Turin"


@dataclass(frozen=True)
class Book:
    """Contacts, and the pairs of ids of one person with the way in which the second card differs."""

    contacts: tuple[Contact, ...]
    truth: dict[tuple[int, int], str]


@dataclass(frozen=True)
class _Firm:
    name: str
    form: str
    domain: str
    town: str
    switchboard: str


def book(count: int, seed: int = 1) -> Book:
    """`count` contacts in random order with ids from 1."""
    rng = random.Random(seed)
    firms = [_firm(rng, number) for number in range(max(20, count // 12))]
    people = int(count / (1 + SECOND_CARDS))
    made = [_person(rng, number, _draw(rng, firms)) for number in range(people)]
    cards: list[tuple[Contact, int, str]] = [(contact, number, "") for number, contact in enumerate(made)]
    for number in rng.sample(range(people), count - people):
        kind = rng.choice(tuple(_CHANGES))
        cards.append((_CHANGES[kind](rng, made[number], _draw(rng, firms)), number, kind))
    rng.shuffle(cards)
    return Book(tuple(replace(card, id=i) for i, (card, _, _) in enumerate(cards, 1)), _truth(cards))


def _truth(cards: list[tuple[Contact, int, str]]) -> dict[tuple[int, int], str]:
    seen: dict[int, tuple[int, str]] = {}
    truth: dict[tuple[int, int], str] = {}
    for i, (_, person, kind) in enumerate(cards, 1):
        if person in seen:
            other, other_kind = seen[person]
            truth[other, i] = kind or other_kind
        seen[person] = (i, kind)
    return truth


@cache
def _names() -> tuple[tuple[str, ...], tuple[str, ...]]:
    folder = files("scanner.fields").joinpath("data")
    read = (folder.joinpath(f"{kind}_names.txt").read_text(encoding="utf-8") for kind in ("given", "family"))
    given, family = (
        tuple(dict.fromkeys(word for line in text.splitlines() if not line.startswith("#") for word in line.split()))
        for text in read
    )
    return given, _family(family)


def _family(known: tuple[str, ...]) -> tuple[str, ...]:
    """Real books have tens of thousands of family names: rare ones are put together from the known ones' halves."""
    rng = random.Random(0)
    plain = [name for name in known if name.isalpha() and len(name) > 4]
    made = {f"{rng.choice(plain)[:4]}{rng.choice(plain)[-3:].lower()}" for _ in range(20_000)}
    return (*known, *sorted(made))


def _draw(rng: random.Random, items: list[_Firm] | tuple[str, ...]) -> object:
    """The first items often, the last ones rarely."""
    return items[int(len(items) * rng.random() ** 2.5)]


def _firm(rng: random.Random, number: int) -> _Firm:
    name = f"{rng.choice(_ROOTS.split())} {rng.choice(_TRADES.split())}"
    domain = f"{folded(name).replace(' ', '-')}-{number}.example"
    return _Firm(name, rng.choice(_FORMS.split()), domain, rng.choice(_TOWNS.split()), f"+4930{number:07}")


def _person(rng: random.Random, number: int, firm: object) -> Contact:
    assert isinstance(firm, _Firm)
    givens, families = _names()
    given, family = str(_draw(rng, givens)), str(_draw(rng, families))
    phones = [Phone(f"+4915{number:09}", "mobile")] if rng.random() < 0.6 else []
    if rng.random() < 0.5:
        phones.append(Phone(firm.switchboard, "work"))
    slug = _slug(given, family)
    social = (Social(f"linkedin.com/in/{slug}-{number}", "linkedin"),) if rng.random() < 0.15 else ()
    return Contact(
        name=f"{given} {family}",
        given_name=given,
        family_name=family,
        organization=f"{firm.name} {firm.form}",
        emails=_mail(rng, slug, number, firm),
        phones=tuple(phones),
        urls=(f"www.{firm.domain}",) if rng.random() < 0.6 else (),
        socials=social,
        address=Address(formatted=firm.town, locality=firm.town) if rng.random() < 0.7 else None,
    )


def _mail(rng: random.Random, slug: str, number: int, firm: _Firm) -> tuple[str, ...]:
    kind = rng.random()
    if kind < 0.85:
        return (f"{slug}{number if rng.random() < 0.1 else ''}@{firm.domain}",)
    return (f"info@{firm.domain}",) if kind < 0.93 else (f"{slug}{number}@gmail.com",) if kind < 0.98 else ()


def _slug(given: str, family: str) -> str:
    return ".".join("".join(spelling.words(name)) for name in (given, family))


Change = Callable[[random.Random, Contact, object], Contact]


def _named(contact: Contact, given: str, family: str, **changes: object) -> Contact:
    return replace(contact, name=f"{given} {family}", given_name=given, family_name=family, **changes)  # type: ignore[arg-type]


def _same(rng: random.Random, contact: Contact, firm: object) -> Contact:
    return replace(contact, organization=contact.organization.upper(), phones=contact.phones[:1])


def _initial(rng: random.Random, contact: Contact, firm: object) -> Contact:
    return _named(contact, f"{contact.given_name[0]}.", contact.family_name, phones=(), socials=())


def _short_form(rng: random.Random, contact: Contact, firm: object) -> Contact:
    short = rng.choice(_short_forms().get(folded(contact.given_name), (contact.given_name,)))
    return _named(contact, short.title(), contact.family_name, emails=(), organization=_without_form(contact))


def _turned(rng: random.Random, contact: Contact, firm: object) -> Contact:
    name = f"{contact.family_name.upper()} {contact.given_name}"
    return replace(contact, name=name, given_name="", family_name="", emails=(), organization=_without_form(contact))


def _plain(rng: random.Random, contact: Contact, firm: object) -> Contact:
    """Typed by hand without accents, with the number as one dials it at home."""
    plain = [Phone(f"0{p.value[3:]}", p.kind) for p in contact.phones]
    named = _named(contact, folded(contact.given_name).title(), folded(contact.family_name).title())
    return replace(named, emails=(), phones=tuple(plain), organization=_without_form(contact))


def _slip(rng: random.Random, contact: Contact, firm: object) -> Contact:
    family = contact.family_name
    at = rng.randrange(1, len(family)) if len(family) > 1 else 0
    slipped = f"{family[:at]}{rng.choice('aeinrst')}{family[at + 1 :]}"
    return _named(contact, contact.given_name, slipped, phones=contact.phones[:1], socials=())


def _sparse(rng: random.Random, contact: Contact, firm: object) -> Contact:
    return Contact(name=contact.name, organization=_without_form(contact))


def _new_job(rng: random.Random, contact: Contact, firm: object) -> Contact:
    """Another firm; the mobile number and the profile move along where there are any."""
    assert isinstance(firm, _Firm)
    mobile = tuple(p for p in contact.phones if p.kind == "mobile")
    mail = (f"{_slug(contact.given_name, contact.family_name)}@{firm.domain}",)
    place = Address(formatted=firm.town, locality=firm.town)
    return replace(contact, organization=f"{firm.name} {firm.form}", emails=mail, phones=mobile, urls=(), address=place)


def _without_form(contact: Contact) -> str:
    return contact.organization.rpartition(" ")[0]


@cache
def _short_forms() -> dict[str, tuple[str, ...]]:
    rows = (line.partition(":") for line in data.lines("nicknames.txt"))
    return {full: tuple(short.split()) for full, _, short in rows}


_CHANGES: dict[str, Change] = {
    "same card": _same,
    "initial": _initial,
    "short form": _short_form,
    "name turned": _turned,
    "typed plain": _plain,
    "slip": _slip,
    "few values": _sparse,
    "new job": _new_job,
}


def second_cards() -> Iterator[str]:
    """The ways in which a second card differs."""
    yield from _CHANGES
