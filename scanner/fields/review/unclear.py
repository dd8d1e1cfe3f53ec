"""Letters that the engine nearly read otherwise: a value is no surer than they are.

The engine's own probability of a letter means what it says: of the letters it gave two in three, a third was wrong. It
knows shapes only, so what the card or the vocabulary knows of the word comes first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scanner.fields import streets
from scanner.fields.candidates import Candidate, Field
from scanner.fields.layout import Card, Line
from scanner.fields.places import country, fold, region, spelled_town, town
from scanner.fields.review.finding import Finding
from scanner.fields.text import digits_repaired, skeleton
from scanner.fields.vocabulary import vocabulary
from scanner.fields.words import key
from scanner.model import LetterDoubt

_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 3
"""Letters from which a word is known or met again by more than chance."""

_PRINTED_WEB = (Field.EMAIL, Field.WEBSITE, Field.SOCIAL)


@dataclass(frozen=True, slots=True)
class _Unclear:
    """A word with a letter that may be another.

    Attributes:
        line: the number of its line.
        read: the word as it was read.
        swapped: the word with the other letter.
        at: the letter's index in the word.
        doubt: what the engine says.
    """

    line: int
    read: str
    swapped: str
    at: int
    doubt: LetterDoubt


def reviewed_letters(value: Finding, card: Card) -> Finding:
    """The value, believed no more than its unclear letters; one that makes a known word of an unknown is set right.

    Args:
        value: any value.
        card: the lines.
    """
    sure, other = value.limit, ""
    for word in _unclear(value.candidate, card):
        if word.read.casefold() not in _said(value.candidate) or _is_settled(word, value.candidate, card):
            continue
        if value.candidate.field not in (*_PRINTED_WEB, Field.PHONE) and _proven(word, value.candidate):
            value = value.reworded(word.read, word.swapped)
            continue
        sure *= 1 - word.doubt.chance
        other = other or _replaced(value.candidate.value, word.read, word.swapped)
    return value.doubted(other, round(sure, 4)) if sure < value.limit else value


def _unclear(candidate: Candidate, card: Card) -> Iterator[_Unclear]:
    for span in candidate.spans:
        line = card.lines[span.line]
        yield from (_word(line, doubt) for doubt in line.doubts if span.start <= doubt.at < span.end)


def _word(line: Line, doubt: LetterDoubt) -> _Unclear:
    inside = (m for m in _WORD.finditer(line.text) if m.start() <= doubt.at < m.end())
    start, end = next((m.span() for m in inside), (doubt.at, doubt.at + 1))
    read, at = line.text[start:end], doubt.at - start
    return _Unclear(line.index, read, read[:at] + doubt.other + read[at + 1 :], at, doubt)


def _said(candidate: Candidate) -> str:
    """The value as far as a letter of it can be told from one that was repaired."""
    return candidate.parts.get("raw", candidate.value).casefold()


def _is_settled(word: _Unclear, candidate: Candidate, card: Card) -> bool:
    """Whether the value is the same either way, or the word is known or printed elsewhere as it was read."""
    read, other = word.read[word.at], word.doubt.other
    if candidate.field is Field.PHONE:
        return not _other_digits(read, other)
    if read.casefold() == other.casefold() or not (read.isalnum() or other.isalnum()):
        return True
    if skeleton(read) == skeleton(other) and _is_of_its_kind(word):
        return True
    if _is_known(word.read, candidate) and not _is_known(word.swapped, candidate):
        return True
    return _is_met_again(word, card)


def _other_digits(read: str, other: str) -> bool:
    one, two = (digits_repaired(f"0{char}0")[1:2] for char in (read, other))
    return one != two and (one.isdigit() or two.isdigit())


def _is_of_its_kind(word: _Unclear) -> bool:
    """Whether the letter fits its neighbours, where its look-alike is of another kind: a digit, or a capital."""
    read, other = word.read[word.at], word.doubt.other
    rest = word.read[: word.at] + word.read[word.at + 1 :]
    if read.isdigit() != other.isdigit():
        return rest.isdigit() if read.isdigit() else not any(c.isdigit() for c in rest)
    return {read, other} == {"l", "I"} and (rest.isupper() if read == "I" and word.at else not rest.isupper())


def _proven(word: _Unclear, candidate: Candidate) -> bool:
    """Whether the other letter makes a known word of an unknown one."""
    return _is_known(word.swapped, candidate) and not _is_known(word.read, candidate)


def _is_known(word: str, candidate: Candidate) -> bool:
    """Whether the vocabulary has the word, its accents included where it knows them."""
    known, vocab = key(word), vocabulary()
    if len(known) < _SHORTEST or not word.isalpha():
        return False
    for spelled in (vocab.name_spellings, vocab.company_spellings, vocab.title_spellings):
        if ways := spelled.get(known):
            return word.casefold() in ways
    if candidate.field is not Field.ADDRESS:
        return known in vocab.given or known in vocab.family
    if accented := spelled_town(word, candidate.parts.get("country", "")):
        return word.casefold() == accented.casefold()
    return bool(town(word) or country(word) or region(word)) or fold(word) in streets.vocabulary().streets


def _is_met_again(word: _Unclear, card: Card) -> bool:
    """Whether another line has the word as it was read, and none has it with the other letter."""
    read, swapped = key(word.read), key(word.swapped)
    if len(read) < _SHORTEST or read == swapped:
        return False
    others = [key(line.text) for line in card.lines if line.index != word.line]
    against = len(swapped) >= len(read) and any(swapped in text for text in others)
    return any(read in text for text in others) and not against


def _replaced(value: str, read: str, other: str) -> str:
    return re.sub(re.escape(read), lambda _: other, value, count=1, flags=re.IGNORECASE)
