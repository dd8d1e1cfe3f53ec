"""The store's contract on both databases: `from tests.databases import pytest_generate_tests` in a folder's conftest.py
runs its tests that use `places` on SQLite and on PostgreSQL, and those with `@pytest.mark.sqlite` on SQLite only."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgresql import Postgresql, postgresql

SQLITE = "sqlite"
POSTGRESQL = "postgresql"


@pytest.fixture(scope="session")
def database_server() -> Iterator[Postgresql]:
    # Not below pytest's own folder: a socket's name may have some 100 characters.
    with tempfile.TemporaryDirectory(prefix="postgresql-") as folder:
        Path(folder).chmod(0o755)
        with postgresql(Path(folder)) as server:
            yield server


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "places" not in metafunc.fixturenames:
        return
    sqlite_only = metafunc.definition.get_closest_marker("sqlite") is not None
    metafunc.parametrize("places", [SQLITE] if sqlite_only else [SQLITE, POSTGRESQL], indirect=True)
