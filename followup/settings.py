"""Where things lie on disk: the database, the photos beside it, the log.

The database is named by `--db`, else by the environment's AFTERCARD_DB, else it is SQLite in the user's data folder.
Photos belong to one database, because erasing a contact erases its photo: they lie beside a SQLite file, and in the
user's data folder for a database server.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from followup.errors import UsageError
from followup.locale import _

DATABASE_VARIABLE = "AFTERCARD_DB"
DEBUG_VARIABLE = "AFTERCARD_DEBUG"
_SQLITE_SCHEMES = ("sqlite", "sqlite+pysqlite")


@dataclass(frozen=True, slots=True)
class Settings:
    """One installation's places.

    Attributes:
        database_url: a SQLAlchemy URL.
        database_file: the SQLite file, or None for a database server.
        data_folder: holds the log and, by default, everything else.
        photos_folder: the content-addressed photos of this database.
    """

    database_url: str
    database_file: Path | None
    data_folder: Path
    photos_folder: Path

    @property
    def log_file(self) -> Path:
        """Details of unexpected errors are written here."""
        return self.data_folder / "aftercard.log"

    @property
    def attachments_folder(self) -> Path:
        """The content-addressed files that go with drafts of this database."""
        return self.photos_folder.with_name(f"{self.photos_folder.name.removesuffix('-photos')}-attachments")

    @property
    def sending_lock(self) -> Path:
        """Held by the one process of this machine that hands messages over from this database."""
        return self.photos_folder.with_name(f"{self.photos_folder.name.removesuffix('-photos')}-sending.lock")


def load(database: str | None = None, environment: Mapping[str, str] = os.environ) -> Settings:
    """Settings for the database that was asked for.

    Args:
        database: a SQLAlchemy URL or the path of a SQLite file; None takes the environment's or the default.
        environment: variables to look AFTERCARD_DB up in.

    Raises:
        UsageError: the value is neither a usable URL nor a path.
    """
    chosen = database or environment.get(DATABASE_VARIABLE, "")
    if not chosen:
        return _sqlite(user_data_folder() / "aftercard.db")
    if "://" not in chosen:
        return _sqlite(Path(chosen).expanduser())
    scheme, _, rest = chosen.partition("://")
    if scheme in _SQLITE_SCHEMES:
        path, _, query = rest.partition("?")
        return _sqlite(_sqlite_path(chosen, path), query)
    return _server(chosen)


def named_by_environment(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether a person named the database there, and may have mistyped it."""
    return bool(environment.get(DATABASE_VARIABLE))


def user_data_folder() -> Path:
    """The platform's folder for this user's application data ('~/.local/share/aftercard' on Linux)."""
    from platformdirs import user_data_path  # noqa: PLC0415  (asked for by nobody who names a database)

    return user_data_path("aftercard", appauthor=False)


def _sqlite_path(url: str, path: str) -> Path:
    """'sqlite:///relative.db' and 'sqlite:////absolute.db', as SQLAlchemy reads them."""
    if not path.startswith("/") or path in ("/", "/:memory:"):
        raise UsageError(
            _("{url!r} names no database file.", url=url),
            _("Write sqlite:///folder/name.db for a relative path, sqlite:////folder/name.db for an absolute one."),
        )
    return Path(unquote(path[1:])).expanduser()


def _sqlite(file: Path, query: str = "") -> Settings:
    file = file.absolute()
    return Settings(
        database_url=f"sqlite:///{quote(file.as_posix(), safe='/:')}" + (f"?{query}" if query else ""),
        database_file=file,
        data_folder=file.parent,
        photos_folder=file.with_name(f"{file.stem}-photos"),
    )


def _server(url: str) -> Settings:
    name = urlsplit(url).path.strip("/")
    if not name or "/" in name or name.startswith("."):
        raise UsageError(
            _("The database URL names no database: {what}", what=_without_password(url)), _("Put /name at its end.")
        )
    folder = user_data_folder()
    return Settings(url, None, folder, folder / f"{name}-photos")


def _without_password(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname or ''}{parts.path}"
