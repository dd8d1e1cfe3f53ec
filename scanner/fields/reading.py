"""From lines to a contact: contact points first, then all that is left decided together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from scanner.fields import addresses, coded, companies, crosscheck, departments, emails, names, phones, titles, websites
from scanner.fields.agreement import points
from scanner.fields.assign import Problem, problem, solve
from scanner.fields.candidates import Candidate, Field, Span
from scanner.fields.contact import build
from scanner.fields.layout import Card, lay_out
from scanner.fields.review import reviewed
from scanner.fields.segments import segments
from scanner.fields.signs import context
from scanner.fields.text import MAX_LINES
from scanner.model import FieldReading, TextLine

if TYPE_CHECKING:
    from scanner.codes import Code, CodeFields

_CLAIMS = 0.25
"""Least score of a contact point whose text is nobody else's."""


def read(
    lines: Sequence[TextLine], size: tuple[int, int], *, region: str = "", codes: Sequence[Code] = ()
) -> FieldReading:
    """See `scanner.fields.read_fields`."""
    card = lay_out(lines[:MAX_LINES], size)
    said = tuple(code.fields for code in codes if code.fields is not None)
    listed = contact_points(card, region, said)
    assignment = solve(person(card, listed, region, said))
    rest = tuple(line.text for line in lines[MAX_LINES:])
    chosen = {field: option for field, option in assignment.chosen.items() if option is not None}
    return build(card, reviewed(card, listed, chosen, region), assignment, rest)


def contact_points(card: Card, region: str, codes: Sequence[CodeFields] = ()) -> tuple[Candidate, ...]:
    """E-mail addresses, phone numbers, websites and profiles, repaired; of two that share text the better one."""
    found = [*emails.candidates(card), *websites.candidates(card), *phones.candidates(card, region)]
    kept: list[Candidate] = []
    taken: list[Span] = []
    for candidate in sorted(crosscheck.repair(card, found, codes, region), key=lambda c: -c.score):
        if not any(s.overlaps(t) for s in candidate.spans for t in taken):
            kept.append(candidate)
            taken += candidate.spans
    return tuple(sorted(kept, key=lambda c: c.spans[:1]))


def person(card: Card, listed: Sequence[Candidate], region: str, codes: Sequence[CodeFields] = ()) -> Problem:
    """The candidates for everything that is decided together."""
    taken = tuple(claims(listed))
    places = addresses.candidates(card, taken, region)
    seen = context(card, points(_of(listed, Field.EMAIL), _of(listed, Field.WEBSITE)), places, taken)
    found = segments(card, taken)
    proposed = {
        Field.NAME: names.candidates(found, seen),
        Field.TITLE: titles.candidates(found, seen),
        Field.DEPARTMENT: departments.candidates(found, seen),
        Field.COMPANY: companies.candidates(found, seen),
        Field.ADDRESS: places,
    }
    if codes:
        proposed = {field: coded.confirmed(field, printed, codes) for field, printed in proposed.items()}
    return problem(card, proposed)


def claims(listed: Iterable[Candidate]) -> Iterable[Span]:
    """The text that contact points use up."""
    return (s for c in listed if c.score >= _CLAIMS for s in c.spans)


def _of(listed: Iterable[Candidate], field: Field) -> list[Candidate]:
    return [c for c in listed if c.field is field]
