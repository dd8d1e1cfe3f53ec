"""Setting lines of text into a box: sizes shrink, long lines wrap, nothing leaves the box or comes out too small."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from benchmarks.cardgen import icons
from benchmarks.cardgen.canvas import POINT, Box, Canvas, Color, Style

SMALLEST = 4.4
"""Points below which a card would not be printed."""


class DoesNotFitError(ValueError):
    """The text would have to be smaller than `SMALLEST`: this design is not for this card."""


@dataclass(frozen=True)
class Item:
    """A line to set.

    Attributes:
        gap: millimetres left free above it, at full size.
        icon: kind of the icon drawn before it, or empty.
        label: set before it in `label_style`; with `tab` millimetres from the left edge to the text, or inline when 0.
        wrap: it may run over several lines.
    """

    text: str
    style: Style
    gap: float = 0.0
    icon: str = ""
    icon_color: Color = (90, 90, 90)
    icon_disc: Color | None = None
    label: str = ""
    label_style: Style | None = None
    tab: float = 0.0
    wrap: bool = False

    @property
    def indent(self) -> float:
        return self.style.size * POINT * 1.9 if self.icon else 0.0


def width(canvas: Canvas, item: Item) -> float:
    """Millimetres the line takes with its icon and label."""
    before = item.indent
    if item.label and item.label_style:
        before += item.tab or canvas.measure(f"{item.label} ", item.label_style)
    return before + canvas.measure(item.text, item.style)


def height(items: Sequence[Item], leading: float) -> float:
    return sum(item.gap + item.style.size * POINT * leading for item in items)


def place(
    canvas: Canvas, items: Sequence[Item], box: Box, align: str = "left", valign: str = "top", *, leading: float = 1.28
) -> Box:
    """Set the items into the box and give the box they fill.

    Args:
        align: 'left', 'center' or 'right'; valign: 'top', 'middle' or 'bottom'.

    Raises:
        DoesNotFitError: they do not fit at a size worth printing.
    """
    left, top, right, bottom = box
    fitted = _fitted(canvas, items, right - left, bottom - top, leading)
    tall = height(fitted, leading)
    y = {"top": top, "middle": (top + bottom - tall) / 2, "bottom": bottom - tall}[valign]
    start, edges = y, []
    for item in fitted:
        wide = width(canvas, item)
        x = {"left": left, "center": (left + right - wide) / 2, "right": right - wide}[align]
        em = item.style.size * POINT
        y += item.gap + em * leading
        _set(canvas, item, x, y - em * (leading - 0.95))
        edges += [x, x + wide]
    return (min(edges, default=left), start, max(edges, default=left), y)


def _set(canvas: Canvas, item: Item, x: float, baseline: float) -> None:
    em = item.style.size * POINT
    if item.icon:
        icons.draw(
            canvas,
            item.icon,
            (x, baseline - 1.0 * em, x + 1.25 * em, baseline + 0.25 * em),
            item.icon_color,
            item.icon_disc,
        )
    x += item.indent
    if item.label and item.label_style:
        wide = canvas.text(x, baseline, item.label, item.label_style)
        x += item.tab or wide + canvas.measure(" ", item.label_style)
    canvas.text(x, baseline, item.text, item.style)


def _fitted(canvas: Canvas, items: Sequence[Item], wide: float, tall: float, leading: float) -> list[Item]:
    """The items wrapped and shrunk to fit: first what is too wide, then all of them together."""
    if wide <= 0 or (tall <= 0 and items):
        raise DoesNotFitError("no room")
    fitted: list[Item] = []
    for item in items:
        fitted += _narrowed(canvas, item, wide)
    factor = min(1.0, tall / max(1e-9, height(fitted, leading)))
    fitted = [_scaled(item, factor) for item in fitted]
    if any(item.style.size < SMALLEST for item in fitted):
        raise DoesNotFitError(f"smaller than {SMALLEST} pt")
    return fitted


def _scaled(item: Item, factor: float) -> Item:
    label = item.label_style.scaled(factor) if item.label_style else None
    return replace(
        item, style=item.style.scaled(factor), label_style=label, gap=item.gap * factor, tab=item.tab * factor
    )


def _narrowed(canvas: Canvas, item: Item, wide: float) -> list[Item]:
    need = width(canvas, item)
    if need <= wide:
        return [item]
    if item.wrap and need > 1.12 * wide and " " in item.text:
        return _wrapped(canvas, item, wide)
    return [_scaled(item, 0.985 * wide / need)]


def _wrapped(canvas: Canvas, item: Item, wide: float) -> list[Item]:
    """The item over two lines, broken after a comma where there is one near the middle."""
    spaces = [i for i, char in enumerate(item.text) if char == " "]
    middle = len(item.text) / 2
    cut = min(spaces, key=lambda i: abs(i - middle) - (6 if item.text[i - 1] in ",|·•-" else 0))
    head = replace(item, text=item.text[:cut].rstrip(" |·•"))
    tail = replace(item, text=item.text[cut + 1 :].lstrip(" |·•"), gap=0.0, label="", icon="")
    return [*_narrowed(canvas, head, wide), *_narrowed(canvas, tail, wide)]
