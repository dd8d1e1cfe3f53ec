"""How the lines of a firm's name go together: a kind of business above or below it, its legal form, its initials."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from scanner.fields.agreement import Points, company_agreement, spells
from scanner.fields.segments import Segment
from scanner.fields.vocabulary import vocabulary
from scanner.fields.words import words

MAX_WORDS = 14
_ARTICLES = frozenset({"a", "an", "ein", "eine", "une", "un", "una", "een", "en", "et"})
_OWNED = frozenset({"company", "group", "unternehmen", "firma", "societe", "groupe", "empresa", "bedrijf", "brand"})
_LEADS = frozenset({"for", "of", "fur", "pour", "para", "per", "voor", "för", "dla"})
_JOINTS = frozenset(
    {"and", "of", "for", "und", "fur", "et", "y", "och", "og", "ja", "pour", "para", "dla", "e", "i", "w", "du"}
)
"""Conjunctions and prepositions that no name of a firm begins with."""
_OPEN = _JOINTS | {"&", "the", "der", "des", "de", "du", "del", "della", "da", "ve", "van", "voor", "per"}
"""Words that no name of a firm ends with."""
_GOING_ON = (_OPEN - {"the", "e", "i", "w", "de", "van"}) | {"d", "of"}
"""Words that a line of a name goes on with: Dutch names begin with 'De' and 'Van'."""
_UNEVEN = 0.5
_STEM, _ENDING = 3, 6
"""Letters of a compound before its last part, and of that."""
_AGREES = 0.45
_MAX_LETTERS = 10
_LISTED = re.compile(r"\s[-–—/*]\s|[•·|]")
"""What parts the things that a firm does or sells."""


@dataclass(frozen=True, slots=True)
class Printed:
    """How the card prints firms.

    Attributes:
        repeated: how often a word begins a line.
        full: the words of the texts that end with a legal form, or with a line that says what the firm is.
        lines: those of them that stand on one line.
        spelled: keys of logos of letters whose words stand on the card too ('SRSN').
        long: the words of those texts.
    """

    repeated: Mapping[str, int]
    full: frozenset[tuple[str, ...]]
    lines: frozenset[tuple[str, ...]]
    spelled: frozenset[str]
    long: frozenset[tuple[str, ...]]

    def fuller(self, keys: Sequence[str]) -> bool:
        """Whether the same name stands on the card with more to it and its legal form."""
        own, run = "".join(keys), f" {' '.join(keys)} "
        longer = [other for other in self.full if len("".join(other)) > len(own)]
        begins = any("".join(other).startswith(own) for other in longer)
        return begins or (len(own) > 3 and any(run in f" {' '.join(o)} " for o in longer if o in self.lines))


def printed(found: Sequence[Segment]) -> Printed:
    """What the card's segments say together about firms."""
    spelled, long = _spelled(found)
    lines = frozenset(s.keys for s in found if len(s.lines) == 1)
    return Printed(_repeated(found), _full(found), lines, spelled, long)


def _full(found: Iterable[Segment]) -> frozenset[tuple[str, ...]]:
    legal = vocabulary().legal_forms
    out = set()
    for segment in found:
        keys = segment.keys
        if len(keys) > MAX_WORDS or any(_says_else(part) for part in _parts(segment)):
            continue
        complete = _completed(segment)
        if (segment.uneven < _UNEVEN and 0 < legal.begin(keys, len(keys)) < len(keys)) or complete:
            out.add(keys)
    return frozenset(out)


def _repeated(found: Iterable[Segment]) -> Mapping[str, int]:
    """How often the first word of each whole line begins a line: a logo repeats the firm's name."""
    counts: dict[str, int] = {}
    for segment in found:
        if len(segment.lines) == 1 and segment.whole > 0.9 and segment.words and len(segment.keys[0]) > 3:
            counts[segment.keys[0]] = counts.get(segment.keys[0], 0) + 1
    return counts


