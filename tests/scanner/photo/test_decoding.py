"""Every kind of picture file ends in upright BGR pixels or in the one right failure."""

from __future__ import annotations

import hashlib
import io
import struct
import zlib
from contextlib import suppress
from datetime import datetime

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from scanner.model import FailureCode, Photo
from scanner.photo import PhotoError, decode, open_picture
from tests.scanner import drawing

ORIENTATION, EXIF_IFD, DATE_TIME_ORIGINAL = 0x0112, 0x8769, 0x9003


def _flag() -> Image.Image:
    """Red above, blue below, so that every turn shows."""
    pixels = np.zeros((40, 60, 3), np.uint8)
    pixels[:20] = (200, 10, 10)
    pixels[20:] = (10, 10, 200)
    return Image.fromarray(pixels)


def _large_flag() -> Image.Image:
    return _flag().resize((480, 320), Image.Resampling.NEAREST)


def _is_red(pixel: np.ndarray) -> bool:
    return int(pixel[2]) > 120 > int(pixel[0])


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF", "BMP", "GIF", "HEIF", "MPO"])
def test_formats(form: str) -> None:
    picture = decode(Photo("flag", drawing.encoded(_flag(), form)))
    assert picture.pixels.shape == (40, 60, 3)
    assert picture.pixels.dtype == np.uint8
    assert _is_red(picture.pixels[8, 30])
    assert not _is_red(picture.pixels[32, 30])


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize(
    ("orientation", "shape", "red_at"),
    [
        (1, (40, 60), (8, 30)),
        (3, (40, 60), (32, 30)),
        (5, (60, 40), (30, 8)),
        (6, (60, 40), (30, 32)),
        (8, (60, 40), (30, 8)),
    ],
)
def test_exif_turns_the_picture(form: str, orientation: int, shape: tuple[int, int], red_at: tuple[int, int]) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    pixels = decode(Photo("turned", drawing.encoded(_flag(), form, exif=exif))).pixels
    assert pixels.shape[:2] == shape
    assert _is_red(pixels[red_at])


def test_several_orientations_are_none_and_nobody_is_warned() -> None:
    data = drawing.encoded(_flag().convert("L"), "TIFF")
    plane, orientation = struct.pack("<HHI", 284, 3, 1), struct.pack("<HHI", ORIENTATION, 3, 3)
    assert data.count(plane) == 1
    assert decode(Photo("flag.tif", data.replace(plane, orientation))).pixels.shape == (40, 60, 3)


def test_capture_time_and_hash() -> None:
    exif = Image.Exif()
    exif.get_ifd(EXIF_IFD)[DATE_TIME_ORIGINAL] = "2026:11:18 14:02:11"
    data = drawing.encoded(_flag(), "JPEG", exif=exif)
    picture = decode(Photo("a.jpg", data))
    assert picture.taken_at == datetime(2026, 11, 18, 14, 2, 11)
    assert picture.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("said", ["", "0000:00:00 00:00:00", "yesterday", "2026-11-18"])
def test_a_capture_time_that_is_none(said: str) -> None:
    exif = Image.Exif()
    exif.get_ifd(EXIF_IFD)[DATE_TIME_ORIGINAL] = said
    assert decode(Photo("a.jpg", drawing.encoded(_flag(), "JPEG", exif=exif))).taken_at is None
    assert decode(Photo("a.png", drawing.encoded(_flag(), "PNG"))).taken_at is None


@pytest.mark.parametrize("mode", ["L", "LA", "P", "1", "CMYK", "RGBA", "YCbCr"])
def test_colour_modes(mode: str) -> None:
    form = "JPEG" if mode in ("CMYK", "YCbCr") else "PNG"
    pixels = decode(Photo("mode", drawing.encoded(_flag().convert(mode), form))).pixels
    assert pixels.shape == (40, 60, 3)
    assert not np.array_equal(pixels[:20], pixels[20:])


def test_cmyk_keeps_its_colours() -> None:
    pixels = decode(Photo("cmyk.jpg", drawing.encoded(_flag().convert("CMYK"), "JPEG"))).pixels
    assert _is_red(pixels[8, 30])


def test_sixteen_bit_grey_keeps_its_range() -> None:
    deep = np.linspace(0, 60_000, 40 * 60).reshape(40, 60).astype(np.uint16)
    pixels = decode(Photo("deep.png", drawing.encoded(Image.fromarray(deep), "PNG"))).pixels
    assert pixels[0, 0, 0] < 5
    assert pixels[-1, -1, 0] > 250
    assert 100 < pixels[20, 30, 0] < 155


@pytest.mark.parametrize(("ink", "paper"), [((20, 20, 20, 255), 255), ((255, 255, 255, 255), 0)])
def test_transparent_paper_contrasts_with_its_ink(ink: tuple[int, ...], paper: int) -> None:
    image = Image.new("RGBA", (60, 40), (0, 0, 0, 0))
    image.paste(ink, (20, 15, 40, 25))
    pixels = decode(Photo("clear.png", drawing.encoded(image, "PNG"))).pixels
    assert pixels[2, 2].tolist() == [paper] * 3
    assert pixels[20, 30].tolist() == list(ink[:3])


def test_of_an_animation_the_first_picture() -> None:
    frames = [Image.new("RGB", (30, 20), colour) for colour in ("red", "blue")]
    data = drawing.encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert _is_red(decode(Photo("moving.gif", data)).pixels[10, 10])


@pytest.fixture(scope="module")
def phone_photo() -> bytes:
    """The size of what 200 MP phones take, in hardly any bytes."""
    return drawing.encoded(Image.new("L", (16320, 12240), 200), "JPEG")


