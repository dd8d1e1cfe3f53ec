"""Readings of a domain or a local part that OCR may have garbled, and what proves the repair.

A repair is never a guess: the right form stands elsewhere on the card, or only one known top-level domain looks alike.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from scanner.fields.domains import COMMON, registrable, suffix_of
from scanner.fields.text import plain, skeleton

_SWALLOWED_DOT = ("com", "net", "org", "info", "biz")
_GLUED_LABELS = ("e-mailaddress", "emailaddress", "e-mail", "email", "emall", "mailto", "mail")
_MIN_LOCAL = 2
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae"})
_LONG = 6
_ACRONYM = 3
"""Letters of 'CEO', which no address abbreviates to 'c'."""
CONFUSED = {
    "i": "l",
    "l": "i",
    "1": "li",
    "0": "o",
    "v": "y",
    "y": "v",
    "5": "s",
    "8": "b",
    "q": "g",
    "g": "q",
    "u": "v",
    "c": "e",
    "e": "c",
}
"""Letters that OCR takes for each other in small print."""


@dataclass(frozen=True, slots=True)
class Repair:
    """A better reading.

    Attributes:
        value: the repaired text.
        proof: what shows it: 'website', 'domain', 'tld', 'name', 'label'.
        score: how far it can be trusted.
    """

    value: str
    proof: str
    score: float


def domain(printed: str, known: Iterable[str]) -> Repair | None:
    """The domain that `printed` (lower case, not under a known suffix) must be, or None.

    Args:
        printed: host with commas, missing dots or look-alike letters.
        known: hosts that stand elsewhere on the card, under known suffixes.
    """
    if found := same_skeleton(printed, known):
        return Repair(found, "domain", 0.92)
    dotted = re.sub(r"[\s,]+", ".", printed.strip(" .,")).replace("..", ".")
    if suffix_of(dotted):
        return Repair(dotted, "tld", 0.8)
    head, _, last = dotted.rpartition(".")
    if head and (suffix := _suffix_like(last)):
        return Repair(f"{head}.{suffix}", "tld", 0.8)
    return _missing_dot(dotted)


def same_skeleton(printed: str, known: Iterable[str]) -> str:
    """The one host of `known` that looks like `printed` when dots, spaces and look-alikes are ignored; '' if none."""
    wanted = _bones(printed)
    found = {host for host in known if _bones(host) == wanted}
    return found.pop() if len(found) == 1 else ""


def _bones(host: str) -> str:
    return skeleton(re.sub(r"[\s.,\-]", "", re.sub(r"^www\.?", "", host.casefold())))


def _suffix_like(last: str) -> str:
    """The one common suffix that looks like `last` ('10' → 'io', 'corn' → 'com', 'c0m' → 'com')."""
    found = [suffix for suffix in COMMON if "." not in suffix and suffix != last and skeleton(suffix) == skeleton(last)]
    return found[0] if len(found) == 1 else ""


def _missing_dot(printed: str) -> Repair | None:
    """'acmecom' → 'acme.com'; only the suffixes that end no usual word, and a low score."""
    for suffix in _SWALLOWED_DOT:
        if "." not in printed and printed.endswith(suffix) and len(printed) >= len(suffix) + 3:
            return Repair(f"{printed[: -len(suffix)]}.{suffix}", "tld", 0.55)
    return None


def local_part(printed: str, words: Collection[str]) -> Repair | None:
    """The local part with look-alikes set right by the words of the card ('j0hn.srnith' beside 'John Smith').

    Words in capitals or with a capital first are trusted; 'lan' with a small l is a misread 'Ian' itself.
    """
    words = [w for w in words if w[0].isupper()]
    known = {plain(w) for w in words if len(w) >= 3}
    bones = {skeleton(w): w for w in sorted(known)}
    parts = re.split(r"([._\-+])", printed)
    fixed = [p if p in known or len(p) < 3 else bones.get(skeleton(p)) or one_letter_off(p, known) or p for p in parts]
    value = "".join(fixed)
    return Repair(value, "name", 0.93) if value != printed else None


def one_letter_off(printed: str, known: Collection[str], least: int = _LONG) -> str:
    """The one long word of `known` that `printed` differs from in a single letter ('kobavashi'); '' if none."""
    if len(printed) < least:
        return ""
    near = [w for w in known if len(w) == len(printed) and _confused(printed, w)]
    return near[0] if len(near) == 1 else ""


def _confused(printed: str, meant: str) -> bool:
    """Whether one letter differs and OCR takes the one for the other."""
    differing = [(a, b) for a, b in zip(printed, meant, strict=True) if a != b]
    return len(differing) == 1 and differing[0][1] in CONFUSED.get(differing[0][0], "")


def spelled_out(host: str, words: Collection[str]) -> str:
    """`host` with look-alike letters changed so that words of the card spell its name whole; '' if none does.

    'isktravel.hk' beside 'LSK Travel' is 'lsktravel.hk'.
    """
    registered = registrable(host)
    name, _, suffix = registered.partition(".")
    known = _capitalised(words)
    if not name or _covered(name, known):
        return ""
    for at, char in enumerate(name):
        for other in CONFUSED.get(char, ""):
            variant = name[:at] + other + name[at + 1 :]
            if _covered(variant, known):
                return host.removesuffix(registered) + f"{variant}.{suffix}"
    return ""


def without_first_letter(host: str, words: Collection[str]) -> str:
    """The host of an address whose at sign left a letter behind ('@osolvanta.ca'), if words prove it; else ''."""
    return host[1:] if spells(host[1:], words) and not spells(host, words) else ""


def spells(host: str, words: Collection[str]) -> bool:
    """Whether words of the card, one after another, are the registered name of `host`."""
    name = registrable(host).partition(".")[0]
    return bool(name) and _covered(name, _capitalised(words))


def _capitalised(words: Collection[str]) -> set[str]:
    """How domains spell the words with a capital; a small l may be a misread I itself."""
    longer = [w for w in words if len(w) >= 3 and w[0].isupper()]
    return {plain(w) for w in longer} | {plain(w.casefold().translate(_UMLAUTS)) for w in longer}


def _covered(name: str, known: Collection[str]) -> bool:
    """Whether the name is words of `known` one after another, hyphens aside."""
    rest = plain(name)
    for word in sorted(known, key=len, reverse=True):
        rest = rest.replace(word, " ")
    return len(plain(name)) >= 4 and not rest.strip()


def without_label(raw: str, words: Collection[str]) -> Repair | None:
    """The local part without a label that OCR glued to it ('Emailjohn' → 'john'), as `raw` prints it.

    Proof is a word of the card that the rest begins or ends with, or the label's capital before lower-case letters.
    """
    low = raw.casefold()
    known = {plain(w) for w in words if len(w) >= 3}
    if first_piece(low) in known:
        return None
    for label in _GLUED_LABELS:
        rest = low[len(label) :].lstrip(".:-_")
        if not low.startswith(label) or len(rest) < _MIN_LOCAL:
            continue
        if first_piece(rest) in known or names_in(rest, words):
            return Repair(rest, "name", 0.9)
        if raw[0].isupper() and raw[len(label) :].islower() and rest not in {"er", "s", "box", "room"}:
            return Repair(rest, "label", 0.75)
    return _without_icon(raw, known, words)


def _without_icon(raw: str, known: Collection[str], words: Collection[str]) -> Repair | None:
    """A letter that OCR made of an icon ('Malessandro.conti' beside 'Alessandro Conti'): no word begins with it."""
    rest = raw[1:].casefold()
    odd = raw[:1].isupper() and raw[1:].islower()
    first = "il" if raw[:1] == "I" else raw[:1].casefold()  # a small l is read as a capital I
    initial = any(plain(w)[:1] in first for w in words if len(w) >= 3 and not (w.isupper() and len(w) <= _ACRONYM))
    piece = first_piece(rest)
    abbreviated = len(piece) == 1 and any(w.startswith(piece) for w in known) and names_in(rest, known)
    return Repair(rest, "name", 0.88) if odd and not initial and (piece in known or abbreviated) else None


def first_piece(local: str) -> str:
    """The letters before the first full stop, digit or hyphen of a local part."""
    return re.split(r"[._\-+\d]", local.casefold(), maxsplit=1)[0]


def names_in(local: str, words: Collection[str]) -> bool:
    """Whether the local part is made of words of the card: 'john.smith', 'jsmith', 'smithj', 'johns'."""
    known = {plain(w) for w in words}
    pieces = [p for p in re.split(r"[._\-+\d]", local.casefold()) if p]
    if any(len(p) >= 3 and p in known for p in pieces):
        return True
    joined = plain(local)
    return any(
        len(w) >= 4 and (joined.startswith(w) or joined.endswith(w)) and len(joined) <= len(w) + 12 for w in known
    )
