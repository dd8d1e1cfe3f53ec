"""Runs of printed digits become telephone numbers: where one ends and the next begins, and which country it is of.

Everything about validity is the phonenumbers library's; what is here is how cards print numbers: '(0)', '00' for '+',
slashes inside a number and between numbers, shortened second numbers ('5678 / 79'), series ('5678-80'), numbers without
country or area code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberType

MAX_DIGITS = 40
"""Digits of one run that are looked at; three numbers of 13."""

_JOINABLE = re.compile(r"\s*/\s*|\s+-\s+|\s{2,}")
_HARD = re.compile(r"\s*[|;&~,]\s*|\s+·\s+|\s+(?:or|to|and|oder|und|ou|et|o|y|e)\s+|(?<=\d)\)?\s*(?:[/,]\s*)?(?=\(?\+)")
_SERIES = re.compile(r"^(?P<first>.*\d)\s*[-~]\s*(?P<last>\d{1,4})$", re.DOTALL)
_TRUNK_ZERO = re.compile(r"[(\[]\s*0\s*[)\]]")
_NANP_FORM = re.compile(r"^\+?\(?1?[\s.\-]*\(?[2-9]\d\d\)?[\s.\-/]*\d{3}[\s.\-]*\d{4}$")
_MAX_JOINED = 4
_DIRECT_DIAL = 4
"""Digits of a direct dial behind the number of a switchboard."""
_FICTION = {
    # Ofcom, 'Numbers for use in TV and radio drama programmes'
    44: (("1632960", 10), ("7700900", 10), ("3069990", 10), ("8081570", 10), ("9098790", 10)),
    # ARCEP decision 2018-0881, numbers for audiovisual works
    33: tuple((prefix, 9) for prefix in ("19900", "26191", "35301", "46571", "53649", "63998")),
}


@dataclass(frozen=True, slots=True)
class Number:
    """One telephone number as far as it could be understood.

    Attributes:
        value: E.164 when `valid`, else the printed digits with the printed '+'.
        valid: whether the numbering plan has it.
        region: ISO country it belongs to; empty when not valid or of no country (+800).
        mobile: whether its plan says mobile and nothing else.
        how: what made it whole: 'international', 'national', 'completed' or 'printed'.
        start, end: its characters in the run.
    """

    value: str
    valid: bool
    region: str
    mobile: bool
    how: str
    start: int
    end: int


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
    cuts = [(m.start(), m.end(), True) for m in _HARD.finditer(run) if m.start()]
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
    if last and not first.apart and (number := _shortened(run, first, last)):
        return [number], 1
    for joined in range(1, min(_MAX_JOINED, len(pieces)) + 1):
        if joined > 1 and pieces[joined - 1].hard:
            break
        start, end = first.start, pieces[joined - 1].end
        if numbers := _whole(run, start, end, regions):
            direct = _with_direct_dial(run, pieces, joined, regions)
            return ([direct], joined + 1) if direct else (numbers, joined)
    return [_printed(run, first.start, first.end)], 1


def _with_direct_dial(run: str, pieces: list[_Piece], used: int, regions: Sequence[str]) -> Number | None:
    """The number with the next piece as its direct dial ('030 23125 - 123'), where lengths vary and both are valid."""
    if used >= len(pieces) or not pieces[used].hyphen or pieces[used].hard:
        return None
    tail = run[pieces[used].start : pieces[used].end]
    if len(_digits(tail)) > _DIRECT_DIAL:
        return None
    return resolve(run[pieces[0].start : pieces[used].end], regions, pieces[0].start)


def _whole(run: str, start: int, end: int, regions: Sequence[str]) -> list[Number]:
    """The valid number or numbers that run[start:end] is, nothing left over; else none."""
    text = run[start:end]
    if number := resolve(text, regions, start):
        return [number]
    if (series := _SERIES.match(text)) and (number := resolve(series["first"], regions, start)):
        tail = _Piece(start + series.start("last"), end, hard=False)
        if completed := _shortened(run, tail, number):
            return [number, completed]
    return (
        _side_by_side(text, start, regions)
        or _without_icon(text, start, regions)
        or _before_postcode(text, start, regions)
    )


def _before_postcode(text: str, start: int, regions: Sequence[str]) -> list[Number]:
    """The number in front of a post code that only a space parts from it ('505-550-150 80-831 Gdańsk')."""
    gap = re.search(r"\s+(?=[\d\-]{4,7}$)", text)
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
    """The number after a lone digit or bracket that OCR made of an icon ('0 +44 …', '8 030 1234567')."""
    icon = re.match(r"[(\[+]?\d[)\]]?\s+(?=[+(\d])", text)
    if not icon:
        return []
    number = resolve(text[icon.end() :], regions, start + icon.end())
    return [number] if number else []


def _shortened(run: str, piece: _Piece, last: Number) -> Number | None:
    """A number printed by its last digits only, after the number whose first digits it shares."""
    tail = run[piece.start : piece.end]
    digits = _digits(tail)
    if not 1 <= len(digits) <= 8 or "+" in tail or len(digits) != len(re.sub(r"[\s.\-]", "", tail)):
        return None
    value = last.value[: -len(digits)] + digits
    if not last.valid:
        short = len(digits) <= 4 and len(last.value) >= 8 and value != last.value
        return Number(value, False, "", False, "completed", piece.start, piece.end) if short else None
    number = _parsed(value, None)
    if number is None or value == last.value or not _same_plan(value, last.value):
        return None
    return Number(value, True, last.region, last.mobile, "completed", piece.start, piece.end)


def _same_plan(value: str, other: str) -> bool:
    """Whether both have the same dial code and area: a tail must not run into them."""
    a, b = _parsed(value, None), _parsed(other, None)
    if a is None or b is None:
        return False
    shared = phonenumbers.length_of_national_destination_code(b) or 1
    prefix = len(str(b.country_code)) + 1 + shared
    return value[:prefix] == other[:prefix]


def resolve(text: str, regions: Sequence[str], start: int = 0) -> Number | None:
    """The valid number that `text` as a whole is, or None. `start` is where the text stands in its run."""
    end = start + len(text)
    for written in _spellings(text):
        if written.startswith("+"):
            if (number := _parsed(written, None)) is not None:
                return _number(number, "international", start, end)
            continue
        for region in regions:
            if (number := _parsed(written, region)) is not None:
                return _number(number, "national", start, end)
    return None


def _spellings(text: str) -> Iterator[str]:
    """What the digits may mean, likeliest first; '+' only where the card says so."""
    bare = _TRUNK_ZERO.sub("", text)
    digits = _digits(bare)
    if "+" in text[:4]:
        yield "+" + digits
        if bare != text:  # Italy keeps the zero that others drop
            yield "+" + _digits(text)
        return
    if re.match(r"\(?00[1-9]", digits):
        yield "+" + digits[2:]
    if bare != text:
        yield "+" + digits if len(digits) > 9 else "0" + digits
        yield "0" + digits
        return
    yield digits


@lru_cache(maxsize=4096)
def _parsed(written: str, region: str | None) -> phonenumbers.PhoneNumber | None:
    """The library's reading when it is a valid number, else None."""
    if not 5 <= len(written) <= 17:
        return None
    try:
        number = phonenumbers.parse(written, region)
    except NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) or _reserved(number) else None


