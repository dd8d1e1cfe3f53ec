"""Several cards in one photo: a table, a scanner page, a binder sheet.

Panels of one card must not be taken for cards of their own. Cards of a photo are of like size and shape and have table
between them; panels touch each other, or lie within an outline that is a card itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from scanner.locate.candidate import Candidate
from scanner.locate.edges import EdgeMap
from scanner.locate.geometry import Corners, area, bounding, grown, likeness, overlap
from scanner.locate.gutter import CARD_ASPECT, GAP, is_interrupted

MOST = 24
"""Cards that are looked for in one photo."""

_LIKE = 2.0
"""Cards of one photo differ in area by this factor at most."""

_LARGEST = 0.6
"""Share of the photo that one of several cards takes at most."""

_TRIED = 120
"""Outlines that are looked at."""

_COVERED, _PAIR_COVERED = 0.6, 0.85
"""Share of the texts that the cards hold at least; two alone may be panels, and prove more."""

_TRUSTED = 1.05
"""Edge evidence of a card among several at least (see `Candidate.score`)."""

_TOUCH = 0.05
"""Share of a card that the outline of another may cover: both are found to a few pixels only."""

Around: TypeAlias = Callable[[list[Corners]], list[Corners]]
"""Proposes outlines around some texts."""


def several(
    candidates: list[Candidate], edges: EdgeMap, texts: list[Corners], whole: Corners, around: Around
) -> list[Corners]:
    """The cards in reading order when there are two or more, else nothing.

    Args:
        candidates: possible cards, best first.
        edges: gradients of the photo.
        texts: the lines of text of the photo.
        whole: the photo's frame.
        around: proposes outlines for texts that no candidate holds.
    """
    chosen = _largest_group(
        [c for c in candidates if c.score >= _TRUSTED and CARD_ASPECT[0] <= c.aspect <= CARD_ASPECT[1]], whole
    )
    if len(chosen) < 2:
        return []
    covered = frozenset[int]().union(*(c.texts for c in chosen))
    if len(chosen) == 2 and (len(covered) < _PAIR_COVERED * len(texts) or _is_one_card(chosen, candidates, edges)):
        return []
    if len(covered) < _COVERED * len(texts):
        return []
    cards = [c.corners for c in chosen]
    for cluster in _clusters([t for i, t in enumerate(texts) if i not in covered], cards):
        cards.extend(_placed(cluster, cards, around))
    return in_order(cards)


def _largest_group(candidates: list[Candidate], whole: Corners) -> list[Candidate]:
    """The most cards of like size that keep clear of each other; of groups as large, the one with the larger cards."""
    cards = _distinct([c for c in candidates if c.area <= _LARGEST * area(whole)])
    clear = _clear_of_each_other(cards)
    groups = [_group_like(seed, cards, clear) for seed in range(len(cards))]
    return max(groups, key=lambda group: (len(group), sum(c.area for c in group)), default=[])


def _distinct(candidates: list[Candidate]) -> list[Candidate]:
    """The best of each heap of outlines that are nearly the same."""
    kept: list[Candidate] = []
    for candidate in candidates:
        if len(kept) < _TRIED and all(likeness(candidate.corners, other.corners) < 0.8 for other in kept):
            kept.append(candidate)
    return kept


def _clear_of_each_other(cards: list[Candidate]) -> npt.NDArray[np.bool_]:
    clear = np.zeros((len(cards), len(cards)), np.bool_)
    wide = [grown(card.corners, GAP) for card in cards]
    for i, card in enumerate(cards):
        for j in range(i):
            clear[i, j] = clear[j, i] = overlap(card.corners, wide[j]) <= 0.0
    return clear


def _group_like(seed: int, cards: list[Candidate], clear: npt.NDArray[np.bool_]) -> list[Candidate]:
    size = cards[seed].area
    group = [seed]
    for i, card in enumerate(cards):
        if len(group) < MOST and size / _LIKE <= card.area <= size * _LIKE and clear[i, group].all():
            group.append(i)
    return [cards[i] for i in group]


def _is_clear(box: Corners, cards: list[Corners]) -> bool:
    return all(overlap(box, card) < _TOUCH and overlap(card, box) < _TOUCH for card in cards)


def _is_one_card(pair: list[Candidate], candidates: list[Candidate], edges: EdgeMap) -> bool:
    """Whether two outlines are panels of a card that has an outline itself."""
    return not is_interrupted(pair[0].corners, pair[1].corners, edges) and any(
        c.score >= 0.9 * max(p.score for p in pair)
        and CARD_ASPECT[0] <= c.aspect <= CARD_ASPECT[1]
        and all(overlap(p.corners, c.corners) > 0.95 for p in pair)
        and sum(p.area for p in pair) > 0.4 * c.area
        for c in candidates
    )


def _clusters(texts: list[Corners], cards: list[Corners]) -> list[list[Corners]]:
    """Texts on no card, those near each other together, for they may be on a card whose outline was not found."""
    reach = 0.3 * _usual_side(cards)
    clusters: list[list[Corners]] = []
    for text in texts:
        near = [c for c in clusters if any(_distance(text, other) < reach for other in c)]
        clusters = [c for c in clusters if not any(c is n for n in near)]
        clusters.append([text, *(t for c in near for t in c)])
    return clusters


def _placed(cluster: list[Corners], cards: list[Corners], around: Around) -> list[Corners]:
    """The card that the texts of a cluster are on: an outline like the other cards', else the texts with some room."""
    usual = _usual_side(cards) ** 2
    fitting = [c for c in around(cluster) if usual / _LIKE <= area(c) <= usual * _LIKE]
    room = grown(bounding(cluster), 0.15)
    if not fitting and area(room) < usual / 8:  # a word on the table, not a card
        return []
    for box in [*fitting, room]:
        if _is_clear(box, cards):
            return [box]
    return []


def _usual_side(cards: list[Corners]) -> float:
    return float(np.sqrt(np.median([area(card) for card in cards])))


def _distance(one: Corners, other: Corners) -> float:
    return float(np.linalg.norm(one[:, None] - other[None], axis=2).min())


def in_order(cards: list[Corners]) -> list[Corners]:
    """Rows from top to bottom, each from left to right."""
    if not cards:
        return []
    height = float(np.median([np.ptp(c[:, 1]) for c in cards]))
    rows: list[list[Corners]] = []
    for card in sorted(cards, key=lambda c: float(c[:, 1].mean())):
        if rows and float(card[:, 1].mean() - rows[-1][-1][:, 1].mean()) < height / 2:
            rows[-1].append(card)
        else:
            rows.append([card])
    return [card for row in rows for card in sorted(row, key=lambda c: float(c[:, 0].mean()))]
