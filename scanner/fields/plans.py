"""The numbering plans of the world: which digits are a valid number, and what may be missing from them.

Validity is the phonenumbers library's. Added here: the ranges kept for fiction, '(0)' and '00', and numbers that lack
area code or direct dial.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberType

TRUNK_ZERO = re.compile(r"[(\[]\s*0\s*[)\]]")
"""The '(0)' that is dialled inside the country only."""

_FICTION = {
    # Ofcom, 'Numbers for use in TV and radio drama programmes'
    44: (("1632960", 10), ("7700900", 10), ("3069990", 10), ("8081570", 10), ("9098790", 10)),
    # ARCEP decision 2018-0881, numbers for audiovisual works
    33: tuple((prefix, 9) for prefix in ("19900", "26191", "35301", "46571", "53649", "63998")),
}

_OLD_TRUNKS = {"MX": ("01", "044", "045"), "PL": ("0",)}
"""Prefixes that cards still print and no plan knows any more: Poland dropped its own in 2009 (UKE), Mexico in 2019
(IFT, plan of 2018)."""


_LONGEST_LOCAL = 10


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


def resolve(text: str, regions: Sequence[str], start: int = 0) -> Number | None:
    """The valid number that `text` as a whole is, or None. `start` is where the text stands in its run."""
    end = start + len(text)
    for written in (*_without_plus(text, regions), *_spellings(text)):
        if written.startswith("+"):
            if (number := parsed(written, None)) is not None:
                return _number(number, "international", start, end)
            continue
        for region in regions:
            for national in (written, *_without_old_trunk(written, region)):
                if (number := parsed(national, region)) is not None:
                    return _number(number, "national", start, end)
    return None


def _without_plus(text: str, regions: Sequence[str]) -> Iterator[str]:
    """The number as an international one whose plus was left out: a likely country's dial code is its first group."""
    first = re.match(r"\(?(\d{1,3})(?=\D)", text)
    if first and "+" not in text[:4] and any(phonenumbers.country_code_for_region(r) == int(first[1]) for r in regions):
        yield "+" + digits_of(TRUNK_ZERO.sub("", text))


def _spellings(text: str) -> Iterator[str]:
    """What the digits may mean, likeliest first; '+' only where the card says so."""
    bare = TRUNK_ZERO.sub("", text)
    digits = digits_of(bare)
    if "+" in text[:4]:
        yield "+" + digits
        if bare != text:  # Italy keeps the zero that others drop
            yield "+" + digits_of(text)
        return
    if re.match(r"\(?00[1-9]", digits):
        yield "+" + digits[2:]
    if bare != text:
        yield "+" + digits if len(digits) > 9 else "0" + digits
        yield "0" + digits
        return
    yield digits
    if digits.startswith("00"):  # the letter O of an icon before a national number
        yield digits[1:]


def _without_old_trunk(written: str, region: str) -> Iterator[str]:
    """The national number without a trunk prefix that was dialled once ('01 800 …' in Mexico)."""
    for prefix in _OLD_TRUNKS.get(region, ()):
        if written.startswith(prefix):
            yield written.removeprefix(prefix)


@lru_cache(maxsize=4096)
def parsed(written: str, region: str | None) -> phonenumbers.PhoneNumber | None:
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


def complete_tail(base: str, printed_tail: str, digits: str) -> str | None:
    """The number that shares all of `base` but its direct dial ('030 23125-0, Fax -99').

    Args:
        base: E.164 of the number it belongs to.
        printed_tail: digits of the direct dial that `base` is printed with.
        digits: the direct dial instead.
    """
    value = base.removesuffix(printed_tail) + digits
    return value if base.endswith(printed_tail) and parsed(value, None) is not None else None


def in_area(digits: str, region: str, area: str) -> str | None:
    """A local number of a town whose area code is known, when that makes a valid one."""
    dial = phonenumbers.country_code_for_region(region)
    number = parsed(f"+{dial}{area}{digits}", None) if dial else None
    return _e164(number) if number is not None else None


def complete_local(digits: str, siblings: Iterable[str]) -> str | None:
    """A local number with the dial and area code of another number of the card, when that makes a valid one.

    Args:
        digits: 4 to 10 digits without area code (Argentina prints '15' before those of a mobile).
        siblings: E.164 numbers of the card, those most likely to share the area first.
    """
    if not 4 <= len(digits) <= _LONGEST_LOCAL:
        return None
    for sibling in siblings:
        number = parsed(sibling.partition(";")[0], None)
        if number is None:
            continue
        national = phonenumbers.national_significant_number(number)
        area = phonenumbers.length_of_national_destination_code(number)
        local = parsed(f"+{number.country_code}{national[:area]}{digits}", None)
        if area and local is not None:
            return _e164(local)
    return None


def _e164(number: phonenumbers.PhoneNumber) -> str:
    """The plan's own form: Argentina's '15' of a mobile becomes a '9' before the area."""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def digits_of(text: str) -> str:
    return "".join(c for c in text if c.isdigit())
