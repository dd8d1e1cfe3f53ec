"""Photos, and files that go with drafts, named by what they contain: `ab/cd/abcd…` (SHA-256 in hex) in one folder.

No path is ever made from a name that a person or an archive gave. A file is written under a temporary name in the
same folder, flushed to the disk and renamed, so that a file under its final name is always whole.
"""

from __future__ import annotations

import os
import re
import tempfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from followup.errors import StorageError
from followup.locale import N_, _
from followup.store import problems

_DIGEST = re.compile(r"[0-9a-f]{64}")
_DAMAGED = N_("The stored photo {path} is damaged.")
_ADVICE = N_("Capture the photo again; contacts read from it are unchanged.")


class PhotoFiles:
    """The photos of one database.

    Args:
        folder: where they lie; it need not exist.
        damaged: what to say of one that is no longer what was stored.
        advice: what to do then.
    """

    def __init__(self, folder: Path, damaged: str = _DAMAGED, advice: str = _ADVICE) -> None:
        self._folder = folder
        self._damaged = damaged
        self._advice = advice

    def put(self, data: bytes) -> str:
        """Store the bytes unless they are there; give their digest.

        Raises:
            StorageError: the folder cannot be written or the disk is full; nothing half-written stays.
        """
        digest = sha256(data).hexdigest()
        path = self.path(digest)
        with problems.translated(str(self._folder)):
            if not (path.is_file() and path.stat().st_size == len(data)):
                _write(path, data)
        return digest

    def get(self, digest: str) -> bytes:
        """The bytes stored under a digest.

        Raises:
            StorageError: the file is gone, unreadable or no longer what was stored.
        """
        path = self.path(digest)
        with problems.translated(str(path)):
            data = path.read_bytes()
        if sha256(data).hexdigest() != digest:
            raise StorageError(
                _(self._damaged, path=path),
                _(self._advice),
            )
        return data

    def remove(self, digest: str) -> None:
        """Delete the file if it is there, and the folders that this leaves empty.

        Raises:
            StorageError: it may not be deleted.
        """
        path = self.path(digest)
        with problems.translated(str(path)):
            path.unlink(missing_ok=True)
        with suppress(OSError):  # another photo still lies there
            path.parent.rmdir()
            path.parent.parent.rmdir()

    def digests(self) -> frozenset[str]:
        """Of everything that is stored."""
        return frozenset(path.name for path in self._folder.glob("??/??/*") if _DIGEST.fullmatch(path.name))

    def path(self, digest: str) -> Path:
        """Where the file of a digest lies.

        Raises:
            ValueError: not a SHA-256 digest in lower-case hex.
        """
        if not _DIGEST.fullmatch(digest):
            raise ValueError(f"not a SHA-256 digest: {digest!r}")
        return self._folder / digest[:2] / digest[2:4] / digest


def _write(path: Path, data: bytes) -> None:
    for folder in (path.parents[2], path.parents[1], path.parent):  # `parents=True` would make the upper ones public
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)  # readable by the owner only
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _flush_folder(path.parent)


def _flush_folder(folder: Path) -> None:
    """Make the rename itself durable; Windows can neither open nor needs to flush a folder."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
