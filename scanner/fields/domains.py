"""What is a domain name: the public suffix list decides, never the network."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

import tldextract

RESERVED = frozenset({"test", "example", "invalid"})
"""Top-level domains of RFC 2606 that no card of a real firm has; samples and fixtures use them."""

COMMON = frozenset(
    (files("scanner.fields").joinpath("data/suffixes.txt").read_text(encoding="utf-8").partition("\n\n")[2]).split()
)
"""Suffixes that a bare word pair may have without more proof."""


_COUNTRY_PART = 2


@cache
def _extractor() -> tldextract.TLDExtract:
    # The list inside the package only: no download, nothing written to disk.
    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, fallback_to_snapshot=True)


@lru_cache(maxsize=2048)
def suffix_of(host: str) -> str:
    """The public suffix of `host` ('co.uk'), lower case; '' when it has none or is nothing but a suffix."""
    host = host.casefold().strip(".")
    if not re.fullmatch(r"[\w\-]+(\.[\w\-]+)+", host):
        return ""
    last = host.rsplit(".", 1)[-1]
    if last in RESERVED:
        return last
    found = _extractor()(host)
    if not found.domain and found.suffix == host and host not in COMMON:
        return last  # towns are suffixes in some countries, and owners of the name too: 'bologna.it'
    return found.suffix if found.domain else ""


@lru_cache(maxsize=2048)
def registrable(host: str) -> str:
    """The part of `host` that its owner registered ('acme.co.uk'), lower case; '' when it has no known suffix."""
    suffix = suffix_of(host)
    if not suffix:
        return ""
    labels = host.casefold().strip(".")[: -len(suffix) - 1].split(".")
    return f"{labels[-1]}.{suffix}"


_SECOND_LEVEL = frozenset({"co", "com", "net", "org", "ac", "edu", "gov", "gob", "gouv", "or", "ne", "go", "qc", "on"})
_PART = re.compile(r"(?P<dot>\s?[.,]\s?|\s)(?P<part>[A-Za-z]{2,})(?![\w@]|[.\-]\w)")


def continued(host: str, after: str) -> tuple[str, int] | None:
    """The host with the end of its suffix, which OCR parted from it ('acme.co. uk', 'acme com').

    Args:
        host: what was read of it.
        after: the text behind it.

    Returns:
        The host, lower case, and how many characters of `after` belong to it; None when nothing does.
    """
    m = _PART.match(after)
    if m is None or not (m["part"].islower() or host.isupper()):
        return None
    part, ends = m["part"].casefold(), suffix_of(host)
    whole = f"{host.casefold()}.{part}"
    if ends and ends in _SECOND_LEVEL and len(part) == _COUNTRY_PART and suffix_of(whole) == f"{ends}.{part}":
        return whole, m.end()
    alone = not after[m.end() :].strip(" |·,;.")
    return (whole, m.end()) if not ends and part in COMMON and alone and suffix_of(whole) else None


def known_suffix(suffix: str) -> bool:
    """Whether `suffix` ('de', 'co.uk') is on the list."""
    return suffix_of(f"name.{suffix}") == suffix.casefold()
