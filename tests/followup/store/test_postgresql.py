"""Opening, migrating and losing a real PostgreSQL server's database."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import insert

from followup import settings
from followup.errors import DatabaseTooNewError, NotOurDatabaseError, StorageError
from followup.model import Contact, Event
from followup.settings import Settings
from followup.store import Database, alembic_scripts, contacts, events, migrate
from followup.store import database as store_database
from followup.store.database import connect
from followup.store.rows import now
from followup.store.tables import contact, metadata
from tests.postgresql import Postgresql

ROOT = Path(__file__).parents[3]


@pytest.fixture
def empty(database_server: Postgresql) -> Iterator[Settings]:
    """A database without tables."""
    with database_server.new_database() as url:
        yield settings.load(url, environment={})


def test_the_migrations_build_exactly_the_tables(empty: Settings) -> None:
    with closing(Database.open(empty)) as database, database.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata) == []


def test_a_database_of_the_first_version_keeps_its_contacts(empty: Settings) -> None:
    engine = connect(empty)
    with engine.execution_options(writes=True).begin() as connection:
        config = alembic_scripts._config(migrate.SCRIPTS)
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        keys = {"name_key": "ana lopez", "organization_key": "", "search_key": "ana lopez"}
        row = {"uid": "u", "name": "Ana López", "review": "reviewed", "created_at": now(), "updated_at": now(), **keys}
        connection.execute(insert(contact).values(row))
    engine.dispose()
    with closing(Database.open(empty)) as database, database.read() as connection:
        assert [c.name for c in contacts.find(connection)] == ["Ana López"]


def test_many_processes_can_open_a_new_database_at_once(empty: Settings) -> None:
    code = (
        "from followup import settings; from followup.store import Database; "
        f"Database.open(settings.load({empty.database_url!r})).close()"
    )

    def open_it(_number: int) -> str:
        line = [sys.executable, "-c", code]
        return subprocess.run(line, capture_output=True, text=True, check=False, cwd=ROOT).stderr

    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(open_it, range(3))) == [""] * 3


def test_a_database_of_another_program_is_left_alone(empty: Settings) -> None:
    engine = connect(empty)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE bookmarks (url TEXT)")
    engine.dispose()
    with pytest.raises(NotOurDatabaseError, match="bookmarks"):
        Database.open(empty)


def test_a_database_of_a_newer_version_is_left_alone(empty: Settings) -> None:
    Database.open(empty).close()
    engine = connect(empty)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    with pytest.raises(DatabaseTooNewError, match="newer version"):
        Database.open(empty)


def test_a_writer_waits_for_the_one_before_and_sees_what_it_wrote(empty: Settings) -> None:
    with closing(Database.open(empty)) as database:

        def count_up() -> None:
            for _ in range(20):
                with database.write() as connection:
                    events.add(connection, Event(name=f"Event {len(events.all_events(connection))}"))

        threads = [threading.Thread(target=count_up) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with database.read() as connection:
            assert {e.name for e in events.all_events(connection)} == {f"Event {number}" for number in range(80)}


def test_a_reader_waits_for_nobody_and_sees_one_moment(empty: Settings) -> None:
    with closing(Database.open(empty)) as database, database.read() as reader:
        assert contacts.find_ids(reader) == ()
        with database.write() as writer:
            contacts.add(writer, Contact(name="Ana"))
            assert contacts.find_ids(reader) == ()
        assert contacts.find_ids(reader) == ()


def test_a_reader_cannot_write(empty: Settings) -> None:
    with closing(Database.open(empty)) as database, pytest.raises(StorageError), database.read() as connection:
        contacts.add(connection, Contact(name="Ana"))


def test_a_server_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot be reached") as caught:
        Database.open(settings.load(f"postgresql://me:secret@/book?host={tmp_path}", environment={}))
    assert caught.value.exit_code == 6
    assert "secret" not in str(caught.value) + caught.value.hint


def test_waiting_too_long_is_a_sentence(empty: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(Database.open(empty)) as one, closing(Database.open(empty)) as two, one.write():
        monkeypatch.setattr(store_database, "_LOCK", store_database._LOCK.replace("30s", "50ms"))
        with pytest.raises(StorageError, match="in use by another program"), two.write():
            pass
