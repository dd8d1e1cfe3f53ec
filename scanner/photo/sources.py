"""What was named on a command line → photos: files, folders, archives, PDF documents and standard input."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from scanner.model import FailureCode, Photo, ScanFailure
from scanner.photo import errors
from scanner.photo.containers import SUFFIXES, ZIP_SIGNATURES, expand, no_pictures, unzip
from scanner.photo.errors import PhotoError
from scanner.photo.pages import PageReader

_CONTAINERS = frozenset({".zip", ".pdf"})

MAX_STREAM = 1_000_000_000
"""Bytes of one file that is read as a whole; pictures have a lower limit of their own."""


def read_photos(paths: Iterable[Path], stdin: BinaryIO | None = None) -> Iterator[Photo | ScanFailure]:
    """Every photo that `paths` name, one at a time, so that a folder of thousands needs the memory of one.

    Args:
        paths: picture files, folders (searched to the bottom, sorted by path, pictures, ZIP and PDF files only), ZIP
            archives, PDF documents, or '-' for standard input.
        stdin: where '-' reads from.

    Yields:
        A `Photo` whose label is the path as given (inside a folder: the folder as given and the way to the file), or a
        `ScanFailure` for what cannot be read. Nothing is raised for a bad path.
    """
    with PageReader() as pages:
        for path in paths:
            try:
                yield from _read(path, stdin, pages)
            except PhotoError as error:
                yield error.failure(str(path))


def _read(path: Path, stdin: BinaryIO | None, pages: PageReader) -> Iterator[Photo | ScanFailure]:
    if str(path) == "-":
        yield from _read_stream(stdin, pages)
    elif path.is_dir():
        yield from _read_folder(path, pages)
    else:
        yield from _read_file(path, pages)


def _read_stream(stdin: BinaryIO | None, pages: PageReader) -> Iterator[Photo | ScanFailure]:
    if stdin is None:
        raise _unreadable("There is no standard input to read.")
    data = stdin.read(MAX_STREAM + 1)
    if len(data) > MAX_STREAM:
        raise errors.too_large("The input", f"{MAX_STREAM // 1_000_000} MB")
    yield from expand(Photo("-", data), pages)


def _read_folder(folder: Path, pages: PageReader) -> Iterator[Photo | ScanFailure]:
    found = False
    closed: list[OSError] = []
    for root, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(names):
            if name.startswith(".") or Path(name).suffix.lower() not in SUFFIXES | _CONTAINERS:
                continue
            found = True
            path = Path(root, name)
            try:
                yield from _read_file(path, pages)
            except PhotoError as error:
                yield error.failure(str(path))
    for unread in closed:
        refused = _unreadable(f"The folder cannot be read: {unread.strerror or 'unknown reason'}.")
        yield refused.failure(str(unread.filename))
    if not found and not closed:
        raise no_pictures("The folder")


def _read_file(path: Path, pages: PageReader) -> Iterator[Photo | ScanFailure]:
    try:
        if not path.is_file():
            raise _unreadable("This is no ordinary file." if path.exists() else "There is no such file.")
        with path.open("rb") as stream:
            data = stream.read(len(ZIP_SIGNATURES[0]))
            if data.startswith(ZIP_SIGNATURES):  # unpacked from the disk: an archive may be larger than the memory
                yield from unzip(stream, str(path))
                return
            data += stream.read(MAX_STREAM)
    except OSError as error:
        raise _unreadable(f"The file cannot be read: {error.strerror or 'unknown reason'}.") from error
    except ValueError as error:  # a NUL character in the path
        raise _unreadable("There is no such file.") from error
    if len(data) > MAX_STREAM:
        raise errors.too_large("The file", f"{MAX_STREAM // 1_000_000} MB")
    yield from expand(Photo(str(path), data), pages)


def _unreadable(message: str) -> PhotoError:
    return PhotoError(FailureCode.UNREADABLE_IMAGE, message, "Check the path and whether you may read it.")