def test_the_largest_phone_photos_pass_at_half_their_size(phone_photo: bytes) -> None:
    bound = Image.MAX_IMAGE_PIXELS
    pixels = decode(Photo("phone.jpg", phone_photo)).pixels
    assert pixels.shape == (6120, 8160, 3)
    assert bound == Image.MAX_IMAGE_PIXELS, "other users of Pillow keep its own bound"


@pytest.mark.parametrize("claimed", [(65_000, 65_000), (16_000, 14_000)])
def test_a_jpeg_that_is_too_large_names_its_own_limit(claimed: tuple[int, int]) -> None:
    data = drawing.encoded(_flag(), "JPEG")
    frame = data.index(b"\xff\xc0") + 5  # ITU T.81 B.2.2: marker, length, precision, then height and width
    data = data[:frame] + struct.pack(">HH", *claimed) + data[frame + 4 :]
    with pytest.raises(PhotoError) as raised:
        decode(Photo("bomb.jpg", data))
    assert raised.value.code is FailureCode.TOO_LARGE
    assert "220 megapixels" in raised.value.message


@pytest.mark.parametrize(("longest", "factor"), [(60, 8), (100, 4), (240, 2)])
@pytest.mark.parametrize("orientation", [1, 6, 7])
def test_a_glimpse_is_the_picture_made_smaller(longest: int, factor: int, orientation: int) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    with open_picture(Photo("p.jpg", drawing.encoded(_large_flag(), "JPEG", exif=exif))) as file:
        small, smaller_by = file.glimpse(longest) or pytest.fail("there is something to shrink")
        whole = file.decode().pixels
    assert smaller_by == factor
    shrunk = cv2.resize(whole, (small.shape[1], small.shape[0]), interpolation=cv2.INTER_AREA)
    assert float(np.abs(shrunk.astype(int) - small).mean()) < 6


def test_there_is_no_glimpse_of_what_is_small_or_no_jpeg() -> None:
    for form in ("JPEG", "PNG"):
        with open_picture(Photo("p", drawing.encoded(_large_flag(), form))) as file:
            assert file.glimpse(480 if form == "JPEG" else 60) is None


@pytest.mark.parametrize("cut", [0.1, 0.6, 0.95])
def test_a_glimpse_of_half_a_file_is_refused_too(cut: float) -> None:
    data = drawing.encoded(_large_flag(), "JPEG")
    with pytest.raises(PhotoError), open_picture(Photo("p.jpg", data[: int(len(data) * cut)])) as file:
        file.glimpse(60)


def _png_that_claims(width: int, height: int) -> bytes:
    head = width.to_bytes(4) + height.to_bytes(4) + bytes([8, 2, 0, 0, 0])
    chunk = b"IHDR" + head
    body = zlib.compress(b"\0" * 100)
    data = b"\x89PNG\r\n\x1a\n" + len(head).to_bytes(4) + chunk + zlib.crc32(chunk).to_bytes(4)
    return data + len(body).to_bytes(4) + b"IDAT" + body + zlib.crc32(b"IDAT" + body).to_bytes(4)


JPEG = drawing.jpeg(drawing.card())


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", FailureCode.UNREADABLE_IMAGE),
        (b"Dear Ana, thank you for your card.", FailureCode.UNSUPPORTED_FORMAT),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n", FailureCode.UNSUPPORTED_FORMAT),
        (JPEG[: len(JPEG) // 2], FailureCode.UNREADABLE_IMAGE),
        (JPEG[:200], FailureCode.UNREADABLE_IMAGE),
        (b"\xff\xd8\xff\xe0" + bytes(50), FailureCode.UNREADABLE_IMAGE),
        (drawing.png(drawing.card())[:3000], FailureCode.UNREADABLE_IMAGE),
        (_png_that_claims(20_000, 20_000), FailureCode.TOO_LARGE),
        (_png_that_claims(12_000, 9_000), FailureCode.TOO_LARGE),
    ],
    ids=["empty", "text", "eps", "half a jpeg", "a jpeg's head", "zeros", "half a png", "400 MP", "108 MP"],
)
def test_what_is_no_picture(data: bytes, code: FailureCode) -> None:
    with pytest.raises(PhotoError) as caught:
        decode(Photo("x.jpg", data))
    assert caught.value.code is code
    assert caught.value.message.endswith(".")
    assert caught.value.hint.endswith(".")
    failure = caught.value.failure("x.jpg")
    assert (failure.file, failure.code) == ("x.jpg", code)


def test_a_cut_off_jpeg_is_told_from_one_whose_thumbnail_ends() -> None:
    exif = Image.Exif()
    exif[0x010E] = "thumb \xff\xd9".encode("latin1").decode("latin1")
    whole = drawing.encoded(Image.open(io.BytesIO(JPEG)), "JPEG", exif=exif.tobytes() + b"\xff\xd9" * 3)
    decode(Photo("whole.jpg", whole))
    with pytest.raises(PhotoError):
        decode(Photo("cut.jpg", whole[: len(whole) * 2 // 3]))


SEEDS = [JPEG[:4000], drawing.png(drawing.card())[:2000]] + [
    drawing.encoded(_flag(), form) for form in ("WEBP", "TIFF", "HEIF", "GIF", "BMP")
]


def _spoilt(seed: bytes, at: int, junk: bytes) -> bytes:
    return seed[:at] + junk + seed[at + len(junk) :]


spoilt = st.builds(_spoilt, st.sampled_from(SEEDS), st.integers(0, 2000), st.binary(max_size=40))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.binary(max_size=300), spoilt))
def test_any_bytes_are_a_picture_or_a_failure(data: bytes) -> None:
    with suppress(PhotoError):
        picture = decode(Photo("hostile", data))
        assert picture.pixels.ndim == 3
        assert picture.pixels.size > 0
