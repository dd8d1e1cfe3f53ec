"""Stretches of text that stand together as one address: cells of a line, lines of a column."""

from __future__ import annotations

from collections.abc import Iterable

from scanner.fields.addresses.cells import Unit, units
from scanner.fields.addresses.evidence import STRONG, WEAK
from scanner.fields.candidates import Span
from scanner.fields.layout import Card, Line
from scanner.fields.nearby import Relation, relation
from scanner.fields.text import MAX_LINES

_MAX_GAP = 1.5
_MAX_SIZE_RATIO = 1.6
_ROW_GAP = 4.0
_ICON = 2


def blocks(card: Card, taken: Iterable[Span], likely: tuple[str, ...]) -> list[list[Unit]]:
    """Runs of units that could be one address each, in reading order.

    Args:
        card: the lines.
        taken: text that other fields use.
        likely: the card's countries, likeliest first.
    """
    claimed: dict[int, list[Span]] = {}
    for span in taken:
        claimed.setdefault(span.line, []).append(span)
    cells = {line.index: units(line, claimed.get(line.index, ()), likely) for line in card.lines[:MAX_LINES]}
    out: list[list[Unit]] = []
    for column in _columns(card, cells):
        out += _runs([unit for line in column for unit in cells[line.index]])
    return sorted(out, key=lambda run: run[0].line.index)


def _columns(card: Card, cells: dict[int, list[Unit]]) -> list[list[Line]]:
    """Lines that follow each other downwards (or beside each other, when both look like address) as chains."""
    lines = [line for line in card.lines[:MAX_LINES] if any(_says_something(u) for u in cells[line.index])]
    following: dict[int, Line] = {}
    preceded: dict[int, tuple[float, int]] = {}
    for line in lines:
        best = min(
            ((d, o) for o in lines if (d := _distance(line, o, cells)) is not None), key=lambda p: p[0], default=None
        )
        if best is None:
            continue
        distance, other = best
        if other.index in preceded and preceded[other.index][0] <= distance:
            continue
        if other.index in preceded:
            del following[preceded[other.index][1]]
        preceded[other.index] = (distance, line.index)
        following[line.index] = other
    chains = []
    for line in lines:
        if line.index not in preceded:
            chains.append(_chain(line, following))
    return chains


def _says_something(unit: Unit) -> bool:
    """Whether it is more than an icon read as a letter or digit, which would part the lines beside it."""
    return len(unit.text) > _ICON or unit.signs.joins or unit.labelled


def _chain(line: Line, following: dict[int, Line]) -> list[Line]:
    chain, seen = [line], {line.index}
    while (after := following.get(chain[-1].index)) is not None and after.index not in seen:
        chain.append(after)
        seen.add(after.index)
    return chain


def _distance(a: Line, b: Line, cells: dict[int, list[Unit]]) -> float | None:
    """How far `b` stands after `a` in text heights: below it in its column, or right of it in its row; else None."""
    if a is b:
        return None
    r: Relation = relation(a, b)
    if max(r.size, 1 / r.size) > _MAX_SIZE_RATIO:
        return None
    both = any(u.signs.joins for u in cells[a.index]) and any(u.signs.joins for u in cells[b.index])
    if r.beside and 0 <= r.gap_right <= _ROW_GAP and both:
        return r.gap_right / _ROW_GAP
    if r.overlap > 0 and -0.6 <= r.gap_below <= _MAX_GAP * max(1.0, r.size) and not r.beside:
        return 1.0 + max(0.0, r.gap_below) + (0.0 if r.aligned else 0.5)
    return None


def _runs(units: list[Unit]) -> list[list[Unit]]:
    """Maximal runs of address-like units; one unknown unit between two others is a quarter or a building."""
    runs: list[list[Unit]] = []
    run: list[Unit] = []
    for i, unit in enumerate(units):
        if unit.labelled and run:
            runs.append(run)
            run = []
        if run and _begins_another(run, unit):
            runs.append(run)
            run = []
        if (
            (unit.signs.joins and not _trails(run, unit))
            or unit.labelled
            or (run and _bridges(run, unit, units[i + 1 :]))
        ):
            run.append(unit)
        elif run:
            runs.append(run)
            run = []
    return [r for r in [*runs, run] if r]


def _trails(run: list[Unit], unit: Unit) -> bool:
    """Whether a weak sign ('A family business since 1923') comes after the address is closed."""
    closed = any(u.signs.closes or u.signs.postcode for u in run)
    return closed and unit.signs.place == 0.0 and unit.signs.street < STRONG


def _begins_another(run: list[Unit], unit: Unit) -> bool:
    """Whether a second address starts: the first has its post code, and here is a street or a second post code."""
    had_postcode = any(u.signs.postcode for u in run[1:]) or (len(run) == 1 and run[0].signs.postcode)
    had_street = any(u.signs.street >= WEAK for u in run)
    return had_postcode and had_street and unit.signs.street >= 3.0 and (unit.signs.postcode or not unit.signs.closes)


def _bridges(run: list[Unit], unit: Unit, rest: list[Unit]) -> bool:
    """Whether an unknown unit is part of the address because the next one goes on with post code, town or country."""
    if unit.signs.company or len(unit.text.split()) > 6 or any(u.signs.postcode for u in run):
        return False
    if not any(u.labelled or u.signs.street or u.signs.unit or u.signs.place for u in run):
        return False  # a firm named after its bay or park, then its people
    for ahead, following in enumerate(rest[:2]):
        if following.labelled or following.signs.company or len(following.text.split()) > 6:
            return False
        if following.signs.place >= (1.5 if ahead == 0 else 3.0):
            return True
    return False
