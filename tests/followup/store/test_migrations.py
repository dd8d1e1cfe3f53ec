"""From every earlier version's tables to this one's, on both databases: every row stays, and it works from then on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, insert

from followup import settings
from followup.model import ReviewState
from followup.service import Aftercard
from followup.settings import Settings
from followup.store import Database, alembic_scripts, migrate
from followup.store.columns import metadata
from followup.store.database import connect
from tests.databases import POSTGRESQL, SQLITE
from tests.postgresql import Postgresql

NOW = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)
STAMPS = {"created_at": NOW, "updated_at": NOW}
ROWS = {
    "event": {"uid": "e", "name": "Fair", "name_key": "fair", "starts_on": date(2026, 11, 18), **STAMPS},
    "contact": {
        **{
            "uid": "c",
            "name": "Ana López",
            "name_key": "ana lopez",
            "organization": "Acme",
            "organization_key": "acme",
        },
        **{"review": "reviewed", "search_key": "ana lopez\nacme", **STAMPS},
    },
    "contact_value": {
        **{"contact_id": 1, "property": "email", "position": 0},
        **{"value": "ana@example.com", "value_key": "ana@example.com"},
    },
    "encounter": {"uid": "m", "contact_id": 1, "event_id": 1, "topic": "gears", **STAMPS},
    "draft": {
        **{
            "uid": "d",
            "contact_id": 1,
            "event_id": 1,
            "kind": "thank-you",
            "language": "en",
            "recipient": "a@b.example",
        },
        **{"subject": "Hi", "body": "Hi Ana", "state": "sent", "edited": True, **STAMPS},
    },
}
"""A row of each table of the first version that later ones build upon."""


def _earlier_versions() -> list[str]:
    scripts = ScriptDirectory(str(Path(migrate.__file__).parent / "migrations"))
    return sorted(script.revision for script in scripts.walk_revisions() if script.revision != migrate.HEAD)


@pytest.fixture(params=[SQLITE, POSTGRESQL])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """A database without tables."""
    if request.param == SQLITE:
        (tmp_path / "data").mkdir()
        yield settings.load(str(tmp_path / "data" / "aftercard.db"), environment={})
        return
    server: Postgresql = request.getfixturevalue("database_server")
    request.getfixturevalue("monkeypatch").setenv("XDG_DATA_HOME", str(tmp_path))
    with server.new_database() as url:
        yield settings.load(url, environment={})


@pytest.mark.parametrize("version", _earlier_versions())
def test_a_database_of_every_earlier_version_keeps_its_rows_and_goes_on(empty: Settings, version: str) -> None:
    _as_left_by(version, empty)
    with closing(Database.open(empty)) as database, database.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata) == []
    with Aftercard.open(empty, today=lambda: date(2026, 11, 21)) as aftercard:
        (ana,) = aftercard.contacts.list(event="Fair", search="acme lopez")
        assert (ana.name, ana.emails, ana.review) == ("Ana López", ("ana@example.com",), ReviewState.REVIEWED)
        assert [m.encounter.topic for m in aftercard.encounters.of_contact(ana.id)] == ["gears"]
        assert [(d.to, d.body, d.edited) for d in aftercard.drafts.list()] == [("a@b.example", "Hi Ana", True)]
        assert aftercard.relationships.get(ana.id).tags == ()
        bo = aftercard.contacts.add("Fair", name="Bo Ek")
        assert bo.id > ana.id
        assert aftercard.duplicates.of_contact(bo.id) == ()


def _as_left_by(version: str, place: Settings) -> None:
    """The tables of a version with a row in each, by SQL that knows only these tables."""
    engine = connect(place)
    with engine.execution_options(writes=True).begin() as connection:
        config = alembic_scripts._config(migrate.SCRIPTS)
        config.attributes["connection"] = connection
        command.upgrade(config, version)
        old = MetaData()
        old.reflect(connection)
        for name, row in ROWS.items():
            connection.execute(insert(old.tables[name]).values(**row))
    engine.dispose()
