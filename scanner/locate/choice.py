"""Which outlines are cards: the text decides, for no card's edge runs through a line of text."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from scanner.locate.candidate import judge
from scanner.locate.edges import EdgeMap
from scanner.locate.geometry import Corners, frame, grown, inside_frame, to_corners, to_quad
from scanner.locate.outlines import outlines
from scanner.locate.several import several
from scanner.locate.sides import enclose, straight_edges
from scanner.model import Quad

Pixels = npt.NDArray[np.uint8]

SEARCH = 640
"""Longer side in pixels of the picture in which outlines are sought."""

CROWD, CLOSER = 20, 1280
"""With so many lines of text there may be many small cards, for which a closer look is worth its time."""


_HALO = 0.22
"""Share of a text box's height that is not letters, on each side."""

_LOGO = 4.0
"""A box so many times as high as the usual line is a logo taken for text, and its box is anywhere."""


def locate(pixels: Pixels, texts: Sequence[Quad] = ()) -> tuple[Quad, ...]:
    """The cards in a photo.

    Args:
        pixels: the photo, BGR; some 1,000 pixels are enough.
        texts: boxes of the lines of text found in `pixels`, in its pixels.

    Returns:
        The corners of each card in `pixels`, in reading order, TL TR BR BL as they lie in the picture. Where no outline
        can be trusted, or one would lose text, the whole picture is the one card.
    """
    height, width = pixels.shape[:2]
    scale = min(1.0, (SEARCH if len(texts) < CROWD else CLOSER) / max(width, height))
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else pixels
    cores = _cores([to_corners(text) * np.float32(scale) for text in texts])
    if not cores:
        return (to_quad(frame(width, height)),)
    found = _cards(np.asarray(small, np.uint8), cores)
    if not found:
        return (to_quad(frame(width, height)),)
    return tuple(to_quad(inside_frame(card / np.float32(scale), width, height)) for card in found)


def _cores(texts: list[Corners]) -> list[Corners]:
    """The letters inside the boxes, which the detector draws larger; logos taken for a line of text are left out."""
    heights = [float(min(np.linalg.norm(t[3] - t[0]), np.linalg.norm(t[1] - t[0]))) for t in texts]
    usual = float(np.median(heights)) if heights else 0.0
    return [grown(t, -_HALO) for t, h in zip(texts, heights, strict=True) if h <= _LOGO * usual]


def _cards(small: Pixels, cores: list[Corners]) -> list[Corners]:
    edges = EdgeMap.of(small)
    shapes = outlines(small)
    lines = straight_edges(small)
    candidates = judge([*shapes, *enclose(lines, edges, cores)], edges, cores)
    whole = frame(small.shape[1], small.shape[0])
    group = several(candidates, cores, whole, lambda cluster: enclose(lines, edges, cluster))
    if group:
        return group
    single = [c for c in candidates if c.holds_all]
    return [max(single, key=lambda c: c.score).corners] if single else []
