"""How large a picture file may be, for those who decode it and those who show it."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image

MAX_BYTES = 100_000_000
"""Bytes of one picture file. A 200 MP phone JPEG has some 60 MB."""

MAX_PIXELS = 80_000_000
"""Pixels that are decoded at most: an A3 page at 600 dpi, 240 MB as BGR."""

MAX_JPEG_PIXELS = 220_000_000
"""JPEG is decoded reduced when it has more than `MAX_PIXELS`, so that the largest phone photos (200 MP) still pass."""

_LOCK = threading.Lock()


@contextmanager
def pillow_bound() -> Iterator[None]:
    """Open a picture's header with `MAX_JPEG_PIXELS` as Pillow's bound, for its own of 179 MP refuses phone photos.

    The bound is a variable of Pillow's module and no argument of any call; so it is set only for the moment in which
    a header is read, by one thread at a time.
    """
    with _LOCK, warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # between the value and twice that
        before, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, MAX_JPEG_PIXELS // 2  # it raises beyond twice that
        try:
            yield
        finally:
            Image.MAX_IMAGE_PIXELS = before
