"""Everything on a card that is not text: logos, codes, portraits, papers, patterns and pictures behind the print."""

from __future__ import annotations

import math
import random

import cv2
import numpy as np
import zxingcpp
from PIL import Image

from benchmarks.cardgen.canvas import Box, Canvas, Color


def mix(a: Color, b: Color, share: float) -> Color:
    """`a` with a share of `b` in it."""
    return tuple(round(x + (y - x) * share) for x, y in zip(a, b, strict=True))  # type: ignore[return-value]


def mark(canvas: Canvas, rng: random.Random, box: Box, color: Color, second: Color) -> None:
    """An abstract logo in a square box."""
    rng.choice([_rings, _hexagon, _leaf, _bars, _triangles, _orbit, _tiles, _wave])(canvas, rng, box, color, second)
    canvas.block(box)


def _center(box: Box) -> tuple[float, float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2, min(box[2] - box[0], box[3] - box[1]) / 2


def _around(box: Box, count: int, radius: float, turn: float = 0.0) -> list[tuple[float, float]]:
    x, y, r = _center(box)
    angles = [2 * math.pi * i / count + turn for i in range(count)]
    return [(x + radius * r * math.cos(a), y + radius * r * math.sin(a)) for a in angles]


def _rings(canvas: Canvas, rng: random.Random, box: Box, color: Color, second: Color) -> None:
    x, y, r = _center(box)
    for i, radius in enumerate((1.0, 0.68, 0.34)):
        canvas.ellipse((x - r * radius, y - r * radius, x + r * radius, y + r * radius), (color, second, color)[i])


def _hexagon(canvas: Canvas, rng: random.Random, box: Box, color: Color, second: Color) -> None:
    canvas.polygon(_around(box, 6, 1.0, math.pi / 6), color)
    canvas.polygon(_around(box, 6, 0.55, math.pi / 6), second)
    canvas.polygon(_around(box, 3, 0.3, rng.random()), color)


def _leaf(canvas: Canvas, rng: random.Random, box: Box, color: Color, second: Color) -> None:
    left, top, right, bottom = box
    w, h = right - left, bottom - top
    canvas.ellipse((left, top + 0.1 * h, left + 0.7 * w, bottom), color)
    canvas.ellipse((left + 0.35 * w, top, right, bottom - 0.3 * h), second)
    canvas.line([(left + 0.1 * w, bottom), (right, top)], color, 0.05 * w)


def _bars(canvas: Canvas, rng: random.Random, box: Box, color: Color, second: Color) -> None:
    left, top, right, bottom = box
    w, h = (right - left) / 4, bottom - top
    for i in range(4):
        tall = h * (0.35 + 0.2 * ((i * 7 + rng.randrange(3)) % 4))
        canvas.rectangle((left + i * w, bottom - tall, left + (i + 0.7) * w, bottom), (color, second)[i % 2])


def _triangles(canvas: Canvas, rng: random.Random, box: Box, color: Color, second: Color) -> None:
    left, top, right, bottom = box
    middle = (left + right) / 2
    canvas.polygon([(left, bottom), (middle, top), (right, bottom)], color)
    canvas.polygon([(middle, bottom), ((middle + right) / 2, (top + bottom) / 2), (right, bottom)], second)


def _orbit(canvas: Canvas, rng: random.Random, box: Box, color: Color, second: Color) -> None:
    x, y, r = _center(box)
    for squeeze in (0.35, 0.7, 1.0):
        canvas.ellipse((x - r, y - squeeze * r, x + r, y + squeeze * r), None, color, 0.07 * r)
    canvas.ellipse((x - 0.25 * r, y - 0.25 * r, x + 0.25 * r, y + 0.25 * r), second)


def _tiles(canvas: Canvas, rng: random.Random, box: Box, color: Color, second: Color) -> None:
    left, top, right, bottom = box
    w, h = (right - left) / 3, (bottom - top) / 3
    for i in range(9):
        shade = color if rng.random() < 0.6 else second
        x, y = left + (i % 3) * w, top + (i // 3) * h
        canvas.rectangle((x, y, x + 0.86 * w, y + 0.86 * h), shade, radius=0.12 * w)


def _wave(canvas: Canvas, rng: random.Random, box: Box, color: Color, second: Color) -> None:
    left, top, right, bottom = box
    xs = np.linspace(left, right, 40)
    for i, shade in enumerate((color, second, color)):
        middle = top + (bottom - top) * (0.25 + 0.25 * i)
        ys = middle + 0.12 * (bottom - top) * np.sin((xs - left) / (right - left) * 2 * math.pi + i)
        canvas.line([(float(x), float(y)) for x, y in zip(xs, ys, strict=True)], shade, 0.1 * (bottom - top))


def code(canvas: Canvas, payload: str, box: Box) -> None:
    """A QR code with its quiet zone, black on white."""
    symbol = zxingcpp.create_barcode(payload, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    bits = np.asarray(zxingcpp.write_barcode_to_image(symbol, scale=1, add_quiet_zones=True))
    side = round((box[2] - box[0]) * canvas.scale)
    canvas.paste(Image.fromarray(cv2.resize(bits, (side, side), interpolation=cv2.INTER_NEAREST)), box)
    canvas.block(box)


def portrait(canvas: Canvas, rng: random.Random, box: Box) -> None:
    """A head and shoulders, drawn: nobody's photo."""
    left, top, right, bottom = box
    w, h = right - left, bottom - top
    wall, skin, hair, coat = rng.choice(_LOOKS)
    canvas.rectangle(box, wall)
    canvas.ellipse((left + 0.22 * w, top + 0.1 * h, right - 0.22 * w, top + 0.62 * h), hair)
    canvas.ellipse((left + 0.28 * w, top + 0.18 * h, right - 0.28 * w, top + 0.66 * h), skin)
    canvas.polygon(
        [(left, bottom), (left + 0.3 * w, top + 0.68 * h), (right - 0.3 * w, top + 0.68 * h), (right, bottom)], coat
    )
    canvas.polygon(
        [(left + 0.42 * w, top + 0.64 * h), (right - 0.42 * w, top + 0.64 * h), (left + 0.5 * w, top + 0.82 * h)], skin
    )
    canvas.block(box)


_LOOKS: list[tuple[Color, Color, Color, Color]] = [
    ((196, 208, 220), (224, 186, 160), (70, 48, 36), (44, 56, 84)),
    ((224, 214, 196), (150, 104, 76), (30, 24, 22), (120, 40, 52)),
    ((188, 204, 190), (240, 208, 184), (186, 150, 90), (60, 64, 66)),
    ((210, 200, 214), (198, 150, 118), (120, 116, 114), (30, 76, 72)),
]


def _ramp(width: int, height: int, angle: float) -> np.ndarray:
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    along = x * math.cos(angle) + y * math.sin(angle)
    return (along - along.min()) / max(1e-6, float(np.ptp(along)))


def gradient(canvas: Canvas, first: Color, second: Color, angle: float) -> None:
    """Fill the card with a gradient; `angle` in radians from the x axis."""
    ramp = _ramp(canvas.image.width, canvas.image.height, angle)[:, :, None]
    blend = np.asarray(first, np.float32) * (1 - ramp) + np.asarray(second, np.float32) * ramp
    canvas.paste(Image.fromarray(blend.astype(np.uint8)), (0, 0, canvas.width, canvas.height))


def noise(rng: random.Random, width: int, height: int, grain: float) -> np.ndarray:
    """Smooth noise of mean 0 and about unit spread; `grain` in pixels."""
    random_state = np.random.default_rng(rng.getrandbits(32))
    small = random_state.standard_normal((max(2, round(height / grain)), max(2, round(width / grain)))).astype(
        np.float32
    )
    return cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC)


def paper(canvas: Canvas, rng: random.Random, strength: float) -> None:
    """Fibres and fine grain over the whole face; strength in grey levels."""
    w, h = canvas.image.size
    field = noise(rng, w, h, 2.5) + 0.6 * noise(rng, w, h, 14)
    face = np.asarray(canvas.image).astype(np.float32) + strength * field[:, :, None]
    canvas.paste(Image.fromarray(np.clip(face, 0, 255).astype(np.uint8)), (0, 0, canvas.width, canvas.height))


def scenery(canvas: Canvas, rng: random.Random, dark: bool) -> None:
    """A blurred landscape over the whole face, dark or pale enough for text to stand on it."""
    w, h = canvas.image.size
    height = np.linspace(0, 1, h, dtype=np.float32)[:, None]
    field = 0.5 * noise(rng, w, h, w / 5) + 0.25 * noise(rng, w, h, w / 16)
    sky, land = rng.choice(
        [((96, 150, 200), (60, 110, 60)), ((220, 150, 110), (80, 60, 90)), ((150, 170, 190), (110, 96, 70))]
    )
    share = 1 / (1 + np.exp(-14 * (height + 0.18 * field - 0.6)))[:, :, None]
    face = np.asarray(sky, np.float32) * (1 - share) + np.asarray(land, np.float32) * share + 22 * field[:, :, None]
    face = face * 0.38 if dark else 255 - (255 - face) * 0.28
    canvas.paste(Image.fromarray(np.clip(face, 0, 255).astype(np.uint8)), (0, 0, canvas.width, canvas.height))


def pattern(canvas: Canvas, rng: random.Random, color: Color) -> None:
    """A faint repeated ornament: circles, slanted lines or hexagons."""
    step, kind = rng.uniform(4, 9), rng.choice(["circles", "lines", "grid"])
    columns, rows = math.ceil(canvas.width / step) + 1, math.ceil(canvas.height / step) + 1
    for i in range(columns + (rows if kind == "lines" else 0)):
        if kind == "lines":
            canvas.line([(i * step, 0), (i * step - canvas.height, canvas.height)], color, 0.18)
            continue
        for j in range(rows):
            x, y = i * step, j * step
            if kind == "circles":
                canvas.ellipse((x - 0.6 * step, y - 0.6 * step, x + 0.6 * step, y + 0.6 * step), None, color, 0.15)
            else:
                canvas.line([(x, y), (x + step, y)], color, 0.15)
                canvas.line([(x, y), (x, y + step)], color, 0.15)
