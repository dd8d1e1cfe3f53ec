"""Contacts that may be one person: in the whole book, or one new contact against the book."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from followup.matching.judgement import judge
from followup.matching.keys import MAX_BLOCK, keys_of, name_key
from followup.matching.traits import Traits, traits
from followup.model import Contact

THRESHOLD = 0.5
"""Least score of a pair that is worth a look: more likely one person than two."""

Blocks = dict[str, list[int]]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two contacts that may be one person.

    Attributes:
        a_id: the lower of the two ids.
        b_id: the higher one.
        score: how likely it is, 0 to 1.
        reasons: why, the strongest first ('same e-mail', 'same name', 'similar company'), then what speaks against it.
    """

    a_id: int
    b_id: int
    score: float
    reasons: tuple[str, ...]


def duplicates(
    contacts: Iterable[Contact], *, distinct: Container[tuple[int, int]] = (), threshold: float = THRESHOLD
) -> Iterator[Pair]:
    """Pairs that may be one person, each once, in the order of the book.

    Time and memory grow with the number of contacts: each is compared with those who share a key, at most `MAX_BLOCK`
    a key.

    Args:
        contacts: with different ids.
        distinct: pairs of ids, the lower one first, that a person said are not the same.
        threshold: least score.
    """
    book = [traits(contact) for contact in contacts]
    blocks = _blocks(book)
    for position, before in sorted(_candidates(blocks).items()):
        one = book[position]
        namesakes = len(blocks.get(name_key(one.words), ()))
        for other in sorted(before):
            pair = _pair(one, book[other], namesakes)
            if pair.score >= threshold and (pair.a_id, pair.b_id) not in distinct:
                yield pair


def against(
    contact: Contact,
    book: Iterable[Contact],
    *,
    distinct: Container[tuple[int, int]] = (),
    threshold: float = THRESHOLD,
) -> tuple[Pair, ...]:
    """Who in the book one contact may be, the likeliest first.

    Args:
        contact: a new one (id 0), or one of the book, which is then not compared with itself.
        book: everybody, or only those who share a key (see `followup.matching.keys`), which gives the same.
        distinct: pairs of ids, the lower one first, that a person said are not the same.
        threshold: least score.
    """
    one = traits(contact)
    mine = keys_of(one)
    near = [other for other in map(traits, book) if other.id != one.id and not mine.isdisjoint(keys_of(other))]
    name = sorted(one.words)
    namesakes = 1 + sum(sorted(other.words) == name for other in near)
    pairs = (_pair(one, other, namesakes) for other in near)
    kept = (p for p in pairs if p.score >= threshold and (p.a_id, p.b_id) not in distinct)
    return tuple(sorted(kept, key=lambda p: (-p.score, p.a_id, p.b_id)))


def _pair(one: Traits, other: Traits, namesakes: int) -> Pair:
    found = judge(one, other, namesakes)
    low, high = sorted((one.id, other.id))
    return Pair(low, high, found.score, found.reasons)


def _blocks(book: Iterable[Traits]) -> Blocks:
    """Positions of contacts by key, for every key that more than one has."""
    first: dict[str, int] = {}
    shared: Blocks = {}
    for position, one in enumerate(book):
        for key in keys_of(one):
            if key in shared:
                shared[key].append(position)
            elif key in first:
                shared[key] = [first.pop(key), position]
            else:
                first[key] = position
    return shared


def _candidates(blocks: Blocks) -> dict[int, set[int]]:
    """For each position those before it that share a key; looking back only, each pair comes up once."""
    near: dict[int, set[int]] = {}
    for block in blocks.values():
        if len(block) <= MAX_BLOCK:
            for i, position in enumerate(block[1:], 1):
                near.setdefault(position, set()).update(block[:i])
    return near
