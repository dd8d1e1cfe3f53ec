"""What is a domain name: the public suffix list decides, never the network."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import tldextract

RESERVED = frozenset({"test", "example", "invalid"})
"""Top-level domains of RFC 2606 that no card of a real firm has; samples and fixtures use them."""

COMMON = frozenset(
    "com net org info biz edu gov io co ai eu app dev me tv shop online store tech de at ch fr it es nl be lu pt uk co.uk org.uk ac.uk ie se no "
    "dk fi pl cz sk hu ro gr ru ua tr com.tr us ca mx com.mx com.br br ar com.ar cl com.co pe com.pe in co.in cn com.cn hk com.hk tw com.tw jp co.jp "
    "kr co.kr sg com.sg my com.my id co.id th co.th vn com.vn ph com.ph au com.au net.au nz co.nz za co.za ng com.ng ke co.ke eg com.eg ae sa com.sa il co.il".split()
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
