"""The one joint assignment of name, title, department, company and address.

Each field takes one of its candidates or none. A choice of all five scores the sum of what speaks for each candidate
alone (its signs) and for each pair of them (where they stand to each other); two that use the same text exclude each
other. The card is small enough to score every choice at once, so the best is exact, and the share of all choices in
which a value occurs, each counted by exp(score), is its probability: a log-linear model whose weights can be fitted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log

import numpy as np
import numpy.typing as npt

from scanner.fields.candidates import Candidate, Field
from scanner.fields.layout import Card, Line
from scanner.fields.nearby import relation
from scanner.fields.weights import Weights, logit, weights
from scanner.fields.words import key, words

FIELDS = (Field.NAME, Field.TITLE, Field.DEPARTMENT, Field.COMPANY, Field.ADDRESS)
"""The fields that are decided together, in the order of the tensor's axes."""

_KEPT = {Field.NAME: 10, Field.TITLE: 10, Field.DEPARTMENT: 5, Field.COMPANY: 12, Field.ADDRESS: 4}
"""Best candidates of each field that are weighed; the rest have no chance."""

_IMPOSSIBLE = -1e6
_CERTAIN = 0.995
_RELATED = frozenset(
    {
        (Field.NAME, Field.TITLE),
        (Field.NAME, Field.DEPARTMENT),
        (Field.NAME, Field.COMPANY),
        (Field.TITLE, Field.DEPARTMENT),
        (Field.TITLE, Field.COMPANY),
        (Field.DEPARTMENT, Field.COMPANY),
        (Field.COMPANY, Field.ADDRESS),
    }
)
"""Pairs of fields whose places on the card say something about each other."""

Option = Candidate | None


@dataclass(frozen=True, slots=True)
class Problem:
    """What there is to choose from.

    Attributes:
        options: for each of `FIELDS`, its candidates and None as the last.
        signs: for each field, the signs of each option; None has none.
        pairs: for two fields by their axes, the signs of each pair of options; None where they exclude each other.
    """

    options: tuple[tuple[Option, ...], ...]
    signs: tuple[tuple[Mapping[str, float], ...], ...]
    pairs: Mapping[tuple[int, int], tuple[tuple[Mapping[str, float] | None, ...], ...]]


@dataclass(frozen=True, slots=True)
class Assignment:
    """The best choice, and how probable each option is.

    Attributes:
        chosen: the option of each field in the best choice.
        probabilities: for each field, its options with their probability, best first.
    """

    chosen: Mapping[Field, Option]
    probabilities: Mapping[Field, tuple[tuple[Option, float], ...]]


def problem(card: Card, candidates: Mapping[Field, Sequence[Candidate]]) -> Problem:
    """Keep the best candidates of each field, and notice how they stand to each other."""
    options: list[tuple[Option, ...]] = []
    for field in FIELDS:
        best = sorted(candidates.get(field, ()), key=lambda c: -c.score)[: _KEPT[field]]
        options.append((*best, None))
    signs = tuple(tuple(_signs(o) for o in row) for row in options)
    places = _Places(card, {})
    pairs = {
        (i, j): tuple(tuple(_pair_signs(places, a, b, (FIELDS[i], FIELDS[j])) for b in options[j]) for a in options[i])
        for i, j in combinations(range(len(FIELDS)), 2)
    }
    return Problem(tuple(options), signs, pairs)


def solve(given: Problem) -> Assignment:
    """The best choice and the probability of each option."""
    total = scores(given)
    best = np.unravel_index(int(np.argmax(total)), total.shape)
    shares = np.exp(total - total.max())
    shares /= shares.sum()
    probabilities = {}
    for axis, field in enumerate(FIELDS):
        others = tuple(a for a in range(len(FIELDS)) if a != axis)
        marginal = shares.sum(axis=others)
        ranked = sorted(zip(given.options[axis], marginal.tolist(), strict=True), key=lambda p: -p[1])
        probabilities[field] = tuple(ranked)
    chosen = {field: given.options[axis][int(best[axis])] for axis, field in enumerate(FIELDS)}
    return Assignment(chosen, probabilities)


