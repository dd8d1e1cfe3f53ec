"""Introductions that could be made: who offers what the other needs, and who shares interests."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from followup.locale import _
from followup.matching.firms import firm_key
from followup.model import Tie
from followup.network.tags import TagMatch, matches, tag_key

PER_TAG = 30
"""Contacts of one tag that are looked at on either side: a tag that hundreds have tells nobody apart."""

_HELPS, _SHARES, _MOST_SHARED = 1.0, 0.25, 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two contacts who could help each other.

    Attributes:
        a_id: the lower id.
        b_id: the higher one.
        score: 1 for each need that the other offers to meet (0.6 when it only contains it), 0.25 for each interest
            that they share, three at most.
        reason: one sentence, with the names.
    """

    a_id: int
    b_id: int
    score: float
    reason: str


def suggest(a: Tie, b: Tie) -> Suggestion | None:
    """Why the two should meet; None when nothing speaks for it, they are of one firm, or one of them opted out."""
    if a.contact.id == b.contact.id or not _open(a) or not _open(b) or _same_firm(a, b):
        return None
    if a.contact.id > b.contact.id:
        a, b = b, a
    found = common_ground(a, b)
    helps = (*found.forth, *found.back)
    score = sum(_HELPS * m.weight for m in helps) + sum(_SHARES * m.weight for m in found.shared)
    if not score:
        return None
    return Suggestion(a.contact.id, b.contact.id, round(score, 2), _reason(a, b, found.forth, found.back, found.shared))


@dataclass(frozen=True, slots=True)
class CommonGround:
    """What two contacts have for each other.

    Attributes:
        forth: what the first offers (`mine`) and the second needs (`yours`).
        back: what the second offers and the first needs.
        shared: interests of both.
    """

    forth: tuple[TagMatch, ...]
    back: tuple[TagMatch, ...]
    shared: tuple[TagMatch, ...]


def common_ground(a: Tie, b: Tie) -> CommonGround:
    """What the two have for each other, by their tags."""
    forth, back = (matches(one.relationship.offers, other.relationship.needs) for one, other in ((a, b), (b, a)))
    return CommonGround(forth, back, matches(a.relationship.interests, b.relationship.interests)[:_MOST_SHARED])


def suggest_all(
    ties: Iterable[Tie], *, known: Collection[tuple[int, int]] = (), limit: int = 50
) -> tuple[Suggestion, ...]:
    """The best introductions among all, by shared words of their tags and not by all pairs.

    Args:
        ties: everybody; where a tag is on more than `PER_TAG`, the first ones given are looked at.
        known: pairs of ids, the lower first, that were introduced, declined, or know each other.
        limit: how many at most.
    """
    people = {tie.contact.id: tie for tie in ties if _open(tie)}
    found = (
        suggestion
        for pair in _candidates(people.values())
        if pair not in known and (suggestion := suggest(people[pair[0]], people[pair[1]]))
    )
    return tuple(heapq.nsmallest(limit, found, key=lambda s: (-s.score, s.a_id, s.b_id)))


def suggest_to(
    one: Tie, others: Iterable[Tie], *, known: Collection[tuple[int, int]] = (), limit: int = 50
) -> tuple[Suggestion, ...]:
    """The best introductions of one contact.

    Args:
        one: the contact.
        others: whom to look at.
        known: as for `suggest_all`.
        limit: how many at most.
    """
    pairs = ((min(one.contact.id, tie.contact.id), max(one.contact.id, tie.contact.id), tie) for tie in others)
    found = (suggest(one, tie) for low, high, tie in pairs if (low, high) not in known)
    return tuple(heapq.nsmallest(limit, filter(None, found), key=lambda s: (-s.score, s.a_id, s.b_id)))


def _open(tie: Tie) -> bool:
    return not tie.relationship.opted_out


def _same_firm(a: Tie, b: Tie) -> bool:
    firms = [firm_key(tie.contact.organization) for tie in (a, b)]
    return bool(firms[0]) and firms[0] == firms[1]


def _candidates(ties: Iterable[Tie]) -> Iterator[tuple[int, int]]:
    """Pairs of ids who share a word in offer and need, or in their interests; each pair once."""
    offers, needs, interests = _index(ties)
    seen: set[tuple[int, int]] = set()
    both = [(offers, needs), (interests, interests)]
    for left, right in both:
        for word, ids in left.items():
            for a in islice(ids, PER_TAG):
                for b in islice(right.get(word, ()), PER_TAG):
                    pair = (min(a, b), max(a, b))
                    if a != b and pair not in seen:
                        seen.add(pair)
                        yield pair


def _index(ties: Iterable[Tie]) -> tuple[dict[str, list[int]], dict[str, list[int]], dict[str, list[int]]]:
    """Ids by word of offers, needs and interests."""
    offers: dict[str, list[int]] = {}
    needs: dict[str, list[int]] = {}
    interests: dict[str, list[int]] = {}
    for tie in ties:
        kept = tie.relationship
        for index, tags in ((offers, kept.offers), (needs, kept.needs), (interests, kept.interests)):
            for word in {word for tag in tags for word in tag_key(tag)}:
                index.setdefault(word, []).append(tie.contact.id)
    return offers, needs, interests


def _reason(a: Tie, b: Tie, forth: Iterable[TagMatch], back: Iterable[TagMatch], shared: Iterable[TagMatch]) -> str:
    one, other = a.contact.display_name, b.contact.display_name
    parts = [_offers(one, m.mine, other, m.yours) for m in forth]
    parts += [_offers(other, m.mine, one, m.yours) for m in back]
    if said := _(" and ").join(m.said for m in shared):
        parts.append(_("both are interested in {interests}", interests=said))
    return f"{'; '.join(parts)}."


def _offers(giver: str, offer: str, taker: str, need: str) -> str:
    return _("{giver} offers {offer}, {taker} needs {need}", giver=giver, offer=offer, taker=taker, need=need)
