"""Paths, folders, archives, PDF documents and standard input become labelled photos, within bounds."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scanner.model import FailureCode, Photo, ScanFailure
from scanner.photo import PageReader, containers, decode, expand, pages, read_photos
from tests.scanner import drawing
from tests.scanner.photo import rendering

PICTURE = drawing.png(drawing.card(size=(200, 120), lines=()))


def _archive(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def _pdf(count: int) -> bytes:
    document = pdfium.PdfDocument.new()
    for _ in range(count):
        document.new_page(240, 150)
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def _labels(found: list[Photo | ScanFailure]) -> list[str]:
    return [item.file for item in found if isinstance(item, Photo)]


def test_a_folder_is_read_to_the_bottom_in_order_and_only_its_pictures(tmp_path: Path) -> None:
    for name in ("b.JPG", "a.png", "inner/c.webp", "notes.txt", ".hidden.png", ".git/d.png", "more.zip"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(_archive({"e.png": PICTURE}) if name.endswith("zip") else PICTURE)
    found = list(read_photos([tmp_path]))
    assert _labels(found) == [str(tmp_path / n) for n in ("a.png", "b.JPG", "more.zip/e.png", "inner/c.webp")]
    assert len(found) == 4


def test_what_is_named_is_read_whatever_its_name(tmp_path: Path) -> None:
    picture, text = tmp_path / "card", tmp_path / "notes.jpg"
    picture.write_bytes(PICTURE)
    text.write_text("no picture")
    found = list(read_photos([picture, text]))
    assert _labels(found) == [str(picture), str(text)]


@pytest.mark.parametrize("name", ["missing.jpg", "a\0b.jpg"])
def test_a_bad_path_is_a_failure_and_costs_no_neighbour(tmp_path: Path, name: str) -> None:
    good = tmp_path / "good.png"
    good.write_bytes(PICTURE)
    missing, found = read_photos([tmp_path / name, good])
    assert isinstance(missing, ScanFailure)
    assert missing.code is FailureCode.UNREADABLE_IMAGE
    assert isinstance(found, Photo)


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    (failure,) = read_photos([tmp_path])
    assert isinstance(failure, ScanFailure)
    assert "no pictures" in failure.message


def test_a_folder_that_may_not_be_read_is_said_and_costs_no_neighbour(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The administrator may read everything, so the system's refusal is made here."""
    (tmp_path / "closed").mkdir()
    (tmp_path / "card.png").write_bytes(PICTURE)
    listed = os.scandir

    def refusing(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", refusing)
    photo, failure = read_photos([tmp_path])
    assert isinstance(photo, Photo)
    assert isinstance(failure, ScanFailure)
    assert failure.file == str(tmp_path / "closed")
    assert "Permission denied" in failure.message
    (failure,) = read_photos([tmp_path / "closed"])
    assert isinstance(failure, ScanFailure)
    assert "cannot be read" in failure.message


def test_standard_input() -> None:
    (photo,) = read_photos([Path("-")], io.BytesIO(PICTURE))
    assert photo == Photo("-", PICTURE)
    (failure,) = read_photos([Path("-")], None)
    assert isinstance(failure, ScanFailure)


def test_an_archive_gives_its_pictures_sorted_and_nothing_else() -> None:
    data = _archive(
        {"z.png": PICTURE, "a/b.jpg": PICTURE, "readme.txt": b"x", "__MACOSX/._z.png": b"x", "in.zip": b"PK"}
    )
    assert _labels(list(expand(Photo("cards.zip", data)))) == ["cards.zip/a/b.jpg", "cards.zip/z.png"]


def test_a_member_cannot_climb_out_by_its_name() -> None:
    data = _archive({"../../etc/x.png": PICTURE, "C:\\cards\\y.png": PICTURE})
    labels = _labels(list(expand(Photo("up.zip", data))))
    assert labels == ["up.zip/etc/x.png", "up.zip/C:/cards/y.png"]


def test_a_zip_bomb_is_too_large_and_its_neighbours_are_read() -> None:
    data = _archive({"a.png": PICTURE, "bomb.png": bytes(150_000_000), "c.png": PICTURE})
    assert len(data) < 1_000_000
    found = list(expand(Photo("bomb.zip", data)))
    assert _labels(found) == ["bomb.zip/a.png", "bomb.zip/c.png"]
    assert [f.code for f in found if isinstance(f, ScanFailure)] == [FailureCode.TOO_LARGE]


def test_an_archive_with_too_many_members_is_refused() -> None:
    data = _archive({f"{i}.png": b"" for i in range(5_001)}, zipfile.ZIP_STORED)
    (failure,) = expand(Photo("many.zip", data))
    assert isinstance(failure, ScanFailure)
    assert failure.code is FailureCode.TOO_LARGE


def test_a_damaged_member_and_a_damaged_archive() -> None:
    data = bytearray(_archive({"a.png": PICTURE, "b.png": PICTURE}, zipfile.ZIP_STORED))
    data[60:80] = bytes(20)
    found = list(expand(Photo("bad.zip", bytes(data))))
    assert isinstance(found[0], ScanFailure)
    assert isinstance(found[1], Photo)
    (failure,) = expand(Photo("cut.zip", bytes(data[:100])))
    assert isinstance(failure, ScanFailure)
    assert failure.message == "The archive is damaged or cut off."


def test_pdf_pages_are_pictures() -> None:
    first, second = expand(Photo("scan.pdf", _pdf(2)))
    assert isinstance(first, Photo)
    assert isinstance(second, Photo)
    assert (first.file, second.file) == ("scan.pdf#page=1", "scan.pdf#page=2")
    assert max(decode(first).pixels.shape) == 3_500


@pytest.mark.parametrize(
    "data", [_pdf(1)[:150], b"%PDF-1.7\ngarbage", _pdf(501)], ids=["cut", "garbage", "too many pages"]
)
def test_a_bad_pdf_is_one_failure(data: bytes) -> None:
    (failure,) = expand(Photo("bad.pdf", data))
    assert isinstance(failure, ScanFailure)


@pytest.fixture(scope="module")
def reader() -> Iterator[PageReader]:
    with PageReader() as reader:
        yield reader


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([b"", b"PK\x03\x04", b"%PDF-1.4\n"]), st.binary(max_size=200))
def test_any_upload_is_photos_or_failures(reader: PageReader, head: bytes, body: bytes) -> None:
    assert all(isinstance(item, Photo | ScanFailure) for item in expand(Photo("upload", head + body), reader))


