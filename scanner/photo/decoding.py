"""The bytes of one picture file → upright BGR pixels, its hash and its capture time."""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
from PIL import (
    AvifImagePlugin,
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    ImageOps,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)
from pillow_heif import register_heif_opener

from scanner.model import Photo
from scanner.photo import errors
from scanner.photo.errors import PhotoError
from scanner.photo.jpeg import decode_jpeg, is_plain_jpeg, shrunk_jpeg
from scanner.picture_size import MAX_BYTES, MAX_JPEG_PIXELS, MAX_PIXELS, pillow_bound

__all__ = ["PhotoError", "Picture", "PictureFile", "decode", "open_picture"]

register_heif_opener()

Pixels = npt.NDArray[np.uint8]

_PLUGINS = (
    JpegImagePlugin.JpegImageFile,
    MpoImagePlugin.MpoImageFile,
    PngImagePlugin.PngImageFile,
    WebPImagePlugin.WebPImageFile,
    TiffImagePlugin.TiffImageFile,
    AvifImagePlugin.AvifImageFile,
    BmpImagePlugin.BmpImageFile,
    GifImagePlugin.GifImageFile,
)
FORMATS = tuple(name for name in (*(p.format for p in _PLUGINS), "HEIF") if name in Image.OPEN)
"""Pillow's names of what is read; nothing else is even tried (EPS, for one, would start Ghostscript)."""

_ORIENTATION, _EXIF_IFD, _DATE_TIME_ORIGINAL = 0x0112, 0x8769, 0x9003  # EXIF 2.32, tables 4 and 8


@dataclass(frozen=True, slots=True)
class Picture:
    """A decoded photo.

    Attributes:
        pixels: height × width × 3, BGR, 8 bits, turned as EXIF asks.
        taken_at: the camera's local time (EXIF DateTimeOriginal), None where the file does not say.
        sha256: hex digest of the file's bytes.
    """

    pixels: Pixels
    taken_at: datetime | None
    sha256: str


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture file whose header has been read: its pixels are still to be decoded."""

    data: bytes
    image: Image.Image
    orientation: Any
    taken_at: datetime | None

    def decode(self) -> Picture:
        """All of it.

        Raises:
            PhotoError: the file is damaged.
        """
        if is_plain_jpeg(self.image):
            pixels = _turn(decode_jpeg(self.data, *self.image.size), self.orientation)
        else:
            pixels = _decode_any(self.image)
        return Picture(pixels, self.taken_at, hashlib.sha256(self.data).hexdigest())

    def glimpse(self, longest: int) -> tuple[Pixels, int] | None:
        """The picture at one to four times `longest` pixels, turned as EXIF asks, and by how much it is smaller.

        None where decoding all of it is the only way, or needs no more time.

        Raises:
            PhotoError: the file is damaged.
        """
        small = shrunk_jpeg(self.data, *self.image.size, longest) if is_plain_jpeg(self.image) else None
        return small and (_turn(small[0], self.orientation), small[1])


def decode(photo: Photo) -> Picture:
    """Decode one picture file.

    Raises:
        PhotoError: the file is empty, damaged, too large, or of no known picture format.
    """
    with open_picture(photo) as file:
        return file.decode()


@contextmanager
def open_picture(photo: Photo) -> Iterator[PictureFile]:
    """Read the header of one picture file.

    Raises:
        PhotoError: the file is empty, damaged, too large, or of no known picture format.
    """
    if not photo.data:
        raise errors.empty()
    if len(photo.data) > MAX_BYTES:
        raise errors.too_large("The file", f"{MAX_BYTES // 1_000_000} MB")
    with _open(photo.data) as image:
        exif = _exif(image)
        yield PictureFile(photo.data, image, _orientation(exif), _taken_at(exif))


def _open(data: bytes) -> Image.Image:
    """The picture's header; pixels are not decoded yet."""
    try:
        with warnings.catch_warnings(), pillow_bound():
            warnings.simplefilter("ignore")  # the size is judged below, and odd metadata is no reason to warn
            image = Image.open(io.BytesIO(data), formats=FORMATS)
    except UnidentifiedImageError as error:
        raise _unidentified(data) from error
    except Image.DecompressionBombError as error:
        limit = MAX_JPEG_PIXELS if data.startswith(_JPEG) else MAX_PIXELS
        raise errors.too_large("The picture", f"{limit // 1_000_000} megapixels") from error
    except Exception as error:
        raise errors.damaged() from error  # decoders raise anything on hostile bytes
    limit = MAX_JPEG_PIXELS if is_plain_jpeg(image) else MAX_PIXELS
    if image.width * image.height > limit:
        image.close()
        raise errors.too_large("The picture", f"{limit // 1_000_000} megapixels")
    return image


