"""A printed name taken apart: honorific, given names, family name, degrees; and its normal case."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nameparser import HumanName

from scanner.fields.pieces import closed
from scanner.fields.vocabulary import vocabulary
from scanner.fields.words import Word

_TURKISH = re.compile(r"[ğşıİĞŞ]")
"""Letters that no other Latin alphabet than Turkish and its sisters has; Romanian prints another ș."""
_ROMAN = frozenset({"II", "III", "IV"})
_BARE_HONORIFICS = frozenset({"dr", "mr", "ms", "hj", "di", "pr", "ir", "me"})
"""Honorifics of two letters that need no full stop to be one."""
_MIN_NAME, _MOST_LETTERS = 2, 6
"""Words that are left of a name; letters of a degree or a membership."""
_GENERATION = frozenset({"jr", "sr", "ii", "iii", "iv", "jnr", "snr"})


@dataclass(frozen=True, slots=True)
class NameParts:
    """The words of a name by their place: before it, the name itself, behind it."""

    prefix: tuple[Word, ...]
    core: tuple[Word, ...]
    suffix: tuple[Word, ...]


def as_printed(found: Sequence[Word], text: str) -> str:
    """The words with what stands between them in `text`, one space for several."""
    return re.sub(r"\s+", " ", text[found[0].start : found[-1].end]) if found else ""


def split_parts(found: Sequence[Word], text: str) -> NameParts:
    """Honorifics off the beginning, degrees off the end; `text` is what the words' offsets point into."""
    keys = [w.key for w in found]
    start, end = 0, len(found)
    while (after := _honorific_end(found, keys, start)) > start:
        start = after
    while end > start and (before := _degree_begin(found, keys, start, end, text)) < end:
        end = before
    while end - start > _MIN_NAME and _is_lettered(found, start, end, text):
        end -= 1
    return NameParts(tuple(found[:start]), tuple(found[start:end]), tuple(found[end:]))


def _honorific_end(found: Sequence[Word], keys: Sequence[str], start: int) -> int:
    end = vocabulary().honorifics.end(keys, start)
    if end >= len(found):
        return start
    if end == start + 1 and len(keys[start]) == 2 and keys[start] not in _BARE_HONORIFICS:
        return end if found[start].text.endswith(".") else start
    if end == start + 1 and keys[start] in vocabulary().given and not found[start].text.endswith("."):
        return start
    return end


def _degree_begin(found: Sequence[Word], keys: Sequence[str], start: int, end: int, text: str) -> int:
    """Where the degree at the end begins; `end` when there is none."""
    vocab = vocabulary()
    begin = vocab.degrees.begin(keys[:end], end)
    begin = max(begin, start)
    while begin < end and "".join(keys[begin:end]) not in vocab.degrees:
        begin += 1
    if begin >= end or begin == start:
        return end
    behind = text[found[end - 1].end : found[end].start] if end < len(found) else ""
    apart = "," in text[found[begin - 1].end : found[begin].start] or "," in behind
    if apart or "".join(keys[begin:end]) in _GENERATION:
        return begin
    return begin if _looks_like_degree(found[begin:end], found[start:begin]) else end


def _is_lettered(found: Sequence[Word], start: int, end: int, text: str) -> bool:
    """Whether the last word is capitals that no list knows, set off by a comma ('Obiora MNSE, FCIPM')."""
    word, vocab = found[end - 1], vocabulary()
    behind = text[word.end : found[end].start] if end < len(found) else text[word.end :]
    apart = "," in text[found[end - 2].end : word.start] or behind.lstrip().startswith(",")
    apart = apart or (len(word.bare) > _MIN_NAME and not re.search(r"[AEIOUYa-zÀ-ÿ]", word.bare))  # 'FLSW'
    unknown = word.key not in vocab.given and word.key not in vocab.family
    stands_out = sum(c.isupper() for c in word.bare) > 1 and len(word.bare) <= _MOST_LETTERS
    return apart and unknown and stands_out and not all(w.bare.isupper() for w in found[start : end - 1])


