"""JPEG files → BGR pixels by libjpeg-turbo: whole, or small without decoding what is thrown away.

simplejpeg decodes into memory that numpy asked for in large pages, and gives that very memory. OpenCV's answer is
copied once, and of 12 megapixels half of the time goes into fresh pages.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt
import simplejpeg
from PIL import Image

from scanner.photo import errors
from scanner.picture_size import MAX_PIXELS

Pixels = npt.NDArray[np.uint8]

_REDUCED = {8: cv2.IMREAD_REDUCED_COLOR_8, 4: cv2.IMREAD_REDUCED_COLOR_4, 2: cv2.IMREAD_REDUCED_COLOR_2}
"""By how much libjpeg can shrink while it decodes → OpenCV's name for that."""

_ROUGH = 6_000_000
"""Pixels from which on the quicker transform is taken and colours are not smoothed, which saves a sixth. Of 60 drawn
photos of all sizes not one value was read otherwise, but of small pictures with 20-pixel letters some were."""


def is_plain_jpeg(image: Image.Image) -> bool:
    """Whether it is decoded here: twice as fast as by Pillow, which knows of CMYK's inversions."""
    return image.format in ("JPEG", "MPO") and image.mode in ("RGB", "L")


def decode_jpeg(data: bytes, width: int, height: int) -> Pixels:
    """The picture, not turned; at half its size where it has more than `MAX_PIXELS`.

    Raises:
        PhotoError: the file is damaged or cut off.
    """
    if not _is_whole(data):
        raise errors.damaged()
    if width * height > MAX_PIXELS:
        return _decode_reduced(data, 2)
    try:
        rough = width * height >= _ROUGH
        pixels = simplejpeg.decode_jpeg(data, "BGR", fastdct=rough, fastupsample=rough, strict=False)
        return np.asarray(pixels, np.uint8)
    except ValueError:  # OpenCV forgives more
        return _decode(data, cv2.IMREAD_COLOR)


def shrunk_jpeg(data: bytes, width: int, height: int, longest: int) -> tuple[Pixels, int] | None:
    """The picture, not turned, at one to four times `longest` pixels on its longer side, and by how much it is smaller.

    None where it cannot be had for less than decoding all of it: nothing to shrink.

    Raises:
        PhotoError: the file is damaged or cut off.
    """
    factor = next((f for f in _REDUCED if max(width, height) >= f * longest), 1)
    if factor == 1 or width * height > MAX_PIXELS:
        return None
    if not _is_whole(data):
        raise errors.damaged()
    return _decode_reduced(data, factor), factor


def _decode_reduced(data: bytes, factor: int) -> Pixels:
    return _decode(data, _REDUCED[factor])


def _decode(data: bytes, flag: int) -> Pixels:
    try:
        pixels = cv2.imdecode(np.frombuffer(data, np.uint8), flag | cv2.IMREAD_IGNORE_ORIENTATION)
    except cv2.error as error:
        raise errors.damaged() from error
    if pixels is None:
        raise errors.damaged()
    return np.asarray(pixels, np.uint8)


def _is_whole(data: bytes) -> bool:
    """Whether the end marker follows the scan data: decoders fill what a cut-off file lacks with grey.

    Segments before the scan are skipped by their length, for the thumbnail in EXIF has an end marker of its own.
    """
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # fill byte
            at += 1
            continue
        if marker == 0xDA:  # start of scan
            return data.find(b"\xff\xd9", at) != -1
        at += 2 + int.from_bytes(data[at + 2 : at + 4])
    return False
