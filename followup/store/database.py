"""One database: opening it, and the two kinds of transaction everything else runs in.

SQLite runs in WAL mode, so that readers never wait, and a writing transaction takes the write lock at its start
(BEGIN IMMEDIATE): two processes that write at once queue for `BUSY_SECONDS` instead of failing half-way. Python's
sqlite3 would open transactions by itself and late; `isolation_level = None` leaves that to the events below, as
SQLAlchemy's documentation of the SQLite dialect has it.

PostgreSQL is made to behave the same: a writing transaction first takes an advisory lock of the database, so that
writers queue and each sees what the one before it committed; a reading one keeps one snapshot from first to last.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from followup.errors import MissingDependencyError, UsageError
from followup.locale import _
from followup.settings import Settings
from followup.store import migrate, problems

BUSY_SECONDS = 30
"""How long a writer waits for another one, unless the URL says '?timeout=…'."""

_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    # Every commit reaches the disk: what was reported as stored survives a power cut.
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    # Erased contacts are overwritten, not only unlinked.
    "PRAGMA secure_delete = ON",
)

_SNAPSHOT: dict[str, Any] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}

_WRITERS = 0x41667465726361  # "Afterca": one number that no other program's advisory locks are likely to have

_LOCK = f"SET LOCAL lock_timeout = '{BUSY_SECONDS}s'; SELECT pg_advisory_xact_lock({_WRITERS})"


class Database:
    """Connections to one migrated database. Threads may share it."""

    def __init__(self, engine: Engine, location: str) -> None:
        self._reader = engine.execution_options(**_SNAPSHOT) if engine.dialect.name == "postgresql" else engine
        self._writer = engine.execution_options(writes=True)
        self._location = location

    @classmethod
    def open(cls, settings: Settings) -> Database:
        """Open the database, create it when there is none, bring it to this version's tables.

        Raises:
            StorageError: it cannot be read, written or migrated, or is of a newer version.
            MissingDependencyError: the URL needs a driver that is not installed.
            UsageError: the URL is none.
        """
        location = str(settings.database_file or "the database server")
        with problems.translated(location):
            if settings.database_file:
                _create_privately(settings.database_file)
            engine = connect(settings)
            try:
                migrate.upgrade(engine, settings.database_file)
            except BaseException:
                engine.dispose()
                raise
        return cls(engine, location)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A consistent view; nothing is written.

        Raises:
            StorageError: the database cannot be read.
        """
        with problems.translated(self._location), self._reader.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction: committed at the end, undone when the block raises.

        Raises:
            StorageError: the database cannot be written.
        """
        with problems.translated(self._location), self._writer.begin() as connection:
            yield connection

    def forget_erased(self) -> None:
        """Take erased rows out of SQLite's write-ahead log too, as far as no reader holds it."""
        if self._reader.dialect.name != "sqlite":
            return
        with problems.translated(self._location), self._reader.connect() as connection:
            driver: Any = connection.connection.driver_connection  # a checkpoint cannot run inside a transaction
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()

    def close(self) -> None:
        """Give back every connection."""
        self._reader.dispose()


def _create_privately(file: Path) -> None:
    """Contacts are personal data: folder and file are made for the owner's eyes only."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not file.exists():
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))


def connect(settings: Settings) -> Engine:
    """An engine whose transactions behave as this module says, on a database that may not be migrated yet.

    Raises:
        MissingDependencyError, UsageError: see `Database.open`.
    """
    try:
        if settings.database_file is None:
            return _server(settings.database_url)
        url = make_url(settings.database_url)
        engine = create_engine(url if "timeout" in url.query else url.update_query_dict({"timeout": str(BUSY_SECONDS)}))
    except ModuleNotFoundError as error:
        message = _("The database driver {name!r} is not installed.", name=error.name)
        wanted = "'aftercard[postgresql]'" if error.name == "psycopg" else error.name
        raise MissingDependencyError(message, _("Install it with: pip install {wanted}", wanted=wanted)) from error
    except (ArgumentError, NoSuchModuleError) as error:
        raise UsageError(_("The database URL cannot be understood."), _("Write it as SQLAlchemy does.")) from error
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _server(url: str) -> Engine:
    if make_url(url).get_backend_name() != "postgresql":
        return create_engine(url, pool_pre_ping=True)
    # Whatever the server's default: after waiting for the lock, a writer has to see what was written meanwhile.
    engine = create_engine(url, pool_pre_ping=True, isolation_level="READ COMMITTED")
    event.listen(engine, "begin", _queue)
    return engine


def _queue(connection: Connection) -> None:
    if connection.get_execution_options().get("writes", False):
        connection.exec_driver_sql(_LOCK)


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
