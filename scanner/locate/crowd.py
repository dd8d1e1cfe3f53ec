"""Many cards in one photo: the text says that they are many, which of it goes together, and where an outline lacks.

The text of one card spans a certain number of times the height of its lines; where it spans far more, there are more.
Outlines of one size are taken first. What text they leave is gathered into clusters that fit onto a card, and each gets
an outline of the size that its neighbours have (`placing`).
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from scanner.locate.candidate import Candidate
from scanner.locate.edges import EdgeMap
from scanner.locate.extending import extended
from scanner.locate.geometry import Corners, sides
from scanner.locate.grouping import best_group
from scanner.locate.placing import place
from scanner.locate.scene import MOST, USUAL, Card, Floats, Scene, Solution, line_height, nearest, side_lengths, span
from scanner.locate.textclusters import clusters

_HARDLY, _MAYBE, _LIKELY, _SURELY = 22.0, 34.0, 48.0, 60.0
"""Square root of the area that all text spans over the height of the usual line's letters. Of 112 photos of one card
all had less than 47; of 38 photos of two all had 24 to 60, of 31 of four and more 43 to 200."""

_WORTH = (1.0, 0.75, 0.5, 0.0)
"""How much of the text several cards explain at least, weighed by their evidence, to be taken for true where it spans
as much as that; in between accordingly. Laid over the text of one card they came to 0.66 at most."""

_ONE, _WEIGHT = 1.6, 2.0
"""Edge evidence of one outline around all text from which on it speaks against several cards, and how much."""

_ONLY_ONE, _SEVERAL = 44.0, 66.0
"""Span up to which that counts in full, and from which on not at all."""

_BLIND = (0.75, 0.85, 0.95, 1.07, 1.2, 1.35, 1.5)
"""Sizes over the usual one that are tried where no outlines were found."""

_LONGEST = 2.3
"""Longer over shorter side of a card as it is seen, at most."""

_TRUSTED, _FAINT = 1.05, 0.55
"""Edge evidence that an outline has at least that was found as such, and one that was laid over text (0 to 2)."""

_DRAWN_OUT = 0.85
"""Edge evidence of an outline at least that a panel was drawn out to; three of its sides were found."""

_UNDERSTOOD = 0.6
"""Share of the text, weighed by the evidence, that outlines explain where nothing else need be tried."""

_COVERED = 0.7
"""Share of the text, by length, that the cards hold at least; else the photo was not understood."""

_SIZES = (0.92, 0.96, 1.0, 1.04, 1.08)
_SQUARE = 0.76
"""Side of a square card over the longer side of a usual one: 65 and 85 mm."""


def crowd(candidates: list[Candidate], lines: Floats, edges: EdgeMap, texts: list[Corners]) -> list[Corners]:
    """The cards in any order; nothing when there is one, or when most text would be lost.

    Args:
        candidates: possible cards, best first.
        lines: straight edges of the photo, n × 4.
        edges: its gradients.
        texts: its lines of text.
    """
    spread = span(texts)
    if spread < _HARDLY:
        return []
    length = np.array([float(sides(t).max()) for t in texts], np.float32)
    scene = Scene(texts, length, USUAL * line_height(texts), lines, edges)
    found = _understood(candidates, scene, blind=spread >= _MAYBE)
    one = max((c.score for c in candidates if c.holds_all), default=0.0)
    if len(found.cards) < 2 or found.held < _COVERED or found.worth < _least_worth(spread, one):
        return []
    return [card.corners for card in found.cards]


def _least_worth(spread: float, one: float) -> float:
    """What several cards are worth at least to be believed, where the text spans `spread` and `one` outline holds all.

    Both change it little by little: no pixel more or less decides alone.
    """
    by_span = float(np.interp(spread, (_HARDLY, _MAYBE, _LIKELY, _SURELY), _WORTH))
    return by_span + _WEIGHT * max(0.0, one - _ONE) * float(np.interp(spread, (_ONLY_ONE, _SEVERAL), (1.0, 0.0)))


def is_of_one(texts: Sequence[Corners]) -> bool:
    """Whether the text spreads no further than that of one card."""
    return span(texts) < _MAYBE


def _understood(candidates: list[Candidate], scene: Scene, *, blind: bool) -> Solution:
    """The cards that explain the text best: outlines that were found, else, if `blind`, outlines laid over it.

    Where the best of them is one around all text, what its parts would explain is weighed in its place.
    """
    fit = [c for c in candidates if c.score >= _TRUSTED and c.aspect <= _LONGEST and scene.is_card_sized(c)]
    drawn_out = extended(fit, scene.usual_side, scene.edges, scene.texts)
    fit += [c for c in drawn_out if c.score >= _DRAWN_OUT and scene.is_card_sized(c)]
    found = _around_outlines(fit, scene)
    if len(found.cards) == 1 and (parts := [c for c in fit if not c.holds_all]):
        found = _around_outlines(parts, scene)
    if found.worth >= _UNDERSTOOD or not blind:
        return found
    return max([found, *(_laid(scene, size) for size in _BLIND)], key=lambda solution: solution.worth)


def _around_outlines(fit: list[Candidate], scene: Scene) -> Solution:
    """Outlines of like size, then an outline of that size around what text they leave."""
    sure, doubtful = best_group(fit, scene)
    cards = [Card(c.corners, c.score, c.texts) for c in sure]
    return _completed(cards, doubtful, side_lengths([c.corners for c in sure], scene), scene)


def _laid(scene: Scene, size: float) -> Solution:
    """Outlines laid over all text, none having been found; `size` is their side over the usual one."""
    side = size * scene.usual_side
    return _completed([], [], (side * 1.26, side / 1.26), scene)


def _completed(cards: list[Card], doubtful: list[Candidate], usual: tuple[float, float], scene: Scene) -> Solution:
    held = frozenset[int]().union(*(c.texts for c in cards))
    left = [i for i in range(len(scene.texts)) if i not in held]
    together = [[left.index(i) for i in c.texts] for c in doubtful]
    for cluster in clusters([scene.texts[i] for i in left], together, usual, scene.lines):
        members = frozenset(left[i] for i in cluster)
        outline = next((Card(c.corners, c.score, members) for c in doubtful if c.texts == members), None)
        card = outline or _placed(members, [c.corners for c in cards], usual, scene)
        if card is not None and len(cards) < MOST:
            cards = [*cards, card]
    return Solution.of(cards, scene)


def _placed(members: frozenset[int], cards: list[Corners], usual: tuple[float, float], scene: Scene) -> Card | None:
    """An outline around the texts of a cluster that leaves alone all cards and other texts."""
    mine = [scene.texts[i] for i in members]
    taken = np.zeros(scene.edges.horizontal.shape[1:], np.float32)
    others = [text for i, text in enumerate(scene.texts) if i not in members]
    for corners in (*cards, *others):
        cv2.fillConvexPoly(taken, np.round(corners).astype(np.int32), 1.0)
    here = np.concatenate(mine).mean(axis=0)
    long, short = side_lengths(nearest(here[None], cards), scene) if len(cards) > 2 else usual
    sizes = [(a * long, b * short) for a in _SIZES for b in _SIZES] + [(_SQUARE * long, _SQUARE * long)]
    found = place(mine, sizes, taken, scene.edges)
    return Card(found.corners, found.score, members) if found is not None and found.score >= _FAINT else None
