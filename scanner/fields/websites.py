"""Websites: addresses with 'www.' or a scheme, and bare domains under a known suffix; profiles go to `socials`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scanner.fields import socials
from scanner.fields.candidates import Candidate, Field, Span
from scanner.fields.domains import COMMON, continued, registrable, suffix_of
from scanner.fields.emails import address_ranges
from scanner.fields.labels import LabelKind, label_before
from scanner.fields.layout import Card, Line
from scanner.fields.text import MAX_LINES, normalise

_URL = re.compile(
    r"(?P<scheme>https?\s?[:;.]?\s?/{1,2}\s?)?"
    r"(?P<www>(?:w\s?w\s?w\s?|wwww|vvww|wvw|ww)[.,:]{1,2}\s?|www\s)?"
    r"(?P<host>[^\W_](?:[\w\-]{0,62}[^\W_])?(?:\.[^\W_](?:[\w\-]{0,62}[^\W_])?){1,5})"
    r"(?P<path>(?::\d{2,5})?/[\w\-./?=&%#~+@]*)?",
    re.IGNORECASE,
)
_SPACED = re.compile(
    r"(?:https?://)?(?:w\s?w\s?w)\s?[.,:]?\s?(?P<host>[\w\-]+(?:\s?[.,]\s?[\w\-]+){1,4})"
    r"|(?<![\w.])(?P<bare>[a-z][\w\-]{2,}\s?[.,]\s?[a-z]{2,3})(?!\w)",
    re.IGNORECASE,
)
_ABBREVIATIONS = re.compile(
    r"dr|prof|ing|dipl|mag|st|co|pvt|ltd|inc|no|nr|tel|mob|fax|mrs?|ms|ph|rer|phil|med|gen|mgr|sr|jr|ste|apt"
    r"|bldg|dept|rm|[a-z]"
)
"""Words whose full stop is no part of a domain: 'Dr.med', 'Co.Ltd', 'B.Com'."""

_GOES_ON = re.compile(r"\s?[.,]\s?\w")

JOINED, UNPROVEN = 0.85, 0.3
"""Scores of an address put together over a space, and of one that is not under a known suffix, which `crosscheck`
repairs or leaves."""


def candidates(card: Card) -> tuple[Candidate, ...]:
    """Every website and every social profile of the card, in reading order."""
    out: list[Candidate] = []
    for line in card.lines[:MAX_LINES]:
        out += _in_line(line)
    return tuple(out) + socials.handles(card)


def _in_line(line: Line) -> Iterator[Candidate]:
    text = normalise(line.text)
    masked = re.sub(r"[^\W\d_]+(?=www\.)", lambda m: " " * len(m[0]), _without_emails(text.text), flags=re.IGNORECASE)
    taken: list[range] = []
    for m in _URL.finditer(masked):
        host, www = m["host"].casefold(), m["www"] or ""
        if not www and re.match(r"www[^\W_]{3,}", host):  # the full stop after 'www' was not read
            host, www = host[3:], "www"
        dotless = not www and host.startswith("www.") and not suffix_of(host) and not _GOES_ON.match(masked, m.end())
        if dotless:
            host, www = host[4:], "www."
        score, rule = (UNPROVEN, "unproven") if dotless else _judge(masked, m)
        end = m.end()
        if (www or m["scheme"]) and not m["path"] and (more := continued(host, masked[end:])):
            host, score, rule, end = more[0], JOINED, "joined", end + more[1]
            host, www = (host[4:], "www.") if host.startswith("www.") else (host, www)
        if not score:
            continue
        taken.append(range(m.start(), end))
        span = Span(line.index, *text.source(m.start(), end))
        path = (m["path"] or "").rstrip("/.,")
        if (social := socials.profile(host, path)) is not None:
            yield Candidate(
                field=Field.SOCIAL,
                value=social.value,
                score=score,
                spans=(span,),
                rule="url",
                parts={"network": social.network},
            )
        else:
            value = _value(m["scheme"], www, host) + path.casefold()
            yield Candidate(field=Field.WEBSITE, value=value, score=_scaled(score, line), spans=(span,), rule=rule)
    for m in _SPACED.finditer(masked):
        if not any(m.start() < r.stop and r.start < m.end() for r in taken) and (found := _spaced(masked, m)):
            value, score = found
            span = Span(line.index, *text.source(m.start(), m.end()))
            yield Candidate(field=Field.WEBSITE, value=value, score=_scaled(score, line), spans=(span,), rule="joined")


def _scaled(score: float, line: Line) -> float:
    return round(score * (0.5 + 0.5 * min(1.0, max(0.0, line.confidence))), 4)


def _without_emails(text: str) -> str:
    """`text` of the same length with every e-mail address blanked, so that its domain is no website."""
    for start, end in address_ranges(text):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _value(scheme: str | None, www: str | None, host: str) -> str:
    """The address as printed, lower case, with the scheme and 'www.' spelled right."""
    protocol = ("https://" if scheme.casefold().startswith("https") else "http://") if scheme else ""
    return f"{protocol}{'www.' if www else ''}{host}"


def _judge(text: str, m: re.Match[str]) -> tuple[float, str]:
    """How much the match looks like a website, 0 when it is none, and why."""
    host = m["host"]
    suffix = suffix_of(host)
    if m.start() and text[m.start() - 1] in "@.":
        return 0.0, ""
    if m["www"] or m["scheme"]:
        return (0.97, "www") if suffix else (UNPROVEN, "unproven")
    if not suffix or not registrable(host):
        return 0.0, ""
    label = label_before(text[: m.start()])
    if label and LabelKind.WEB in label.kinds and label.sure:
        return 0.95, "label"
    return _judge_bare(host, suffix, text, m["path"])


def _judge_bare(host: str, suffix: str, text: str, path: str | None) -> tuple[float, str]:
    """A domain without 'www.', scheme or label: abbreviations with full stops look the same."""
    name = host[: -len(suffix) - 1].rpartition(".")[2]
    if _ABBREVIATIONS.fullmatch(name.casefold()) or not re.search(r"[^\W\d_]", name):
        return 0.0, ""
    one_case = host.islower() or host.isupper() or suffix == host[-len(suffix) :]
    alone = len(host) + len(path or "") >= 0.8 * len(text.strip())
    if suffix in COMMON and one_case:
        return (0.95 if alone else 0.85), "domain"
    if one_case and alone and len(name) >= 3:
        return 0.85, "domain"
    return (0.4, "domain") if one_case and len(name) >= 4 else (0.0, "")


def _spaced(text: str, m: re.Match[str]) -> tuple[str, float] | None:
    """A website whose dots OCR read as commas or with spaces, when that leaves a known suffix."""
    printed = m["host"] or m["bare"]
    host = re.sub(r"\s", "", printed).replace(",", ".").casefold()
    if not registrable(host):
        return None
    if m["host"]:
        return f"www.{host}", JOINED
    alone = len(printed) >= 0.8 * len(text.strip())
    label = label_before(text[: m.start()])
    labelled = label is not None and LabelKind.WEB in label.kinds and label.sure
    if suffix_of(host) in COMMON and (labelled or (alone and " " not in printed)):
        return host, 0.8 if labelled else 0.4
    return None
