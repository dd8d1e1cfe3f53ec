"""Writing what a person asked for into a file of theirs."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from followup.errors import StorageError


def write_file(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file as a whole or not at all; missing folders are made. A pipe or device is written as it comes.

    Raises:
        StorageError: the folder cannot be written or the disk is full; a file that was there before is unchanged.
    """
    path = path.resolve()  # what a link points to is replaced, not the link
    if path.exists() and not path.is_file():
        _write_device(path, pieces)
        return
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


def _write_device(path: Path, pieces: Iterable[bytes]) -> None:
    try:
        with path.open("wb") as device:
            device.writelines(pieces)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _error(path, error) from error


def _error(path: Path, error: OSError) -> StorageError:
    return StorageError(f"{path} cannot be written: {error.strerror}.", "Name another place, or free some space.")
