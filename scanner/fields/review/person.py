"""Words of names and firms: letters that their country does not write, and witnesses that spell them otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from scanner.fields.agreement import domain_core
from scanner.fields.candidates import Candidate, Field
from scanner.fields.codepoints import host_of
from scanner.fields.review.alphabets import Alphabet
from scanner.fields.review.finding import Finding
from scanner.fields.review.letters import near, nearest, pieces, spellings
from scanner.fields.vocabulary import vocabulary
from scanner.fields.words import Word, key, words

_SHORT = 5
_LETTERS = re.compile(r"[^\W\d_]+")
_ZERO = re.compile(r"0(?=[^\W\d_])|(?<=[^\W\d_])0(?!\d)")


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
    lost = _lost_accents(value.candidate, letters)
    return value.doubted(lost if lost != value.candidate.value else "") if lost else value


def _lost_accents(candidate: Candidate, letters: Alphabet | None) -> str:
    """The value with its accents where a word of it is known with accents only and printed otherwise; '' if none is.

    Only on cards where accents are printed: of a country that writes them, or in the value itself.
    """
    if letters is None and candidate.value.isascii():
        return ""
    vocab = vocabulary()
    known = {
        Field.NAME: (vocab.name_spellings,),
        Field.COMPANY: (vocab.name_spellings, vocab.company_spellings),
    }.get(candidate.field, (vocab.title_spellings,))
    better = candidate.value
    wrong = False
    for part in (m[0] for m in _LETTERS.finditer(candidate.value)):
        for ways in (spelled.get(key(part), frozenset()) for spelled in known):
            if len(part) > 2 and ways and part.casefold() not in ways and not any(w.isascii() for w in ways):
                wrong = True
                better = better.replace(part, _cased(next(iter(ways)), part)) if len(ways) == 1 else better
    return better if wrong else ""


def _cased(word: str, like: str) -> str:
    return word.upper() if like.isupper() else word.capitalize() if like[:1].isupper() else word


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
    """The name without digits for letters ('0lof'), doubted when it is one word, lost a capital, or has a word for a
    title glued to it."""
    for word in name.candidate.value.split():
        small = any(c.islower() for c in word)
        if (better := _ZERO.sub(lambda m: "o" if small and m.start() else "O", word)) != word:  # noqa: B023 - used at once
            name = name.reworded(word, better)
    value = name.candidate.value
    lonely = len(words(value)) == 1 and value.isascii()
    titled = any(_titled(w.bare) or (w.text.endswith(".") and len(w.bare) > 2) for w in words(value))
    beheaded = value[:1].isupper() and any(_is_beheaded(w) for w in words(value))
    return name.doubted() if lonely or beheaded or titled else name


def whole_name(name: Finding, points: Iterable[Candidate]) -> Finding:
    """The name with a word that was taken for an honorific and that its e-mail address spells ('ONG Wei Ling')."""
    prefix = name.candidate.parts.get("prefix", "")
    locals_ = [p.value.rpartition("@")[0] for p in points if p.field is Field.EMAIL]
    own = key(prefix) in vocabulary().family and len(words(prefix)) == 1
    if not own or not any(key(prefix) in pieces(local) for local in locals_):
        return name
    whole = name.respelled(f"{prefix} {name.candidate.value}", "email")
    given = name.candidate.value if prefix.isupper() else name.candidate.parts.get("given", "")
    parts = {**name.candidate.parts, "prefix": "", "family": prefix, "given": given}
    return replace(whole, candidate=replace(whole.candidate, parts=parts))


def reviewed_title(title: Finding) -> Finding:
    """The title, doubted where it ends with a conjunction, or a word that no title has differs from one by a letter
    ('Direcior')."""
    vocab = vocabulary()
    if (last := words(title.candidate.value)[-1:]) and last[0].key in vocab.title_glue:
        return title.doubted()
    for word in words(title.candidate.value):
        if len(word.key) > _SHORT and word.key not in vocab.title_spellings and word.key not in vocab.title_heads:
            meant = next((head for head in _heads() if near(word.key, head)), "")
            if meant and not vocab.title_endings.match(word.key):
                return title.doubted(title.candidate.value.replace(word.bare, _cased(meant, word.bare)))
    return title


@cache
def _heads() -> tuple[str, ...]:
    return tuple(head for head in sorted(vocabulary().title_heads.known) if len(head) > _SHORT)


def _is_beheaded(word: Word) -> bool:
    """Whether a word of a capitalised name lost its capital ('Ahmet ahin')."""
    return word.text[:1].islower() and word.key not in vocabulary().particles and "'" not in word.text


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
