"""The lower half of a card's text: how to reach whom, in the shapes real cards use."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from typing import Any

from benchmarks.cardgen import numbers, people, vocabulary
from benchmarks.cardgen.numbers import Number, PhoneStyle
from benchmarks.cardgen.people import Identity


@dataclass(frozen=True)
class Entry:
    """One way to reach someone.

    Attributes:
        kind: 'phone', 'mobile', 'fax', 'free', 'email', 'web', 'address', 'office' or 'social': also the icon drawn.
        label: printed before it, or empty.
        lines: its text; more than one only for addresses.
    """

    kind: str
    label: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The entry on one line, with its label."""
        return f"{self.label} {', '.join(self.lines)}".strip()


@dataclass
class Contacts:
    """The entries and what they should be read as."""

    entries: tuple[Entry, ...] = ()
    icons: bool = False
    domain_tells_firm: bool = False
    truth: dict[str, Any] = field(default_factory=dict)
    alt: dict[str, list[Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class _Labels:
    """One card's way of naming its entries: words, letters, drawn icons or nothing, and the mark after a label."""

    kind: str
    mark: str
    words: dict[str, str]

    def of(self, kind: str) -> str:
        if self.kind in {"icon", "none"}:
            return self.words["fax"] + self.mark if kind == "fax" else ""
        return self.words[kind] + self.mark


def draw(rng: random.Random, who: Identity, *, nobody: bool, reserved_only: bool) -> Contacts:
    """The contact lines of a card in the order they are printed."""
    labels = _labels(rng, who.language)
    address, one_line = _address(rng, who)
    tells = who.firm.domain.rsplit(".", 1)[-1] not in {"com", "net", "org", "io", "eu"}
    style = numbers.style(
        rng, who.country, must_be_international=not address and not (tells and who.country.dial != "1")
    )
    phones, e164 = _phones(rng, who, style, labels)
    mails, printed_mails, own_domain = _mails(rng, who, labels, nobody, reserved_only)
    sites = _sites(rng, who, labels)
    addresses = [Entry("address", labels.of("address") if rng.random() < 0.25 else "", address)] if address else []
    if addresses:
        addresses, second = _second_office(rng, who, style, labels, addresses[0])
        e164 += [second] if second and second not in e164 else []
    groups = [phones, [*mails, *sites], addresses]
    rng.shuffle(groups)
    extra = [_social(rng, who)] if rng.random() < 0.1 else []
    truth = {
        "emails": printed_mails,
        "phones": e164,
        "websites": [site.lines[0].lower() for site in sites],
        "address": one_line or ", ".join(address),
    }
    ordered = tuple(entry for group in groups for entry in group) + tuple(extra)
    return Contacts(ordered, labels.kind == "icon", own_domain or bool(sites), truth)


def _labels(rng: random.Random, language: str) -> _Labels:
    kind = rng.choices(["word", "letter", "icon", "none"], [5, 2.5, 2.5, 0.8])[0]
    chosen: dict[str, str] = {}
    for name in ("phone", "mobile", "fax", "email", "web", "address", "free"):
        options = vocabulary.words(language, name)
        fitting = [word for word in options if (len(word.rstrip(".")) == 1) == (kind == "letter")]
        chosen[name] = rng.choice(fitting or options)
    if rng.random() < 0.12:
        chosen = {name: word.upper() for name, word in chosen.items()}
    return _Labels(kind, rng.choice([":", ":", "", "", " :"]), chosen)


def _address(rng: random.Random, who: Identity) -> tuple[tuple[str, ...], str]:
    """Printed lines of the main address, and its label where that is not the lines joined by ', '."""
    if rng.random() < 0.12:
        return (), ""
    country = who.country
    street = rng.choice(country.streets).format(n=rng.randint(1, 240), k=rng.randint(1, 9))
    place = rng.choice(country.places).format(city=who.city.name, postal=_digits(rng, who.city.postal)).strip()
    lines = [street]
    if country.extra and rng.random() < 0.25:
        lines.insert(rng.choice([0, 1, 1]), rng.choice(country.extra))
    lines.append(place)
    if rng.random() < 0.3:
        lines.append(rng.choice([name for name in country.names if name.casefold() not in place.casefold()] or [""]))
    lines = [line for line in lines if line]
    roll = rng.random()
    if roll < 0.2:
        return (", ".join(lines),), ""
    if roll < 0.3:
        return (rng.choice([" | ", " · ", " • ", " - "]).join(lines),), ", ".join(lines)
    if roll < 0.45 and len(lines) > 2:
        return (", ".join(lines[:-1]), lines[-1]), ""
    return tuple(lines), ""


def _digits(rng: random.Random, pattern: str) -> str:
    return "".join(str(rng.randrange(10)) if char == "#" else char for char in pattern)


def _phones(rng: random.Random, who: Identity, style: PhoneStyle, labels: _Labels) -> tuple[list[Entry], list[str]]:
    """Phone lines and the numbers on them."""
    fixed = numbers.landline(rng, who.country, who.city)
    cell = numbers.mobile(rng, who.country, who.city)
    fax = _beside(rng, fixed)
    shape = rng.choices(
        [
            "both",
            "fixed",
            "cell",
            "three",
            "fixed-fax",
            "pair",
            "short",
            "extension",
            "free",
            "cells",
            "direct",
            "none",
            "series",
        ],
        [6, 3, 2.5, 4, 2, 1.2, 1.2, 1.2, 0.8, 0.7, 1, 0.5, 0.4],
    )[0]
    plan: dict[str, list[tuple[str, list[Number], str]]] = {
        "both": [("phone", [fixed], ""), ("mobile", [cell], "")],
        "fixed": [("phone", [fixed], "")],
        "cell": [("mobile", [cell], "")],
        "three": [("phone", [fixed], ""), ("fax", [fax], ""), ("mobile", [cell], "")],
        "fixed-fax": [("phone", [fixed], ""), ("fax", [fax], "")],
        "pair": [("phone", [fixed, fax], "pair")],
        "short": [("phone", [fixed, fax], "short"), ("mobile", [cell], "")],
        "extension": [("phone", [replace(fixed, extension=str(rng.randint(12, 899)))], "")],
        "free": [
            ("free", [numbers.draw(rng, who.country, rng.choice(who.country.free or (who.city.landline,)))], ""),
            ("phone", [fixed], ""),
        ],
        "cells": [("mobile", [cell], ""), ("mobile", [_beside(rng, cell)], "")],
        "direct": [("phone", [fixed], ""), ("phone", [fax], ""), ("mobile", [cell], "")],
        "none": [],
        "series": [("phone", sorted([fixed, fax], key=lambda n: n.groups), "series")],
    }
    found = [
        (Entry(kind, labels.of(kind), (_print(rng, who, style, given, how),)), given)
        for kind, given, how in plan[shape]
    ]
    return [entry for entry, _ in found], list(dict.fromkeys(n.e164 for _, given in found for n in given))


def _beside(rng: random.Random, number: Number) -> Number:
    """Another number that differs in the last digit only (the ranges reserved for fiction are that narrow)."""
    last = int(number.groups[-1][-1])
    return number.moved(rng.choice([d for d in range(10) if d != last]) - last)


def _print(rng: random.Random, who: Identity, style: PhoneStyle, given: list[Number], how: str) -> str:
    first = style.show(given[0])
    if given[0].extension:
        return f"{first} {rng.choice(vocabulary.words(who.language, 'extension')).format(n=given[0].extension)}"
    if how == "pair":
        return first + rng.choice([" / ", ", ", " | "]) + style.show(given[1])
    if how == "short":
        return first + rng.choice([" / ", "/", " / -"]) + given[1].groups[-1][-2:]
    if how == "series":
        return first + "-" + given[1].groups[-1][-2:]
    return first


def _mails(
    rng: random.Random, who: Identity, labels: _Labels, nobody: bool, reserved_only: bool
) -> tuple[list[Entry], list[str], bool]:
    """Mail lines, their addresses, and whether one of them shows the firm's domain."""
    roll = rng.random()
    if roll < 0.04:
        return [], [], False
    office = rng.choice(["info", "office", "contact", "hello", "mail", "sales"])
    own = f"{office if nobody else people.mailbox(rng, who.person)}@{who.firm.domain}"
    mails = [own]
    if roll < 0.11 and not nobody:
        hosts = ["example.com", "example.org"] if reserved_only else ["gmail.com", "outlook.com", "yahoo.com"]
        given, family = people.slug(who.person.given), people.slug(who.person.family)
        mails = [f"{''.join(given)}.{family[-1]}{rng.randint(70, 9999)}@{rng.choice(hosts)}"]
    elif roll < 0.19 and not nobody:
        mails.append(f"{office}@{who.firm.domain}")
    return [Entry("email", labels.of("email"), (mail,)) for mail in mails], mails, mails[0] == own


def _sites(rng: random.Random, who: Identity, labels: _Labels) -> list[Entry]:
    if rng.random() < 0.2:
        return []
    site = who.firm.domain
    shape = rng.choices(
        ["www.{}", "{}", "https://www.{}", "www.{}/" + who.language, "http://{}"], [10, 4, 0.6, 0.4, 0.3]
    )[0]
    label = labels.of("web")
    return [
        Entry("web", "" if label.casefold().startswith("www") or rng.random() < 0.3 else label, (shape.format(site),))
    ]


def _social(rng: random.Random, who: Identity) -> Entry:
    handle = "-".join([*people.slug(who.person.given), *people.slug(who.person.family)])
    shape = rng.choice(["linkedin.com/in/{}", "@{}", "Skype: {}", "instagram.com/{}", "facebook.com/{}"])
    return Entry("social", "", (shape.format(handle),))


def _second_office(
    rng: random.Random, who: Identity, style: PhoneStyle, labels: _Labels, main: Entry
) -> tuple[list[Entry], str]:
    """Now and then a second office below the main one: both addresses, and the other's number with its E.164 form."""
    others = [city for city in who.country.cities if city.name != who.city.name]
    if not others or rng.random() > 0.06:
        return [main], ""
    city = rng.choice(others)
    head, branch = vocabulary.words(who.language, "offices")[:2]
    street = rng.choice(who.country.streets).format(n=rng.randint(1, 240), k=rng.randint(1, 9))
    place = rng.choice(who.country.places).format(city=city.name, postal=_digits(rng, city.postal)).strip()
    number = numbers.landline(rng, who.country, city)
    other = Entry("office", f"{branch}:", (f"{street}, {place}",))
    return [
        replace(main, label=f"{head}:"),
        other,
        Entry("phone", labels.of("phone"), (style.show(number),)),
    ], number.e164
