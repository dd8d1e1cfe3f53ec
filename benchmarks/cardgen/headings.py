"""The upper half of a card's text: who, what they do and for whom."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

from benchmarks.cardgen import people, vocabulary
from benchmarks.cardgen.people import Identity
from benchmarks.cardgen.vocabulary import pick


@dataclass(frozen=True)
class Line:
    """A printed line and its role: 'name', 'title', 'department', 'company', 'slogan', 'relation' or 'native-…'."""

    role: str
    text: str


@dataclass(frozen=True)
class Heading:
    person: tuple[Line, ...]
    firm: tuple[Line, ...]
    logo: str
    truth: dict[str, Any] = field(hash=False)
    alt: dict[str, list[Any]] = field(hash=False)


def draw(rng: random.Random, who: Identity, *, nobody: bool, domain_tells: bool) -> Heading:
    """The heading of a card. Where `domain_tells` the firm may stand in the domain alone."""
    firm, logo, company, company_alt = _firm(rng, who, may_hide=domain_tells and not nobody)
    alt = {"company": company_alt} if company_alt else {}
    if nobody:
        return Heading((), firm, logo, {"name": "", "title": "", "company": company}, alt)
    name_line, name, name_alt = _name(rng, who)
    title_lines, title, department = _title(rng, who)
    person = [Line("name", name_line), *(Line("title", text) for text in title_lines)]
    if department:
        person.insert(rng.choice([len(person), len(person), 1]), Line("department", department))
    if title and not department and len(title_lines) == 1 and rng.random() < 0.08:
        person, firm = _joined(rng, person, firm, title, company)
    if who.person.native:
        native = _native(rng, who, bool(title), firm, alt)
        person, firm = [*native[0], *person] if rng.random() < 0.5 else [*person, *native[0]], native[1]
        name_alt.append(who.person.native)
    if name_alt:
        alt["name"] = name_alt
    return Heading(tuple(person), tuple(firm), logo, {"name": name, "title": title, "company": company}, alt)


def _name(rng: random.Random, who: Identity) -> tuple[str, str, list[str]]:
    """The printed line, the name it holds, and other right forms of it."""
    p, country = who.person, who.country
    given, middle = p.given, p.middle
    if rng.random() < 0.05 and who.language in {"en", "de", "nl"}:
        given, middle = f"{given[0]}.", middle or f"{rng.choice('AEHJMRW')}."
    family_first = rng.random() < country.family_first
    capitals = rng.random() < country.family_caps
    family = p.family.upper() if capitals and p.family.upper().casefold() == p.family.casefold() else p.family
    natural = " ".join(part for part in (given, middle, family) if part)
    turned = f"{family} {given}" if country.code != "DE" else natural
    name, alt = (turned, [natural]) if family_first else (natural, [])
    line = name
    if rng.random() < 0.16:
        line = f"{pick(rng, who.language, 'prefixes')} {line}"
    if rng.random() < 0.1:
        line = f"{line}, {pick(rng, who.language, 'suffixes')}"
    return line, name, alt


def _title(rng: random.Random, who: Identity) -> tuple[list[str], str, str]:
    """Printed lines, the label and the department."""
    language = who.language if rng.random() < 0.75 else "en"
    department = pick(rng, language, "departments") if rng.random() < 0.22 else ""
    roll, one = rng.random(), pick(rng, language, "titles")
    if roll < 0.07:
        return [], "", ""
    if roll < 0.17:
        long = (
            pick(rng, language, "long_titles")
            if vocabulary.has_own(language, "long_titles")
            else pick(rng, "en", "long_titles")
        )
        return _broken(long), long, department
    if roll < 0.27:
        other = pick(rng, language, "second_titles")
        printed = [one, other] if rng.random() < 0.4 else [one + rng.choice([", ", " | ", " / ", " & "]) + other]
        return printed, f"{one}, {other}", department
    return [one], one, department


def _broken(text: str) -> list[str]:
    """A text over two lines, broken at the space nearest to its middle."""
    spaces = [i for i, char in enumerate(text) if char == " "]
    middle = min(spaces, key=lambda i: abs(i - len(text) / 2))
    return [text[:middle], text[middle + 1 :]]


def _joined(
    rng: random.Random, person: list[Line], firm: list[Line], title: str, company: str
) -> tuple[list[Line], list[Line]]:
    """Name and title, or title and company, in one line."""
    named = [line for line in firm if line.role == "company" and line.text == company]
    if named and rng.random() < 0.6:
        text = title + rng.choice([", ", " | ", " – "]) + company
        return [person[0], Line("title", text)], [line for line in firm if line not in named]
    return [Line("name", person[0].text + rng.choice([", ", " | ", " – "]) + title)], firm


def _firm(rng: random.Random, who: Identity, *, may_hide: bool) -> tuple[list[Line], str, str, list[str]]:
    """Lines of the firm, the logo's text, the label and other right forms."""
    firm, roll = who.firm, rng.random()
    if may_hide and roll < 0.05:
        stem = firm.domain.split(".")[0]
        return [], "", "", list(dict.fromkeys([stem, stem.replace("-", " "), firm.name]))
    lines, logo, company = [Line("company", firm.full)], "", firm.full
    if roll < 0.22:
        lines, logo, company = [], firm.name, firm.name
    elif roll < 0.42:
        logo = firm.name.split()[0] if rng.random() < 0.5 else firm.name
    if rng.random() < 0.25:
        lines.append(Line("slogan", pick(rng, who.language, "slogans")))
    if rng.random() < 0.07:
        relation = pick(rng, who.language, "relations").format(firm=people.other_firm(rng, firm.name))
        lines.append(Line("relation", relation))
    return lines, logo, company, []


def _native(
    rng: random.Random, who: Identity, titled: bool, firm: list[Line], alt: dict[str, list[Any]]
) -> tuple[list[Line], list[Line]]:
    """Lines in the country's own script, and the firm's lines with its own-script name added."""
    lines = [Line("native-name", who.person.native)]
    if titled and vocabulary.has_own(who.language, "native_titles") and rng.random() < 0.7:
        title = pick(rng, who.language, "native_titles")
        lines.append(Line("native-title", title))
        alt["title"] = [title]
    if who.firm.native and rng.random() < 0.6:
        firm = [Line("native-company", who.firm.native), *firm]
        alt["company"] = [*alt.get("company", []), who.firm.native]
    return lines, firm


def notes(rng: random.Random, who: Identity) -> tuple[str, ...]:
    """Small print: founding year, certificates, register and tax numbers."""
    count = rng.choices([0, 1, 2], [6, 3, 1])[0]
    return tuple(
        rng.sample(vocabulary.words(who.language, "notes"), min(count, len(vocabulary.words(who.language, "notes"))))
    )
