"""Many cards in one photo: the text says that they are many, which of it goes together, and where an outline lacks.

The text of one card spans a certain number of times the height of its lines; where it spans far more, there are more.
Outlines of one size are taken first. What text they leave is gathered into clusters that fit onto a card, and each gets
an outline of the size that its neighbours have (`placing`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from scanner.locate.candidate import Candidate
from scanner.locate.edges import EdgeMap
from scanner.locate.extending import extended
from scanner.locate.geometry import Corners, overlap, sides
from scanner.locate.placing import place
from scanner.locate.textclusters import clusters

Floats = npt.NDArray[np.float32]

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

MOST = 40
"""Cards that are looked for in one photo."""

_USUAL = 30.0
"""Square root of a card's area over the height of the letters of its usual line: 20 to 50 on single cards."""

_FAR = 1.8
"""By what factor the usual one may be wrong."""

_BLIND = (0.75, 0.85, 0.95, 1.07, 1.2, 1.35, 1.5)
"""Sizes over the usual one that are tried where no outlines were found."""

_ASPECT = 1.62
"""Longer over shorter side of the usual card: 1.55 and 1.75."""

_LONGEST = 2.3
"""Longer over shorter side of a card as it is seen, at most."""

_LIKE = 1.75
"""Cards of one photo differ in area from the usual one by this factor at most: 65 × 65 mm to 89 × 55, seen aslant."""

_ODD = 0.3
"""Sum of the logarithms by which both sides may differ from the usual ones on a card of the usual size: 85 × 55 to
89 × 51 mm is 0.12; half a card is 0.7."""

_TRUSTED, _FAINT = 1.05, 0.55
"""Edge evidence that an outline has at least that was found as such, and one that was laid over text (0 to 2)."""

_DRAWN_OUT = 0.85
"""Edge evidence of an outline at least that a panel was drawn out to; three of its sides were found."""

_TOUCH = 0.06
"""Share of a card that another may cover: both are found to a few pixels only."""

_SURE = 1.7
"""Edge evidence beyond which more says nothing."""

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
    scene = _Scene(texts, length, _USUAL * _line_height(texts), lines, edges)
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


def span(texts: Sequence[Corners]) -> float:
    """How far the text spreads, in heights of the usual line; see `_SURELY`."""
    return float(np.sqrt(cv2.contourArea(cv2.convexHull(np.concatenate(list(texts))))) / _line_height(texts))


def _understood(candidates: list[Candidate], scene: _Scene, *, blind: bool) -> _Solution:
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


@dataclass(frozen=True, slots=True, eq=False)
class _Scene:
    """What is known of a photo: its text, how long each line is, its straight edges and gradients.

    `usual_side` is the square root of the area in pixels that a card has, by the height of its text.
    """

    texts: list[Corners]
    length: Floats
    usual_side: float
    lines: Floats
    edges: EdgeMap

    def is_card_sized(self, card: Candidate) -> bool:
        return bool(1 / _FAR <= card.area**0.5 / self.usual_side <= _FAR)

    def share(self, members: Iterable[int]) -> float:
        """Of all text by length, what the texts of these indices are."""
        return float(self.length[list(members)].sum() / self.length.sum())


@dataclass(frozen=True, slots=True, eq=False)
class _Card:
    corners: Corners
    score: float
    texts: frozenset[int]


@dataclass(frozen=True, slots=True, eq=False)
class _Solution:
    """Cards of a photo; `held` is the share of all text that is on them, `worth` the same weighed by their edges."""

    cards: tuple[_Card, ...]
    held: float
    worth: float

    @classmethod
    def of(cls, cards: Sequence[_Card], scene: _Scene) -> _Solution:
        held = scene.share(frozenset[int]().union(*(c.texts for c in cards)))
        return cls(tuple(cards), held, sum(scene.share(c.texts) * min(c.score, _SURE) / _SURE for c in cards))


def _around_outlines(fit: list[Candidate], scene: _Scene) -> _Solution:
    """Outlines of like size, then an outline of that size around what text they leave."""
    sure, doubtful = _best_group(fit, scene)
    cards = [_Card(c.corners, c.score, c.texts) for c in sure]
    return _completed(cards, doubtful, _side_lengths([c.corners for c in sure], scene), scene)


def _laid(scene: _Scene, size: float) -> _Solution:
    """Outlines laid over all text, none having been found; `size` is their side over the usual one."""
    side = size * scene.usual_side
    return _completed([], [], (side * 1.26, side / 1.26), scene)


def _completed(cards: list[_Card], doubtful: list[Candidate], usual: tuple[float, float], scene: _Scene) -> _Solution:
    held = frozenset[int]().union(*(c.texts for c in cards))
    left = [i for i in range(len(scene.texts)) if i not in held]
    together = [[left.index(i) for i in c.texts] for c in doubtful]
    for cluster in clusters([scene.texts[i] for i in left], together, usual, scene.lines):
        members = frozenset(left[i] for i in cluster)
        outline = next((_Card(c.corners, c.score, members) for c in doubtful if c.texts == members), None)
        card = outline or _placed(members, [c.corners for c in cards], usual, scene)
        if card is not None and len(cards) < MOST:
            cards = [*cards, card]
    return _Solution.of(cards, scene)


