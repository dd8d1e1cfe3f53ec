"""What is cut out where no outline can be trusted: the surroundings of the text, level, or the whole picture."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from scanner.locate.geometry import Corners, area, clockwise, frame, inside_frame
from scanner.locate.sides import text_axes

_FEW = 6
"""Lines of text from which on their common direction and place are certain."""

_LEVEL = 0.12
"""Slant in radians up to which text need not be levelled to be read in its order."""

_SMALL = 0.12
"""Share of the picture below which the text gains from being cut out, for the whole of a large photo is shrunk."""

_ROOM = (0.35, 0.25, 0.15, 0.08, 0.04)
"""Room around the text, as shares of its width and height: text too faint to be found stands near the rest."""


def surroundings(texts: Sequence[Corners], width: int, height: int) -> Corners:
    """The part of a picture that is read as one card, TL TR BR BL.

    Args:
        texts: the lines of text in it.
        width: of the picture in pixels.
        height: of the picture in pixels.
    """
    whole = frame(width, height)
    if len(texts) < _FEW:
        return whole
    along = text_axes(list(texts)).along
    turn = np.stack([along, np.array([-along[1], along[0]], np.float32)])
    points = np.concatenate(list(texts)) @ turn.T
    low, high = points.min(axis=0), points.max(axis=0)
    slant = abs((float(np.arctan2(along[1], along[0])) + np.pi / 4) % (np.pi / 2) - np.pi / 4)
    if slant <= _LEVEL and float(np.prod(high - low)) >= _SMALL * area(whole):
        return whole
    for share in _ROOM:
        room = share * (high - low)
        (left, top), (right, bottom) = low - room, high + room
        corners = np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float32) @ turn
        if np.array_equal(inside_frame(corners, width, height), corners.astype(np.float32)):
            return clockwise(corners.astype(np.float32))
    return whole
