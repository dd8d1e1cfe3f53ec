"""What tells a firm: its name without legal form, and the domains of its mail and web addresses."""

from __future__ import annotations

from enum import Enum
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from followup.locale import N_
from followup.matching import data, spelling

if TYPE_CHECKING:
    import tldextract

_ALIKE = 88.0
"""Least `fuzz.ratio` (0–100) of two spellings of one firm."""


_EXAMPLES = frozenset({"example.com", "example.net", "example.org"})
"""Reserved for samples (RFC 2606, section 3), in which every firm has a name below them."""


class FirmMatch(Enum):
    """How two firms' names agree."""

    SAME = N_("same company")
    SIMILAR = N_("similar company")
    OTHER = N_("another company")
    UNKNOWN = ""


@lru_cache(maxsize=1 << 16)
def firm_key(organization: str) -> str:
    """The firm's name as it is compared: 'Müller & Söhne GmbH & Co. KG' → 'muller sohne'."""
    found = spelling.words(organization.replace(".", ""))
    legal = data.words("legal_forms.txt")
    return " ".join([word for word in found if word not in legal] or found)


@lru_cache(maxsize=1 << 16)
def compare(a: str, b: str) -> FirmMatch:
    """How two keys agree. A name inside the other ('acme' in 'acme robotics') and an acronym are similar."""
    if not a or not b:
        return FirmMatch.UNKNOWN
    if a.replace(" ", "") == b.replace(" ", ""):
        return FirmMatch.SAME
    first, second = a.split(), b.split()
    inside = set(first) <= set(second) or set(second) <= set(first)
    if inside or _acronym(first, second) or _acronym(second, first) or fuzz.ratio(a, b) >= _ALIKE:
        return FirmMatch.SIMILAR
    return FirmMatch.OTHER


def _acronym(short: list[str], long: list[str]) -> bool:
    return len(short) == 1 and len(long) > 2 and short[0] == "".join(word[0] for word in long)


@lru_cache(maxsize=1 << 16)
def firm_domain(host: str) -> str:
    """The domain that a firm registered ('mail.acme.co.uk' → 'acme.co.uk'); '' for hosts that everybody can use.

    Below hosts that let anybody have a name ('acme.github.io') the name is the firm's.
    """
    host = host.casefold().strip(". ")
    found = _extractor()(host)
    domain = found.top_domain_under_public_suffix
    if not found.suffix and not found.ipv4:  # a suffix nobody registers under: an office network, a sample
        domain = ".".join(host.split(".")[-2:]) if "." in host else ""
    if domain in _EXAMPLES and host != domain:
        domain = ".".join(host.split(".")[-3:])
    shared = data.words("free_mail.txt")
    return "" if domain in shared or host in shared else domain


def host_of(url: str) -> str:
    """The host of a web address as printed, with or without scheme."""
    rest = url.rpartition("://")[2]
    return rest.partition("/")[0].partition("?")[0].rpartition("@")[2].partition(":")[0]


@cache
def _extractor() -> tldextract.TLDExtract:
    """The public suffix list inside the package: no download, nothing written to disk."""
    import tldextract  # noqa: PLC0415  it brings an HTTP client along, which only matching should wait for

    return tldextract.TLDExtract(
        suffix_list_urls=(), cache_dir=None, fallback_to_snapshot=True, include_psl_private_domains=True
    )
