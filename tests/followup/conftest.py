from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from followup import settings
from followup.model import Event
from followup.service import Aftercard
from followup.settings import Settings
from tests.databases import SQLITE, database_server
from tests.mail.fixtures import certificates, imap_server, smtp_server, trusted
from tests.postgresql import Postgresql

__all__ = ["certificates", "database_server", "imap_server", "smtp_server", "trusted"]

TODAY = date(2026, 11, 21)


@pytest.fixture
def places(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Settings]:
    """A database of the test's own: SQLite, and PostgreSQL as well where `tests.databases` asks for both."""
    if getattr(request, "param", SQLITE) == SQLITE:
        yield settings.load(str(tmp_path / "data" / "aftercard.db"), environment={})
        return
    server: Postgresql = request.getfixturevalue("database_server")
    request.getfixturevalue("monkeypatch").setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    yield settings.load(server.emptied_database(), environment={})


@pytest.fixture
def aftercard(places: Settings) -> Iterator[Aftercard]:
    with Aftercard.open(places, today=lambda: TODAY) as service:
        yield service


@pytest.fixture
def summit(aftercard: Aftercard) -> Event:
    return aftercard.events.add("Web Summit 2026", starts_on="2026-11-16", ends_on="2026-11-19", place="Lisbon")