@pytest.mark.slow
def test_a_page_on_which_the_renderer_crashes_or_hangs_is_a_failure_and_costs_no_neighbour(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pages, "PAGE_SECONDS", 10.0)
    monkeypatch.setattr(pages, "_render", rendering.render)
    found = list(expand(Photo("scan.pdf", _pdf(4))))
    assert [item.file for item in found] == [f"scan.pdf#page={number}" for number in (1, 2, 3, 4)]
    assert [item.code if isinstance(item, ScanFailure) else "page" for item in found] == [
        "page",
        FailureCode.UNREADABLE_IMAGE,
        FailureCode.TIMED_OUT,
        "page",
    ]


def test_a_document_that_crashes_its_reader_again_and_again_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MAX_LOST", 1)
    monkeypatch.setattr(pages, "_render", rendering.crash)
    found = list(expand(Photo("scan.pdf", _pdf(9))))
    assert [item.file for item in found] == ["scan.pdf#page=1", "scan.pdf#page=2", "scan.pdf"]
    assert all(isinstance(item, ScanFailure) for item in found)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_member_packed_by_a_method_without_bounds_is_not_unpacked(method: int) -> None:
    """A kilobyte of bzip2 took three gigabytes of memory: zipfile unpacks all of what it has read."""
    (failure,) = expand(Photo("odd.zip", _archive({"a.png": PICTURE}, method)))
    assert isinstance(failure, ScanFailure)
    assert failure.code is FailureCode.UNSUPPORTED_FORMAT


def test_members_that_are_too_large_count_for_what_an_archive_may_unpack_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "MAX_BYTES", 3_000_000)
    monkeypatch.setattr(containers, "MAX_TOTAL", 5_000_000)
    bombs = {f"{i}.png": bytes(9_000_000) for i in range(3)}
    found = list(expand(Photo("bombs.zip", _archive(bombs | {"small.png": PICTURE}))))
    assert [f.code for f in found if isinstance(f, ScanFailure)] == [FailureCode.TOO_LARGE] * 4
