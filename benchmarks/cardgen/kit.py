"""What a design draws with: the parts of a card's text, ready to be placed, in one card's fonts, sizes and colours."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from benchmarks.cardgen import art, fonts
from benchmarks.cardgen.canvas import POINT, Box, Canvas, Color, Style
from benchmarks.cardgen.content import CardText
from benchmarks.cardgen.entries import Entry
from benchmarks.cardgen.headings import Line
from benchmarks.cardgen.layout import DoesNotFitError, Item, place

_NO_CAPITALS = frozenset("ıİßŉǰΐΰ")
"""Letters that do not come back from capitals."""


@dataclass(frozen=True)
class Palette:
    """Colours: the card's paper, its text, quieter text and the firm's own two."""

    paper: Color
    ink: Color
    muted: Color
    accent: Color
    second: Color


@dataclass(frozen=True)
class Type:
    """Fonts and sizes in points, and how names and firms are set."""

    head: fonts.Family
    body: fonts.Family
    name: float = 11.0
    title: float = 7.5
    company: float = 9.0
    contact: float = 7.0
    name_face: str = "bold"
    name_upper: bool = False
    name_small_caps: bool = False
    name_tracking: float = 0.0
    company_upper: bool = False
    company_tracking: float = 0.0
    title_face: str = "regular"
    title_upper: bool = False
    title_tracking: float = 0.0


class Kit:
    """One card under the hands of a design."""

    def __init__(self, canvas: Canvas, text: CardText, rng: random.Random, palette: Palette, type_: Type) -> None:
        self.canvas, self.text, self.rng, self.colors, self.type = canvas, text, rng, palette, type_
        self.icon_disc: Color | None = None
        self.bold_labels = rng.random() < 0.3
        self.tabbed = rng.random() < 0.3
        self.missing = {"person", "firm", "contacts"} | ({"notes"} if text.notes else set())
        self.missing |= ({"logo"} if text.logo else set()) | ({"code"} if text.qr else set())

    def style(self, size: float, color: Color | None = None, face: str = "regular", *, head: bool = False) -> Style:
        return Style(self.type.head if head else self.type.body, size, color or self.colors.ink, face)

    def person(self, box: Box, align: str = "left", valign: str = "top", color: Color | None = None) -> Box:
        """Name, title, department."""
        self.missing.discard("person")
        items = [self._line(line, color) for line in self.text.person]
        return place(self.canvas, items, box, align, valign)

    def firm(self, box: Box, align: str = "left", valign: str = "top", color: Color | None = None) -> Box:
        """Company, slogan, relation to other firms."""
        self.missing.discard("firm")
        items = [self._line(line, color) for line in self.text.firm]
        return place(self.canvas, items, box, align, valign) if items else (box[0], box[1], box[0], box[1])

    def brand(self, box: Box, align: str = "left", valign: str = "top", color: Color | None = None) -> Box:
        """The logo above the firm's lines, in one box."""
        left, top, right, bottom = box
        tall = min(0.46 * (bottom - top), 9.0) if self.text.firm else min(bottom - top, 12.0)
        if valign == "top" or self.text.firm:
            used = self.logo((left, top, right, top + tall), align, color)
            filled = self.firm((left, used[3] + 1, right, bottom), align, "top", color)
            return (left, top, right, max(used[3], filled[3]))
        self.missing.discard("firm")
        return self.logo((left, bottom - tall, right, bottom), align, color)

    def logo(self, box: Box, align: str = "left", color: Color | None = None) -> Box:
        """A mark with the logo's text beside or under it."""
        self.missing.discard("logo")
        left, top, right, bottom = box
        tall = bottom - top
        if not self.text.logo:
            x = {"left": left, "center": (left + right - tall) / 2, "right": right - tall}[align]
            art.mark(self.canvas, self.rng, (x, top, x + tall, bottom), self.colors.accent, self.colors.second)
            return (x, top, x + tall, bottom)
        if self.rng.random() < 0.5 and right - left > 3.2 * tall:
            return self._logo_beside(box, align, color)
        side = 0.58 * tall
        x = {"left": left, "center": (left + right - side) / 2, "right": right - side}[align]
        art.mark(self.canvas, self.rng, (x, top, x + side, top + side), self.colors.accent, self.colors.second)
        item = Item(self.text.logo, self._logo_style(0.3 * tall, color))
        return place(self.canvas, [item], (left, top + side + 0.06 * tall, right, bottom), align, "top", leading=1.1)

    def _logo_beside(self, box: Box, align: str, color: Color | None) -> Box:
        left, top, right, bottom = box
        tall = bottom - top
        style = self._logo_style(0.5 * tall, color)
        wide = min(right - left - 1.25 * tall, self.canvas.measure(self.text.logo, style) * 1.02)
        start = {"left": left, "center": (left + right - wide - 1.25 * tall) / 2, "right": right - wide - 1.25 * tall}[
            align
        ]
        art.mark(self.canvas, self.rng, (start, top, start + tall, bottom), self.colors.accent, self.colors.second)
        return place(
            self.canvas, [Item(self.text.logo, style)], (start + 1.25 * tall, top, right, bottom), "left", "middle"
        )

    def _logo_style(self, em: float, color: Color | None) -> Style:
        options = [
            family for family in fonts.by_role("display", "sans", "serif") if fonts.covers(family, self.text.logo)
        ]
        family = self.rng.choice(options or [self.type.head])
        upper = self.rng.random() < 0.6 and can_be_upper(self.text.logo)
        tracking = self.rng.choice([0.0, 0.0, 0.08, 0.16])
        return Style(family, min(16.0, em / POINT), color or self.colors.accent, "bold", tracking, upper=upper)

    def contacts(
        self, box: Box, align: str = "left", valign: str = "top", color: Color | None = None, groups: bool = True
    ) -> Box:
        """Every contact line, one under the other, with space between the kinds."""
        self.missing.discard("contacts")
        return place(self.canvas, self.contact_items(self.text.entries, color, groups, align), box, align, valign)

    def contacts_halved(
        self, first: Box, second: Box, aligns: tuple[str, str], valign: str = "top", color: Color | None = None
    ) -> None:
        """Addresses in the one box, everything else in the other."""
        self.missing.discard("contacts")
        places = tuple(e for e in self.text.entries if e.kind in {"address", "office"})
        others = tuple(e for e in self.text.entries if e not in places)
        place(self.canvas, self.contact_items(places, color, True, aligns[0]), first, aligns[0], valign)
        place(self.canvas, self.contact_items(others, color, False, aligns[1]), second, aligns[1], valign)

    def contacts_joined(self, box: Box, align: str, valign: str, color: Color | None = None) -> None:
        """All entries run together on two or three lines, divided by bars or dots."""
        self.missing.discard("contacts")
        glue = self.rng.choice([" | ", "  ·  ", "   ", " • "])
        texts = [entry.text for entry in self.text.entries]
        per_line = self.rng.choice([2, 2, 3])
        style = self.style(self.type.contact, color)
        rows = [glue.join(texts[i : i + per_line]) for i in range(0, len(texts), per_line)]
        place(self.canvas, [Item(row, style) for row in rows], box, align, valign, leading=1.35)

    def contact_items(self, entries: tuple[Entry, ...], color: Color | None, groups: bool, align: str) -> list[Item]:
        items: list[Item] = []
        label_face = "bold" if self.bold_labels else "regular"
        style = self.style(self.type.contact, color)
        label_style = self.style(
            self.type.contact, self.colors.accent if self.bold_labels and not color else color, label_face
        )
        labels = [e.label for e in entries if e.label and e.kind not in {"address", "office"}]
        tab = max((self.canvas.measure(f"{label} ", label_style) for label in labels), default=0.0)
        tabbed = self.tabbed and align == "left" and not self.text.icons
        before = ""
        for entry in entries:
            gap = 1.3 if groups and items and before != _group(entry) else 0.15
            before = _group(entry)
            items += self._entry(entry, style, label_style, tab if tabbed else 0.0, gap)
        return items

    def _entry(self, entry: Entry, style: Style, label_style: Style, tab: float, gap: float) -> list[Item]:
        icon = entry.kind if self.text.icons and not entry.label else ""
        wrap = entry.kind in {"address", "office"}
        if wrap and entry.label and len(entry.label) > 6:
            head = Item(entry.label, label_style, gap)
            return [head, *(Item(line, style, wrap=True) for line in entry.lines)]
        if wrap:
            tab = 0.0
        first = Item(
            entry.lines[0],
            style,
            gap,
            icon,
            self.icon_color(style),
            self.icon_disc,
            entry.label,
            label_style,
            tab,
            wrap,
        )
        return [
            first,
            *(replace(first, text=line, gap=0.0, icon="blank" if icon else "", label="") for line in entry.lines[1:]),
        ]

    def icon_color(self, style: Style) -> Color:
        if self.icon_disc:
            return (255, 255, 255) if sum(self.icon_disc) < 420 else (30, 30, 30)
        return self.colors.accent if style.color == self.colors.ink else style.color

    def notes(self, box: Box, align: str = "left", valign: str = "bottom", color: Color | None = None) -> None:
        """The small print, side by side on one line."""
        self.missing.discard("notes")
        if self.text.notes:
            item = Item("   ".join(self.text.notes), self.style(5.2, color or self.colors.muted))
            place(self.canvas, [item], box, align, valign)

    def code(self, box: Box) -> None:
        """The QR code, where the card has one."""
        self.missing.discard("code")
        if self.text.qr:
            art.code(self.canvas, self.text.qr, box)

    def finish(self) -> None:
        """Check that every part was drawn inside the card and nothing on anything else.

        Raises:
            DoesNotFitError: something stands outside or on top of something.
        """
        if self.missing:
            raise DoesNotFitError(f"not drawn: {sorted(self.missing)}")
        boxes = [drawn.box for drawn in self.canvas.texts]
        for i, box in enumerate(boxes):
            if box[0] < 0.4 or box[1] < 0.3 or box[2] > self.canvas.width - 0.4 or box[3] > self.canvas.height - 0.3:
                raise DoesNotFitError("text leaves the card")
            if any(_overlap(box, other) for other in (*boxes[:i], *self.canvas.blocked)):
                raise DoesNotFitError("text on text")

    def _line(self, line: Line, color: Color | None) -> Item:
        t, c = self.type, self.colors
        if line.role == "name":
            upper = t.name_upper and can_be_upper(line.text)
            small = t.name_small_caps and not upper and can_be_upper(line.text)
            style = Style(t.head, t.name, color or c.ink, t.name_face, t.name_tracking, small, upper)
            return self._covered(Item(line.text, style))
        if line.role in {"title", "department"}:
            upper = t.title_upper and can_be_upper(line.text)
            face = t.title_face if line.role == "title" else "regular"
            style = Style(t.body, t.title, color or c.muted, face, t.title_tracking, upper=upper)
            return self._covered(Item(line.text, style, 0.3, wrap=len(line.text) > 34))
        if line.role == "company":
            upper = t.company_upper and can_be_upper(line.text)
            style = Style(t.head, t.company, color or c.accent, "bold", t.company_tracking, upper=upper)
            return self._covered(Item(line.text, style, wrap=len(line.text) > 24))
        if line.role.startswith("native"):
            size = {"native-name": t.name * 1.02, "native-company": t.company}.get(line.role, t.title)
            return self._covered(Item(line.text, self.style(size, color, head=True), 0.4))
        face = "italic" if line.role == "slogan" else "regular"
        return self._covered(Item(line.text, self.style(6.4, color or c.muted, face), 0.5, wrap=True))

    def _covered(self, item: Item) -> Item:
        """The item in another font where its own lacks a character."""
        if fonts.covers(item.style.family, item.text):
            return item
        roles = ("japanese", "chinese") if self.text.who.language == "ja" else ("chinese", "japanese")
        options = [f for role in ("sans", "serif", *roles) for f in fonts.by_role(role) if fonts.covers(f, item.text)]
        if not options:
            raise DoesNotFitError(f"no font has {item.text!r}")
        pool = [f for f in options if f.role == options[0].role]
        return replace(item, style=replace(item.style, family=self.rng.choice(pool)))


def _group(entry: Entry) -> str:
    return {"mobile": "phone", "fax": "phone", "free": "phone", "web": "email"}.get(entry.kind, entry.kind)


def _overlap(a: Box, b: Box) -> bool:
    return min(a[2], b[2]) - max(a[0], b[0]) > 0.2 and min(a[3], b[3]) - max(a[1], b[1]) > 0.25


def can_be_upper(text: str) -> bool:
    """Whether the text's capitals still say the same."""
    return (
        not _NO_CAPITALS & set(text)
        and text.upper().casefold() == text.casefold()
        and all(ord(c) < 0x370 for c in text)
    )
