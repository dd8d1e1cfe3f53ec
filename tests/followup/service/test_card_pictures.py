"""Contacts leave with the picture of their card."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import vobject
from PIL import Image, ImageDraw

from followup.cli import entry
from followup.errors import UsageError
from followup.model import Event
from followup.pictures import MAX_BYTES
from followup.service import Aftercard
from followup.settings import Settings
from scanner.model import Photo, Quad, ScanResult
from tests.followup.recorded import card_scan

CORNERS: Quad = ((200.0, 150.0), (1000.0, 150.0), (1000.0, 600.0), (200.0, 600.0))
RED, WHITE, BROWN = (200, 30, 30), (250, 250, 250), (80, 60, 40)


def photo(color: tuple[int, int, int], name: str) -> Photo:
    """A desk with a card of this colour on it, as a camera stores it."""
    picture = Image.new("RGB", (1200, 800), BROWN)
    ImageDraw.Draw(picture).rectangle((200, 150, 1000, 600), fill=color)
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=95, comment=name.encode())
    return Photo(f"{name}.jpg", buffer.getvalue())


def reading(line: str) -> object:
    """A scan function that reads the same card on every photo."""

    def scan(photos: Iterable[Photo]) -> Iterator[tuple[Photo, tuple[ScanResult, ...]]]:
        for given in photos:
            yield given, (replace(card_scan(given, 0, 1, line), corners=CORNERS),)

    return scan


@pytest.fixture
def captured(aftercard: Aftercard, summit: Event) -> Aftercard:
    """Ana with a white card, Bo with a red one, and Cy without any."""
    for color, name in ((WHITE, "Ana López"), (RED, "Bo Berg")):
        line = f"{name} <{name[:2].lower()}@example.com> Example {name[:2]}"
        list(aftercard.photos.capture(summit.id, [photo(color, name[:2])], reading(line)))
    aftercard.contacts.add(name="Cy Chan")
    return aftercard


def exported(aftercard: Aftercard, form: str) -> list[vobject.base.Component]:
    return list(vobject.readComponents(b"".join(aftercard.exports.export(form, pictures=True)).decode()))


def seen(jpeg: bytes) -> tuple[int, int, int]:
    """The colour in the middle of the picture."""
    assert len(jpeg) <= MAX_BYTES
    with Image.open(io.BytesIO(jpeg)) as picture:
        assert picture.format == "JPEG"
        return picture.getpixel((picture.width // 2, picture.height // 2))


def close(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    return all(abs(a - b) < 12 for a, b in zip(one, other, strict=True))


def test_each_contact_has_its_own_card_and_who_has_none_still_leaves(captured: Aftercard) -> None:
    ana, bo, cy = exported(captured, "vcard")
    assert (ana.photo.encoding_param.lower(), ana.photo.type_param) == ("b", "JPEG")
    assert close(seen(ana.photo.value), WHITE)
    assert close(seen(bo.photo.value), RED)
    assert "photo" not in cy.contents


def test_version_4_has_a_data_uri_as_the_rfc_writes_it(captured: Aftercard) -> None:
    """Not read by vobject, which knows no 4.0 and cuts every value at its first comma."""
    text = b"".join(captured.exports.export("vcard4", pictures=True)).decode().replace("\r\n ", "")
    first, second = (line for line in text.splitlines() if line.startswith("PHOTO"))
    head, _, data = first.partition(",")
    assert head == "PHOTO:data:image/jpeg;base64"
    assert close(seen(base64.b64decode(data, validate=True)), WHITE)
    assert first != second


def test_lines_with_pictures_are_folded_too(captured: Aftercard) -> None:
    data = b"".join(captured.exports.export("vcard", pictures=True))
    assert max(map(len, data.split(b"\r\n"))) == 75
    assert data.count(b"\n") == data.count(b"\r\n")


def test_without_being_asked_for_no_picture_leaves(captured: Aftercard) -> None:
    assert b"PHOTO" not in b"".join(captured.exports.export("vcard"))


def test_a_lost_photo_keeps_nobody_back(captured: Aftercard, summit: Event) -> None:
    first, _ = captured.photos.list(summit.id)
    captured._context.files.remove(first.sha256)
    ana, bo, _ = exported(captured, "vcard")
    assert "photo" not in ana.contents
    assert close(seen(bo.photo.value), RED)


def test_a_format_without_pictures_says_so_before_the_first_byte(captured: Aftercard) -> None:
    with pytest.raises(UsageError, match="takes no pictures") as caught:
        captured.exports.export("google", pictures=True)
    assert "vcard, vcard4" in caught.value.hint


def test_the_command_line_has_a_flag_for_it(
    captured: Aftercard, places: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "cards.vcf"
    line = ["export", "--db", places.database_url, "--photo", "-o", str(file)]
    assert entry.run([*line, "--search", "bo"]) == 0
    (bo,) = vobject.readComponents(file.read_bytes().decode())
    assert close(seen(bo.photo.value), RED)
    assert entry.run([*line, "--format", "google"]) == 2
    assert "takes no pictures" in capsys.readouterr().err
    assert file.read_bytes().startswith(b"BEGIN:VCARD"), "what was there stays"
