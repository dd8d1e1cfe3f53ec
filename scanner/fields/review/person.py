"""Words of names and firms: letters that their country does not write, and witnesses that spell them otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from scanner.fields.accents import Spellings
from scanner.fields.agreement import domain_core
from scanner.fields.candidates import Candidate, Field
from scanner.fields.codepoints import host_of
from scanner.fields.review.alphabets import Alphabet
from scanner.fields.review.finding import Finding
from scanner.fields.review.letters import nearest, pieces, spellings
from scanner.fields.vocabulary import vocabulary
from scanner.fields.words import key, words

_LETTERS = re.compile(r"[^\W\d_]+")


def witnesses(points: Iterable[Candidate]) -> tuple[str, ...]:
    """The words that e-mail addresses and websites spell, letters only."""
    found: list[str] = []
    for point in points:
        if point.field in (Field.EMAIL, Field.WEBSITE):
            found += pieces(domain_core(host_of(point)))
        if point.field is Field.EMAIL:
            found += pieces(point.value.rpartition("@")[0])
    return tuple(dict.fromkeys(found))


def reviewed_words(value: Finding, letters: Alphabet | None, spelled: Sequence[str]) -> Finding:
    """A name, title or firm with foreign letters set right, doubted where a word of it is spelled otherwise elsewhere.

    Args:
        value: the name or firm.
        letters: alphabet of the card's country, None where it proves nothing.
        spelled: the witnesses.
    """
    for word in words(value.candidate.value):
        value = _reviewed_word(value, word.bare, letters, spelled)
    return value.doubted() if _lost_accents(value.candidate, letters) else value


def _lost_accents(candidate: Candidate, letters: Alphabet | None) -> bool:
    """Whether a word is known with accents only, and printed otherwise on a card where accents are printed."""
    if letters is None and candidate.value.isascii():
        return False
    vocab = vocabulary()
    known = {
        Field.NAME: (vocab.name_spellings,),
        Field.COMPANY: (vocab.name_spellings, vocab.company_spellings),
    }.get(candidate.field, (vocab.title_spellings,))
    parts = (m[0].casefold() for m in _LETTERS.finditer(candidate.value))
    return any(_is_misspelled(part, spelled) for part in parts for spelled in known)


def _is_misspelled(word: str, known: Spellings) -> bool:
    ways = known.get(key(word), frozenset())
    return len(word) > 2 and bool(ways) and word not in ways and not any(w.isascii() for w in ways)


def _reviewed_word(value: Finding, word: str, letters: Alphabet | None, spelled: Sequence[str]) -> Finding:
    if letters is not None and letters.foreign(word):
        better = letters.restored(word)
        if better != word and (_is_known(better) or letters.at_home(word) or _is_spelled(better, spelled)):
            return _respelled(value, word, better)
        return value.doubted()
    other = nearest(spellings(word), spelled)
    if other and (better := _with_ligature(word, other, letters)):
        return _respelled(value, word, better)
    if letters is not None and "æ" in letters.letters and len(word) > 4 and "ae" in word.casefold():
        return value.doubted(value.candidate.value.replace(word, word.replace("ae", "æ")))
    return value.doubted() if other else value


def reviewed_name(name: Finding) -> Finding:
    """The name, doubted when it is one word (the other was not read) or has a word for a title glued to it."""
    value = name.candidate.value
    lonely = len(words(value)) == 1 and value.isascii()
    return name.doubted() if lonely or any(_titled(w.bare) for w in words(value)) else name


def _titled(word: str) -> bool:
    """Whether a hyphen joins a word for titles or departments to a name ('Sæther-Sales')."""
    vocab, last = vocabulary(), key(word.rpartition("-")[2])
    known = last in vocab.title_modifiers or last in vocab.title_heads
    either = last in vocab.given or last in vocab.family
    return "-" in word and (last in vocab.department_areas or (known and not either))


def _respelled(value: Finding, word: str, better: str) -> Finding:
    """The value and its parts with one word changed."""
    candidate = value.candidate
    changed = value.respelled(candidate.value.replace(word, better), "letters")
    parts = {name: part.replace(word, better) for name, part in candidate.parts.items()}
    return replace(changed, candidate=replace(changed.candidate, parts=parts))


def _is_known(word: str) -> bool:
    return word.casefold() in vocabulary().name_spellings.get(key(word), frozenset())


def _is_spelled(word: str, spelled: Sequence[str]) -> bool:
    return any(s in w for s in spellings(word) for w in spelled if len(s) > 3)


def _with_ligature(word: str, other: str, letters: Alphabet | None) -> str:
    """'Kjærgaard' for 'Kjergaard' where an address spells 'kjaergaard' and the country writes æ; '' if it is not so."""
    if letters is None or "æ" not in letters.letters:
        return ""
    tries = (
        word[: m.start()] + ("Æ" if m[0].isupper() else "æ") + word[m.end() :] for m in re.finditer("[eaEA]", word)
    )
    return next((t for t in tries if other in spellings(t)), "")
