"""Which outlines are cards: the text decides, for no card's edge runs through a line of text."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from scanner.locate.geometry import Corners, area, frame, grown, inside_frame, overlap, to_corners, to_quad
from scanner.locate.outlines import outlines
from scanner.model import Quad

Pixels = npt.NDArray[np.uint8]

SEARCH = 640
"""Longer side in pixels of the picture in which outlines are sought."""

_INSIDE = 0.9
"""Share of a text box that lies within a card that holds it."""

_MARGIN = 0.015
"""Share of the shorter side that is cut out around a card, so that an edge found a little inside loses nothing."""


def locate(pixels: Pixels, texts: Sequence[Quad] = ()) -> tuple[Quad, ...]:
    """The cards in a photo.

    Args:
        pixels: the photo, BGR; some 1,000 pixels are enough.
        texts: boxes of the lines of text found in `pixels`, in its pixels.

    Returns:
        The corners of each card in `pixels`, TL TR BR BL as they lie in the picture. Where no outline can be trusted,
        or one would lose text, the whole picture is the one card.
    """
    height, width = pixels.shape[:2]
    scale = min(1.0, SEARCH / max(width, height))
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else pixels
    boxes = [to_corners(text) * np.float32(scale) for text in texts]
    chosen = _choose(outlines(np.asarray(small, np.uint8)), boxes, frame(small.shape[1], small.shape[0]))
    if chosen is None:
        return (to_quad(frame(width, height)),)
    return tuple(to_quad(inside_frame(grown(card / np.float32(scale), _MARGIN), width, height)) for card in chosen)


def _choose(candidates: list[Corners], texts: list[Corners], whole: Corners) -> list[Corners] | None:
    """The largest outline that holds every line of text, or None."""
    if not texts:
        return None
    holding = [c for c in candidates if area(c) < 0.97 * area(whole) and all(overlap(t, c) >= _INSIDE for t in texts)]
    return [max(holding, key=area)] if holding else None
