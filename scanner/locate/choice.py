"""Which outlines are cards: the text decides, for no card's edge runs through a line of text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

from scanner.locate.candidate import judge
from scanner.locate.crowd import crowd, is_of_one
from scanner.locate.edges import EdgeMap
from scanner.locate.geometry import Corners, frame, grown, inside_frame, to_corners, to_quad
from scanner.locate.gutter import two_cards
from scanner.locate.outlines import outlines
from scanner.locate.region import surroundings
from scanner.locate.several import in_order, several
from scanner.locate.sides import enclose, straight_edges
from scanner.model import Quad

Pixels = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]

Legible: TypeAlias = Callable[[list[Corners]], Sequence[bool]]

SEARCH = 640
"""Longer side in pixels of the picture in which outlines are sought."""

CROWD, CLOSER = 20, 1280
"""With so many lines of text there may be many small cards, for which a closer look is worth its time."""


_HALO = 0.22
"""Share of a text box's height that is not letters, on each side."""

_LOGO = 4.0
"""A box so many times as high as the usual line is a logo taken for text, and its box is anywhere."""


_MOST, _WELL_SEEN = 0.5, 1.1
"""Share of the text that a card holds, and edge evidence it has, to be trusted although there is something outside."""

_DOUBTED, _CLEARER, _NEARLY_ALL = 1.5, 0.25, 0.75
"""Edge evidence of one outline around all text below which something beside the card may have been taken for text; how
much better an outline is seen that leaves it out, and how much of the text that holds."""

_CERTAIN = 1.8
"""Edge evidence of one card around all text that needs no other reading; around two cards it is 1.7 at most. Where the
text spreads no further than one card's does, other outlines are not even sought, which takes half of the time: of 80
photos of one card 33 were such, and with all outlines sought their corners were the same to 0.1 % of the area."""

_STRAY = 2.5
"""Texts so many times as far from the middle of all text as is usual may lie beside the card."""


def _all_legible(boxes: Sequence[Quad]) -> Sequence[bool]:
    return [True] * len(boxes)


def locate(
    pixels: Pixels, texts: Sequence[Quad] = (), legible: Callable[[Sequence[Quad]], Sequence[bool]] = _all_legible
) -> tuple[Quad, ...]:
    """The cards in a photo.

    Args:
        pixels: the photo, BGR; some 1,000 pixels are enough.
        texts: boxes of the lines of text found in `pixels`, in its pixels.
        legible: says which boxes can really be read; asked only about what lies outside the best outline.

    Returns:
        The corners of each card in `pixels`, in reading order, TL TR BR BL as they lie in the picture. Where no outline
        can be trusted, or one would lose text, the surroundings of the text or the whole picture are the one card.
    """
    height, width = pixels.shape[:2]
    scale = min(1.0, (SEARCH if len(texts) < CROWD else CLOSER) / max(width, height))
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else pixels
    boxes = [inside_frame(to_corners(text), width, height) for text in texts]
    cores = _cores([box * np.float32(scale) for box in boxes])
    if not cores:
        return (to_quad(frame(width, height)),)
    found = _cards(np.asarray(small, np.uint8), cores, lambda boxes: legible([to_quad(b / scale) for b in boxes]))
    if not found:
        return (to_quad(surroundings(boxes, width, height)),)
    return tuple(to_quad(inside_frame(card / np.float32(scale), width, height)) for card in found)


def _cores(texts: list[Corners]) -> list[Corners]:
    """The letters inside the boxes, which the detector draws larger; logos taken for a line of text are left out."""
    heights = [float(min(np.linalg.norm(t[3] - t[0]), np.linalg.norm(t[1] - t[0]))) for t in texts]
    usual = float(np.median(heights)) if heights else 0.0
    return [grown(t, -_HALO) for t, h in zip(texts, heights, strict=True) if h <= _LOGO * usual]


def _cards(small: Pixels, texts: list[Corners], legible: Legible) -> list[Corners]:
    edges, lines = EdgeMap.of(small), straight_edges(small)
    around = judge(enclose(lines, edges, texts), edges, texts)
    certain = [c for c in around if c.holds_all and c.score >= _CERTAIN]
    if certain and is_of_one(texts) and not two_cards(lines, edges, texts):
        return [certain[0].corners]
    shapes = outlines(small)
    candidates = sorted([*judge(shapes, edges, texts), *around], key=lambda c: -c.score)
    if many := crowd(candidates, lines, edges, texts):
        return in_order(many)
    whole = frame(small.shape[1], small.shape[0])
    group = several(candidates, edges, texts, whole, lambda cluster: enclose(lines, edges, cluster))
    single = [c for c in candidates if c.holds_all]
    if not group and all(c.score < _CERTAIN for c in single):
        group = in_order(two_cards(lines, edges, texts))
    if group:
        return group
    best = max(single, key=lambda c: c.score, default=None)
    if best is not None and best.score >= _DOUBTED:
        return [best.corners]
    least = (_MOST, _WELL_SEEN) if best is None else (_NEARLY_ALL, max(_WELL_SEEN, best.score + _CLEARER))
    without = _despite_strays([*shapes, *_around_most(lines, edges, texts)], edges, texts, legible, least)
    return without or ([best.corners] if best is not None else [])


def _around_most(lines: Floats, edges: EdgeMap, texts: list[Corners]) -> list[Corners]:
    """Outlines around the main cluster of texts, without those that lie far from all others."""
    middles = np.stack([text.mean(axis=0) for text in texts])
    away = np.linalg.norm(middles - np.median(middles, axis=0), axis=1)
    near = away <= _STRAY * max(float(np.median(away)), 1.0)
    return (
        enclose(lines, edges, [t for t, n in zip(texts, near, strict=True) if n]) if 0 < near.sum() < len(texts) else []
    )


def _despite_strays(
    shapes: list[Corners], edges: EdgeMap, texts: list[Corners], legible: Legible, least: tuple[float, float]
) -> list[Corners]:
    """A card with `least` share and evidence although something beside it was taken for text: a pen, the table."""
    share, score = least
    candidates = [c for c in judge(shapes, edges, texts) if c.share >= share and c.score >= score and not c.holds_all]
    if not candidates:
        return []
    best = max(candidates, key=lambda c: c.score)
    outside = [text for i, text in enumerate(texts) if i not in best.texts]
    return [] if any(legible(outside)) else [best.corners]
