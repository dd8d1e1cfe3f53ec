"""Writing what a person asked for into a file of theirs."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from followup.errors import StorageError


def write_file(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file as a whole or not at all; missing folders are made.

    Raises:
        StorageError: the folder cannot be written or the disk is full; a file that was there before is unchanged.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    except OSError as error:
        raise _error(path, error) from error
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(pieces)
        Path(temporary).replace(path)
    except OSError as error:
        raise _error(path, error) from error
    finally:
        Path(temporary).unlink(missing_ok=True)


def _error(path: Path, error: OSError) -> StorageError:
    return StorageError(f"{path} cannot be written: {error.strerror}.", "Name another place, or free some space.")
