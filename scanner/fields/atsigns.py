"""E-mail addresses whose at sign OCR read as a letter or left out, and what proves where it stood."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from scanner.fields.domains import registrable, suffix_of
from scanner.fields.repairs import Repair, names_in
from scanner.fields.text import plain
from scanner.fields.vocabulary import vocabulary

_MISREAD_AT = "QGCOo0a©®&8@"
_MIN_LOCAL = 2


def missing_at(token: str, known: Iterable[str], words: Collection[str], *, labelled: bool) -> Repair | None:
    """The address in a token whose '@' OCR read as a letter or dropped ('johnQacme.com').

    Args:
        token: the printed token, without spaces.
        known: hosts of the card's websites and other addresses.
        words: words of the card, for names.
        labelled: whether an e-mail label stands before the token.
    """
    low = token.casefold().strip(".,;:")
    for host in sorted({registrable(h) for h in known if registrable(h)}, key=len, reverse=True):
        head = token[: len(low) - len(host)]
        if (
            not low.endswith(host)
            or len(head) < _MIN_LOCAL
            or low[: len(head)].endswith((".", "/", "@", "-", "://"))
            or low.startswith("www")
        ):
            continue
        stripped = head[:-1] if head[-1] in _MISREAD_AT and len(head) > _MIN_LOCAL else head
        if stripped == head and not labelled:  # a bare domain that ends like another
            continue
        if plain(stripped) in vocabulary().roles:
            return Repair(f"{stripped.casefold()}@{host}", "role", 0.85)
        for local in dict.fromkeys((stripped.casefold(), head.casefold())):
            if names_in(local, words):
                return Repair(f"{local}@{host}", "name", 0.88)
        if labelled or (stripped != head and not head[-1].islower()):
            return Repair(f"{stripped.casefold()}@{host}", "domain", 0.75)
    return _labelled_at(token) if labelled else _lone_capital_at(token, words)


def _labelled_at(token: str) -> Repair | None:
    """After an e-mail label, a capital Q, G or C between lower-case letters is the at sign."""
    m = re.fullmatch(r"([a-z][a-z0-9._\-]+)[QGC©®&]([a-z][a-z0-9\-]+\.[a-z.]+)", token)
    return Repair(f"{m[1]}@{m[2]}", "label", 0.7) if m and suffix_of(m[2]) else None


def _lone_capital_at(token: str, words: Collection[str]) -> Repair | None:
    """'johnQacme.com' without a label: the one capital in small letters is the at sign where a name or role precedes.

    A Q, which hardly any word has in its middle, needs no more proof.
    """
    m = re.fullmatch(r"([a-z][a-z0-9._\-]+)([QGCO0®&])([a-z][a-z0-9\-]+(?:\.[a-z]{2,})+)", token.strip(".,;:"))
    if m is None or not suffix_of(m[3]) or token.startswith(("www", "http")):
        return None
    named = plain(m[1]) in vocabulary().roles or names_in(m[1], words)
    return Repair(f"{m[1]}@{m[3]}", "name", 0.8 if named else 0.7) if named or m[2] == "Q" else None
