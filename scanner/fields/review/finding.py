"""What the rest of the card says of one value."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from scanner.fields.candidates import Candidate

DOUBTED = 0.75
"""Most that a value is believed which another value of the card contradicts by a letter."""

PROVEN = 0.9
"""How far a value is believed whose letters another value of the card set right."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A value after the review.

    Attributes:
        candidate: the value, its letters set right where the card proves them.
        limit: most that it may be believed, 1 where nothing is against it.
        other: the reading that is doubted less or as much; '' for none.
    """

    candidate: Candidate
    limit: float = 1.0
    other: str = ""

    def doubted(self, other: str = "", limit: float = DOUBTED) -> Finding:
        """The same value, believed less; `other` could be right instead."""
        return replace(self, limit=min(self.limit, limit), other=self.other or other)

    def respelled(self, value: str, proof: str, limit: float = PROVEN) -> Finding:
        """Another value in its place, which `proof` shows; what was read becomes the other reading."""
        changed = replace(self.candidate, value=value, rule=f"{self.candidate.rule}+{proof}")
        return Finding(changed, min(self.limit, limit), self.candidate.value)

    def reworded(self, word: str, better: str) -> Finding:
        """The value and its parts with one word changed, in whatever case they have it."""
        changed = self.respelled(_exchanged(self.candidate.value, word, better), "letters")
        parts = {name: _exchanged(part, word, better) for name, part in self.candidate.parts.items()}
        return replace(changed, candidate=replace(changed.candidate, parts=parts))


def _exchanged(text: str, word: str, better: str) -> str:
    """`better` for the word; where that stands in other case than `word` ('SOREN', 'Soren'), in its case."""

    def cased(m: re.Match[str]) -> str:
        like = m[0]
        return better if like == word else better.upper() if like.isupper() else better.capitalize()

    return re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", cased, text, flags=re.IGNORECASE)
