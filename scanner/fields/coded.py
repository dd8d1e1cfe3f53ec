"""What a vCard or MeCard code on the card says about the person: it confirms what is printed and fills what is not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from rapidfuzz import fuzz

from scanner.fields.candidates import Candidate, Field
from scanner.fields.nameparts import given_and_family, normal_case, split_parts
from scanner.fields.weights import score
from scanner.fields.words import key, words

_SAME = 90.0
"""Least similarity, in per cent of the letters, of a printed value and the code's."""


class CodePerson(Protocol):
    """The part of a code's contact data that is used here; what the code does not say is empty."""

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def company(self) -> str: ...
    @property
    def department(self) -> str: ...
    @property
    def address(self) -> str: ...


def confirmed(field: Field, printed: Iterable[Candidate], codes: Sequence[CodePerson]) -> tuple[Candidate, ...]:
    """The printed candidates with the sign 'code' where a code says the same, and the codes' own values."""
    found = tuple(printed)
    said = [value for code in codes if (value := str(getattr(code, field.value)).strip()) and key(value)]
    for value in said:
        found = tuple(_agreeing(c, value) for c in found)
    return (*found, *(_own(field, value) for value in dict.fromkeys(said)))


def _agreeing(candidate: Candidate, value: str) -> Candidate:
    if fuzz.ratio(key(candidate.value), key(value)) < _SAME or not candidate.signs:
        return candidate
    signs = {**candidate.signs, "code": 1.0}
    return replace(candidate, signs=signs, score=score(candidate.field, signs), rule="code-match")


def _own(field: Field, value: str) -> Candidate:
    """The code's own value; it uses up no printed text."""
    if field is Field.ADDRESS:
        return Candidate(field=field, value=value, score=0.6, spans=(), rule="code")
    signs = {"from_code": 1.0}
    if field is not Field.NAME:
        return Candidate(field=field, value=value, score=score(field, signs), spans=(), rule="code", signs=signs)
    parts = split_parts(words(value), value)
    core = parts.core or tuple(words(value))
    given, family = given_and_family(core) if core else ("", "")
    return Candidate(
        field=field,
        value=" ".join(normal_case(core)) or value,
        score=score(field, signs),
        spans=(),
        rule="code",
        parts={"given": given, "family": family, "prefix": " ".join(w.text for w in parts.prefix)},
        signs=signs,
    )
