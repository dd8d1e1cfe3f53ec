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


def known_suffix(suffix: str) -> bool:
    """Whether `suffix` ('de', 'co.uk') is on the list."""
    return suffix_of(f"name.{suffix}") == suffix.casefold()
