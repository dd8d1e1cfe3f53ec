"""How sure a value is: its probability in the joint assignment, tempered by how well its text was read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scanner.fields.assign import Option
from scanner.fields.candidates import Candidate, Field
from scanner.fields.layout import Card
from scanner.fields.vocabulary import vocabulary
from scanner.fields.words import key, words
from scanner.model import Alternative

_DOMAIN_ONLY = 0.5
"""Most that a company is believed which only a domain suggests: it is not printed."""

_MISREAD = 0.75
"""Most that a value is believed whose letters look misread."""

_TEMPER = {Field.TITLE: 1.3, Field.COMPANY: 1.5, Field.ADDRESS: 1.5}
"""Powers that make of a probability the share of values seen right with it: a lone candidate is overrated."""

_RIVAL = 0.75
"""Most that an address is believed beside another as good: which of two is the main one, a card seldom says."""

_ALTERNATIVES = 4
_LEAST = 0.02


def probability(option: Candidate, ranked: Sequence[tuple[Option, float]]) -> float:
    """The probability of the option's value: of all options that would be written the same."""
    return min(1.0, sum(p for other, p in ranked if other is not None and _same(other, option)))


def confidence(option: Candidate, ranked: Sequence[tuple[Option, float]], card: Card) -> float:
    """The probability that a person would leave the value as it is, 0 to 1."""
    sure = float(probability(option, ranked) ** _TEMPER.get(option.field, 1.0))
    read = min((card.lines[s.line].confidence for s in option.spans), default=1.0)
    sure *= 1.0 if read >= 0.9 else max(0.3, read / 0.9)
    if option.field is Field.COMPANY and not option.spans:
        sure = min(sure, _DOMAIN_ONLY)
    if option.spans and _misread(option):
        sure = min(sure, _MISREAD)
    if option.field is Field.ADDRESS and any(_rivals(option, other) for other, _ in ranked if other is not None):
        sure = min(sure, _RIVAL)
    return round(max(0.0, min(1.0, sure)), 4)


def _rivals(one: Candidate, other: Candidate) -> bool:
    """Whether both are whole addresses that stand apart."""
    apart = not any(s.overlaps(o) for s in one.spans for o in other.spans)
    return apart and other.score >= one.score - 0.1 and bool(other.parts.get("street")) and _is_placed(other)


def _is_placed(address: Candidate) -> bool:
    return bool(address.parts.get("postal_code") or address.parts.get("locality"))


def _misread(option: Candidate) -> bool:
    """Whether capitals stand inside a word, where no printer sets them."""
    return option.field in (Field.NAME, Field.COMPANY) and any(
        _odd_case(w.bare) and w.key not in vocabulary().legal_forms for w in words(option.value)
    )


def _odd_case(word: str) -> bool:
    """Whether a word changes its case as no printer does: 'BEŞIktas', 'NoaJ'."""
    shape = "".join("A" if c.isupper() else "a" if c.islower() else "-" for c in word)
    return bool(re.search(r"AAAa{2,}|aA$", shape))


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
