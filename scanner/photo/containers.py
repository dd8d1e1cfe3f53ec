"""ZIP archives and PDF documents → the photos inside, within bounds."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import PurePosixPath
from typing import BinaryIO

from scanner.model import FailureCode, Photo, ScanFailure
from scanner.photo import errors
from scanner.photo.errors import PhotoError
from scanner.photo.pages import PageReader
from scanner.picture_size import MAX_BYTES

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

_PIECE = 1_000_000
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""What is unpacked. Of the others zipfile unpacks all that it has read, and a kilobyte of bzip2 can be a gigabyte."""


def expand(photo: Photo, reader: PageReader | None = None) -> Iterator[Photo | ScanFailure]:
    """The photos inside, when `photo` is a ZIP archive or a PDF; else the photo itself.

    Args:
        photo: the file.
        reader: what renders the pages of a PDF; several files may share one. None for one of its own.

    What the bytes are decides, not the name. Members that are no pictures are left out; archives inside archives are
    not opened. A member or page that breaks a bound or cannot be read is a failure and costs no neighbour.
    """
    try:
        if photo.data.startswith(ZIP_SIGNATURES):
            yield from unzip(io.BytesIO(photo.data), photo.file)
        elif b"%PDF-" in photo.data[:1024]:
            with nullcontext(reader) if reader else PageReader() as pages:
                yield from pages.pages(photo)
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
            got, unpacked = _member(archive, member, f"{label}/{_tidy(member.filename)}", min(MAX_BYTES, left))
            left -= min(unpacked, left)
            yield got


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, label: str, limit: int
) -> tuple[Photo | ScanFailure, int]:
    """One member, and how many bytes were unpacked for it; what the directory claims as its size is not believed."""
    if member.flag_bits & 0x1:
        return errors.locked("The archive").failure(label), 0
    if member.compress_type not in _METHODS:
        return errors.packed_otherwise().failure(label), 0
    data = bytearray()
    try:
        with archive.open(member) as stream:
            while len(data) <= limit and (piece := stream.read(_PIECE)):
                data += piece
    except Exception:  # noqa: BLE001 - zipfile raises many types on hostile bytes, from zlib.error to struct.error
        return errors.damaged().failure(label), len(data)
    if len(data) > limit:
        return errors.too_large("The unpacked picture", f"{MAX_BYTES // 1_000_000} MB").failure(label), len(data)
    return Photo(label, bytes(data)), len(data)


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
