"""The designs: functions that lay a card's text out on a face, each with its size and colours.

`draw` takes one by name or at random. A design that cannot hold a card's text says so and another is tried, so that
every card shows all of its label and no two texts overlap.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from importlib import import_module

from benchmarks.cardgen import fonts
from benchmarks.cardgen.canvas import Canvas
from benchmarks.cardgen.content import CardText
from benchmarks.cardgen.designs import palettes
from benchmarks.cardgen.designs.registry import DESIGNS, Design
from benchmarks.cardgen.kit import Kit, Type
from benchmarks.cardgen.layout import DoesNotFitError

for _module in ("plain", "bold", "special"):
    import_module(f"{__name__}.{_module}")


@dataclass(frozen=True)
class Face:
    """A drawn card face."""

    design: str
    canvas: Canvas


def names() -> tuple[str, ...]:
    return tuple(DESIGNS)


def draw(rng: random.Random, text: CardText, scale: float, name: str = "", tone: str = "") -> Face:
    """Draw the text in the named design or in one that holds it.

    Args:
        scale: pixels per millimetre.
        tone: 'dark' or 'light' takes only designs of that kind, empty any.

    Raises:
        DoesNotFitError: no design holds it, or not the named one.
    """
    order = [name] * 6 if name else rng.sample(list(DESIGNS), len(DESIGNS)) * 2
    for candidate in order:
        design = DESIGNS[candidate]
        if (text.qr and not design.code) or (tone and design.dark != (tone == "dark")):
            continue
        try:
            return Face(candidate, _drawn(rng, text, scale, design))
        except DoesNotFitError:
            continue
    raise DoesNotFitError(f"no design holds {text.truth}")


def _drawn(rng: random.Random, text: CardText, scale: float, design: Design) -> Canvas:
    palette = rng.choice(palettes.DARK if design.dark else palettes.LIGHT)
    wide, high = rng.choice(design.sizes)
    canvas = Canvas(wide, high, palette.paper, scale)
    kit = Kit(canvas, text, rng, palette, _type(rng, text, design))
    design.paint(kit)
    kit.finish()
    return canvas


def _type(rng: random.Random, text: CardText, design: Design) -> Type:
    """Fonts that have every character of the card's own text, sizes around the design's."""
    latin = "".join(char for char in text.printed if ord(char) < 0x2E80)
    body = [f for f in fonts.by_role(*design.body) if fonts.covers(f, latin)] or [_fallback(latin)]
    head = [f for f in fonts.by_role(*design.head) if fonts.covers(f, latin)] or body
    caps = rng.random()
    grow = rng.uniform(0.88, 1.12)
    return Type(
        rng.choice(head),
        rng.choice(body),
        name=design.name * grow,
        title=design.title * grow,
        company=design.company * rng.uniform(0.85, 1.15),
        contact=design.contact * rng.uniform(0.9, 1.1),
        name_face=rng.choice(["bold", "bold", "regular"]),
        name_upper=caps < 0.25,
        name_small_caps=0.25 < caps < 0.33,
        name_tracking=rng.choice([0, 0, 0, 0.05, 0.14]),
        company_upper=rng.random() < 0.3,
        company_tracking=rng.choice([0, 0, 0.05, 0.12]),
        title_face=rng.choice(["regular", "regular", "italic", "light"]),
        title_upper=rng.random() < 0.15,
        title_tracking=rng.choice([0, 0, 0, 0.08]),
    )


def _fallback(text: str) -> fonts.Family:
    for family in fonts.available():
        if fonts.covers(family, text):
            return family
    raise DoesNotFitError("no font has all the characters")
