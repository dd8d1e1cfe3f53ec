"""The database's and the file system's errors in the program's own words."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError, IntegrityError, InterfaceError

from followup.errors import StorageError

_SAFE = "What was stored before is unchanged."

# Words of a database's messages → what to tell a person. SQLite's: https://www.sqlite.org/rescode.html
_SAID = (
    ("locked", "is in use by another program and did not become free", "Close the other program, then try again."),
    ("disk is full", "cannot be written because the disk is full", "Free some space, then try again."),
    ("readonly", "may not be written", "Check the permissions of the file and its folder."),
    ("read-only", "may not be written", "Check the permissions of the file and its folder."),
    ("unable to open", "cannot be opened", "Check that the folder exists and may be written."),
    ("malformed", "is damaged", "Restore a backup, or move the file away to start with an empty database."),
    ("not a database", "is not a database", "Name another file with --db, or move this one away."),
    # PostgreSQL's; the list of its conditions is Appendix A of its manual.
    (
        "lock timeout",
        "is in use by another program and did not become free",
        "Close the other program, then try again.",
    ),
    ("no space left", "cannot be written because the server's disk is full", "Free some space there, then try again."),
    ("password", "refused the user name or password", "Check both in the database URL."),
    ("permission denied", "does not allow this user to do that", "Ask who runs the server for the permission."),
    ("connection to server", "cannot be reached", "Check the URL, and that the server runs and has this database."),
    ("disk i/o", "cannot be read from or written to the disk", "Check the disk, then try again."),
)


@contextmanager
def translated(location: str) -> Iterator[None]:
    """Turn errors of the database and its files into `StorageError`; everything else passes.

    Args:
        location: how to call the database in the sentence.
    """
    try:
        yield
    except IntegrityError:
        raise  # a rule of the tables, which the caller put there and understands
    except (DatabaseError, InterfaceError) as error:
        raise _storage_error(location, str(error.orig)) from error
    except sqlite3.Error as error:  # while a connection is prepared SQLAlchemy does not wrap them
        raise _storage_error(location, str(error)) from error
    except OSError as error:
        raise file_error(location, error) from error


def _storage_error(location: str, said: str) -> StorageError:
    for words, what, hint in _SAID:
        if words in said.lower():
            return StorageError(f"{location} {what}. {_SAFE}", hint)
    return StorageError(f"{location} gave an error: {' '.join(said.split())}. {_SAFE}", "Try again.")


def file_error(location: str, error: OSError) -> StorageError:
    """An error of the file system as a `StorageError`."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StorageError(f"{location} cannot be written because the disk is full. {_SAFE}", "Free some space.")
    reason = error.strerror or type(error).__name__
    where = error.filename or location
    return StorageError(f"{where}: {reason}. {_SAFE}", "Check that the folder exists and may be read and written.")
