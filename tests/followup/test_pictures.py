"""The picture that the page shows of a card, and the boxes on it."""

import io
import math

import pytest
from PIL import Image, ImageDraw

from followup.pictures import MAX_BYTES, VIEW_LONG_SIDE, card_view, photo_view, small_card
from scanner.model import Quad

RED, WHITE, BROWN = (220, 20, 20), (250, 250, 250), (80, 60, 40)
CARD: Quad = ((400, 500), (2400, 380), (2500, 1600), (380, 1500))
MARK: Quad = ((600, 700), (900, 700), (900, 800), (600, 800))
WHOLE: Quad = ((0, 0), (3000, 0), (3000, 2000), (0, 2000))


def desk_photo(quad: Quad = CARD, mark: Quad = MARK) -> Image.Image:
    picture = Image.new("RGB", (3000, 2000), BROWN)
    pen = ImageDraw.Draw(picture)
    pen.polygon(quad, fill=WHITE)
    pen.polygon(mark, fill=RED)
    return picture


def encoded(picture: Image.Image, form: str = "JPEG", **options: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, form, **options)
    return buffer.getvalue()


def shown(jpeg: bytes) -> Image.Image:
    return Image.open(io.BytesIO(jpeg)).convert("RGB")


def centre(quad: Quad) -> tuple[int, int]:
    return round(sum(x for x, _ in quad) / 4), round(sum(y for _, y in quad) / 4)


def is_close(pixel: object, color: tuple[int, int, int]) -> bool:
    assert isinstance(pixel, tuple)
    return math.dist(pixel, color) < 60


def test_the_card_is_cut_out_straightened_and_small() -> None:
    view = card_view(encoded(desk_photo()), CARD)
    picture = shown(view.jpeg)
    assert picture.size == (view.width, view.height)
    assert max(picture.size) == VIEW_LONG_SIDE
    for x, y in (
        (60, 60),
        (picture.width - 60, 60),
        (picture.width - 60, picture.height - 60),
        (60, picture.height - 60),
    ):
        assert is_close(picture.getpixel((x, y)), WHITE)
    assert is_close(picture.getpixel((2, 2)), BROWN), "a little of the surroundings shows"


def test_a_box_lands_on_what_it_encloses() -> None:
    view = card_view(encoded(desk_photo()), CARD)
    box = view.mapped(MARK)
    picture = shown(view.jpeg)
    assert is_close(picture.getpixel(centre(box)), RED)
    for x, y in box:
        toward_x, toward_y = centre(box)
        assert is_close(picture.getpixel((round(x + (toward_x - x) * 0.1), round(y + (toward_y - y) * 0.1))), RED)
        assert is_close(picture.getpixel((round(x - (toward_x - x) * 0.1), round(y - (toward_y - y) * 0.1))), WHITE)


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_corners_say_how_the_card_is_read(turn: int) -> None:
    corners: Quad = (*CARD[turn:], *CARD[:turn])  # type: ignore[assignment]
    view = card_view(encoded(desk_photo()), corners)
    assert (view.height > view.width) == (turn in (1, 3))
    assert is_close(shown(view.jpeg).getpixel(centre(view.mapped(MARK))), RED)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_boxes_are_in_the_frame_after_exif_orientation(orientation: int) -> None:
    upright = desk_photo()
    undo = {
        2: (Image.Transpose.FLIP_LEFT_RIGHT,),
        3: (Image.Transpose.ROTATE_180,),
        4: (Image.Transpose.FLIP_TOP_BOTTOM,),
        5: (Image.Transpose.TRANSPOSE,),
        6: (Image.Transpose.ROTATE_90,),
        7: (Image.Transpose.TRANSVERSE,),
        8: (Image.Transpose.ROTATE_270,),
    }
    stored = upright
    for step in undo.get(orientation, ()):
        stored = stored.transpose(step)
    exif = Image.Exif()
    exif[0x0112] = orientation
    view = card_view(encoded(stored, exif=exif), CARD)
    assert is_close(shown(view.jpeg).getpixel(centre(view.mapped(MARK))), RED)


def test_without_room_around_the_card_nothing_is_invented() -> None:
    view = card_view(encoded(desk_photo(WHOLE)), WHOLE)
    assert is_close(shown(view.jpeg).getpixel((1, 1)), WHITE)
    assert is_close(shown(view.jpeg).getpixel(centre(view.mapped(MARK))), RED)


@pytest.mark.parametrize("form", ["PNG", "WEBP", "TIFF", "HEIF"])
def test_every_format_is_shown(form: str) -> None:
    view = card_view(encoded(desk_photo(), form), CARD, long_side=400)
    assert is_close(shown(view.jpeg).getpixel(centre(view.mapped(MARK))), RED)


def test_transparency_is_shown_on_white() -> None:
    clear = Image.new("RGBA", (300, 200), (0, 0, 0, 0))
    assert is_close(shown(photo_view(encoded(clear, "PNG")).jpeg).getpixel((150, 100)), (255, 255, 255))


def test_the_whole_photo_is_shown_upright_and_small() -> None:
    view = photo_view(encoded(desk_photo()), long_side=600)
    assert (view.width, view.height) == (600, 400)
    assert is_close(shown(view.jpeg).getpixel(centre(view.mapped(MARK))), RED)


@pytest.mark.parametrize("data", [b"", b"not a picture", encoded(Image.new("RGB", (64, 64)))[:200], b"%!PS-Adobe-3.0"])
def test_what_is_no_picture_is_said(data: bytes) -> None:
    with pytest.raises(ValueError, match="cannot be shown"):
        card_view(data, ((0, 0), (60, 0), (60, 60), (0, 60)))


def test_the_largest_phone_photos_are_shown() -> None:
    view = photo_view(encoded(Image.new("L", (16320, 12240), 200)))
    assert (view.width, view.height) == (1200, 900)


def test_corners_that_enclose_nothing_are_said() -> None:
    with pytest.raises(ValueError, match="enclose nothing"):
        card_view(encoded(desk_photo()), ((5, 5), (5, 5), (5, 5), (5, 5)))


def test_a_small_card_fits_its_bound_even_of_noise_and_tells_nothing_of_the_photo() -> None:
    noise = Image.effect_noise((1600, 1000), 120).convert("RGB")
    exif = Image.Exif()
    exif[0x010F], exif[0x9003] = "Camera maker", "2026:11:18 14:02:11"
    corners: Quad = ((10, 10), (1590, 10), (1590, 990), (10, 990))
    made = small_card(encoded(noise, exif=exif, quality=95), corners)
    assert len(made) <= MAX_BYTES
    with Image.open(io.BytesIO(made)) as picture:
        assert picture.format == "JPEG"
        assert max(picture.size) <= 720
        assert not picture.getexif()
    assert b"Camera maker" not in made


def test_a_small_card_is_still_as_large_as_print_needs() -> None:
    with Image.open(io.BytesIO(small_card(encoded(desk_photo()), CARD))) as picture:
        assert max(picture.size) == 720