def _reserved(number: phonenumbers.PhoneNumber) -> bool:
    """Whether it is in a range that the plan keeps for fiction: never in use, and what sample cards print."""
    national = phonenumbers.national_significant_number(number)
    ranges = _FICTION.get(number.country_code or 0, ())
    return any(national.startswith(prefix) and len(national) == length for prefix, length in ranges)


def _number(number: phonenumbers.PhoneNumber, how: str, start: int, end: int) -> Number:
    return Number(
        value=phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164),
        valid=True,
        region=phonenumbers.region_code_for_number(number)
        or phonenumbers.region_code_for_country_code(number.country_code or 0),
        mobile=phonenumbers.number_type(number) == PhoneNumberType.MOBILE,
        how=how,
        start=start,
        end=end,
    )


def _printed(run: str, start: int, end: int) -> Number:
    """Digits as they stand there, for numbers no plan has."""
    text = run[start:end]
    digits = _digits(_TRUNK_ZERO.sub("", text) if "+" in text[:4] else text)
    return Number(("+" if "+" in text[:4] else "") + digits, False, "", False, "printed", start, end)


def complete_tail(base: str, printed_tail: str, digits: str) -> str | None:
    """The number that shares all of `base` but its direct dial ('030 23125-0, Fax -99').

    Args:
        base: E.164 of the number it belongs to.
        printed_tail: digits of the direct dial that `base` is printed with.
        digits: the direct dial instead.
    """
    value = base.removesuffix(printed_tail) + digits
    return value if base.endswith(printed_tail) and _parsed(value, None) is not None else None


def in_area(digits: str, region: str, area: str) -> str | None:
    """A local number of a town whose area code is known, when that makes a valid one."""
    dial = phonenumbers.country_code_for_region(region)
    value = f"+{dial}{area}{digits}"
    return value if dial and _parsed(value, None) is not None else None


def complete_local(digits: str, siblings: Iterable[str]) -> str | None:
    """A local number with the dial and area code of another number of the card, when that makes a valid one.

    Args:
        digits: 4 to 8 digits without area code.
        siblings: E.164 numbers of the card, those most likely to share the area first.
    """
    if not 4 <= len(digits) <= 8:
        return None
    for sibling in siblings:
        number = _parsed(sibling.partition(";")[0], None)
        if number is None:
            continue
        national = phonenumbers.national_significant_number(number)
        area = phonenumbers.length_of_national_destination_code(number)
        value = f"+{number.country_code}{national[:area]}{digits}"
        if area and _parsed(value, None) is not None:
            return value
    return None


def nanp_form(text: str) -> bool:
    """Whether the digits are grouped as in North America (3-3-4)."""
    return bool(_NANP_FORM.match(text.strip()))


def country_of(value: str) -> str:
    """ISO country of a valid E.164 number, else ''."""
    number = _parsed(value.partition(";")[0], None)
    return (phonenumbers.region_code_for_number(number) or "") if number is not None else ""


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())
