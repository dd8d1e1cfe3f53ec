"""Which lines of text stand on one card: those near each other, as long as all fit onto a card together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from scanner.locate.geometry import Corners, long_side

Floats = npt.NDArray[np.float32]

_BARRIER = 0.35
"""By how much of a card's shorter side a straight edge that runs between two lines of text moves them apart."""

_LONG_EDGE = 0.4
"""Edges from this share of the shorter side on may be the side of a card."""

_FITS = 1.02
"""Share of a card's sides that its text takes at most: it stops before the edge, but boxes are drawn large."""


def clusters(
    texts: Sequence[Corners], together: Sequence[Sequence[int]], card: tuple[float, float], lines: Floats
) -> list[list[int]]:
    """Indices of `texts` by card, those with the most text first.

    Args:
        texts: lines of text that no card was found for.
        together: indices of those that belong together for sure.
        card: longer and shorter side of a card in pixels.
        lines: straight edges of the photo, n × 4.
    """
    if not texts:
        return []
    groups = {i: [i] for i in range(len(texts))}
    of = list(range(len(texts)))
    for first, *others in together:
        for k in others:
            of[k] = first
            groups[first] += groups.pop(k)
    runs = np.stack([long_side(text) for text in texts])
    long_edges = lines[np.hypot(lines[:, 2] - lines[:, 0], lines[:, 3] - lines[:, 1]) > _LONG_EDGE * card[1]]
    for i, j in _by_distance(texts, card, long_edges):
        a, b = of[i], of[j]
        both = [*groups[a], *groups[b]]
        if a != b and _fits([texts[k] for k in both], runs[both], card):
            for k in groups[b]:
                of[k] = a
            groups[a] += groups.pop(b)
    length = np.hypot(runs[:, 0], runs[:, 1])
    return sorted(groups.values(), key=lambda group: -float(length[group].sum()))


def _by_distance(texts: Sequence[Corners], card: tuple[float, float], lines: Floats) -> list[tuple[int, int]]:
    """Pairs of texts that may stand on one card, the nearest first."""
    outline = np.stack([_points(text) for text in texts])  # texts × points × 2
    pairs = []
    for i in range(len(texts)):
        apart = np.linalg.norm(outline[i][None, :, None] - outline[i + 1 :, None], axis=-1).min(axis=(1, 2))
        pairs += [(float(d), i, i + 1 + k) for k, d in enumerate(apart.tolist()) if d < card[0]]
    if not pairs:
        return []
    middles = outline.mean(axis=1)
    ends = np.array([[middles[i], middles[j]] for _, i, j in pairs])
    walls = _crossed(ends, lines) * _BARRIER * card[1]
    order = np.argsort(np.array([d for d, _, _ in pairs]) + walls)
    return [pairs[k][1:] for k in order.tolist()]


def _points(text: Corners) -> Floats:
    """Points around a box, close enough together to measure distances between boxes."""
    shares = np.linspace(0, 1, 6, endpoint=False, dtype=np.float32)[:, None]
    ends = np.roll(text, -1, axis=0)
    return np.concatenate([a + shares * (b - a) for a, b in zip(text, ends, strict=True)])


def _crossed(ends: Floats, lines: Floats) -> npt.NDArray[np.bool_]:
    """Whether any of `lines` runs across each of the segments `ends` (n × 2 × 2)."""
    if not len(lines):
        return np.zeros(len(ends), np.bool_)
    start, stop = lines[None, :, :2], lines[None, :, 2:]
    crossed = np.zeros(len(ends), np.bool_)
    for first in range(0, len(ends), 2000):
        a, b = ends[first : first + 2000, None, 0], ends[first : first + 2000, None, 1]
        parted = (_side(a, b, start) * _side(a, b, stop) < 0) & (_side(start, stop, a) * _side(start, stop, b) < 0)
        crossed[first : first + 2000] = parted.any(axis=1)
    return crossed


def _side(a: Floats, b: Floats, point: Floats) -> Floats:
    """On which side of the line from `a` to `b` a point lies, by its sign."""
    ab, ap = b - a, point - a
    return np.asarray(ab[..., 0] * ap[..., 1] - ab[..., 1] * ap[..., 0], np.float32)


def _fits(texts: Sequence[Corners], runs: Floats, card: tuple[float, float]) -> bool:
    """Whether a card holds all of `texts`, lying along the longest of their `runs` or across."""
    along = runs[int(np.argmax((runs**2).sum(axis=1)))]
    along = along / max(float(np.hypot(*along)), 1e-6)
    turn = np.stack([along, np.array([-along[1], along[0]], np.float32)])
    spread = np.ptp(np.concatenate(texts) @ turn.T, axis=0)
    return bool(spread.max() <= _FITS * card[0] and spread.min() <= _FITS * card[1])
