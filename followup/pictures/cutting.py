"""A card ready to be looked at: upright, cut out of its photo, small, and the map that carries boxes onto it."""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from PIL import Image, ImageOps
from pillow_heif import register_heif_opener

from followup.locale import _
from followup.pictures.perspective import Homography, applied, between
from scanner.model import Quad
from scanner.picture_size import MAX_JPEG_PIXELS, pillow_bound

VIEW_LONG_SIDE = 1200
"""Pixels of the longer side: sharp on a screen of double density at the width the page gives a card."""

MARGIN = 0.03
"""What is shown around the card, as a share of its size, so that a cut edge can be seen."""

FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "HEIF", "AVIF", "BMP", "GIF")
"""What the scanner takes (MPO opens as JPEG); nothing else is even tried (EPS would start Ghostscript)."""

JPEG_QUALITY = 82
_ORIENTATION_TAG = 0x0112
_QUARTER_TURNED = (5, 6, 7, 8)
_BEYOND_THE_PHOTO = (127, 127, 127)

Size: TypeAlias = tuple[float, float]
"""Width and height in pixels."""


@dataclass(frozen=True, slots=True)
class View:
    """A picture for the browser.

    Attributes:
        jpeg: the encoded picture.
        width: in pixels.
        height: in pixels.
        from_source: takes source pixels to pixels of this picture.
    """

    jpeg: bytes
    width: int
    height: int
    from_source: Homography

    def mapped(self, quad: Quad) -> Quad:
        """A quad of source pixels in pixels of this picture."""
        return applied(self.from_source, quad)


def card_view(data: bytes, corners: Quad, long_side: int = VIEW_LONG_SIDE) -> View:
    """The card cut out of its photo and straightened, with a little of what surrounds it where the photo has that.

    Args:
        data: the photo as it was stored, of any format that Pillow reads, HEIC included.
        corners: the card in source pixels, in the order in which it is read (TL, TR, BR, BL).
        long_side: pixels of the longer side of the result.

    Raises:
        ValueError: the bytes are no picture that can be shown, or the corners enclose nothing.
    """
    shown, from_source = cut(data, corners, long_side)
    return View(jpeg(shown), shown.width, shown.height, from_source)


def photo_view(data: bytes, long_side: int = VIEW_LONG_SIDE) -> View:
    """The whole photo, upright.

    Raises:
        ValueError: the bytes are no picture that can be shown.
    """
    picture, source = _decode(data, lambda size: long_side / max(size))
    picture.thumbnail((long_side, long_side), Image.Resampling.LANCZOS)
    frame = _corners_of((picture.width, picture.height))
    return View(jpeg(picture), picture.width, picture.height, between(_corners_of(source), frame))


def cut(data: bytes, corners: Quad, long_side: int) -> tuple[Image.Image, Homography]:
    """What `card_view` shows, as pixels, and the map from source pixels to them.

    Raises:
        ValueError: see `card_view`.
    """
    width, height = _view_size(corners, long_side)
    enlargement = width / max(math.dist(corners[0], corners[1]), 1.0)
    picture, source = _decode(data, lambda _size: enlargement)
    frame = _corners_of((width, height))
    region = applied(between(_inset((width, height)), corners), frame)
    if not _within(region, source):
        region = corners
    shrink = picture.width / source[0]
    on_picture = between(frame, _scaled(region, shrink))
    shown = picture.transform(
        (width, height), Image.Transform.PERSPECTIVE, on_picture, Image.Resampling.BICUBIC, fillcolor=_BEYOND_THE_PHOTO
    )
    return shown, between(region, frame)


def jpeg(picture: Image.Image, quality: int = JPEG_QUALITY) -> bytes:
    """The picture as JPEG (quality as Pillow counts it, up to 95), with nothing of the photo's metadata."""
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()


def _decode(data: bytes, scale_for: Callable[[Size], float]) -> tuple[Image.Image, Size]:
    """The upright picture, no smaller than `scale_for(source size)` of its source, and the size of the source."""
    register_heif_opener()
    try:
        with _opened(data) as opened:
            source = _upright_size(opened)
            scale = min(1.0, scale_for(source))
            opened.draft("RGB", (math.ceil(opened.width * scale), math.ceil(opened.height * scale)))
            return _opaque(ImageOps.exif_transpose(opened)), source
    except (OSError, SyntaxError) as error:
        raise ValueError(_("The picture cannot be shown.")) from error


def _opened(data: bytes) -> Image.Image:
    """The picture's header. The scanner refuses larger ones; the bound holds where one comes here without it."""
    try:
        with pillow_bound():
            return Image.open(io.BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError as error:
        number = MAX_JPEG_PIXELS // 1_000_000
        raise ValueError(_("The picture has more than {number} megapixels.", number=number)) from error


def _upright_size(opened: Image.Image) -> Size:
    turned = opened.getexif().get(_ORIENTATION_TAG) in _QUARTER_TURNED
    return (opened.height, opened.width) if turned else (opened.width, opened.height)


def _opaque(picture: Image.Image) -> Image.Image:
    """RGB, with what is transparent shown on white, as a card is."""
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    layer = picture.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", layer.size, "white"), layer).convert("RGB")


def _view_size(corners: Quad, long_side: int) -> tuple[int, int]:
    """The size whose sides are in the proportion of the card's mean edges."""
    top_left, top_right, bottom_right, bottom_left = corners
    width = (math.dist(top_left, top_right) + math.dist(bottom_left, bottom_right)) / 2
    height = (math.dist(top_left, bottom_left) + math.dist(top_right, bottom_right)) / 2
    if min(width, height) < 1:
        raise ValueError(_("The card's corners enclose nothing."))
    scale = long_side / max(width, height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def _corners_of(size: Size) -> Quad:
    width, height = size
    return ((0.0, 0.0), (width, 0.0), (width, height), (0.0, height))


def _inset(size: Size) -> Quad:
    """Where the card's corners stand in a view that shows a margin around it."""
    (width, height), x, y = size, size[0] * MARGIN, size[1] * MARGIN
    return ((x, y), (width - x, y), (width - x, height - y), (x, height - y))


def _within(quad: Quad, size: Size) -> bool:
    return all(0 <= x <= size[0] and 0 <= y <= size[1] for x, y in quad)


def _scaled(quad: Quad, factor: float) -> Quad:
    a, b, c, d = ((x * factor, y * factor) for x, y in quad)
    return (a, b, c, d)
