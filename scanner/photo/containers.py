"""ZIP archives and PDF documents → the photos inside, within bounds."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import PurePosixPath
from typing import Any, BinaryIO

import pypdfium2 as pdfium

from scanner.model import FailureCode, Photo, ScanFailure
from scanner.photo import errors
from scanner.photo.decoding import MAX_BYTES
from scanner.photo.errors import PhotoError

SUFFIXES = frozenset(
    (
        ".jpg",
        ".jpeg",
        ".jpe",
        ".jfif",
        ".mpo",
        ".png",
        ".webp",
        ".tif",
        ".tiff",
        ".heic",
        ".heif",
        ".avif",
        ".bmp",
        ".gif",
    )
)
"""What counts as a picture among the files of a folder or an archive."""

ZIP_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")

MAX_MEMBERS = 5_000
MAX_TOTAL = 4_000_000_000
"""Bytes that the members of one archive may unpack to: some 1,000 phone photos."""

MAX_PAGES = 500
PAGE_PIXELS = 3_500
"""Longer side of a rendered PDF page in pixels: A4 at 300 dpi."""

MIN_PAGE_POINTS = 1.0


def expand(photo: Photo) -> Iterator[Photo | ScanFailure]:
    """The photos inside, when `photo` is a ZIP archive or a PDF; else the photo itself.

    What the bytes are decides, not the name. Members that are no pictures are left out; archives inside archives are
    not opened. A member or page that breaks a bound or cannot be read is a failure and costs no neighbour.
    """
    try:
        if photo.data.startswith(ZIP_SIGNATURES):
            yield from unzip(io.BytesIO(photo.data), photo.file)
        elif b"%PDF-" in photo.data[:1024]:
            yield from _render(photo)
        else:
            yield photo
    except PhotoError as error:
        yield error.failure(photo.file)


def unzip(stream: BinaryIO, label: str) -> Iterator[Photo | ScanFailure]:
    """The pictures in the archive that `stream` holds, sorted by name; they are labelled '<label>/<member>'.

    Raises:
        PhotoError: the archive is damaged, holds no pictures or more than `MAX_MEMBERS`.
    """
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise errors.damaged_file("The archive") from error
    with archive:
        members = [m for m in archive.infolist() if _is_wanted(m.filename) and not m.is_dir()]
        if len(members) > MAX_MEMBERS:
            raise errors.too_large("The archive", f"{MAX_MEMBERS} pictures")
        if not members:
            raise no_pictures("The archive")
        left = MAX_TOTAL
        for member in sorted(members, key=lambda m: m.filename):
            got = _member(archive, member, f"{label}/{_tidy(member.filename)}", min(MAX_BYTES, left))
            left -= len(got.data) if isinstance(got, Photo) else 0
            yield got


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, label: str, limit: int) -> Photo | ScanFailure:
    """One member's bytes; what the directory claims as its size is not believed."""
    if member.flag_bits & 0x1:
        return errors.locked("The archive").failure(label)
    try:
        with archive.open(member) as stream:
            data = stream.read(limit + 1)
    except Exception:  # noqa: BLE001 - zipfile raises many types on hostile bytes, from zlib.error to struct.error
        return errors.damaged().failure(label)
    if len(data) > limit:
        return errors.too_large("The unpacked picture", f"{MAX_BYTES // 1_000_000} MB").failure(label)
    return Photo(label, data)


def _is_wanted(name: str) -> bool:
    path = PurePosixPath(_tidy(name))
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in path.parts)
    return not hidden and path.suffix.lower() in SUFFIXES


def _tidy(name: str) -> str:
    """A member's name as a label: no way up, no drive, no control characters. Nothing is opened by it."""
    parts = [p for p in name.replace("\\", "/").split("/") if p not in ("", ".", "..")]
    return "".join(c if c.isprintable() else "_" for c in "/".join(parts)) or "member"


def no_pictures(what: str) -> PhotoError:
    """The failure of a folder or archive in which there is nothing to read."""
    return PhotoError(
        FailureCode.UNSUPPORTED_FORMAT, f"{what} holds no pictures.", f"Put {errors.PICTURES} pictures into it."
    )


def _render(photo: Photo) -> Iterator[Photo | ScanFailure]:
    try:
        document = pdfium.PdfDocument(photo.data)
    except pdfium.PdfiumError as error:
        raise (
            errors.locked("The PDF") if "password" in str(error).lower() else errors.damaged_file("The PDF")
        ) from error
    with closing(document):
        pages = len(document)
        if pages > MAX_PAGES:
            raise errors.too_large("The PDF", f"{MAX_PAGES} pages")
        if pages == 0:
            raise errors.damaged_file("The PDF")
        for number in range(pages):
            yield _page(document, number, f"{photo.file}#page={number + 1}")


def _page(document: Any, number: int, label: str) -> Photo | ScanFailure:
    """One page as PNG, so that a page is a photo like any other: hashed, stored and shown by its bytes."""
    try:
        with closing(document[number]) as page:
            longest = max(*page.get_size(), MIN_PAGE_POINTS)
            image = page.render(scale=PAGE_PIXELS / longest).to_pil()
    except (pdfium.PdfiumError, ValueError, MemoryError, OSError):
        return errors.damaged().failure(label)
    out = io.BytesIO()
    image.convert("RGB").save(out, "PNG", compress_level=1)
    return Photo(label, out.getvalue())
