"""The lossless archive: one ZIP with every table as JSON Lines, the photos and the owner's templates (docs/archive.md).

Nothing in here knows a table: names and rows come from whoever writes or reads, so a new table needs no change.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

FORMAT = "aftercard-archive"
SCHEMA = 1
"""Of the archive's layout; a reader refuses a higher one."""

MANIFEST = "manifest.json"
TEMPLATES = "templates.jsonl"

Row = Mapping[str, Any]
"""A row of a table by its columns, JSON-ready."""

_FLUSH = 1 << 16


def table_member(table: str) -> str:
    """Where in the archive a table's rows are."""
    return f"tables/{table}.jsonl"


def photo_member(digest: str) -> str:
    """Where in the archive the photo of this SHA-256 is."""
    return f"photos/{digest}"


@dataclass(frozen=True, slots=True)
class OwnTemplate:
    """A template that the owner wrote: the name of its file, and its text."""

    language: str
    name: str
    text: str


@dataclass(slots=True)
class Manifest:
    """What an archive holds; counted while it is written, compared when it is read.

    Attributes:
        revision: of the database's tables.
        created_at: ISO 8601, UTC.
        tables: how many rows each has.
        photos: how many there are.
        missing_photos: digests of photos whose files were gone or damaged already.
        templates: how many there are.
    """

    revision: str
    created_at: str
    format: str = FORMAT
    schema: int = SCHEMA
    tables: dict[str, int] = field(default_factory=dict)
    photos: int = 0
    missing_photos: list[str] = field(default_factory=list)
    templates: int = 0


def write(
    *,
    tables: Iterable[tuple[str, Iterable[Row]]],
    photos: Iterable[tuple[str, bytes | None]],
    templates: Iterable[OwnTemplate],
    manifest: Manifest,
) -> Iterator[bytes]:
    """The archive in pieces, with no more than one photo or a few rows in memory.

    Args:
        tables: each with its rows.
        photos: digest and bytes of each; None when the file is lost.
        templates: the owner's own.
        manifest: is filled in, and complete after the last piece.
    """
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in tables:
            manifest.tables[name] = yield from _lines(archive, sink, table_member(name), rows)
        for digest, data in photos:
            if data is None:
                manifest.missing_photos.append(digest)
                continue
            # Pictures are compressed already. Stored, an archive's photos can never be larger than the archive.
            archive.writestr(_member(photo_member(digest), zipfile.ZIP_STORED), data)
            manifest.photos += 1
            yield sink.taken()
        manifest.templates = yield from _lines(archive, sink, TEMPLATES, map(asdict, templates))
        archive.writestr(_member(MANIFEST), json.dumps(asdict(manifest), indent=2))
    yield sink.taken()


def _lines(archive: zipfile.ZipFile, sink: _Sink, member: str, rows: Iterable[Row]) -> Generator[bytes, None, int]:
    """Write one object per line; returns how many."""
    count = 0
    with archive.open(_member(member), "w", force_zip64=True) as file:
        for count, row in enumerate(rows, start=1):  # noqa: B007  (the count is the result)
            file.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")
            if sink.size > _FLUSH:
                yield sink.taken()
    yield sink.taken()
    return count


def _member(name: str, compression: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    """Dated as ZIP's first day: when a backup was made stands in the manifest, and equal data give equal members."""
    info = zipfile.ZipInfo(name)
    info.compress_type = compression
    info.external_attr = 0o600 << 16
    return info


class _Sink:
    """A file that can only be appended to, and emptied by whoever carries the bytes away."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self.size = 0

    def write(self, data: bytes, /) -> int:
        self._pieces.append(bytes(data))
        self.size += len(data)
        return len(data)

    def flush(self) -> None:
        """Nothing waits elsewhere."""

    def close(self) -> None:
        """What was not taken yet can still be."""

    def taken(self) -> bytes:
        """What was written since the last call."""
        whole = b"".join(self._pieces)
        self._pieces.clear()
        self.size = 0
        return whole
