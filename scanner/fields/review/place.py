"""The address: capitals that are small letters, words that lost their space, and what an address should have."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from scanner.fields import streets
from scanner.fields.addresses.evidence import evidence
from scanner.fields.candidates import Candidate, Span
from scanner.fields.han import split_name
from scanner.fields.labels import label_only
from scanner.fields.layout import Card, Line
from scanner.fields.nearby import relation
from scanner.fields.places import fold, spelled_town
from scanner.fields.review.alphabets import Alphabet
from scanner.fields.review.finding import Finding
from scanner.fields.text import normalise
from scanner.fields.vocabulary import vocabulary
from scanner.fields.words import words

_CODED = frozenset(
    "AT AU BE BR CA CH CN CZ DE ES FI FR GB HU IL IN IT JP LU MX NL NO PL PT RO SE SG SK US".split()  # noqa: SIM905 - a list of codes
)
"""Countries where a printed address nearly always has its post code."""

_GLUED = re.compile(r"(?<=[a-zà-ÿ]{3})([A-ZÀ-Þ][a-zà-ÿ]{3,})(?!\w)")
_CAPITAL_I = re.compile(r"(?<=[a-zà-ÿ])I(?![A-ZÀ-Þ])")
_ORDINAL = re.compile(r"(?<!\w)[lI](?=er(?: |$))")
_DOOR = re.compile(
    r"^(?:\d{1,3}\s?[.ºª°]|top|plot|unit|suite|flat|floor|piso|planta|etage|office|level|block|apt|p\.?\s?o\.?\s?box|r/c)\b"
    r"|\b\d{1,3}(?:st|nd|rd|th)?\s(?:floor|étage|piso|etage|kat|emelet|patro)\b",
    re.IGNORECASE,
)
_HOURS = re.compile(
    r"\b(?:open|mon|lun|mo|seg|ma|pon)\b.*\b(?:fri|ven|vie|fr|sex|vr|sat|sab|sam|pt)\b|\b24/7\b", re.IGNORECASE
)
_TOWN = re.compile(r"(?<![^\W\d_])[^\W\d_]{3,}(?:[ -][^\W\d_]{3,})*(?![^\W\d_])")
_NEAR = 1.2
"""Text heights within which a line belongs to the block it stands over or under."""


def reviewed_place(place: Finding, card: Card, used: Iterable[Span], letters: Alphabet | None) -> Finding:
    """The address, set right and doubted.

    Args:
        place: the address.
        card: the lines.
        used: text of all other values.
        letters: alphabet of the card's country, None where it proves nothing.
    """
    place = _respelled(place)
    candidate = place.candidate
    if candidate.parts.get("country", "") in _CODED and not candidate.parts.get("postal_code"):
        place = place.doubted()
    if letters is not None and any(letters.foreign(w.bare) for w in words(candidate.value)):
        place = place.doubted()
    if letters is not None:
        place = _with_town(place, card, letters)
    if any(_is_else(part) for part in candidate.value.split(", ")) or not _has_street(candidate.value):
        place = place.doubted()
    return place.doubted() if _leaves_some(candidate, card, used) else place


def _with_town(place: Finding, card: Card, letters: Alphabet) -> Finding:
    """The address with its town's letters put back: right where the card prints such letters, doubted elsewhere."""
    country, locality = (place.candidate.parts.get(part, "") for part in ("country", "locality"))
    for m in _TOWN.finditer(place.candidate.value):
        right = spelled_town(m[0], country)
        if not right or m[0] not in locality or len(right) != len(m[0]):
            continue
        if not any(a.isascii() and not b.isascii() for a, b in zip(m[0], right, strict=True)):
            continue
        right = right.upper() if m[0].isupper() else right
        better = place.candidate.value.replace(m[0], right)
        printed = any(letters.at_home(w.bare) for line in card.lines for w in words(line.text))
        return place.respelled(better, "letters") if printed else place.doubted(better)
    return place