def _best_group(fit: list[Candidate], scene: _Scene) -> tuple[list[Candidate], list[Candidate]]:
    """Outlines of like size, clear of each other, that hold the most text: those of the usual size, and others.

    The others may be cards of another size, or panels of cards.
    """
    best: tuple[float, list[Candidate]] = (0.0, [])
    for size in sorted({round(float(np.log(c.area)) * 5) / 5 for c in fit}):
        near = [c for c in fit if abs(np.log(c.area) - size) < np.log(_LIKE)]
        group = _clear(near, {id(c): abs(float(np.log(c.area)) - size) - c.score for c in near})
        held = sum(scene.share(c.texts) * min(c.score, _SURE) * _usual_shape(c) for c in group)
        held *= float(np.exp(-0.5 * ((size / 2 - np.log(scene.usual_side)) / 0.75) ** 2))
        if held > best[0]:
            best = (held, group)
    return _by_size(fit, [c.corners for c in best[1]], scene)


def _usual_shape(card: Candidate) -> float:
    """How usual its aspect is for a card, to 1: panels and pairs of cards are squarer or longer."""
    return float(np.exp(-0.5 * (np.log(card.aspect / _ASPECT) / 0.35) ** 2))


def _by_size(fit: list[Candidate], group: list[Corners], scene: _Scene) -> tuple[list[Candidate], list[Candidate]]:
    """Of all outlines those that fit best the size that the group's have near them: of that size, and of another."""
    if not group:
        return [], []
    odd = {id(c): _oddness(c.corners, _side_lengths(_near(c.corners, group), scene)) for c in fit}
    near = [c for c in fit if odd[id(c)] < 1.2 * np.log(_LIKE)]
    chosen = _clear(near, {id(c): 2 * odd[id(c)] - c.score for c in near})
    return [c for c in chosen if odd[id(c)] <= _ODD], [c for c in chosen if odd[id(c)] > _ODD]


def _oddness(card: Corners, usual: tuple[float, float]) -> float:
    """How far a card's sides are from the usual ones: sum of the absolute logarithms of both ratios."""
    s = sides(card)
    long, short = sorted((float(s[[0, 2]].mean()), float(s[[1, 3]].mean())), reverse=True)
    return float(abs(np.log(long / usual[0])) + abs(np.log(short / usual[1])))


def _clear(candidates: list[Candidate], cost: dict[int, float]) -> list[Candidate]:
    """Those that do not cover each other, the cheapest first."""
    group: list[Candidate] = []
    for card in sorted(candidates, key=lambda c: cost[id(c)]):
        if len(group) < MOST and all(_apart(card.corners, other.corners) for other in group):
            group.append(card)
    return group


def _apart(one: Corners, other: Corners) -> bool:
    return overlap(one, other) < _TOUCH and overlap(other, one) < _TOUCH


def _placed(members: frozenset[int], cards: list[Corners], usual: tuple[float, float], scene: _Scene) -> _Card | None:
    """An outline around the texts of a cluster that leaves alone all cards and other texts."""
    mine = [scene.texts[i] for i in members]
    taken = np.zeros(scene.edges.horizontal.shape[1:], np.float32)
    others = [text for i, text in enumerate(scene.texts) if i not in members]
    for corners in (*cards, *others):
        cv2.fillConvexPoly(taken, np.round(corners).astype(np.int32), 1.0)
    here = np.concatenate(mine).mean(axis=0)
    long, short = _side_lengths(_near(here[None], cards), scene) if len(cards) > 2 else usual
    sizes = [(a * long, b * short) for a in _SIZES for b in _SIZES] + [(_SQUARE * long, _SQUARE * long)]
    found = place(mine, sizes, taken, scene.edges)
    return _Card(found.corners, found.score, members) if found is not None and found.score >= _FAINT else None


def _near(place: Corners, cards: Sequence[Corners]) -> list[Corners]:
    here = place.mean(axis=0)
    return sorted(cards, key=lambda c: float(np.linalg.norm(c.mean(axis=0) - here)))[:7]


def _side_lengths(cards: Sequence[Corners], scene: _Scene) -> tuple[float, float]:
    """Longer and shorter side of the usual one of `cards` in pixels; by the height of the text where there are none."""
    if not cards:
        return 1.26 * scene.usual_side, scene.usual_side / 1.26
    lengths = np.array([(s[[0, 2]].mean(), s[[1, 3]].mean()) for s in map(sides, cards)])
    return float(np.median(lengths.max(axis=1))), float(np.median(lengths.min(axis=1)))


def _line_height(texts: Sequence[Corners]) -> float:
    return max(1.0, float(np.median([sides(t).min() for t in texts])))
