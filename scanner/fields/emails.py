"""E-mail addresses: found by their '@' or what OCR made of it, put together over spaces and line ends, validated.

A reading that is not valid as it stands is proposed with a low score and the rule 'unproven'; `crosscheck` repairs it
when something else on the card proves how.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from email_validator import EmailNotValidError, validate_email

from scanner.fields.candidates import Candidate, Field, Span
from scanner.fields.domains import continued, registrable, suffix_of
from scanner.fields.labels import label_only
from scanner.fields.layout import Card, Line
from scanner.fields.text import MAX_LINES, Text, normalise

AT = re.compile(r"\s?[(\[{<]\s?(?:at|a|ät|@)\s?[)\]}>]\s?|\s?@\s?|(?<=\w)[©®](?=\w)", re.IGNORECASE)
"""The at sign, the spellings that hide it from robots, and how OCR misreads it."""

_MAX_LOCAL = 64
"""Octets of a local part (RFC 5321, 4.5.3.1.1)."""

_LOCAL = re.compile(r"[\w.+\-'%&]{1,64}$")
_DOMAIN = re.compile(r"[\w\-]+(?:\s?[.,]{1,2}\0*\s?[\w\-]+){0,5}")
_LETTERED_DOMAIN = re.compile(r"[\w\-]*[^\W\d_][\w\-]*(?:\s?[.,]\s?[^\W\d_][\w\-]*){0,5}")
_STRICT_DOMAIN = re.compile(r"[\w\-]+(?:\.[\w\-]+)*")
_WWW = re.compile(r"(?:www\.|https?:).*$", re.IGNORECASE)
_DOT = re.compile(r"\s?[(\[{]\s?(?:dot|punkt|punto)\s?[)\]}]\s?", re.IGNORECASE)

VALID, JOINED, UNPROVEN = 0.97, 0.85, 0.3
"""Scores of an address as printed, of one put together over spaces or lines, and of one that is not valid yet."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A reading in the normalised text: `value` is what it says, valid or not."""

    value: str
    start: int
    end: int
    score: float
    rule: str


def candidates(card: Card) -> tuple[Candidate, ...]:
    """Every e-mail address of the card, in reading order; lower case."""
    out: list[Candidate] = []
    lines = card.lines[:MAX_LINES]
    for position, line in enumerate(lines):
        text = normalise(line.text)
        if lower := _above(line, text, lines[position - 1] if position else None):
            out.append(lower)
            continue
        for found in _in_line(text.text):
            below = lines[position + 1] if position + 1 < len(lines) else None
            out.append(_wrapped(line, text, found, below) or _candidate(line, text, found))
    return tuple(out)


def address_ranges(text: str) -> Iterator[tuple[int, int]]:
    """Where text stands that has the shape of an address, valid or not: its domain and digits are nothing else.

    A website that is glued to the address is left out.
    """
    for at in AT.finditer(text):
        local = _LOCAL.search(text[max(0, at.start() - _MAX_LOCAL) : at.start()])
        host = _LETTERED_DOMAIN.match(_WWW.sub("", text[at.end() :]))
        if local and host:
            yield at.start() - len(local[0]), at.end() + host.end()


def is_valid(address: str) -> bool:
    """Whether `address` has the form of an e-mail address below a known suffix; nothing is looked up."""
    host = address.rpartition("@")[2]
    return bool(suffix_of(host)) and _syntax(address)


