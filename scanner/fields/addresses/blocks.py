"""Stretches of text that stand together as one address: cells of a line, lines of a column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scanner.fields.addresses.evidence import STRONG, Evidence, evidence
from scanner.fields.candidates import Span
from scanner.fields.labels import Label, LabelKind, label_after, label_before, label_only
from scanner.fields.layout import Card, Line
from scanner.fields.nearby import Relation, relation
from scanner.fields.text import MAX_LINES, Text, normalise
from scanner.fields.vocabulary import vocabulary
from scanner.fields.words import keys, words

_CELL_BREAK = re.compile(r"\s*\|\s*|\s*·\s*|\s{3,}|\s~\s|\s[*+]\s|\0+")
_HEADING = re.compile(r"^[^\W\d][^\d:]{1,40}:\s*")
_HEADING_WORDS = 5
_CANADIAN = re.compile(r"(?<!\w)[ABCEGHJ-NPRSTVXY][\dIlO][A-Z]\s?[\dIlO][A-Z][\dIlO](?!\w)")
_TO_DIGITS = str.maketrans("IlO", "110")
_INNER_HEADING = re.compile(r"(?<=\S)\s+(?=(?P<label>[^\W\d_]{3,20}(?:\s[^\W\d_]{3,20})?)\s?:)")
_LOWER = "[a-zß-öø-ÿąćčďęěğıłńňőřśşšťůűźżž]"
_MAX_GAP = 1.5
_MAX_SIZE_RATIO = 1.6
_ROW_GAP = 4.0
_ICON = 2


@dataclass(frozen=True, slots=True)
class Unit:
    """One cell of a line that may be part of an address.

    Attributes:
        line: the line.
        start, end: its characters in the normalised line, label left out.
        text: those characters, OCR's slips repaired.
        signs: what it looks like.
        labelled: whether an address label stands before it.
    """

    line: Line
    start: int
    end: int
    text: str
    signs: Evidence
    labelled: bool


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
    cells = {line.index: _units(line, claimed.get(line.index, ()), likely) for line in card.lines[:MAX_LINES]}
    out: list[list[Unit]] = []
    for column in _columns(card, cells):
        out += _runs([unit for line in column for unit in cells[line.index]])
    return sorted(out, key=lambda run: run[0].line.index)


def ocr_repaired(text: str) -> str:
    """House numbers and post codes as they were printed: zeros read as O, spaces that were not read.

    '1OO Main' → '100 Main', '80331München' → '80331 München', 'Hauptstraße12' → 'Hauptstraße 12'.
    """
    text = re.sub(r"(?<!\w)[\dOo]*\d[\dOo]*(?!\w)", lambda m: m[0].replace("O", "0").replace("o", "0"), text)
    text = re.sub(r"(?<!\w)Fl(?=\s?-\s?\d{5}(?!\d))", "FI", _CANADIAN.sub(_canadian, text))
    text = re.sub(r"(?<!\w)l(?=\s?-\s?\d{5}(?!\d))", "I", text)
    text = re.sub(r"(?<!\w)[IlO\d][O\d]*(?:OO|00)[O\d]*(?=\s+[^\W\d_]{3})", lambda m: m[0].translate(_TO_DIGITS), text)
    text = re.sub(rf"(?<!\w)(\d{{1,6}})(?=[A-ZÀ-ÞŁŚŠŽ]{_LOWER}{{2}})", r"\1 ", text)
    return re.sub(rf"(?<={_LOWER}{{3}})(?=[1-9]\d{{0,3}}[a-zA-Z]?(?!\w))", " ", text)


def _canadian(m: re.Match[str]) -> str:
    """A Canadian post code with digits where digits belong ('V6B 1AI'), if it has two of them at least."""
    code = m[0]
    if sum(c.isdigit() for c in code) < 2:
        return code
    at_digits = {1, len(code) - 3, len(code) - 1}
    return "".join(c.translate(_TO_DIGITS) if i in at_digits else c for i, c in enumerate(code))


def _units(line: Line, claimed: Sequence[Span], likely: tuple[str, ...]) -> list[Unit]:
    text = normalise(line.text)
    masked = _mask(text, claimed)
    units, start = [], 0
    for cut in [*_cuts(masked), None]:
        end = cut.start() if cut else len(masked)
        unit = _unit(line, masked, start, end, likely)
        if unit:
            units.append(unit)
        start = cut.end() if cut else end
    return units


def _cuts(text: str) -> list[re.Match[str]]:
    """Where cells end: at bars, bullets, text of other fields, and before an address label inside the line."""
    headings = (m for m in _INNER_HEADING.finditer(text) if (found := label_only(m["label"])) and _announces(found))
    return sorted((*_CELL_BREAK.finditer(text), *headings), key=lambda m: m.start())


def _announces(label: Label) -> bool:
    return LabelKind.ADDRESS in label.kinds and label.sure


def _mask(text: Text, claimed: Sequence[Span]) -> str:
    """The normalised text of the same length with what other fields use as zero characters."""
    keep = []
    for i, char in enumerate(text.text):
        source = text.offsets[i]
        keep.append("\0" if any(s.start <= source < s.end for s in claimed) else char)
    return "".join(keep)


def _unit(line: Line, text: str, start: int, end: int, likely: tuple[str, ...]) -> Unit | None:
    cell = text[start:end]
    skipped, labelled = _label_length(cell)
    start += skipped
    cell = text[start:end]
    start += len(re.match(r"[^\w(#〒\"']*", cell)[0])  # type: ignore[index]
    start += _company_length(text[start:end])
    stripped = text[start:end].rstrip(" ,;-:(")
    if (not stripped and not labelled) or _is_register(stripped) or (stripped and label_only(stripped)):
        return None
    repaired = ocr_repaired(stripped)
    if likely[:1] == ("TR",):  # the dot of a capital İ is read as that of a small i
        repaired = re.sub(r"(?<!\w)i(?=[a-zçğıöşü]{3})", "İ", repaired)
    return Unit(line, start, start + len(stripped), repaired, evidence(repaired, likely), labelled)


def _is_register(cell: str) -> bool:
    """'Reg. No. 1999/012345/07', '邮编：200120': a number with its own label is no part of the address."""
    number = re.search(r"\d[\d\s./\-]*$", cell)
    last = label_before(cell[: number.start()]) if number else None
    if last and last.sure and LabelKind.REGISTER in last.kinds and evidence(cell).place < STRONG:
        return True  # 'ID' is Idaho before a post code
    counted = re.search(r"\s*#", cell)  # 'OH Lic. #PL-20771'
    before = label_before(cell[: counted.start()]) if counted else None
    if before and before.sure and LabelKind.REGISTER in before.kinds:
        return True
    label = label_after(cell)
    if label is None or not label.sure:
        return False
    return LabelKind.REGISTER in label.kinds or (LabelKind.CODE in label.kinds and not cell[: label.end].isascii())


def _company_length(cell: str) -> int:
    """Characters of a firm's name that stands before the street in the same cell ('Beispiel AG, Hauptstr. 1')."""
    for separator in (",", " - "):
        head, found, rest = cell.partition(separator)
        firm = evidence(head).company or (separator == " - " and evidence(head).total == 0.0)
        if found and firm and evidence(ocr_repaired(rest.strip())).street >= (1.5 if separator == "," else STRONG):
            return len(head) + len(found) + len(rest) - len(rest.lstrip())
    return 0


