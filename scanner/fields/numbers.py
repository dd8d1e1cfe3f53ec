"""Runs of printed digits become telephone numbers: where one ends and the next begins, and which country it is of.

Everything about validity is the phonenumbers library's; what is here is how cards print numbers: '(0)', '00' for '+',
slashes inside a number and between numbers, shortened second numbers ('5678 / 79'), series ('5678-80'), numbers without
country or area code.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import phonenumbers

from scanner.fields.plans import TRUNK_ZERO, Number, complete_tail, digits_of, parsed, resolve

MAX_DIGITS = 40
"""Digits of one run that are looked at; three numbers of 13."""

_JOINABLE = re.compile(r"\s*/\s*|(?<=-0)\s+-(?=\d{1,4}(?!\d))|\s+-\s+|\s{2,}")
_HARD = re.compile(r"\s*[|;&~,]\s*|\s+·\s+|\s+(?:or|to|and|oder|und|ou|et|o|y|e)\s+|(?<=\d)\)?\s*(?:[/,]\s*)?(?=\(?\+)")
_NEXT = re.compile(r"(?<=\d)\s+(?=\(?0[1-9]\d{0,4}\)?\s?/\s?[1-9])")
"""A trunk prefix before a slash ('… 56-0 0664/123 45 60') begins another number where enough digits stand before it."""

_TRUNK = re.compile(r"\(?0[1-9]\d{1,4}\)?\s?/(?!\s?[0+])")

_FEWEST = 6
_SERIES = re.compile(r"^(?P<first>.*\d)\s*[-~]\s*(?P<last>\d{1,4})$", re.DOTALL)
_NANP_FORM = re.compile(
    r"^\+?\(?1?[\s.\-]*\(?[2-9]\d\d\)?[\s.\-/]*(?:\d{3}[\s.\-]*\d{4}|\d ?\d ?\d[.\-]\d ?\d ?\d ?\d)$"
)
_MAX_JOINED = 5
_DIRECT_DIAL = 4
"""Digits of a direct dial behind the number of a switchboard."""

_DIRECT_DIALLING = frozenset({"DE", "AT"})
"""Countries where a hyphen before the last digits parts off the direct dial; elsewhere '2345678-9' is two numbers."""

_SHORT, _LINES = 2, 100
"""Digits of the end of a series at most, and how many lines one has: '3210-8023' is an extension."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the run between separators.

    Attributes:
        start, end: its characters in the run.
        hard: whether what stands before it always parts two numbers.
        apart: whether that is a bar or bullet, after which nothing is shortened.
        hyphen: whether a hyphen between spaces stands before it.
    """

    start: int
    end: int
    hard: bool
    hyphen: bool = False
    apart: bool = False


def read_numbers(run: str, regions: Sequence[str]) -> tuple[Number, ...]:
    """The numbers of a run of digits and separators, in printed order.

    Args:
        run: digits (already repaired) with separators; starts and ends with a character of a number.
        regions: ISO countries to try for numbers without dial code, likeliest first.
    """
    if sum(c.isdigit() for c in run) > MAX_DIGITS:
        return ()
    found: list[Number] = []
    pieces = _pieces(run)
    at = 0
    while at < len(pieces):
        numbers, used = _take(run, pieces[at:], regions, found[-1] if found else None)
        found += numbers
        at += used
    return tuple(found)


def _pieces(run: str) -> list[_Piece]:
    cuts = [(m.start(), m.end(), m[0] != ",") for m in _HARD.finditer(run) if m.start()]
    cuts += [(m.start(), m.end(), True) for m in _NEXT.finditer(run) if len(digits_of(run[: m.start()])) >= _FEWEST]
    taken = [range(a, b) for a, b, _ in cuts]
    for m in _JOINABLE.finditer(run):
        if m.start() and not any(m.start() in r or m.end() - 1 in r for r in taken):
            cuts.append((m.start(), m.end(), False))
    pieces: list[_Piece] = []
    start, hard = 0, True
    for a, b, is_hard in [*sorted(cuts), (len(run), len(run), True)]:
        if any(c.isdigit() for c in run[start:a]):
            between = run[pieces[-1].end if pieces else start : start]
            pieces.append(_Piece(start, a, hard, "-" in between, any(c in between for c in "|;·")))
            hard = is_hard
        else:
            hard = hard or is_hard
        start = b
    return pieces


def _take(run: str, pieces: list[_Piece], regions: Sequence[str], last: Number | None) -> tuple[list[Number], int]:
    """The number or numbers that begin at the first piece, and how many pieces they use up."""
    first = pieces[0]
    whole = first.apart or _TRUNK.match(run, first.start)
    if last and not whole and (number := _shortened(run, first, last)):
        return [number], 1
    for joined in range(1, min(_MAX_JOINED, len(pieces)) + 1):
        if joined > 1 and pieces[joined - 1].hard:
            break
        start, end = first.start, pieces[joined - 1].end
        if numbers := _whole(run, start, end, regions):
            if second := _other_direct_dial(run, pieces, joined, numbers[-1]):
                return [*numbers, second], joined + 1
            direct = _with_direct_dial(run, pieces, joined, regions)
            return ([direct], joined + 1) if direct else (numbers, joined)
    return [_printed(run, first.start, first.end)], 1


def _other_direct_dial(run: str, pieces: list[_Piece], used: int, base: Number) -> Number | None:
    """The second number of '030 23125-0 -45': the next piece in place of the direct dial that is printed."""
    if used >= len(pieces) or "-" not in run[pieces[used - 1].end : pieces[used].start + 1]:
        return None
    printed = re.search(r"\d-\s?(\d{1,4})$", run[pieces[0].start : pieces[used - 1].end])
    tail = digits_of(run[pieces[used].start : pieces[used].end])
    if printed is None or base.region not in _DIRECT_DIALLING or len(tail) > _DIRECT_DIAL:
        return None
    value = complete_tail(base.value, printed[1], tail)
    return (
        replace(base, value=value, how="completed", start=pieces[used].start, end=pieces[used].end) if value else None
    )


def _with_direct_dial(run: str, pieces: list[_Piece], used: int, regions: Sequence[str]) -> Number | None:
    """The number with the next piece as its direct dial ('030 23125 - 123'), where lengths vary and both are valid."""
    if used >= len(pieces) or not pieces[used].hyphen or pieces[used].hard:
        return None
    tail = run[pieces[used].start : pieces[used].end]
    if len(digits_of(tail)) > _DIRECT_DIAL:
        return None
    return resolve(run[pieces[0].start : pieces[used].end], regions, pieces[0].start)


def _whole(run: str, start: int, end: int, regions: Sequence[str]) -> list[Number]:
    """The valid number or numbers that run[start:end] is, nothing left over; else none."""
    text = run[start:end]
    whole = resolve(text, regions, start)
    series = _SERIES.match(text)
    if series and (first := resolve(series["first"], regions, start)):
        last = _shortened(run, _Piece(start + series.start("last"), end, hard=False), first)
        grouped = len(series["last"]) > 1 and "-" in series["first"]  # '465-004-36': the hyphens part its groups
        if last and not (whole and grouped) and _goes_on(first, last, len(series["last"]), whole=whole is not None):
            return [first, last]
        if last and not whole:
            return [first]  # what follows is its extension
    if whole:
        return [whole]
    return (
        _side_by_side(text, start, regions)
        or _without_icon(text, start, regions)
        or _before_postcode(text, start, regions)
    )


def _goes_on(first: Number, last: Number, digits: int, *, whole: bool) -> bool:
    """Whether `last`, printed by so many digits behind a hyphen, ends a series that `first` begins ('2345678-9').

    Where all of it is a number too, it is that in countries with direct dials, and a series elsewhere.
    """
    step = int(last.value) - int(first.value)
    if whole:
        return digits <= _SHORT and 0 < step <= _LINES and first.region not in _DIRECT_DIALLING
    return digits <= _SHORT or abs(step) <= _LINES


def _before_postcode(text: str, start: int, regions: Sequence[str]) -> list[Number]:
    """The number in front of a post code or house number that only a space parts from it ('505-550-150 80-831')."""
    gap = re.search(r"\s+(?=[\d\-]{2,7}$)", text)
    number = resolve(text[: gap.start()], regions, start) if gap and "+" not in text else None
    return [number] if number else []


def _side_by_side(text: str, start: int, regions: Sequence[str]) -> list[Number]:
    """Two whole numbers with nothing but a space between them."""
    if sum(c.isdigit() for c in text) < 14:
        return []
    for gap in re.finditer(r"\s+", text):
        left, right = text[: gap.start()], text[gap.end() :]
        if len(left) < 7 or len(right) < 7:
            continue
        a, b = resolve(left, regions, start), resolve(right, regions, start + gap.end())
        if a and b:
            return [a, b]
    return []


def _without_icon(text: str, start: int, regions: Sequence[str]) -> list[Number]:
    """The number after a digit or bracket that OCR made of an icon ('0 +44 …', '8 030 1234567', '9030 1234567')."""
    icon = re.match(r"[(\[+]?\d[)\]]?\s+(?=[+(\d])|(?!00)\d(?=0\d{3})", text)
    if not icon:
        return []
    number = resolve(text[icon.end() :], regions, start + icon.end())
    return [number] if number else []


def _shortened(run: str, piece: _Piece, last: Number) -> Number | None:
    """A number printed by its last digits only, after the number whose first digits it shares."""
    tail = run[piece.start : piece.end]
    digits = digits_of(tail)
    if not 1 <= len(digits) <= 8 or "+" in tail or len(digits) != len(re.sub(r"[\s.\-]", "", tail)):
        return None
    value = last.value[: -len(digits)] + digits
    if not last.valid:
        short = len(digits) <= 4 and len(last.value) >= 8 and value != last.value
        return Number(value, False, "", False, "completed", piece.start, piece.end) if short else None
    number = parsed(value, None)
    if number is None or value == last.value or not _same_plan(value, last.value):
        return None
    return Number(value, True, last.region, last.mobile, "completed", piece.start, piece.end)


def _same_plan(value: str, other: str) -> bool:
    """Whether both have the same dial code and area: a tail must not run into them."""
    a, b = parsed(value, None), parsed(other, None)
    if a is None or b is None:
        return False
    shared = phonenumbers.length_of_national_destination_code(b) or 1
    prefix = len(str(b.country_code)) + 1 + shared
    return value[:prefix] == other[:prefix]


def _printed(run: str, start: int, end: int) -> Number:
    """Digits as they stand there, for numbers no plan has."""
    text = run[start:end]
    digits = digits_of(TRUNK_ZERO.sub("", text) if "+" in text[:4] else text)
    return Number(("+" if "+" in text[:4] else "") + digits, False, "", False, "printed", start, end)


def nanp_form(text: str) -> bool:
    """Whether the digits are grouped as in North America (3-3-4)."""
    return bool(_NANP_FORM.match(text.strip()))
