"""Typed candidates: what a stretch of text could be, with a score, before anything is decided.

Every module beside this one reads all lines and proposes candidates; `assign.py` alone chooses, all together.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Field(StrEnum):
    """What a candidate would fill."""

    NAME = "name"
    TITLE = "title"
    DEPARTMENT = "department"
    COMPANY = "company"
    EMAIL = "email"
    PHONE = "phone"
    WEBSITE = "website"
    SOCIAL = "social"
    ADDRESS = "address"
    NOISE = "noise"
    """Text that is known to be none of the fields: slogans, register numbers, certificates, watermarks."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end` (exclusive) of line number `line`."""

    line: int
    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether both claim at least one character of the same line."""
        return self.line == other.line and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One possible reading of some text.

    Attributes:
        field: the field it would fill.
        value: the value in the form of that field in `scanner.model`.
        score: how much this looks like the field on its own, 0 to 1; comparable within one field.
        spans: the text it would use up, in reading order.
        rule: short name of what proposed it.
        parts: the field's further attributes by name ('kind', 'raw', 'given', 'postal_code', ...).
        signs: what was noticed, by name, for the weights of the joint assignment; empty where `score` says it all.
    """

    field: Field
    value: str
    score: float
    spans: tuple[Span, ...]
    rule: str
    parts: Mapping[str, str] = dataclasses.field(default_factory=dict)
    signs: Mapping[str, float] = dataclasses.field(default_factory=dict)
