"""Designs of text on paper: the classic ones."""

from __future__ import annotations

from benchmarks.cardgen import art
from benchmarks.cardgen.designs.registry import EURO, US, design
from benchmarks.cardgen.kit import Kit

_M = 5.0
"""Margin in millimetres."""


@design("classic", code=True)
def classic(k: Kit) -> None:
    """Company above left, person in the middle, contacts below."""
    w, h = k.canvas.width, k.canvas.height
    code = 17 if k.text.qr else 0
    k.brand((_M, _M, w - _M, 0.36 * h))
    k.person((_M, 0.38 * h, w - _M - code, 0.62 * h))
    k.contacts((_M, 0.64 * h, w - _M - code, h - 3.4), valign="bottom", groups=False)
    if code:
        k.code((w - _M - 16, 0.5 * h, w - _M, 0.5 * h + 16))
    k.notes((0.5 * w, h - 3.2, w - _M, h - 0.8), "right")


@design("centred", head=("serif", "script", "sans"), body=("serif", "sans"), name=12)
def centred(k: Kit) -> None:
    """Everything on the middle axis."""
    w, h = k.canvas.width, k.canvas.height
    k.brand((_M, 4, w - _M, 0.34 * h), "center")
    k.person((_M, 0.36 * h, w - _M, 0.6 * h), "center", "middle")
    k.contacts((_M, 0.62 * h, w - _M, h - 3.6), "center", "bottom", groups=False)
    k.notes((_M, h - 3.2, w - _M, h - 0.8), "center")


@design("two-columns")
def two_columns(k: Kit) -> None:
    """Person above, addresses left and the rest right below a rule."""
    w, h = k.canvas.width, k.canvas.height
    k.brand((0.48 * w, _M, w - _M, 0.36 * h), "right")
    k.person((_M, 0.14 * h, 0.47 * w, 0.48 * h), valign="middle")
    k.canvas.line([(_M, 0.53 * h), (w - _M, 0.53 * h)], k.colors.accent, 0.3)
    k.contacts_halved((_M, 0.58 * h, 0.47 * w, h - 4), (0.51 * w, 0.58 * h, w - _M, h - 4), ("left", "left"))
    k.notes((_M, h - 3.4, w - _M, h - 0.8))


@design("right-column", code=True)
def right_column(k: Kit) -> None:
    """Logo and firm left, person and contacts in a column at the right of an upright rule."""
    w, h = k.canvas.width, k.canvas.height
    k.brand((_M, 0.2 * h, 0.4 * w, 0.66 * h), "center")
    k.canvas.line([(0.43 * w, 0.14 * h), (0.43 * w, 0.86 * h)], k.colors.accent, 0.25)
    k.person((0.46 * w, 0.12 * h, w - _M, 0.4 * h))
    k.contacts((0.46 * w, 0.43 * h, w - _M, 0.9 * h), groups=False)
    k.code((0.13 * w, 0.66 * h, 0.13 * w + 15, 0.66 * h + 15))
    k.notes((_M, h - 3.4, w - _M, h - 0.8), "right")


@design("letterhead", head=("serif",), body=("serif",), company=11)
def letterhead(k: Kit) -> None:
    """Firm large across the top, person at the left, contacts at the right foot."""
    w, h = k.canvas.width, k.canvas.height
    k.brand((_M, _M, w - _M, 0.38 * h), "center")
    k.canvas.line([(_M, 0.41 * h), (w - _M, 0.41 * h)], k.colors.muted, 0.2)
    k.person((_M, 0.45 * h, 0.52 * w, 0.9 * h), valign="top")
    k.contacts((0.54 * w, 0.45 * h, w - _M, h - 4), "right", "bottom", groups=False)
    k.notes((_M, h - 3.4, 0.5 * w, h - 0.8))


@design("minimal", head=("sans",), body=("sans",), name=9, contact=6.2, title=6.6, company=8)
def minimal(k: Kit) -> None:
    """Much white; small type in one block at the lower left."""
    w, h = k.canvas.width, k.canvas.height
    k.brand((0.45 * w, _M, w - _M, 0.32 * h), "right")
    k.person((_M, 0.34 * h, 0.7 * w, 0.55 * h), valign="bottom")
    k.contacts((_M, 0.58 * h, 0.8 * w, h - 3.6), groups=False)
    k.notes((0.5 * w, h - 3.4, w - _M, h - 0.8), "right")


