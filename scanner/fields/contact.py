"""Chosen candidates become a contact with evidence, confidence and alternatives; the rest becomes 'unassigned'."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from scanner.fields.assign import Assignment
from scanner.fields.candidates import Field, Span
from scanner.fields.confidence import alternatives, confidence
from scanner.fields.labels import label_only
from scanner.fields.layout import Card, Line, as_read
from scanner.fields.review import Finding, Review
from scanner.fields.text import normalise
from scanner.model import (
    Alternative,
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


def build(card: Card, review: Review, assignment: Assignment, rest: Sequence[str] = ()) -> FieldReading:
    """The contact of a card.

    Args:
        card: the lines.
        review: contact points, none of which share text, and the chosen values.
        assignment: how probable each value is.
        rest: texts that nobody looked at.
    """
    shared = {field: _shared(card, field, found, assignment) for field, found in review.chosen.items()}
    of = {field: _distinct(f for f in review.listed if f.candidate.field is field) for field in Field}
    contact = CardContact(
        name=_made(PersonName, review, shared, Field.NAME, _NAME_PARTS),
        title=_made(FieldValue, review, shared, Field.TITLE),
        department=_made(FieldValue, review, shared, Field.DEPARTMENT),
        company=_made(FieldValue, review, shared, Field.COMPANY),
        emails=tuple(FieldValue(**_listed(card, f)) for f in of[Field.EMAIL]),
        phones=tuple(_phone(card, f) for f in of[Field.PHONE]),
        websites=tuple(FieldValue(**_listed(card, f)) for f in of[Field.WEBSITE]),
        socials=tuple(
            SocialProfile(**_listed(card, f), network=f.candidate.parts.get("network", "")) for f in of[Field.SOCIAL]
        ),
        address=_made(PostalAddress, review, shared, Field.ADDRESS, _ADDRESS_PARTS),
    )
    used = [s for f in (*review.chosen.values(), *review.listed) for s in f.candidate.spans]
    return FieldReading(contact, (*_unassigned(card, used), *rest))


def _made(
    kind: Any,
    review: Review,
    shared: Mapping[Field, dict[str, Any]],
    field: Field,
    parts: Sequence[str] = (),
) -> Any:
    if field not in review.chosen:
        return None
    return kind(**shared[field], **{part: review.chosen[field].candidate.parts.get(part, "") for part in parts})


def _shared(card: Card, field: Field, found: Finding, assignment: Assignment) -> dict[str, Any]:
    """The attributes that every field has."""
    ranked = assignment.probabilities[field]
    option = assignment.chosen[field] or found.candidate
    sure = min(confidence(option, ranked, card), found.limit)
    return {
        "value": found.candidate.value,
        "confidence": sure,
        "evidence": evidence(card, found.candidate.spans),
        "rule": found.candidate.rule,
        "alternatives": (*_other(found, sure), *alternatives(option, ranked)),
    }


def _listed(card: Card, found: Finding) -> dict[str, Any]:
    sure = round(min(found.limit, max(0.0, found.candidate.score)), 4)
    return {
        "value": found.candidate.value,
        "confidence": sure,
        "evidence": evidence(card, found.candidate.spans),
        "rule": found.candidate.rule,
        "alternatives": _other(found, sure),
    }


def _other(found: Finding, sure: float) -> tuple[Alternative, ...]:
    """The reading that the review set aside, or that could be right instead: it has what belief is left."""
    return (Alternative(found.other, round(1.0 - sure, 4)),) if found.other else ()


def _phone(card: Card, found: Finding) -> PhoneNumber:
    parts = found.candidate.parts
    kind = PhoneKind(parts.get("kind", PhoneKind.OTHER))
    return PhoneNumber(**_listed(card, found), raw=parts.get("raw", ""), kind=kind)


def _distinct(found: Iterable[Finding]) -> list[Finding]:
    """One finding for each value, the best, in reading order."""
    best: dict[str, Finding] = {}
    for one in found:
        value = one.candidate.value
        if value not in best or best[value].candidate.score < one.candidate.score:
            best[value] = one
    return list(best.values())


def evidence(card: Card, spans: Iterable[Span]) -> tuple[Evidence, ...]:
    """The printed text of the spans and where each stands."""
    return tuple(
        Evidence(as_read(line, s.start, s.end), _part(line, s)) for s in spans for line in [card.lines[s.line]]
    )


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
            left.append(as_read(line, at, span.start))
            at = max(at, span.end)
        left.append(as_read(line, at, len(line.text)))
        for text in left:
            trimmed = text.strip(" \t,;|·•-–—/:()")
            if trimmed and not (claimed and _is_leftover(trimmed)):
                yield trimmed


def _is_leftover(text: str) -> bool:
    """A label, an icon or a stray letter beside a value that was taken."""
    return len(re.findall(r"\w", text)) < _LEAST_LETTERS or label_only(normalise(text).text) is not None