def _has_street(value: str) -> bool:
    """Whether more than a floor and a town are left of it: a street, a site or a box."""
    found = [evidence(part) for part in value.split(", ")]
    return any(e.street > 0 or e.site > 0 for e in found) or evidence(value).street > 0


def without_others(place: Finding, named: bool, titled: bool) -> Finding:
    """The address of a card without a name or a title, doubted when one stands in it ('Manager / Auditor Edinburgh').

    Args:
        place: the address.
        named: whether the card's name was found.
        titled: whether its title was.
    """
    vocab, found = vocabulary(), [w.key for w in words(place.candidate.value)]
    has_name = any(a in vocab.given and b in vocab.family for a, b in pairwise(found))
    has_title = any(True for _ in vocab.title_heads.spans(found))
    return place.doubted() if (has_name and not named) or (has_title and not titled) else place


def _is_else(part: str) -> bool:
    """Whether a part of the address is a firm's legal form, a department or an area of work, opening hours or a name in
    Han letters."""
    vocab, found = vocabulary(), [w.key for w in words(part)]
    legal = bool(found) and vocab.legal_forms.end(found, 0) == len(found) and len("".join(found)) > 3
    heads = vocab.department_heads
    apart = len(found) > 1 and (heads.begin(found, len(found)) < len(found) or heads.end(found, 0) > 1)
    area = len(found) > 1 and vocab.department_areas.end(found, 0) > 0 and evidence(part).street <= 0
    return legal or apart or area or bool(_HOURS.search(part)) or split_name(part) is not None


def _respelled(place: Finding) -> Finding:
    candidate = place.candidate
    value = _set_right(candidate.value)
    if value == candidate.value:
        return place
    parts = {name: _set_right(part) for name, part in candidate.parts.items()}
    changed = place.respelled(value, "letters")
    return replace(changed, candidate=replace(changed.candidate, parts=parts))


def _set_right(text: str) -> str:
    """'HerzI Street' as 'Herzl Street', 'PatrickStreet' as 'Patrick Street', 'ler Piso' as '1er Piso'."""
    return _ORDINAL.sub("1", _GLUED.sub(_set_apart, _CAPITAL_I.sub("l", text)))


def _set_apart(m: re.Match[str]) -> str:
    """The word's second half with its space back, where it is a word for a street."""
    return f" {m[1]}" if fold(m[1]) in streets.vocabulary().streets else m[0]


def _leaves_some(candidate: Candidate, card: Card, used: Iterable[Span]) -> bool:
    """Whether a line that nothing uses, directly over or under the address, is a door, a floor or a box, or one of
    them ends with a comma."""
    own = {s.line for s in candidate.spans}
    busy = own | {s.line for s in used}
    free = [line for line in card.lines if line.index not in busy]
    if any(_goes_on(upper, lower) for i in own for line in free for upper, lower in _downwards(line, card.lines[i])):
        return True
    doors = [line for line in free if _DOOR.search(line.text) and not label_only(normalise(line.text).text)]
    return any(_beside(line, card.lines[i]) for line in doors for i in own)


def _downwards(a: Line, b: Line) -> tuple[tuple[Line, Line], ...]:
    """The two lines as upper and lower, where they touch."""
    return ((a, b) if a.top < b.top else (b, a),) if _beside(a, b) and not relation(a, b).beside else ()


def _goes_on(upper: Line, lower: Line) -> bool:
    """Whether a comma ends the upper line and the lower one begins where it does."""
    return upper.text.rstrip().endswith(",") and abs(upper.left - lower.left) < upper.height


def _beside(a: Line, b: Line) -> bool:
    r = relation(a, b)
    if r.beside:
        return r.gap_right < 2 * _NEAR
    return r.overlap > 0 and min(abs(r.gap_below), abs(relation(b, a).gap_below)) < _NEAR
