"""Which language to write to somebody in: the contact's own, else that of the country, else the event's.

Whoever is known to come from elsewhere, and to speak what there is no template in, is written to in English and not in
the language of the place where the event was.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from babel import Locale, UnknownLocaleError

from followup.model import Contact, Event

FALLBACK_LANGUAGE = "en"
"""What strangers at a conference write in; every shipped kind has a template in it."""

_NO_COUNTRY = frozenset(
    {"ai", "am", "cc", "co", "fm", "gg", "io", "is", "la", "ly", "me", "nu", "sh", "so", "tk", "to", "tv", "ws"}
)
"""Endings of country form that firms anywhere take for their sound."""


def tongue(contact: Contact, event: Event | None, spoken: Collection[str], preferred: Collection[str] = ()) -> str:
    """The language of a letter that nobody chose one for.

    Args:
        contact: to whom.
        event: about which event; None for a letter about none.
        spoken: BCP 47 codes of the languages that there is a template in.
        preferred: those that the owner writes; empty for all.

    Returns:
        One of `spoken`, unless that is empty.
    """
    mine = [code for code in spoken if not preferred or _main(code) in map(_main, preferred)] or list(spoken)
    wished = [contact.language] if contact.language else [*_of_countries(contact)] or [event.language if event else ""]
    found = (code for wish in wished if wish for code in (wish, _main(wish)) if code in mine)
    last = FALLBACK_LANGUAGE if FALLBACK_LANGUAGE in mine else next(iter(mine), FALLBACK_LANGUAGE)
    return next(found, last)


def _of_countries(contact: Contact) -> Iterator[str]:
    """What most people speak where the contact's address is, then where its mail and website are at home."""
    if contact.address and len(contact.address.country) == 2:
        yield language_of(contact.address.country)
    for domain in (*(mail.rpartition("@")[2] for mail in contact.emails), *map(_host, contact.urls)):
        ending = domain.rpartition(".")[2].lower()
        if re.fullmatch("[a-z]{2}", ending) and ending not in _NO_COUNTRY:
            yield language_of("GB" if ending == "uk" else ending.upper())


@lru_cache
def language_of(country: str) -> str:
    """The language that most people of a country speak, by Unicode's likely subtags; empty when unknown.

    Args:
        country: ISO 3166-1 alpha-2 code.
    """
    try:
        return Locale.parse(f"und_{country}").language
    except (UnknownLocaleError, ValueError):
        return ""


def _host(url: str) -> str:
    try:
        return urlsplit(url if "://" in url else f"https://{url}").hostname or ""
    except ValueError:
        return ""


def _main(language: str) -> str:
    return language.partition("-")[0]
