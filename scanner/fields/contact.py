"""Chosen candidates become a contact with evidence, confidence and alternatives; the rest becomes 'unassigned'."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from scanner.fields.assign import Assignment
from scanner.fields.candidates import Candidate, Field, Span
from scanner.fields.confidence import alternatives, confidence
from scanner.fields.labels import label_only
from scanner.fields.layout import Card, Line
from scanner.fields.text import normalise
from scanner.model import (
    CardContact,
    Evidence,
    FieldReading,
    FieldValue,
    PersonName,
    PhoneKind,
    PhoneNumber,
    Point,
    PostalAddress,
    Quad,
    SocialProfile,
)

_ADDRESS_PARTS = ("street", "postal_code", "locality", "region", "country")
_NAME_PARTS = ("given", "family", "prefix", "suffix")
_LEAST_LETTERS = 2


def build(card: Card, listed: Sequence[Candidate], assignment: Assignment, rest: Sequence[str] = ()) -> FieldReading:
    """The contact of a card.

    Args:
        card: the lines.
        listed: contact points, none of which share text.
        assignment: what was decided together.
        rest: texts that nobody looked at.
    """
    chosen = {field: option for field, option in assignment.chosen.items() if option is not None}
    shared = {field: _shared(card, field, chosen[field], assignment) for field in chosen}
    of: dict[Field, list[Candidate]] = {field: [c for c in listed if c.field is field] for field in Field}
    contact = CardContact(
        name=_made(PersonName, chosen, shared, Field.NAME, _NAME_PARTS),
        title=_made(FieldValue, chosen, shared, Field.TITLE),
        department=_made(FieldValue, chosen, shared, Field.DEPARTMENT),
        company=_made(FieldValue, chosen, shared, Field.COMPANY),
        emails=tuple(FieldValue(**_listed(card, c)) for c in _distinct(of[Field.EMAIL])),
        phones=tuple(_phone(card, c) for c in _distinct(of[Field.PHONE])),
        websites=tuple(FieldValue(**_listed(card, c)) for c in _distinct(of[Field.WEBSITE])),
        socials=tuple(
            SocialProfile(**_listed(card, c), network=c.parts.get("network", "")) for c in _distinct(of[Field.SOCIAL])
        ),
        address=_made(PostalAddress, chosen, shared, Field.ADDRESS, _ADDRESS_PARTS),
    )
    used = [*(s for c in chosen.values() for s in c.spans), *(s for c in listed for s in c.spans)]
    return FieldReading(contact, (*_unassigned(card, used), *rest))


def _made(
    kind: Any,
    chosen: Mapping[Field, Candidate],
    shared: Mapping[Field, dict[str, Any]],
    field: Field,
    parts: Sequence[str] = (),
) -> Any:
    if field not in chosen:
        return None
    return kind(**shared[field], **{part: chosen[field].parts.get(part, "") for part in parts})


def _shared(card: Card, field: Field, option: Candidate, assignment: Assignment) -> dict[str, Any]:
    """The attributes that every field has."""
    ranked = assignment.probabilities[field]
    return {
        "value": option.value,
        "confidence": confidence(option, ranked, card),
        "evidence": evidence(card, option.spans),
        "rule": option.rule,
        "alternatives": alternatives(option, ranked),
    }


def _listed(card: Card, option: Candidate) -> dict[str, Any]:
    return {
        "value": option.value,
        "confidence": round(min(1.0, max(0.0, option.score)), 4),
        "evidence": evidence(card, option.spans),
        "rule": option.rule,
    }


def _phone(card: Card, option: Candidate) -> PhoneNumber:
    kind = PhoneKind(option.parts.get("kind", PhoneKind.OTHER))
    return PhoneNumber(**_listed(card, option), raw=option.parts.get("raw", ""), kind=kind)


def _distinct(found: Iterable[Candidate]) -> list[Candidate]:
    """One candidate for each value, the best, in reading order."""
    best: dict[str, Candidate] = {}
    for candidate in found:
        if candidate.value not in best or best[candidate.value].score < candidate.score:
            best[candidate.value] = candidate
    return list(best.values())


def evidence(card: Card, spans: Iterable[Span]) -> tuple[Evidence, ...]:
    """The printed text of the spans and where each stands."""
    return tuple(Evidence(line.text[s.start : s.end], _part(line, s)) for s in spans for line in [card.lines[s.line]])


def _part(line: Line, span: Span) -> Quad:
    """The part of a line's box that the span takes up, letters taken as equally wide."""
    total = max(1, len(line.text))
    start, end = span.start / total, min(1.0, span.end / total)
    if start <= 0 and end >= 1:
        return line.box
    (a, b, c, d) = line.box
    return (_between(a, b, start), _between(a, b, end), _between(d, c, end), _between(d, c, start))


def _between(p: Point, q: Point, share: float) -> Point:
    return (p[0] + (q[0] - p[0]) * share, p[1] + (q[1] - p[1]) * share)


def _unassigned(card: Card, used: Sequence[Span]) -> Iterator[str]:
    """What is left of each line, labels of contact points left out."""
    for line in card.lines:
        claimed = sorted(s for s in used if s.line == line.index)
        at, left = 0, []
        for span in claimed:
            left.append(line.text[at : span.start])
            at = max(at, span.end)
        left.append(line.text[at:])
        for text in left:
            trimmed = text.strip(" \t,;|·•-–—/:()")
            if trimmed and not (claimed and _is_leftover(trimmed)):
                yield trimmed


def _is_leftover(text: str) -> bool:
    """A label, an icon or a stray letter beside a value that was taken."""
    return len(re.findall(r"\w", text)) < _LEAST_LETTERS or label_only(normalise(text).text) is not None