def _looks_like_degree(tail: Sequence[Word], name: Sequence[Word]) -> bool:
    """Letters with points or capitals that stand out from the name; 'Yo-Yo Ma' and 'ANNA MA' keep their names."""
    joined = "".join(w.bare for w in tail)
    key = "".join(w.key for w in tail)
    if len(tail) > 1 and all(len(w.bare) <= 4 for w in tail):
        return len([w for w in name if len(w.bare) > 1]) > 1 or len(tail) > 2
    capitals = sum(c.isupper() for c in joined)
    shouting = all(w.bare.isupper() for w in name)
    if key in vocabulary().family or key in vocabulary().given:
        return False
    return capitals >= 2 and len(name) >= 2 if not shouting else len(name) >= 2 and len(joined) >= 3


def bracketed(core: Sequence[Word], cased: Sequence[str], text: str) -> list[str]:
    """The words with the brackets that are printed around some ('Zhang Wei (David)')."""
    out = [("(" if text[: w.start].endswith("(") else "") + c for w, c in zip(core, cased, strict=True)]
    out = [c + (")" if text[w.end :].startswith(")") else "") for w, c in zip(core, out, strict=True)]
    return closed(" ".join(out)).split(" ")


def numerals(suffix: Sequence[Word]) -> list[str]:
    """The numeral that tells a person from his father ('III'), which belongs to the name as no degree does."""
    return [w.text for w in suffix[:1] if w.text in _ROMAN]


def family_first(core: Sequence[Word]) -> bool:
    """Whether the family name is printed before the given name ('YAMADA Taro', 'Nagy Péter')."""
    named = [w for w in core if len(w.bare) > 1]
    if len(named) < 2:
        return False
    shouted = [w.bare.isupper() for w in named]
    if any(shouted) and not all(shouted):
        return shouted[0] and not shouted[-1]
    vocab = vocabulary()
    first, last = named[0].key, named[-1].key
    return first in vocab.family and first not in vocab.given and last in vocab.given and last not in vocab.family


def given_and_family(core: Sequence[Word]) -> tuple[str, str]:
    """Given names and family name in normal case."""
    cased = normal_case(core)
    if family_first(core):
        return " ".join(cased[1:]), cased[0]
    if len(cased) == 2 and core[1].initial:
        return cased[0], cased[1]
    parsed = HumanName(" ".join(cased))
    given, family = f"{parsed.first} {parsed.middle}".strip(), parsed.last
    if parsed.title or parsed.suffix or not given:
        return " ".join(cased[:-1]) or " ".join(cased), cased[-1] if len(cased) > 1 else ""
    return given, family


def normal_case(core: Sequence[Word]) -> list[str]:
    """The words in normal case where they are all capitals or all small, else as printed."""
    small = all(w.text.islower() for w in core)
    turkish = any(_TURKISH.search(w.text) for w in core)
    return [_cased(w, first=i == 0, small=small, turkish=turkish) for i, w in enumerate(core)]


def _cased(word: Word, *, first: bool, small: bool, turkish: bool) -> str:
    text = word.text
    if small:
        return text if word.key in vocabulary().particles and not first else text[:1].upper() + text[1:]
    if not text.isupper() or len(word.bare) == 1 or text in _ROMAN or _is_initials(word):
        return text
    if word.key in vocabulary().particles and not first and len(word.key) > 1:
        return text.lower()
    return capitalised(text, turkish=turkish)


def _is_initials(word: Word) -> bool:
    """Two or three capitals without a vowel are initials ('JP', 'RK'), not a shouted name."""
    return len(word.bare) <= 3 and not re.search(r"[AEIOUYÀ-ÖØ-Ý]", word.bare) and word.key not in vocabulary().family


def capitalised(text: str, *, turkish: bool = False) -> str:
    """'MCDONALD' → 'McDonald', "O'BRIEN" → "O'Brien", 'ANNE-MARIE' → 'Anne-Marie', 'İSMAİL' → 'İsmail'."""
    dotless = text.replace("I", "ı") if turkish or "İ" in text else text  # Turkish has both, and prints both
    parts = re.split(r"(['’-])", dotless.replace("İ", "i").lower())
    out = text[:1] + "".join(p[:1].upper() + p[1:] for p in parts)[1:]
    return re.sub(r"\bMc([a-zà-ÿ])", lambda m: "Mc" + m[1].upper(), out)
