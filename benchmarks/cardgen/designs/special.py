"""Designs of other shapes: vertical, square, with a portrait, a badge, a bilingual split."""

from __future__ import annotations

from benchmarks.cardgen import art
from benchmarks.cardgen.designs.registry import SQUARE, TALL, design
from benchmarks.cardgen.kit import Kit

_M = 4.5


@design("vertical", sizes=TALL, code=True, contact=6.6)
def vertical(k: Kit) -> None:
    """An upright card, left aligned."""
    w, h = k.canvas.width, k.canvas.height
    k.brand((_M, 6, w - _M, 0.3 * h))
    k.person((_M, 0.34 * h, w - _M, 0.54 * h))
    code = 15 if k.text.qr else 0
    k.contacts((_M, 0.57 * h, w - _M, h - 4.5 - code), valign="top" if code else "bottom")
    k.code((w - _M - 14, h - 18.5, w - _M, h - 4.5))
    k.notes((_M, h - 3.8, w - _M, h - 0.8))


@design("vertical-centred", sizes=TALL, head=("serif", "display", "sans"), contact=6.6)
def vertical_centred(k: Kit) -> None:
    """An upright card on its middle axis, a disc behind the logo."""
    w, h = k.canvas.width, k.canvas.height
    k.brand((_M, 7, w - _M, 0.36 * h), "center")
    k.person((_M, 0.4 * h, w - _M, 0.58 * h), "center", "middle")
    k.canvas.line([(0.35 * w, 0.61 * h), (0.65 * w, 0.61 * h)], k.colors.accent, 0.4)
    k.contacts((_M, 0.64 * h, w - _M, h - 5), "center", "middle", groups=False)
    k.notes((_M, h - 4, w - _M, h - 0.8), "center")


@design("vertical-dark", sizes=TALL, dark=True, contact=6.6)
def vertical_dark(k: Kit) -> None:
    """An upright dark card with a light foot."""
    w, h = k.canvas.width, k.canvas.height
    k.canvas.rectangle((0, 0.6 * h, w, h), k.colors.ink)
    k.person((_M, 0.08 * h, w - _M, 0.3 * h))
    k.brand((_M, 0.33 * h, w - _M, 0.57 * h))
    k.contacts((_M, 0.63 * h, w - _M, h - 5), color=k.colors.paper, groups=False)
    k.notes((_M, h - 4, w - _M, h - 0.8), color=k.colors.paper)


@design("square", sizes=(SQUARE,), code=True)
def square(k: Kit) -> None:
    """A square card, firm above and contacts below."""
    w, h = k.canvas.width, k.canvas.height
    k.brand((_M, _M, w - _M, 0.3 * h))
    k.person((_M, 0.33 * h, w - _M - (16 if k.text.qr else 0), 0.55 * h))
    k.code((w - _M - 15, 0.31 * h, w - _M, 0.31 * h + 15))
    k.contacts((_M, 0.6 * h, w - _M, h - 4.5), valign="bottom")
    k.notes((_M, h - 3.8, w - _M, h - 0.8), "right")


@design("portrait")
def portrait(k: Kit) -> None:
    """A picture of the person at the left."""
    w, h = k.canvas.width, k.canvas.height
    wide = 0.28 * w
    art.portrait(k.canvas, k.rng, (4, 5, 4 + wide, 5 + 1.25 * wide))
    k.person((wide + 8, 5, w - 4, 0.36 * h))
    k.contacts((wide + 8, 0.4 * h, w - 4, 0.74 * h), groups=False)
    k.brand((wide + 8, 0.76 * h, w - 4, h - 4), "right")
    k.notes((4, h - 3.6, 0.5 * w, h - 0.8))


@design("portrait-right", dark=True)
def portrait_right(k: Kit) -> None:
    """A dark card with the portrait in the right upper corner."""
    w, h = k.canvas.width, k.canvas.height
    art.portrait(k.canvas, k.rng, (w - 24, 0, w, 30))
    k.brand((_M, _M, w - 28, 0.32 * h))
    k.person((_M, 0.34 * h, w - 28, 0.58 * h))
    k.contacts((_M, 0.61 * h, w - _M, h - 4.2), valign="bottom", groups=False)
    k.notes((_M, h - 3.8, w - _M, h - 0.8), "right")


@design("badge", head=("display", "sans"), name=12)
def badge(k: Kit) -> None:
    """Company in a rounded badge, contact lines with icons on discs."""
    w, h = k.canvas.width, k.canvas.height
    k.canvas.rectangle((_M, _M, w - _M, 0.4 * h), art.mix(k.colors.paper, k.colors.accent, 0.14), radius=3)
    k.brand((_M + 3, _M + 1.5, w - _M - 3, 0.4 * h - 1), "center")
    k.icon_disc = k.colors.accent
    k.person((_M, 0.45 * h, 0.46 * w, 0.92 * h), valign="middle")
    k.contacts((0.48 * w, 0.45 * h, w - _M, h - 4.2), valign="middle", groups=False)
    k.notes((_M, h - 3.8, w - _M, h - 0.8))


@design("footer-block", code=True)
def footer_block(k: Kit) -> None:
    """A coloured foot with the contacts in white on it."""
    w, h = k.canvas.width, k.canvas.height
    base = art.mix(k.colors.accent, (0, 0, 0), 0.25)
    k.canvas.rectangle((0, 0.58 * h, w, h), base)
    k.person((_M, _M, 0.52 * w, 0.52 * h), valign="middle")
    if k.text.qr:
        k.brand((0.54 * w, _M, w - _M - 17, 0.5 * h))
        k.code((w - _M - 15, 5, w - _M, 20))
    else:
        k.brand((0.54 * w, _M, w - _M, 0.52 * h), "right")
    left, right = (_M, 0.61 * h, 0.48 * w, h - 4.2), (0.52 * w, 0.61 * h, w - _M, h - 4.2)
    k.contacts_halved(left, right, ("left", "left"), color=(255, 255, 255))
    k.notes((_M, h - 3.8, w - _M, h - 0.8), "right", color=(230, 230, 230))


@design("ribbon", head=("sans", "display"))
def ribbon(k: Kit) -> None:
    """The name on a ribbon across the card."""
    w, h = k.canvas.width, k.canvas.height
    k.canvas.rectangle((0, 0.36 * h, 0.66 * w, 0.6 * h), art.mix(k.colors.accent, (0, 0, 0), 0.2))
    k.brand((0.3 * w, 4, w - _M, 0.33 * h), "right")
    k.person((_M, 0.375 * h, 0.64 * w, 0.59 * h), valign="middle", color=(255, 255, 255))
    k.contacts((_M, 0.63 * h, w - _M, h - 4), valign="middle", groups=False)
    k.notes((0.4 * w, h - 3.6, w - _M, h - 0.8), "right")
