"""Profiles on social networks: by address, or by a handle beside the network's name."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from scanner.fields.candidates import Candidate, Field, Span
from scanner.fields.domains import registrable, suffix_of
from scanner.fields.layout import Card
from scanner.fields.text import MAX_LINES, normalise

_HANDLE = r"@?(?P<handle>[^\W_][\w.\-]{1,39})"
_AT_HANDLE = re.compile(r"(?<![\w.@])@(?P<handle>[^\W_][\w.]{2,29})(?![\w@])")


_PERSON = re.compile(r"[^\W\d_][^\W\d_'\-]+(?: [^\W\d_][^\W\d_'.\-]*){1,3}(?=\s*(?:$|[|·,;]))")
"""Words instead of a handle: 'LinkedIn: Jane Doe' says under which name she is found there."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile's address without scheme and 'www.', and the network in lower case."""

    value: str
    network: str


@dataclass(frozen=True, slots=True)
class _Network:
    domains: tuple[str, ...]
    words: tuple[str, ...]
    profile: str


@cache
def _networks() -> Mapping[str, _Network]:
    text = files("scanner.fields").joinpath("data/networks.toml").read_text(encoding="utf-8")
    return {
        name: _Network(tuple(row["domains"]), tuple(row["words"]), row["profile"])
        for name, row in tomllib.loads(text).items()
    }


@cache
def _by_word() -> re.Pattern[str]:
    """'LinkedIn: ana-lopez', 'Skype ana.lopez'; short words need the colon, slash or at sign."""
    words = [(w, name) for name, n in _networks().items() for w in n.words]
    spelled = "|".join(re.escape(w) for w, _ in sorted(words, key=lambda p: -len(p[0])))
    return re.compile(
        rf"(?<!\w)(?P<word>{spelled})(?P<sep>\s?(?:id|name)?\s?[:/\-]\s?/?(?:in/)?|\s+)(?:{_HANDLE})(?![\w@])",
        re.IGNORECASE,
    )


def profile(host: str, path: str) -> Profile | None:
    """The profile at this address, or None when the host belongs to no network."""
    domain = registrable(host)
    for name, network in _networks().items():
        if domain in network.domains:
            short = re.sub(r"^www\.", "", host.casefold())
            return Profile(short + path, name)
    return None


def handles(card: Card) -> tuple[Candidate, ...]:
    """Handles beside the name of a network, and lone '@handle's, whose network stays empty."""
    return tuple(c for line in card.lines[:MAX_LINES] for c in _in_line(line.index, line.text))


def _in_line(index: int, line: str) -> Iterator[Candidate]:
    text = normalise(line)
    found = False
    for m in _by_word().finditer(text.text):
        name = next(n for n, row in _networks().items() if m["word"].casefold() in row.words)
        if _names_someone(m) and (person := _PERSON.match(text.text, m.start("handle"))):
            found = True
            span = Span(index, *text.source(m.start(), person.end()))
            yield Candidate(
                field=Field.SOCIAL, value=person[0], score=0.7, spans=(span,), rule="name", parts={"network": name}
            )
            continue
        handle = m["handle"].strip(".-")
        if not _is_handle(m, handle):
            continue
        found = True
        value = _networks()[name].profile + handle
        span = Span(index, *text.source(m.start(), m.end()))
        yield Candidate(
            field=Field.SOCIAL, value=value, score=0.85, spans=(span,), rule="label", parts={"network": name}
        )
    if found:
        return
    for m in _AT_HANDLE.finditer(text.text):
        if not suffix_of(m["handle"]):
            span = Span(index, *text.source(m.start(), m.end()))
            yield Candidate(
                field=Field.SOCIAL,
                value=f"@{m['handle']}",
                score=0.6,
                spans=(span,),
                rule="handle",
                parts={"network": ""},
            )


def _names_someone(m: re.Match[str]) -> bool:
    """Whether a colon behind the network's name announces under which name to look ('LinkedIn: Jane Doe')."""
    return (
        ":" in m["sep"] and "@" not in m[0] and m["word"].casefold() not in {"line", "x", "medium", "threads", "skype"}
    )


def _is_handle(m: re.Match[str], handle: str) -> bool:
    """Whether the word after the network's name is a handle and no prose ('Line Manager', 'X Ltd')."""
    strict = any(c in m["sep"] for c in ":/") or "@" in m[0]
    if len(m["word"]) < 4 or m["word"].casefold() in {"line", "medium", "threads"}:
        return strict and "http" not in handle
    if suffix_of(handle) and "@" not in m[0]:
        return False
    return strict or bool(re.search(r"[\d._\-]", handle)) or handle.islower()