def _spelled(found: Sequence[Segment]) -> tuple[frozenset[str], frozenset[tuple[str, ...]]]:
    """Logos of letters ('APB', 'RUBVAL') and the names that they are made of ('Aceros y Perfiles del Bajío')."""
    shorts = {
        s.keys[0]
        for s in found
        if len(s.lines) == 1 and len(s.words) == 1 and s.whole > 0.99 and _is_logo(s.words[0].bare)
    }
    spelled, long = set(), set()
    for segment in found if shorts else ():
        if not 2 <= len(segment.words) <= MAX_WORDS or segment.beside or not _could_be_firm(segment.keys):
            continue
        made = {s for s in shorts if spells(s, segment.words) and s not in segment.keys}
        if made:
            spelled |= made
            long.add(segment.keys)
    return frozenset(spelled), frozenset(long)


def _is_logo(text: str) -> bool:
    return 2 <= len(text) <= _MAX_LETTERS and text.isalpha()


def _could_be_firm(keys: Sequence[str]) -> bool:
    vocab = vocabulary()
    titled = any(True for _ in vocab.title_heads.spans(keys)) or vocab.department_heads.end(keys, 0) > 0
    return not titled and keys[0] not in vocab.given and "".join(keys) not in vocab.department_areas


def line_signs(segment: Segment, firms: Printed, who: Points) -> dict[str, float]:
    """How the segment's lines go together, and what other lines say of it."""
    keys = segment.keys
    joined = len(segment.lines) > 1 and not segment.beside
    return {
        "strange_line": float(any(_says_else(p) and not completes(p) for p in _parts(segment)[1:])),
        "completed": float(_completed(segment)),
        "headed": float(joined and _headed(segment)),
        "legal_below": float(joined and _legal_below(segment, who)),
        "soft_legal": float(_completed(segment) and _soft(_parts(segment)[-2])),
        "repeated": float(bool(keys) and firms.repeated.get(keys[0], 0) > 1),
        "shorter": float(len("".join(keys)) > 2 and firms.fuller(keys)),
        "acronym": float(bool(keys) and keys[0] in firms.spelled),
        "spelled_out": float(keys in firms.long),
        "listed": float(len(_LISTED.findall(segment.text)) > 1 and not _ends_legally(segment)),
        "continued": float(joined and _continued(segment)),
        "doubled": float(joined and _doubled(segment)),
        "named": max(company_agreement(part, who) for part in _named(segment)) if joined else 0.0,
        "joint": float(bool(keys) and _is_joint(segment)),
    }


def _ends_legally(segment: Segment) -> bool:
    return vocabulary().legal_forms.begin(segment.keys, len(segment.keys)) < len(segment.keys)


def _parts(segment: Segment) -> list[str]:
    """The segment's text line by line."""
    if len(segment.spans) != len(segment.lines):
        return [line.text for line in segment.lines]
    return [line.text[s.start : s.end] for line, s in zip(segment.lines, segment.spans, strict=True)]


def _completed(segment: Segment) -> bool:
    return len(segment.lines) > 1 and not segment.beside and completes(_parts(segment)[-1])


def _soft(text: str) -> bool:
    """Whether a line ends with what may stand inside a firm's name too ('Dombrowski & Sons')."""
    keys, vocab = [w.key for w in words(text)], vocabulary()
    return 0 < vocab.soft_forms.begin(keys, len(keys)) < len(keys)


def _headed(segment: Segment) -> bool:
    """Whether the first line says only what kind of firm the next one names ('Trattoria' / 'Da Nennella')."""
    parts = _parts(segment)
    keys, vocab = [w.key for w in words(parts[0])], vocabulary()
    rest = [w.key for w in words(" ".join(parts[1:]))]
    if not keys or not rest or not (vocab.company_leads.end(keys, 0) == len(keys) or _ends_in_lead(keys)):
        return False
    if len(rest) > 1 and rest[0] in vocab.given and "&" not in rest:
        return False  # the person whose office it is
    return not completes(" ".join(parts[1:])) and not any(True for _ in vocab.title_heads.spans(rest))