def scores(given: Problem, table: Weights | None = None) -> npt.NDArray[np.float64]:
    """The score of every choice under `table` (the shipped weights by default); one axis for each of `FIELDS`."""
    table = weights() if table is None else table
    count = len(FIELDS)
    total = np.zeros([len(row) for row in given.options])
    for axis, row in enumerate(given.signs):
        alone = np.array([logit(FIELDS[axis].value, s, table) if s else 0.0 for s in row])
        total = total + alone.reshape([-1 if a == axis else 1 for a in range(count)])
    known = table["pair"]
    for (i, j), rows in given.pairs.items():
        both = np.array([[_pair_score(s, known) for s in row] for row in rows])
        total = total + both.reshape([both.shape[(i, j).index(a)] if a in (i, j) else 1 for a in range(count)])
    return total


def _pair_score(signs: Mapping[str, float] | None, known: Mapping[str, float]) -> float:
    return _IMPOSSIBLE if signs is None else sum(known.get(s, 0.0) * v for s, v in signs.items())


def _signs(option: Option) -> Mapping[str, float]:
    if option is None:
        return {}
    if option.field is Field.ADDRESS:
        sure = min(max(option.score, 1 - _CERTAIN), _CERTAIN)
        return {"score": log(sure / (1 - sure))}
    return option.signs or {"none": 1.0}


def _pair_signs(places: _Places, a: Option, b: Option, fields: tuple[Field, Field]) -> Mapping[str, float] | None:
    """How two options stand to each other; None when they use the same text."""
    if a is None and b is not None and fields == (Field.NAME, Field.TITLE):
        return {"title_without_name": 1.0}
    if a is None or b is None:
        return {}
    if any(s.overlaps(o) for s in a.spans for o in b.spans):
        return None
    if fields not in _RELATED or not a.spans or not b.spans:
        return {}
    prefix = f"{fields[0].value}_{fields[1].value}_"
    found = {prefix + name: value for name, value in places.signs(a, b).items()}
    if fields == (Field.NAME, Field.COMPANY) and _shares_word(a, b):
        found[prefix + "shared"] = 1.0
    return found


@dataclass(frozen=True, slots=True)
class _Places:
    """Where candidates stand to each other; those on the same lines are measured once."""

    card: Card
    known: dict[tuple[int, int, int, int], dict[str, float]]

    def signs(self, a: Candidate, b: Candidate) -> dict[str, float]:
        """Where b stands as seen from a."""
        if {s.line for s in a.spans} & {s.line for s in b.spans}:
            return {"line": 1.0}
        lines = (a.spans[0].line, a.spans[-1].line, b.spans[0].line, b.spans[-1].line)
        if lines not in self.known:
            self.known[lines] = _place(*(self.card.lines[i] for i in lines))
        return self.known[lines]


def _place(a_first: Line, a_last: Line, b_first: Line, b_last: Line) -> dict[str, float]:
    down, up = relation(a_last, b_first), relation(b_last, a_first)
    if down.beside or up.beside:
        return {"row": 1.0 if min(abs(down.gap_right), abs(up.gap_right)) < 6 else 0.5}
    if down.overlap > 0 and -0.8 <= down.gap_below <= 1.3 * max(1.0, down.size):
        out = {"below": 1.0}
    elif up.overlap > 0 and -0.8 <= up.gap_below <= 1.3 * max(1.0, up.size):
        out = {"above": 1.0}
    else:
        out = {"far": 1.0}
    return out | ({"larger": 1.0} if down.size > 1.15 else {})


def _shares_word(name: Candidate, company: Candidate) -> bool:
    """Whether the firm bears the person's name ("Margie's Travel", 'Smith & Partners')."""
    person = {w.key for w in words(name.value) if len(w.key) > 3}
    firm = key(company.value)
    return any(p in firm for p in person)


def problem_signs(given: Problem, weight: npt.NDArray[np.float64]) -> Iterator[tuple[str, str, float]]:
    """Every sign of the problem's options as (table, sign, value), each option's value times its marginal of `weight`.

    `weight` has the shape of `scores`. What comes out, summed up, is the signs' expectation under it.
    """
    axes = range(len(FIELDS))
    for axis, row in enumerate(given.signs):
        marginal = weight.sum(axis=tuple(a for a in axes if a != axis))
        for signs, share in zip(row, marginal.tolist(), strict=True):
            if signs:
                yield FIELDS[axis].value, "bias", share
            yield from ((FIELDS[axis].value, sign, value * share) for sign, value in signs.items())
    for (i, j), table in given.pairs.items():
        marginal = weight.sum(axis=tuple(a for a in axes if a not in (i, j)))
        for pairs, shares in zip(table, marginal.tolist(), strict=True):
            for both, share in zip(pairs, shares, strict=True):
                yield from (("pair", sign, value * share) for sign, value in (both or {}).items())
