"""A card's picture as small as an address book takes it."""

from __future__ import annotations

from followup.pictures.cutting import cut, jpeg
from scanner.model import Quad

LONG_SIDE = 720
"""Pixels of the longer side: print of a card can still be read, and phones show no contact's picture larger."""

MAX_BYTES = 100_000
"""Of the JPEG. A book of 10,000 cards stays below 1.4 GB in Base64, and importers with a bound have one of some
hundred kilobytes to a few megabytes."""

_QUALITIES = (82, 70, 55, 40, 25)


def small_card(data: bytes, corners: Quad) -> bytes:
    """The card cut out of its photo as JPEG of at most `MAX_BYTES`, without metadata (no place, no time, no camera).

    Args:
        data: the photo as it was stored.
        corners: the card in source pixels, in the order in which it is read.

    Raises:
        ValueError: the bytes are no picture that can be shown, or the corners enclose nothing.
    """
    shown, _ = cut(data, corners, LONG_SIDE)
    while True:
        for quality in _QUALITIES:
            if len(made := jpeg(shown, quality)) <= MAX_BYTES:
                return made
        shown = shown.reduce(2)  # noise can be that large