_JPEG = b"\xff\xd8\xff"
_SIGNATURES = (_JPEG, b"\x89PNG\r\n", b"RIFF", b"II*\x00", b"MM\x00*", b"BM", b"GIF8")


def _unidentified(data: bytes) -> PhotoError:
    """A file that begins like a picture is a broken picture; anything else was never one."""
    return errors.damaged() if data.startswith(_SIGNATURES) or data[4:8] == b"ftyp" else errors.not_a_picture()


_TURNS: dict[int, tuple[int | None, int | None]] = {  # EXIF orientation → (cv2.flip code, cv2.rotate code)
    2: (1, None),
    3: (None, cv2.ROTATE_180),
    4: (0, None),
    5: (1, cv2.ROTATE_90_COUNTERCLOCKWISE),
    6: (None, cv2.ROTATE_90_CLOCKWISE),
    7: (1, cv2.ROTATE_90_CLOCKWISE),
    8: (None, cv2.ROTATE_90_COUNTERCLOCKWISE),
}


def _turn(pixels: Pixels, orientation: Any) -> Pixels:
    flip, rotate = _TURNS.get(orientation, (None, None)) if isinstance(orientation, int) else (None, None)
    out: Any = pixels
    out = out if flip is None else cv2.flip(out, flip)
    return np.asarray(out if rotate is None else cv2.rotate(out, rotate), np.uint8)


def _decode_any(image: Image.Image) -> Pixels:
    """Everything but plain JPEG; of an animation or a multi-page TIFF the first picture."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image.seek(0)
            upright = _eight_bit(image)
            ImageOps.exif_transpose(upright, in_place=True)  # Pillow's copies of 80 megapixels take 320 MB each
            if upright.has_transparency_data:
                upright = _on_background(upright)
            rgb = upright if upright.mode == "RGB" else upright.convert("RGB")
        return np.ascontiguousarray(np.asarray(rgb, np.uint8)[:, :, ::-1])
    except PhotoError:
        raise
    except Exception as error:
        raise errors.damaged() from error  # decoders raise anything on hostile bytes


def _eight_bit(image: Image.Image) -> Image.Image:
    """Pillow clips deep grey pictures when it converts them; stretch their range to 8 bits instead."""
    if not image.mode.startswith(("I", "F")):
        return image
    deep = np.asarray(image, np.float32)
    low, high = float(np.nanmin(deep)), float(np.nanmax(deep))
    scaled = (np.nan_to_num(deep) - low) * (255 / max(high - low, 1e-6))
    grey = Image.fromarray(np.clip(scaled, 0, 255).astype(np.uint8))
    grey.info["exif"] = image.info.get("exif", b"")
    return grey


def _on_background(image: Image.Image) -> Image.Image:
    """A transparent picture on white, or on black when what is opaque is itself nearly white."""
    rgba = image.convert("RGBA")
    alpha = np.asarray(rgba.getchannel("A"), np.float32)
    ink = float((np.asarray(rgba.convert("L"), np.float32) * alpha).sum() / max(float(alpha.sum()), 1.0))
    mostly_clear = float(alpha.mean()) < 128
    base = Image.new("RGBA", rgba.size, (0, 0, 0, 255) if mostly_clear and ink > 200 else (255, 255, 255, 255))
    return Image.alpha_composite(base, rgba).convert("RGB")


def _exif(image: Image.Image) -> Image.Exif:
    with suppress(Exception), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return image.getexif()
    return Image.Exif()


def _orientation(exif: Image.Exif) -> Any:
    with suppress(Exception), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return exif.get(_ORIENTATION, 1)
    return 1


def _taken_at(exif: Image.Exif) -> datetime | None:
    with suppress(Exception), warnings.catch_warnings():  # broken metadata never costs the photo
        warnings.simplefilter("ignore")
        text = exif.get_ifd(_EXIF_IFD).get(_DATE_TIME_ORIGINAL)
        return datetime.strptime(str(text).strip("\0 "), "%Y:%m:%d %H:%M:%S")
    return None
