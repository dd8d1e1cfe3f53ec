"""PDF documents → their pages as pictures, rendered in a process of its own: a page is a program of a stranger's."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Self

from scanner.apart import Apart, CallLostError
from scanner.failures import took_too_long
from scanner.model import Photo, ScanFailure
from scanner.photo import errors
from scanner.photo.errors import PhotoError
from scanner.workers import begin_work

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

MAX_PAGES = 500
PAGE_PIXELS = 3_500
"""Longer side of a rendered PDF page in pixels: A4 at 300 dpi."""

PAGE_SECONDS = 30.0
"""How long a page may take, and finding out how many there are; a scanned page takes a fifth of a second."""

MAX_LOST = 3
"""Pages of one document that may hang or crash before the others are given up."""

MAX_MEMORY = 4_000_000_000
"""Bytes of address space for the process: a document of the largest size twice, and pages of any picture."""

_MIN_PAGE_POINTS = 1.0


class PageReader:
    """Renders pages. Its process is begun by the first document and serves the ones after it."""

    def __init__(self) -> None:
        self._apart = Apart(PAGE_SECONDS, _begin)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._apart.end()

    def pages(self, document: Photo) -> Iterator[Photo | ScanFailure]:
        """Each page of the PDF `document` as PNG, so that a page is a photo like any other: hashed, stored and shown by
        its bytes. They are labelled '<document>#page=<number>'. A page that cannot be rendered is a failure.

        Raises:
            PhotoError: the document cannot be opened, or has more than `MAX_PAGES`.
        """
        count = self._open(document)
        lost = 0
        for number in range(count):
            label = f"{document.file}#page={number + 1}"
            try:
                if lost and not self._apart.call(_is_open):
                    self._open(document)
                data = self._apart.call(_render, number)
            except (CallLostError, PhotoError) as error:
                lost += 1
                late = isinstance(error, CallLostError) and error.late
                yield took_too_long(label) if late else errors.damaged().failure(label)
            else:
                yield Photo(label, data) if data else errors.damaged().failure(label)
            if lost > MAX_LOST:
                raise errors.damaged_file("The PDF")

    def _open(self, document: Photo) -> int:
        try:
            count = self._apart.call(_open, document.data)
        except CallLostError as error:
            count = took_too_long("") if error.late else errors.damaged_file("The PDF").failure("")
        if isinstance(count, ScanFailure):
            raise PhotoError(count.code, count.message, count.hint)
        return count


_opened: list[PdfDocument] = []
"""In the process: the document whose pages are asked for."""


def _begin() -> None:
    begin_work()
    if sys.platform == "linux":
        import resource  # noqa: PLC0415 - there is none on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))


def _open(data: bytes) -> int | ScanFailure:
    """Open the document in this process; how many pages it has, or why it is not read."""
    import pypdfium2 as pdfium  # noqa: PLC0415 - in the process that renders only

    while _opened:
        _opened.pop().close()
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        return (
            errors.locked("The PDF") if "password" in str(error).lower() else errors.damaged_file("The PDF")
        ).failure("")
    _opened.append(document)
    if (pages := len(document)) > MAX_PAGES:
        return errors.too_large("The PDF", f"{MAX_PAGES} pages").failure("")
    return pages or errors.damaged_file("The PDF").failure("")


def _is_open() -> bool:
    return bool(_opened)


def _render(number: int) -> bytes:
    """One page as PNG; nothing when it is damaged."""
    import pypdfium2 as pdfium  # noqa: PLC0415 - in the process that renders only

    try:
        page = _opened[0][number]
        try:
            longest = max(*page.get_size(), _MIN_PAGE_POINTS)
            image = page.render(scale=PAGE_PIXELS / longest).to_pil()
        finally:
            page.close()
    except (pdfium.PdfiumError, ValueError, MemoryError, OSError):
        return b""
    out = io.BytesIO()
    image.convert("RGB").save(out, "PNG", compress_level=1)
    return out.getvalue()
