"""What one card says: its lines by role, in printed form, and the truth that a reader should find.

The truth follows the scan line's contract: a name without honorific and degrees; a title without department, the lines
of one title joined by a space and two titles by ', '; the company in its fullest printed form; e-mails and websites as
printed in lower case; every number as E.164; the main address on one line. `alt` holds other right readings.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

from benchmarks.cardgen import entries, headings
from benchmarks.cardgen.entries import Entry
from benchmarks.cardgen.headings import Line
from benchmarks.cardgen.people import Identity, identity
from benchmarks.cardgen.vocabulary import Country


@dataclass(frozen=True)
class CardText:
    """Everything printed on one card.

    Attributes:
        person: lines of name, title, department and their native forms.
        firm: lines of company, slogan and relation to other firms.
        logo: text drawn as part of a logo; empty where the logo is a mark only.
        entries: phones, mails, web, addresses.
        notes: small print that belongs to no field.
        icons: contact lines carry drawn icons in place of labels.
        qr: what the code on the card says, empty for no code.
        truth: the label without file, level and corners.
    """

    who: Identity
    person: tuple[Line, ...]
    firm: tuple[Line, ...]
    logo: str
    entries: tuple[Entry, ...]
    notes: tuple[str, ...]
    icons: bool
    qr: str
    truth: dict[str, Any] = field(hash=False)

    @property
    def printed(self) -> str:
        """All text of the card, for choosing fonts that have its characters."""
        parts = [line.text for line in (*self.person, *self.firm)] + [self.logo, *self.notes]
        parts += [part for entry in self.entries for part in (entry.label, *entry.lines)]
        return "\n".join(parts)


def compose(
    rng: random.Random,
    country: Country,
    *,
    reserved_only: bool = False,
    with_qr: bool = False,
    who: Identity | None = None,
) -> CardText:
    """A card's text for a new fictional person of the country, or for `who`."""
    if reserved_only:
        country = country.reserved_only()
    who = who or identity(rng, country, reserved_only=reserved_only)
    nobody = rng.random() < 0.04
    contacts = entries.draw(rng, who, nobody=nobody, reserved_only=reserved_only)
    heading = headings.draw(rng, who, nobody=nobody, domain_tells=contacts.domain_tells_firm)
    truth: dict[str, Any] = {"country": country.code, **heading.truth, **contacts.truth}
    alternatives = {**heading.alt, **contacts.alt}
    if alternatives:
        truth["alt"] = alternatives
    code = _code(rng, truth) if with_qr else ""
    notes = headings.notes(rng, who)
    return CardText(
        who, heading.person, heading.firm, heading.logo, contacts.entries, notes, contacts.icons, code, truth
    )


def _code(rng: random.Random, truth: dict[str, Any]) -> str:
    """A vCard, a MeCard or the printed website."""
    name, mails, phones = truth["name"], truth["emails"], truth["phones"]
    if truth["websites"] and (rng.random() < 0.4 or not name):
        site = truth["websites"][0]
        return site if site.startswith("http") else f"https://{site}"
    if not name:
        return ""
    phone, mail = (items[0].split(";")[0] if items else "" for items in (phones, mails))
    if rng.random() < 0.3:
        return f"MECARD:N:{name};TEL:{phone};EMAIL:{mail};;"
    rows = ["BEGIN:VCARD", "VERSION:3.0", f"FN:{name}", f"N:{name.split()[-1]};{' '.join(name.split()[:-1])};;;"]
    rows += [f"ORG:{truth['company']}"] * bool(truth["company"]) + [f"TITLE:{truth['title']}"] * bool(truth["title"])
    rows += [f"TEL;TYPE=WORK:{phone}"] * bool(phone) + [f"EMAIL:{mail}"] * bool(mail)
    return "\r\n".join([*rows, "END:VCARD", ""])
