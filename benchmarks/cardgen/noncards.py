"""Pictures of things that are no business card: an empty table, a page of prose, a till receipt."""

from __future__ import annotations

import random

import numpy as np

from benchmarks.cardgen import camera, clutter, fonts, light, tables
from benchmarks.cardgen.canvas import POINT, Canvas, Style

_PROSE = (
    "The harbour lay quiet when the last ferry left. Nobody had asked the keeper why he still lit the lamp, and "
    "he had long since stopped asking himself. Rain moved over the slate roofs in slow grey sheets, and somewhere "
    "behind the church a door kept opening and closing in the wind. She folded the letter twice, then once more, "
    "and put it under the clock where it would be found in the morning. It was not the kind of place where things "
    "were said aloud. People nodded over fences, weighed potatoes, repaired what could be repaired. In spring the "
    "road to the hills was washed away again and for eleven days no carriage came. They counted the sacks of "
    "flour, and the children counted them too. "
)

_GOODS = (
    "Oat milk",
    "Rye bread",
    "Apples 1 kg",
    "Coffee beans",
    "Butter",
    "Paper towels",
    "Olive oil",
    "Eggs x10",
    "Soap",
)

THINGS = ("table", "prose", "receipt")


def photograph(rng: random.Random, thing: str = "") -> tuple[np.ndarray, str]:
    """A photo of the thing, or of a random one, and its name."""
    thing = thing or rng.choice(THINGS)
    size = camera.conditions(rng, "desk", 2.1)
    if thing == "table":
        nothing = np.zeros((40, 60, 3), np.uint8)
        empty = type(size)(**{**size.__dict__, "fill": 0.9, "objects": rng.choice([0, 0, 2])})
        return _bare(rng, nothing, empty), thing
    page = _prose(rng) if thing == "prose" else _receipt(rng)
    return camera.photograph(rng, [page.pixels()], "desk", size).pixels, thing


def _bare(rng: random.Random, nothing: np.ndarray, size: camera.Conditions) -> np.ndarray:
    photo = tables.table(rng, size.width, size.height)
    clear = np.zeros((size.height, size.width), np.uint8)
    clutter.scatter(rng, photo, clear, size.objects)
    return light.expose(rng, photo, light.DESK, clear, detail=1000)


def _prose(rng: random.Random) -> Canvas:
    """A book page."""
    canvas = Canvas(105, 148, (250, 247, 240), 11)
    style = Style(rng.choice(fonts.by_role("serif") or fonts.available()), 8.5, (30, 28, 26))
    words, line, y = _PROSE.split() * 3, "", 16.0
    for word in words:
        if canvas.measure(f"{line} {word}", style) > 81:
            canvas.text(12, y, line, style)
            line, y = word, y + 1.4 * style.size * POINT
            if y > 136:
                break
        else:
            line = f"{line} {word}".strip()
    return canvas


def _receipt(rng: random.Random) -> Canvas:
    """A till receipt."""
    canvas = Canvas(58, 130, (246, 246, 244), 13)
    style = Style(rng.choice(fonts.by_role("mono") or fonts.available()), 7, (52, 52, 58))
    rows = [("CORNER SHOP", ""), ("Receipt", f"{rng.randint(1000, 9999)}"), ("", "")]
    prices = [(item, rng.uniform(0.8, 14)) for item in rng.sample(_GOODS, 7)]
    rows += [(item, f"{price:.2f}") for item, price in prices]
    total = sum(price for _, price in prices)
    rows += [
        ("", ""),
        ("TOTAL", f"{total:.2f}"),
        ("CASH", f"{total + 1:.2f}"),
        ("CHANGE", "1.00"),
        ("", ""),
        ("Thank you!", ""),
    ]
    for i, (left, right) in enumerate(rows):
        y = 10 + i * 5.4
        canvas.text(5, y, left, style)
        canvas.text(53 - canvas.measure(right, style), y, right, style)
    return canvas