@lru_cache(maxsize=1024)
def _syntax(address: str) -> bool:
    try:
        validate_email(address, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return False
    return True


def _in_line(text: str) -> Iterator[_Found]:
    start_from = 0
    for at in AT.finditer(text):
        begin = max(start_from, at.start() - _MAX_LOCAL)
        local = _LOCAL.search(text[begin : at.start()])
        rest = _DOT.sub(lambda m: ".".ljust(len(m[0]), "\0"), _WWW.sub(lambda m: " " * len(m[0]), text[at.end() :]))
        if local and (found := _read(local[0], rest, begin + local.start(), at)):
            start_from = found.end
            yield _with_first_name(text[begin:], found, begin)


def _with_first_name(text: str, found: _Found, begin: int) -> _Found:
    """'priya. raghunathan@…' in one: a word in small letters before a full stop begins an address, and no sentence."""
    before = re.search(
        r"(?:^|[|:·,;]\s*)(?P<first>[a-z][a-z0-9_\-]*\s?\.\s+|[a-z][a-z0-9_\-]+\s\.)$", text[: found.start - begin]
    )
    if before is None or not is_valid(found.value) or label_only(before["first"]) is not None:
        return found
    value = re.sub(r"\s", "", before["first"]) + found.value
    return _Found(value, begin + before.start("first"), found.end, JOINED, "joined") if is_valid(value) else found


def _read(local: str, rest: str, start: int, at: re.Match[str]) -> _Found | None:
    """The address with this local part, taking as little of what follows the at sign as makes it valid."""
    name = local.lstrip(".-_'&%").casefold()
    start += len(local) - len(local.lstrip(".-_'&%"))
    strict = _STRICT_DOMAIN.match(rest)
    plain = at[0] == "@"
    if strict and is_valid(value := f"{name}@{strict[0].casefold()}"):
        if more := continued(strict[0], rest[strict.end() :]):
            value, end = f"{name}@{more[0]}", at.end() + strict.end() + more[1]
            return _Found(value, start, end, JOINED, "joined")
        rule = "printed" if plain else "joined"
        return _Found(value, start, at.end() + strict.end(), VALID if plain else JOINED, rule)
    for domain, end in _lenient(rest):
        if is_valid(value := f"{name}@{domain}"):
            longer, length = continued(domain, rest[end:]) or (domain, 0)
            value = f"{name}@{longer}"
            return _Found(value, start, at.end() + end + length, JOINED, "joined")
    if plain and strict and (more := continued(strict[0], rest[strict.end() :])):
        value = f"{name}@{more[0]}"
        if is_valid(value):
            return _Found(value, start, at.end() + strict.end() + more[1], JOINED, "joined")
    if not strict or not name:
        return _Found(f"{name}@", start, at.end(), UNPROVEN / 2, "unproven") if name and plain else None
    if at[0].strip() in "©®" or at[0][0].isspace():
        return None
    loose = _DOMAIN.match(rest)
    end = loose.end() if loose and "," in loose[0] else strict.end()
    domain = re.sub(r"\s", "", rest[:end]).casefold()
    return _Found(f"{name}@{domain}", start, at.end() + end, UNPROVEN, "unproven")


def _lenient(rest: str) -> Iterator[tuple[str, int]]:
    """Domains with spaces and commas for dots, shortest first, each with its end in `rest`."""
    loose = _DOMAIN.match(rest)
    if not loose:
        return
    ends = [m.end() for m in re.finditer(r"[\w\-]+", loose[0])]
    for end in ends[1:]:
        yield re.sub(r"\.{2,}", ".", re.sub(r"[\s\0]", "", loose[0][:end]).replace(",", ".")).casefold(), end


def _above(line: Line, text: Text, above: Line | None) -> Candidate | None:
    """The address whose at sign begins this line, below the end of the line that holds nothing but its local part."""
    below = re.match(r"\s*@\s?(?P<domain>[\w\-]+(?:\.[\w\-]+)+)\s*$", text.text)
    if above is None or below is None:
        return None
    first = normalise(above.text)
    local = re.search(r"(?:^|[:\s])(?P<local>[a-z0-9][\w.+\-]*)\s*$", first.text)
    if local is None or not re.search(r"[a-z]", local["local"]) or suffix_of(local["local"]):  # a site, a handle below
        return None
    before = first.text[: local.start("local")]
    if before.strip(" .:") and label_only(before) is None:
        return None
    value = f"{local['local']}@{below['domain']}".casefold()
    spans = (_span(above, first, local.start("local"), local.end("local")), _span(line, text, *below.span()))
    return (
        Candidate(field=Field.EMAIL, value=value, score=JOINED, spans=spans, rule="wrapped")
        if is_valid(value)
        else None
    )


def _wrapped(line: Line, text: Text, found: _Found, below: Line | None) -> Candidate | None:
    """The address of `found` continued at the beginning of the next line, when only that makes it valid."""
    if found.rule != "unproven" or below is None or text.text[found.end :].strip(" .-"):
        return None
    more = normalise(below.text)
    head = re.match(r"[\w.\-]+", more.text)
    if not head or "@" in more.text or re.match(r"w{2,4}[.,]|https?:", more.text, re.IGNORECASE):
        return None
    broken = text.text[found.start :].rstrip().casefold()
    name = registrable(head[0]).partition(".")[0]
    if name and name in found.value.partition("@")[2]:  # the firm's website below '…@acmecom'
        return None
    for glue in ("", "."):
        value = re.sub(r"\s", "", broken) + glue + head[0].casefold().rstrip(".")
        if is_valid(value):
            spans = (_span(line, text, found.start, len(text.text)), _span(below, more, 0, head.end()))
            return Candidate(field=Field.EMAIL, value=value, score=JOINED, spans=spans, rule="wrapped")
    return None


def _candidate(line: Line, text: Text, found: _Found) -> Candidate:
    return Candidate(
        field=Field.EMAIL,
        value=found.value,
        score=round(found.score * (0.5 + 0.5 * min(1.0, max(0.0, line.confidence))), 4),
        spans=(_span(line, text, found.start, found.end),),
        rule=found.rule,
    )


def _span(line: Line, text: Text, start: int, end: int) -> Span:
    return Span(line.index, *text.source(start, end))
