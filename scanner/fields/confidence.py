"""How sure a value is: its probability in the joint assignment, tempered by how well its text was read."""

from __future__ import annotations

from collections.abc import Sequence

from scanner.fields.assign import Option
from scanner.fields.candidates import Candidate, Field
from scanner.fields.layout import Card
from scanner.fields.words import key
from scanner.model import Alternative

_DOMAIN_ONLY = 0.5
"""Most that a company is believed which only a domain suggests: it is not printed."""

_ALTERNATIVES = 4
_LEAST = 0.02


def probability(option: Candidate, ranked: Sequence[tuple[Option, float]]) -> float:
    """The probability of the option's value: of all options that would be written the same."""
    return min(1.0, sum(p for other, p in ranked if other is not None and _same(other, option)))


def confidence(option: Candidate, ranked: Sequence[tuple[Option, float]], card: Card) -> float:
    """The probability that a person would leave the value as it is, 0 to 1."""
    sure = probability(option, ranked)
    read = min((card.lines[s.line].confidence for s in option.spans), default=1.0)
    sure *= 1.0 if read >= 0.9 else max(0.3, read / 0.9)
    if option.field is Field.COMPANY and not option.spans:
        sure = min(sure, _DOMAIN_ONLY)
    return round(max(0.0, min(1.0, sure)), 4)


def alternatives(option: Candidate | None, ranked: Sequence[tuple[Option, float]]) -> tuple[Alternative, ...]:
    """The runners-up with their probability, best first, one for each value."""
    out: dict[str, Alternative] = {}
    for other, _ in ranked:
        if other is None or (option is not None and _same(other, option)):
            continue
        sure = probability(other, ranked)
        if sure >= _LEAST and key(other.value) not in out:
            out[key(other.value)] = Alternative(other.value, round(sure, 4))
    return tuple(out.values())[:_ALTERNATIVES]


def _same(a: Candidate, b: Candidate) -> bool:
    return a.value.casefold() == b.value.casefold()
