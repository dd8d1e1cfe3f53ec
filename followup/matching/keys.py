"""Blocking: contacts are compared only when they share a key, so that matching grows with the book and not its square.

A key is made so that two cards of one person share at least one, whatever one of them lacks; it may be shared by others
too. The store indexes the keys, and a new contact is then compared with the few that have one of its keys.
"""

from __future__ import annotations

from collections.abc import Iterator

from followup.matching.names import full_names
from followup.matching.traits import PHONE_TAIL, Traits, traits
from followup.model import Contact

MAX_BLOCK = 40
"""Contacts of one key that are still compared with each other. A key of more (info@, a switchboard, 'John Smith') says
too little by itself; who belongs together there shares a narrower key as well."""


def keys(contact: Contact) -> frozenset[str]:
    """The contact's blocking keys; equal for equal values, whatever their spelling."""
    return keys_of(traits(contact))


def keys_of(found: Traits) -> frozenset[str]:
    """The blocking keys of traits."""
    return frozenset((*_reached_at(found), *_called(found), *_employed(found)))


def name_key(words: tuple[str, ...]) -> str:
    """The key of the whole name: whoever shares it is a namesake."""
    return "n:" + " ".join(sorted(words))


def _reached_at(found: Traits) -> Iterator[str]:
    yield from (f"e:{email}" for email in found.emails | found.offices)
    yield from (f"s:{profile}" for profile in found.profiles)
    yield from (f"p:{number.partition('x')[0][-PHONE_TAIL:]}" for number in found.mobiles | found.phones)


def _called(found: Traits) -> Iterator[str]:
    """By the whole name, and by the family name with the first letter of the given one.

    Which of the words is the family name is not known for sure ('Nagy Péter'), so both ends take the part.
    """
    if not found.words:
        return
    yield name_key(found.words)
    if found.place:
        yield f"{name_key(found.words)}|{found.place}"
    for family, given in _ends(found.words):
        for initial in sorted({name[0] for name in full_names(given)}):
            yield f"i:{family}|{initial}"
            if found.firm:
                yield f"f:{family}|{initial}|{found.firm.split()[0]}"


def _employed(found: Traits) -> Iterator[str]:
    """By the firm together with one word of the name: this holds when the other word has a slip in it."""
    places = (*found.domains, *((found.firm,) if found.firm else ()))
    for place in places:
        for word in found.words:
            if len(word) > 1:
                yield from (f"o:{name}|{place}" for name in full_names(word))
        if not found.words:
            yield f"o:|{place}"


def _ends(words: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    if len(words) == 1:
        return ()
    return tuple((a, b) for a, b in ((words[-1], words[0]), (words[0], words[-1])) if len(a) > 1)
