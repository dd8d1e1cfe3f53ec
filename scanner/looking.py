"""Where the cards of a photo lie: it is searched for text as small as will do, and closer where the text is small."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from math import dist
from statistics import median

import numpy as np

from scanner.brightness import lightened
from scanner.locate import OVERVIEW, locate, overview
from scanner.locate.choice import CROWD
from scanner.locate.geometry import frame, to_corners, to_quad
from scanner.locate.scene import span
from scanner.model import Quad
from scanner.ocr import CARD_SEARCH, open_text_finder
from scanner.ocr.protocol import Pixels
from scanner.photo import Picture, PictureFile

GLANCE = 544
"""Longer side in pixels at which a photo is searched first, which takes half of the time of `CARD_SEARCH`."""

GLANCE_LINES = 7
"""Lines of text that such a glance shows at least where it is believed. On 100 photos of one card, half of them hard,
it then placed as many within 0.9 of the truth as a search at 736 pixels; believed always, it placed 1 % fewer."""

GLANCE_TEXT = 14.0
"""Height in pixels of the usual line, with the detector's margin, that a glance shows at least where it is believed: of
69 photos of 2 to 24 cards it saw such headings, and nothing else, of five, all below 14."""

GLANCE_SPAN = 19.0
"""Square root of the area that all text spans over the height of the usual line, with the detector's margin, up to
which a glance is believed: of photos of several cards it sees the headings only, far apart."""

_MORE = 1.15
"""Lines that were read over lines that had been seen, from which on what was seen may not be all that there is. Of 91
photos of one card none was parted."""

CLOSER = ((1_920, CROWD), (3_200, 10_000))
"""Second and third look at a photo: longer side in pixels, and with how many lines of text it is taken even though they
look large; with small ones it always is."""

SMALL_TEXT = 14.0
"""Height in pixels of the usual line, with the detector's margin, that shows that cards are small in the photo: of 56
photos of one card none had less than 14, of photos of eight and more all had, and most of their lines were missed."""

FEW = 4
"""Lines of text that one card of usual size has at least; of a blurred one, no more may be seen than of a small one."""


SCATTERED = 6
"""Lines of text below which a photo is looked at closer where they show no card: of a card that lies aslant, white on
white, the logo and the name may be all that is seen from afar."""


@dataclass(frozen=True, slots=True)
class View:
    """A photo made smaller.

    Attributes:
        pixels: height × width × 3, BGR.
        scale: by how much the photo is larger.
    """

    pixels: Pixels
    scale: float


@dataclass(frozen=True, slots=True)
class Sight:
    """What was seen of a photo.

    Attributes:
        places: the corners of each card.
        texts: lines of text found in the whole photo.
        searched_at: longer side in pixels of what they were found in.
        scale: by how much the photo is larger than the view in whose pixels they all are.
    """

    places: tuple[Quad, ...]
    texts: tuple[Quad, ...]
    searched_at: int
    scale: float

    def in_source(self, picture: Picture) -> Sight:
        """The same in source pixels."""
        places, texts = (
            tuple(_in_source(quad, self.scale, picture) for quad in quads) for quads in (self.places, self.texts)
        )
        return Sight(places, texts, self.searched_at, 1.0)


def first_view(file: PictureFile, whole: Callable[[], Picture]) -> View:
    """The photo at some `OVERVIEW` pixels, without waiting for the whole where it can be had sooner.

    Raises:
        PhotoError: the file is damaged.
    """
    return View(*(file.glimpse(OVERVIEW) or overview(whole().pixels)))


def look(view: View, whole: Callable[[], Picture], threads: int) -> Sight:
    """Find the cards and the lines of text of a photo, in pixels of the view that was looked at last.

    Args:
        view: see `first_view`.
        whole: gives the whole photo, which is looked at closer where cards are small.
        threads: threads for inference.
    """
    finder = open_text_finder(threads)
    view, texts, searched_at = _search(view, whole, threads)
    places = locate(view.pixels, texts, partial(finder.legible, view.pixels))
    closer = CLOSER[0][0]
    if searched_at < closer <= max(view.pixels.shape[:2]) * view.scale and _is_guess(places, texts, view):
        view = View(*overview(whole().pixels, closer))
        texts = finder.find(view.pixels, searched_at := closer)
        places = locate(view.pixels, texts, partial(finder.legible, view.pixels))
    return Sight(places, texts, searched_at, view.scale)


def look_again(picture: Picture, sight: Sight, lines: Sequence[Quad], threads: int) -> Sight:
    """The same photo by the lines that were read of what was taken for one card, in source pixels.

    A glance may miss the small print of two cards, and with it that they are two.

    Args:
        picture: the photo.
        sight: what was seen of it, in source pixels.
        lines: boxes of all lines that were read, in source pixels.
        threads: threads for inference.
    """
    if not lines or len(lines) < _MORE * len(sight.texts) or span([to_corners(line) for line in lines]) < GLANCE_SPAN:
        return sight
    small, scale = overview(picture.pixels)
    seen = tuple(to_quad(to_corners(line) / np.float32(scale)) for line in lines)
    places = locate(small, seen, partial(open_text_finder(threads).legible, small))
    return Sight(places, seen, CARD_SEARCH, scale).in_source(picture) if len(places) > 1 else sight


def _search(view: View, whole: Callable[[], Picture], threads: int) -> tuple[View, tuple[Quad, ...], int]:
    """The lines of text in pixels of the view that comes first, and at which size they were sought."""
    finder = open_text_finder(threads)
    longest = max(view.pixels.shape[:2])
    texts = finder.find(view.pixels, GLANCE)
    if GLANCE_LINES <= len(texts) < CROWD and _is_one_card_seen_well(texts, GLANCE / longest):
        return view, texts, GLANCE
    texts = finder.find(view.pixels, search := CARD_SEARCH)
    dark = len(texts) < FEW and lightened(view.pixels) is not view.pixels
    if dark:
        view = View(lightened(view.pixels), view.scale)
        texts = finder.find(view.pixels, search)
    for closer, crowd in CLOSER:
        seen_at = search / max(view.pixels.shape[:2])
        if longest * view.scale < closer or not (len(texts) >= crowd or _looks_small(texts, seen_at)):
            break
        view = View(*overview(whole().pixels, closer))
        view = View(lightened(view.pixels), view.scale) if dark else view
        longest = max(view.pixels.shape[:2])
        texts = finder.find(view.pixels, search := closer)
    return view, texts, search


def _is_one_card_seen_well(texts: Sequence[Quad], scale: float) -> bool:
    """Whether a glance at `scale` saw text as large, and no further spread, than that of one card near enough."""
    return _height(texts) * scale >= GLANCE_TEXT and span([to_corners(text) for text in texts]) < GLANCE_SPAN


def _is_guess(places: Sequence[Quad], texts: Sequence[Quad], view: View) -> bool:
    """Whether no outline was found, nor enough text to tell where the card lies and which way up."""
    height, width = view.pixels.shape[:2]
    return len(texts) < SCATTERED and places == (to_quad(frame(width, height)),)


def _looks_small(texts: Sequence[Quad], scale: float) -> bool:
    """Whether a search at `scale` saw smaller text than one card has, or hardly any."""
    return len(texts) < FEW or _height(texts) * scale < SMALL_TEXT


def _height(texts: Sequence[Quad]) -> float:
    """Of the usual line, with the detector's margin."""
    return median(min(dist(a, b), dist(a, d)) for a, b, _, d in texts)


def _in_source(quad: Quad, scale: float, picture: Picture) -> Quad:
    """A box of a view in source pixels; what lies on the view's edge lies on the photo's."""
    height, width = picture.pixels.shape[:2]
    a, b, c, d = ((_stretched(x, scale, width), _stretched(y, scale, height)) for x, y in quad)
    return (a, b, c, d)


def _stretched(at: float, scale: float, end: int) -> float:
    """A place on one axis, which in the smaller picture may end up to a pixel sooner or later than `end`."""
    return float(end) if at * scale > end - scale else at * scale
