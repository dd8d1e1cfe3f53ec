"""Designs with colour: dark papers, bands, pictures, patterns."""

from __future__ import annotations

import math

from benchmarks.cardgen import art
from benchmarks.cardgen.designs.registry import EURO, US, design
from benchmarks.cardgen.kit import Kit

_M = 5.0


def _on(color: tuple[int, int, int]) -> tuple[int, int, int]:
    """White or near black, whichever reads on the colour."""
    return (255, 255, 255) if 0.3 * color[0] + 0.59 * color[1] + 0.11 * color[2] < 150 else (24, 24, 26)


@design("dark", dark=True, code=True)
def dark(k: Kit) -> None:
    """Light text on a dark card."""
    w, h = k.canvas.width, k.canvas.height
    code = 18 if k.text.qr else 0
    k.brand((_M, _M, w - _M, 0.36 * h), "right")
    k.person((_M, 0.36 * h, w - _M - code, 0.6 * h))
    k.contacts((_M, 0.62 * h, w - _M - code, h - 3.8), valign="bottom", groups=False)
    if code:
        k.code((w - _M - 17, h - 24, w - _M, h - 7))
    k.notes((_M, h - 3.6, w - _M, h - 0.8), "right")


@design("dark-centred", dark=True, head=("serif", "display", "script"), body=("sans", "serif"), name=13)
def dark_centred(k: Kit) -> None:
    """Gold on black, on the middle axis."""
    w, h = k.canvas.width, k.canvas.height
    k.person((_M, _M, w - _M, 0.34 * h), "center", "middle", k.colors.accent)
    k.canvas.line([(0.4 * w, 0.37 * h), (0.6 * w, 0.37 * h)], k.colors.accent, 0.3)
    k.contacts((_M, 0.41 * h, w - _M, 0.7 * h), "center", "middle", groups=False)
    k.brand((_M, 0.72 * h, w - _M, h - 3.8), "center")
    k.notes((_M, h - 3.6, w - _M, h - 0.8), "center")


@design("gradient", dark=True)
def gradient(k: Kit) -> None:
    """A diagonal gradient behind a two-sided setting."""
    w, h = k.canvas.width, k.canvas.height
    art.gradient(k.canvas, k.colors.paper, art.mix(k.colors.paper, k.colors.accent, 0.3), k.rng.uniform(0, math.pi))
    k.person((_M, _M, 0.55 * w, 0.36 * h))
    k.brand((0.57 * w, _M, w - _M, 0.42 * h), "right", color=k.colors.ink)
    k.contacts((_M, 0.48 * h, w - _M, h - 4.2), valign="bottom", color=k.colors.ink)
    k.notes((_M, h - 3.8, w - _M, h - 0.8), "right", color=k.colors.ink)


@design("left-band", code=True)
def left_band(k: Kit) -> None:
    """A coloured band at the left carries the firm."""
    w, h = k.canvas.width, k.canvas.height
    band = 0.36 * w
    k.canvas.rectangle((0, 0, band, h), k.colors.accent)
    paint = _on(k.colors.accent)
    mark_colors = k.colors
    k.colors = type(mark_colors)(mark_colors.accent, paint, paint, paint, mark_colors.second)
    k.brand((3, 0.22 * h, band - 3, 0.62 * h), "center", color=paint)
    k.colors = mark_colors
    if k.text.qr:
        k.code((band / 2 - 8, h - 20, band / 2 + 8, h - 4))
    k.icon_disc = k.colors.accent if k.rng.random() < 0.5 else None
    k.person((band + 5, _M, w - 4, 0.38 * h))
    k.contacts((band + 5, 0.42 * h, w - 4, h - 4.2), valign="bottom", groups=False)
    k.notes((band + 5, h - 3.8, w - 4, h - 0.8), "right")


@design("top-band")
def top_band(k: Kit) -> None:
    """A band across the top with the firm in it."""
    w, h = k.canvas.width, k.canvas.height
    k.canvas.rectangle((0, 0, w, 0.36 * h), k.colors.accent)
    saved, paint = k.colors, _on(k.colors.accent)
    k.colors = type(saved)(saved.accent, paint, paint, paint, saved.second)
    k.brand((_M, 0.05 * h, w - _M, 0.33 * h), color=paint)
    k.colors = saved
    k.person((_M, 0.42 * h, 0.46 * w, 0.9 * h), valign="middle")
    k.contacts((0.48 * w, 0.42 * h, w - _M, h - 4.2), valign="middle", groups=False)
    k.notes((_M, h - 3.8, w - _M, h - 0.8))