@design("thin-grey", head=("sans",), body=("sans",), name=9, contact=5.6, title=6, company=8)
def thin_grey(k: Kit) -> None:
    """Light grey type, hard to read."""
    w, h = k.canvas.width, k.canvas.height
    grey = art.mix(k.colors.paper, k.colors.ink, k.rng.uniform(0.55, 0.75))
    k.brand((_M, _M, 0.6 * w, 0.34 * h), color=grey)
    k.person((_M, 0.4 * h, 0.6 * w, 0.62 * h), color=grey)
    k.contacts((0.4 * w, 0.55 * h, w - _M, h - 4), "right", "bottom", color=grey, groups=False)
    k.notes((_M, h - 3.4, 0.5 * w, h - 0.8))


@design("tiny", head=("sans", "serif"), body=("sans", "condensed"), name=7.5, contact=5.2, title=5.6, company=7)
def tiny(k: Kit) -> None:
    """All type very small, in the four corners."""
    w, h = k.canvas.width, k.canvas.height
    k.brand((_M, _M, 0.48 * w, 0.36 * h))
    k.person((0.5 * w, _M, w - _M, 0.36 * h), "right")
    k.contacts_halved((_M, 0.6 * h, 0.48 * w, h - 5), (0.5 * w, 0.6 * h, w - _M, h - 5), ("left", "right"), "bottom")
    k.notes((_M, h - 3.8, w - _M, h - 0.8))


@design("framed", sizes=(EURO, US), head=("serif", "display"), body=("serif",))
def framed(k: Kit) -> None:
    """A double frame around a centred setting."""
    w, h = k.canvas.width, k.canvas.height
    k.canvas.frame((2.2, 2.2, w - 2.2, h - 2.2), k.colors.accent, 0.5)
    k.canvas.frame((3.2, 3.2, w - 3.2, h - 3.2), k.colors.accent, 0.2)
    k.person((7, 6, w - 7, 0.36 * h), "center", "middle")
    k.brand((7, 0.38 * h, w - 7, 0.62 * h), "center")
    k.contacts_joined((7, 0.65 * h, w - 7, h - 7), "center", "bottom")
    k.notes((7, h - 6.6, w - 7, h - 3.8), "center")


@design("typewriter", head=("mono",), body=("mono",), name=9, contact=6.4, title=7, company=8.5)
def typewriter(k: Kit) -> None:
    """One fixed-pitch block."""
    w, h = k.canvas.width, k.canvas.height
    k.person((_M, _M, 0.72 * w, 0.3 * h))
    k.brand((_M, 0.32 * h, w - _M, 0.56 * h))
    k.contacts((_M, 0.6 * h, w - _M, h - 3.6), groups=False)
    k.notes((_M, h - 3.4, w - _M, h - 0.8), "right")


@design("footer-strip", contact=6.6)
def footer_strip(k: Kit) -> None:
    """Person left, logo right, contacts run together at the foot."""
    w, h = k.canvas.width, k.canvas.height
    k.person((_M, 0.2 * h, 0.5 * w, 0.6 * h), valign="middle")
    k.brand((0.52 * w, 0.14 * h, w - _M, 0.6 * h), "right")
    k.canvas.line([(0, 0.68 * h), (w, 0.68 * h)], k.colors.accent, 0.5)
    k.contacts_joined((_M, 0.71 * h, w - _M, h - 4), "left", "middle")
    k.notes((_M, h - 3.6, w - _M, h - 0.8))


@design("name-first", name=14, head=("sans", "display", "condensed"))
def name_first(k: Kit) -> None:
    """A large name at the top, the firm only at the foot."""
    w, h = k.canvas.width, k.canvas.height
    k.person((_M, _M, w - _M, 0.34 * h))
    k.contacts((_M, 0.38 * h, 0.62 * w, 0.78 * h), groups=False)
    k.brand((0.4 * w, 0.79 * h - 8, w - _M, h - 4), "right")
    k.notes((_M, h - 3.6, 0.6 * w, h - 0.8))


@design("condensed", head=("condensed",), body=("condensed",), name=13, contact=8, title=8.5, company=11)
def condensed(k: Kit) -> None:
    """Narrow type, contacts at the right edge."""
    w, h = k.canvas.width, k.canvas.height
    k.brand((_M, _M, 0.5 * w, 0.4 * h))
    k.person((_M, 0.55 * h, 0.5 * w, h - 4.5), valign="bottom")
    k.contacts((0.52 * w, _M, w - _M, h - 4.5), "right", "middle")
    k.notes((_M, h - 3.6, w - _M, h - 0.8))
