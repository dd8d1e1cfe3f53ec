"""The database's and the file system's errors in the program's own words."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError, IntegrityError, InterfaceError

from followup.errors import StorageError
from followup.locale import N_, _

_SAFE = N_("What was stored before is unchanged.")

# Words of a database's messages → what to tell a person. SQLite's: https://www.sqlite.org/rescode.html
_SAID = (
    (
        "locked",
        N_("is in use by another program and did not become free"),
        N_("Close the other program, then try again."),
    ),
    ("disk is full", N_("cannot be written because the disk is full"), N_("Free some space, then try again.")),
    ("readonly", N_("may not be written"), N_("Check the permissions of the file and its folder.")),
    ("read-only", N_("may not be written"), N_("Check the permissions of the file and its folder.")),
    ("unable to open", N_("cannot be opened"), N_("Check that the folder exists and may be written.")),
    ("malformed", N_("is damaged"), N_("Restore a backup, or move the file away to start with an empty database.")),
    ("not a database", N_("is not a database"), N_("Name another file with --db, or move this one away.")),
    # PostgreSQL's; the list of its conditions is Appendix A of its manual.
    (
        "lock timeout",
        N_("is in use by another program and did not become free"),
        N_("Close the other program, then try again."),
    ),
    (
        "no space left",
        N_("cannot be written because the server's disk is full"),
        N_("Free some space there, then try again."),
    ),
    ("password", N_("refused the user name or password"), N_("Check both in the database URL.")),
    ("permission denied", N_("does not allow this user to do that"), N_("Ask who runs the server for the permission.")),
    (
        "connection to server",
        N_("cannot be reached"),
        N_("Check the URL, and that the server runs and has this database."),
    ),
    ("disk i/o", N_("cannot be read from or written to the disk"), N_("Check the disk, then try again.")),
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
            return StorageError(_("{location} {what}. {safe}", location=location, what=_(what), safe=_(_SAFE)), _(hint))
    return StorageError(
        _("{location} gave an error: {names}. {safe}", location=location, names=" ".join(said.split()), safe=_(_SAFE)),
        _("Try again."),
    )


def file_error(location: str, error: OSError) -> StorageError:
    """An error of the file system as a `StorageError`."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StorageError(
            _("{location} cannot be written because the disk is full. {safe}", location=location, safe=_(_SAFE)),
            _("Free some space."),
        )
    reason = error.strerror or type(error).__name__
    where = error.filename or location
    return StorageError(
        _("{where}: {reason}. {safe}", where=where, reason=reason, safe=_(_SAFE)),
        _("Check that the folder exists and may be read and written."),
    )
