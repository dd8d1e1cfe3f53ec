"""How other programs say what the book says: labels of phones, names of countries, addresses of profiles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from babel import Locale

from followup.folding import folded

_NETWORKS = {
    "linkedin.com": "linkedin",
    "xing.com": "xing",
    "github.com": "github",
    "twitter.com": "x",
    "x.com": "x",
    "facebook.com": "facebook",
    "instagram.com": "instagram",
    "youtube.com": "youtube",
    "tiktok.com": "tiktok",
}
_KINDS = (
    ("fax", "fax"),
    ("mobil", "mobile"),
    ("cell", "mobile"),
    ("iphone", "mobile"),
    ("handy", "mobile"),
    ("car", "mobile"),
    ("home", "home"),
    ("privat", "home"),
    ("work", "work"),
    ("business", "work"),
    ("company", "work"),
    ("main", "work"),
    ("office", "work"),
)
"""Part of a label → kind of phone, in the order in which they count: a 'WORK,FAX' is a fax."""

_LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv")


def phone_kind(label: str, otherwise: str = "other") -> str:
    """The kind of phone that a label means; labels that nobody knows are no reason to lose the number."""
    words = folded(label)
    return next((kind for part, kind in _KINDS if part in words), otherwise)


def slot(label: str) -> str:
    """Which address a label means: work, home or other."""
    kind = phone_kind(label)
    return kind if kind in {"work", "home"} else "other"


def plain_url(url: str) -> str:
    """The address without scheme and 'www.'."""
    return re.sub(r"^(https?://)?(www\.)?", "", url.strip(), flags=re.IGNORECASE).rstrip("/")


def network(url: str) -> str:
    """The social network that an address leads to; empty for any other site, and for a network's own front page."""
    host, _, path = plain_url(url).partition("/")
    host = ".".join(host.lower().split(".")[-2:])
    return _NETWORKS.get(host, "") if path else ""


def country_code(name: str) -> str:
    """The ISO 3166-1 alpha-2 code of a country's name in a European language; what is none stays as it is."""
    return _countries().get(folded(name), name.upper() if len(name) == 2 else name)


@cache
def _countries() -> dict[str, str]:
    found: dict[str, str] = {}
    for language in _LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha():
                found.setdefault(folded(str(name)), str(code))
    return {**found, "usa": "US", "uk": "GB", "great britain": "GB", "england": "GB", "uae": "AE", "holland": "NL"}


def unescaped(text: str) -> str:
    r"""Text without escapes that exporters leave behind in places that know none: `1\:30pm`, `http\://`, `\,`."""
    return re.sub(r"\\([:,;])", r"\1", text)


_SYSTEM_GROUPS = frozenset({"mycontacts", "my contacts", "starred", "starred in android"})
"""Google's own groups without the '* ' that its CSV puts before them."""


def labels(names: Iterable[str]) -> list[str]:
    """The groups that somebody made, without those in which a program puts everybody."""
    given = (name.strip() for name in names)
    return [name for name in given if name and not name.startswith("* ") and folded(name) not in _SYSTEM_GROUPS]