def _label_length(cell: str) -> tuple[int, bool]:
    """Characters of an address label at the beginning of the cell, and whether there is one."""
    only = label_only(cell)
    if only and LabelKind.ADDRESS in only.kinds:
        return len(cell), True
    label = label_after(cell)
    if label and LabelKind.ADDRESS in label.kinds:
        closed = re.match(r"\s*[:.)\-]+\s*", cell[label.end :])
        if closed and (label.sure or ":" in closed[0]):
            return label.end + closed.end(), True
    heading = _HEADING.match(cell)
    named = label_before(heading[0]) if heading and len(heading[0].split()) <= _HEADING_WORDS else None
    if heading and named and LabelKind.ADDRESS in named.kinds and named.sure:
        return heading.end(), True
    return 0, False


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
    had_street = any(u.signs.street >= 1.5 for u in run)
    return had_postcode and had_street and unit.signs.street >= 3.0 and (unit.signs.postcode or not unit.signs.closes)


def _is_title(text: str) -> bool:
    """Whether a title stands at the end or the beginning of several words ('Events Coordinator')."""
    found, heads = keys(words(text)), vocabulary().title_heads
    return len(found) > 1 and (heads.begin(found, len(found)) < len(found) or heads.end(found, 0) > 1)


def _bridges(run: list[Unit], unit: Unit, rest: list[Unit]) -> bool:
    """Whether an unknown unit is part of the address because the next one goes on with post code, town or country."""
    if unit.signs.company or len(unit.text.split()) > 6 or any(u.signs.postcode for u in run):
        return False
    if _is_title(unit.text) or not any(u.labelled or u.signs.street or u.signs.unit or u.signs.place for u in run):
        return False  # a firm named after its bay or park, then its people
    for ahead, following in enumerate(rest[:2]):
        if following.labelled or following.signs.company or len(following.text.split()) > 6:
            return False
        if following.signs.place >= (1.5 if ahead == 0 else 3.0):
            return True
    return False