def _ends_in_lead(keys: Sequence[str]) -> bool:
    """Whether it is one compound of such a word ('Woonstichting', 'Landmetzgerei')."""
    leads = vocabulary().company_leads
    return len(keys) == 1 and any(keys[0][cut:] in leads for cut in range(_STEM, len(keys[0]) - _ENDING + 1))


def _continued(segment: Segment) -> bool:
    """Whether a line cannot be without the one above it ('LES VIGNERONS' / 'DU MONT BLEU')."""
    below = [words(p) for p in _parts(segment)[1:]]
    return any(found and found[0].key in _GOING_ON and not found[0].text.endswith(".") for found in below)


def _legal_below(segment: Segment, who: Points) -> bool:
    """Whether the lines below the name that the domain spells end with its legal form and name no other firm."""
    parts, vocab = _parts(segment), vocabulary()
    upper, lower = [w.key for w in words(parts[0])], [w.key for w in words(" ".join(parts[1:]))]
    legal = vocab.legal_forms.begin(lower, len(lower))
    closed = vocab.legal_forms.begin(upper, len(upper)) < len(upper) and not _soft(parts[0])
    if not upper or legal >= len(lower) or closed or any(_says_else(part) for part in parts[1:]):
        return False
    named = company_agreement(upper, who)
    return named >= _AGREES and company_agreement(lower[:legal], who) < _AGREES and "".join(upper) not in "".join(lower)


def _doubled(segment: Segment) -> bool:
    """Whether its lines say one name twice: the logo, and the name in full."""
    parts = [[w.key for w in words(p)] for p in _parts(segment)]
    return any(a and f" {' '.join(a)} " in f" {' '.join(b)} " for a, b in pairwise(parts))


def _named(segment: Segment) -> Iterator[Sequence[str]]:
    """What a domain may spell of a name of several lines: the first one, or those under the kind of firm."""
    first, *rest = _parts(segment)
    yield [w.key for w in words(first)]
    yield [w.key for w in words(" ".join(rest))]


def _is_joint(segment: Segment) -> bool:
    """Whether it begins or ends with a word that needs another beside it ('I KANALIZACJI W ZAMOŚCIU')."""
    first, last = segment.words[0], segment.words[-1]
    begins = first.key in _JOINTS and not first.text.endswith(".") and not (first.initial and len(segment.words) < 4)
    return begins or (last.key in _OPEN and not last.initial)


def _says_else(text: str) -> bool:
    """Whether a line under a firm's name tells whose it is or praises it ('A Hexalon company', 'Quality and trust')."""
    keys, vocab = [w.key for w in words(text)], vocabulary()
    owned = len(keys) > 2 and keys[0] in _ARTICLES and keys[-1] in _OWNED
    prose = sum(k in vocab.prose or k in vocab.title_glue for k in keys)
    return owned or vocab.slogans.end(keys, 0) > 0 or (prose > 0 and 2 * prose >= len(keys) > 2)


def completes(text: str) -> bool:
    """Whether a line says nothing but what a firm is, so that the line above names it ('REALTY', 'Law Offices').

    With 'for' or 'of' before it, it cannot stand alone.
    """
    found, vocab = words(text), vocabulary()
    keys = [w.key for w in found]
    leads = bool(keys) and keys[0] in _LEADS
    if 1 < (named := vocab.company_leads.end(keys, 0)) < len(keys) and keys[named - 1] in _OPEN:
        return False  # 'Ministry of Agriculture'
    known = {
        i
        for spans in (vocab.company_words.spans(keys), vocab.legal_forms.spans(keys))
        for a, b in spans
        for i in range(a, b)
    } | {i for i, k in enumerate(keys) if vocab.company_endings.match(k)}
    rest = [k for i, k in enumerate(keys) if i not in known and k not in vocab.title_glue]
    return bool(known) and (not rest or (leads and len(rest) < len(keys) / 2))