@design("diagonal", sizes=(EURO, US))
def diagonal(k: Kit) -> None:
    """The card split aslant into two colours."""
    w, h = k.canvas.width, k.canvas.height
    k.canvas.polygon([(0, 0), (0.5 * w, 0), (0.3 * w, h), (0, h)], k.colors.accent)
    saved, paint = k.colors, _on(k.colors.accent)
    k.colors = type(saved)(saved.accent, paint, paint, paint, saved.second)
    k.brand((3.5, 0.2 * h, 0.36 * w, 0.7 * h), color=paint)
    k.colors = saved
    k.icon_disc = k.colors.accent if k.rng.random() < 0.5 else None
    k.person((0.53 * w, 4.5, w - 4, 0.38 * h), "right")
    k.contacts((0.46 * w, 0.42 * h, w - 4, h - 4.2), "right", "bottom", groups=False)
    k.notes((0.4 * w, h - 3.8, w - 4, h - 0.8), "right")


@design("picture-dark", dark=True)
def picture_dark(k: Kit) -> None:
    """White text on a darkened picture over the full card."""
    art.scenery(k.canvas, k.rng, dark=True)
    w, h = k.canvas.width, k.canvas.height
    white = (250, 250, 250)
    k.brand((_M, _M, w - _M, 0.38 * h), color=white)
    k.person((_M, 0.4 * h, w - _M, 0.64 * h), "right", color=white)
    k.contacts((_M, 0.66 * h, w - _M, h - 4), "right", "bottom", color=white, groups=False)
    k.notes((_M, h - 3.6, w - _M, h - 0.8), color=white)


@design("picture-pale")
def picture_pale(k: Kit) -> None:
    """Dark text on a pale picture."""
    art.scenery(k.canvas, k.rng, dark=False)
    w, h = k.canvas.width, k.canvas.height
    black = (16, 16, 20)
    k.person((_M, _M, 0.6 * w, 0.36 * h), color=black)
    k.contacts((_M, 0.42 * h, 0.72 * w, 0.8 * h), color=black, groups=False)
    k.brand((0.35 * w, 0.76 * h - 4, w - _M, h - 4), "right", color=black)
    k.notes((_M, h - 3.6, 0.5 * w, h - 0.8), color=black)


@design("watermark")
def watermark(k: Kit) -> None:
    """A faint ornament under all the text."""
    art.pattern(k.canvas, k.rng, art.mix(k.colors.paper, k.colors.accent, 0.16))
    w, h = k.canvas.width, k.canvas.height
    k.brand((_M, _M, 0.62 * w, 0.38 * h))
    k.person((0.3 * w, 0.4 * h, w - _M, 0.62 * h), "right")
    k.contacts((_M, 0.64 * h, w - _M, h - 4), valign="bottom", groups=False)
    k.notes((_M, h - 3.6, w - _M, h - 0.8), "right")


@design("textured", head=("serif",), body=("serif",))
def textured(k: Kit) -> None:
    """Laid paper with visible fibres."""
    art.paper(k.canvas, k.rng, k.rng.uniform(3, 6))
    w, h = k.canvas.width, k.canvas.height
    k.person((_M, 0.3 * h, w - _M, 0.56 * h), "center", "middle")
    k.brand((_M, 4, w - _M, 0.28 * h), "center")
    k.contacts_halved(
        (_M, 0.62 * h, 0.48 * w, h - 4.4), (0.52 * w, 0.62 * h, w - _M, h - 4.4), ("left", "right"), "bottom"
    )
    k.notes((_M, h - 3.6, w - _M, h - 0.8), "center")


@design("corner-shapes", code=True)
def corner_shapes(k: Kit) -> None:
    """Coloured triangles in two corners, icons on discs."""
    w, h = k.canvas.width, k.canvas.height
    k.canvas.polygon([(w, 0), (w, 0.45 * h), (0.72 * w, 0)], k.colors.accent)
    k.canvas.polygon([(w, 0), (w, 0.3 * h), (0.82 * w, 0)], k.colors.second)
    k.canvas.polygon([(0, h), (0, 0.86 * h), (0.16 * w, h)], k.colors.accent)
    k.icon_disc = k.colors.accent
    k.person((_M, _M, 0.66 * w, 0.34 * h))
    k.contacts((_M + 2, 0.38 * h, 0.62 * w, 0.84 * h), valign="middle", groups=False)
    k.brand((0.5 * w, 0.84 * h - 8, w - _M, h - 4) if not k.text.qr else (0.3 * w, 0.8 * h - 1, w - _M, h - 4), "right")
    k.code((w - 21, 0.36 * h, w - 5, 0.36 * h + 16))
    k.notes((0.2 * w, h - 3.6, w - _M, h - 0.8), "right")
