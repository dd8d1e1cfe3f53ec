"""Bring a database to this version's tables, whatever version wrote it, or say why not.

Most openings find the newest revision and cost one query; Alembic is imported only when there is something to do.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Container
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, inspect

from followup.errors import DatabaseTooNewError, NotOurDatabaseError, StorageError
from followup.locale import _

HEAD = "0007"
"""The newest revision in `migrations/versions`; a test compares them."""

SCRIPTS = "followup.store:migrations"
"""Where Alembic finds the migrations: inside the installed package."""

_VERSION_TABLE = "alembic_version"


def upgrade(engine: Engine, file: Path | None, *, scripts: str = SCRIPTS, head: str = HEAD) -> None:
    """Apply what is missing in one transaction, after a copy of a SQLite file that already holds data.

    Args:
        engine: the database.
        file: the SQLite file, or None for a server.
        scripts: Alembic's script location.
        head: its newest revision.

    Raises:
        DatabaseTooNewError: a newer version has written it.
        NotOurDatabaseError: it has tables, and they are not ours.
        StorageError: a migration would leave rows that point nowhere.
    """
    with engine.connect() as connection:
        if _revision(connection) == head:
            return
    with engine.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            # Rebuilding a table drops the old one, which would delete what points to it. The pragma does nothing
            # inside a transaction, and SQLAlchemy's `execute` would begin one.
            driver: Any = connection.connection.driver_connection
            driver.execute("PRAGMA foreign_keys = OFF").close()
        try:
            _upgrade_locked(connection, file, scripts, head)
        finally:
            connection.invalidate()


def _upgrade_locked(connection: Connection, file: Path | None, scripts: str, head: str) -> None:
    writer = connection.execution_options(writes=True)
    with writer.begin():
        current = _revision(writer)
        if current == head:
            return
        # Alembic takes a third of a second to import, and most openings do without.
        from followup.store import alembic_scripts  # noqa: PLC0415

        _refuse_strangers(writer, current, alembic_scripts.revisions(scripts))
        if current and file:
            _copy(file, current)
        alembic_scripts.run(writer, scripts)
        if connection.dialect.name == "sqlite" and writer.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise StorageError(
                _("The database could not be brought to this version: rows would point nowhere. It is unchanged."),
                _("Report this, and use the version that wrote it until then."),
            )


def _revision(connection: Connection) -> str:
    if not inspect(connection).has_table(_VERSION_TABLE):
        return ""
    row = connection.exec_driver_sql(f"SELECT version_num FROM {_VERSION_TABLE}").first()  # noqa: S608 (a constant)
    return str(row[0]) if row else ""


def _refuse_strangers(connection: Connection, current: str, known: Container[str]) -> None:
    if current and current not in known:
        raise DatabaseTooNewError(
            _("This database was written by a newer version of Aftercard and is left as it is."),
            _("Install the newest version: pip install --upgrade aftercard"),
        )
    if not current and (tables := set(inspect(connection).get_table_names()) - {_VERSION_TABLE}):
        raise NotOurDatabaseError(
            _(
                "The database belongs to another program and is left as it is (tables: {names}).",
                names=", ".join(sorted(tables)[:3]),
            ),
            _("Name another file with --db."),
        )


def _copy(file: Path, revision: str) -> None:
    """A consistent copy beside the database, taken while nobody else can write."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    target = file.with_name(f"{file.stem}-before-{revision}-{stamp}.db")
    target.touch(mode=0o600)
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
