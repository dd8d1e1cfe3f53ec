"""Cards and scenes drawn for tests: fictional people on reserved domains and numbers."""

from __future__ import annotations

import io
from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

Pixels = npt.NDArray[np.uint8]

LINES = (
    ("Ana Example", 54),
    ("Sales Director", 34),
    ("Example Optics Ltd", 40),
    ("ana@example.com", 34),
    ("+44 20 7946 0958", 34),
    ("www.example.com", 34),
)


def card(lines: Sequence[tuple[str, int]] = LINES, size: tuple[int, int] = (1000, 600), paper: int = 250) -> Pixels:
    """A plain card: `lines` of (text, height) from the top left corner on light paper."""
    image = Image.new("RGB", size, (paper, paper, paper))
    pen = ImageDraw.Draw(image)
    y = 60
    for text, height in lines:
        pen.text((70, y), text, fill=(25, 30, 60), font=ImageFont.load_default(height))
        y += round(height * 1.6)
    return np.asarray(image)[:, :, ::-1].copy()


def table(width: int = 1600, height: int = 1200, grey: int = 90, seed: int = 1) -> Pixels:
    """A table with a little grain."""
    grain = np.random.default_rng(seed).normal(grey, 3, (height, width, 1))
    return np.clip(np.repeat(grain, 3, axis=2), 0, 255).astype(np.uint8)


def place(on: Pixels, what: Pixels, corners: Sequence[tuple[float, float]]) -> Pixels:
    """`what` laid on a picture so that its corners TL TR BR BL come to `corners`."""
    height, width = what.shape[:2]
    source = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    warp = cv2.getPerspectiveTransform(source, np.array(corners, np.float32))
    size = (on.shape[1], on.shape[0])
    mask = cv2.warpPerspective(np.ones((height, width), np.uint8), warp, size)
    return np.where(mask[..., None] > 0, cv2.warpPerspective(what, warp, size, flags=cv2.INTER_AREA), on)


def jpeg(pixels: Pixels, quality: int = 92) -> bytes:
    return cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes()


def png(pixels: Pixels) -> bytes:
    return cv2.imencode(".png", pixels)[1].tobytes()


def encoded(image: Image.Image, form: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()
