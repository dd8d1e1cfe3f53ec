"""Reading an archive that anybody may have made: everything is bounded, and no member's name becomes a path.

Members are asked for by names that this program makes itself; whatever else lies in the ZIP is never opened.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from followup.errors import NothingReadableError
from followup.exchange.archive import (
    FORMAT,
    MANIFEST,
    SCHEMA,
    TEMPLATES,
    Manifest,
    OwnTemplate,
    Row,
    photo_member,
    table_member,
)
from followup.locale import N_, _

MAX_MEMBERS = 500_000
MAX_LINE = 16_000_000
"""Bytes of one row: a card's reading is the longest, some hundred thousand."""
MAX_RATIO = 200
"""How much larger than the archive its rows may be; rows of a real book compress to a tenth or a twentieth."""
_FLOOR = 64_000_000
_MAX_MANIFEST = 64_000_000
_DIGEST = re.compile(r"[0-9a-f]{64}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")
_TEMPLATE = re.compile(r"_?[a-z][a-z0-9-]{0,39}(\.[2-9])?\.txt\.j2")
_HINT = N_("Nothing was changed. Try another backup.")


class ArchiveReader:
    """One open archive; use it in a `with` block.

    Raises:
        NothingReadableError: from every method, when the file is no archive, damaged, newer, or out of bounds.
    """

    def __init__(self, file: Path | bytes) -> None:
        size = len(file) if isinstance(file, bytes) else file.stat().st_size
        with _damaged():
            self._zip = zipfile.ZipFile(io.BytesIO(file) if isinstance(file, bytes) else file)
        self._left = max(_FLOOR, MAX_RATIO * size)
        self._photos_left = size
        try:
            self._members = self._checked_members()
            self.manifest = self._manifest()
        except BaseException:
            self._zip.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._zip.close()

    def rows(self, table: str) -> Iterator[Row]:
        """The rows of a table, one at a time; as many as the manifest says."""
        yield from self._lines(table_member(table), self.manifest.tables.get(table, 0))

    def photo(self, digest: str) -> bytes:
        """The bytes of a photo, which have this digest."""
        if not _DIGEST.fullmatch(digest):
            raise _error("It names a photo that cannot be.")
        info = self._info(photo_member(digest))
        self._photos_left -= info.file_size
        if info.compress_type != zipfile.ZIP_STORED or self._photos_left < 0:
            raise _error("Its photos are larger than the archive itself.")
        with _damaged():
            data = self._zip.read(info)
        if sha256(data).hexdigest() != digest:
            raise _error("One of its photos is damaged.")
        return data

    def templates(self) -> Iterator[OwnTemplate]:
        """The owner's templates; language and name are safe to be joined to a folder."""
        for row in self._lines(TEMPLATES, self.manifest.templates):
            language, name, text = (row.get(key) for key in ("language", "name", "text"))
            if not (isinstance(language, str) and isinstance(name, str) and isinstance(text, str)):
                raise _error("One of its templates cannot be understood.")
            if not _LANGUAGE.fullmatch(language) or not _TEMPLATE.fullmatch(name):
                raise _error("One of its templates has a name that no template has.")
            yield OwnTemplate(language, name, text)

    def _checked_members(self) -> dict[str, zipfile.ZipInfo]:
        infos = self._zip.infolist()
        if len(infos) > MAX_MEMBERS or len({i.filename for i in infos}) != len(infos):
            raise _error("It has too many members, or one of them twice.")
        return {info.filename: info for info in infos}

    def _info(self, member: str) -> zipfile.ZipInfo:
        info = self._members.get(member)
        if info is None:
            raise _error(f"It has no {member.partition('/')[0]!r} where one is expected.")
        if info.flag_bits & 1 or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise _error("It is encrypted, or compressed in a way that Aftercard does not use.")
        return info

    def _manifest(self) -> Manifest:
        with _damaged(), self._zip.open(self._info(MANIFEST)) as file:
            found = json.loads(file.read(_MAX_MANIFEST))
        if not isinstance(found, dict) or found.get("format") != FORMAT:
            raise _error("It was not made by 'aftercard backup'.")
        if not isinstance(schema := found.get("schema"), int) or schema > SCHEMA:
            message = _("The archive was made by a newer version of Aftercard. Nothing was changed.")
            raise NothingReadableError(message, _("Install the newest version: pip install --upgrade aftercard"))
        with _damaged():
            return _typed(Manifest(**{f.name: found[f.name] for f in fields(Manifest)}))

    def _lines(self, member: str, count: int) -> Iterator[Row]:
        found = 0
        with _damaged(), self._zip.open(self._info(member)) as file:
            while line := file.readline(MAX_LINE + 1):
                self._left -= len(line)
                if len(line) > MAX_LINE or self._left < 0:
                    raise _error("It unpacks to far more than a backup holds.")
                row = json.loads(line)
                if not isinstance(row, dict):
                    raise _error("A row is no object.")
                found += 1
                yield row
        if found != count:
            raise _error(f"It holds {found} rows where {count} were written.")


def _typed(manifest: Manifest) -> Manifest:
    """The manifest, when its values are of the kinds they should be.

    Raises:
        ValueError: one is not.
    """
    texts = isinstance(manifest.revision, str) and isinstance(manifest.created_at, str)
    counts: list[Any] = [*manifest.tables.values(), manifest.photos, manifest.templates]
    digests = all(isinstance(d, str) and _DIGEST.fullmatch(d) for d in manifest.missing_photos)
    if not (texts and digests and all(type(n) is int and n >= 0 for n in counts)):
        raise ValueError("not a manifest")
    return manifest


@contextmanager
def _damaged() -> Iterator[None]:
    """What zipfile, zlib and json say of a damaged file, as one sentence."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        raise _error("It is no ZIP archive, or it is damaged.") from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise _error("What it holds cannot be understood.") from error


def _error(reason: str) -> NothingReadableError:
    return NothingReadableError(_("The archive cannot be read. {reason}", reason=reason), _(_HINT))
