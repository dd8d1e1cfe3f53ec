"""Opening, migrating and breaking real SQLite files."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from followup import settings
from followup.errors import DatabaseTooNewError, MissingDependencyError, NotOurDatabaseError, StorageError, UsageError
from followup.model import Contact, Event
from followup.settings import Settings
from followup.store import Database, alembic_scripts, contacts, encounters, events, migrate
from followup.store.database import connect
from followup.store.tables import metadata

pytestmark = pytest.mark.sqlite  # tests/followup/store/test_postgresql.py is about the other one

ROOT = Path(__file__).parents[3]


def test_the_migrations_build_exactly_the_tables(places: Settings) -> None:
    with closing(Database.open(places)) as database, database.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata) == []


def test_the_newest_revision_is_the_one_that_is_looked_for() -> None:
    location = Path(migrate.__file__).parent / "migrations"
    assert ScriptDirectory(str(location)).get_current_head() == migrate.HEAD
    assert migrate.HEAD in alembic_scripts.revisions(migrate.SCRIPTS)


def test_a_second_opening_imports_no_alembic(places: Settings) -> None:
    Database.open(places).close()
    code = (
        "import sys; from followup import settings; from followup.store import Database; "
        f"Database.open(settings.load({str(places.database_file)!r})); print('alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "False"


def test_connections_are_safe_for_several_processes(places: Settings) -> None:
    with closing(Database.open(places)) as database, database.read() as connection:
        pragma = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in PRAGMAS}
    assert pragma == PRAGMAS


PRAGMAS = {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 2, "secure_delete": 1, "busy_timeout": 30_000}


def test_only_the_owner_may_read_what_is_stored(places: Settings) -> None:
    Database.open(places).close()
    assert places.database_file
    assert stat.S_IMODE(places.database_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(places.data_folder.stat().st_mode) == 0o700


def test_many_processes_can_open_a_new_database_at_once(places: Settings) -> None:
    code = (
        "from followup import settings; from followup.store import Database; "
        f"Database.open(settings.load({str(places.database_file)!r})).close()"
    )

    def open_it(_number: int) -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)

    with ThreadPoolExecutor(6) as pool:
        done = list(pool.map(open_it, range(6)))
    assert [d.stderr for d in done] == [""] * 6


def test_a_database_of_a_newer_version_is_left_alone(places: Settings) -> None:
    Database.open(places).close()
    _execute(places, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(DatabaseTooNewError, match="newer version") as caught:
        Database.open(places)
    assert caught.value.exit_code == 6
    assert _execute(places, "SELECT version_num FROM alembic_version") == [("9999",)]


def test_a_database_of_another_program_is_left_alone(places: Settings) -> None:
    places.data_folder.mkdir()
    _execute(places, "CREATE TABLE bookmarks (url TEXT)")
    with pytest.raises(NotOurDatabaseError, match="bookmarks"):
        Database.open(places)
    assert _execute(places, "SELECT name FROM sqlite_master") == [("bookmarks",)]


def test_a_file_that_is_no_database_is_named(places: Settings) -> None:
    assert places.database_file
    places.data_folder.mkdir()
    places.database_file.write_text("my shopping list\n" * 100)
    with pytest.raises(StorageError, match="is not a database"):
        Database.open(places)
    assert places.database_file.read_text().startswith("my shopping list")


def test_a_damaged_database_is_named(places: Settings) -> None:
    assert places.database_file
    with closing(Database.open(places)) as database, database.write() as connection:
        for number in range(200):
            events.add(connection, Event(name=f"Event {number}", notes="x" * 500))
    size = places.database_file.stat().st_size
    with places.database_file.open("r+b") as file:
        file.seek(8192)
        file.write(os.urandom(size - 8192))
    with pytest.raises(StorageError, match=r"is damaged|is not a database"):
        _event_names(places)


def test_a_folder_in_the_place_of_the_database_is_named(places: Settings) -> None:
    assert places.database_file
    places.database_file.mkdir(parents=True)
    with pytest.raises(StorageError, match="cannot be opened"):
        Database.open(places)


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(StorageError, match="data"):
        Database.open(settings.load(str(tmp_path / "data" / "a.db"), environment={}))


def test_a_locked_database_says_so_after_waiting(places: Settings) -> None:
    Database.open(places).close()
    impatient = settings.load(f"{places.database_url}?timeout=0.2", environment={})
    with closing(sqlite3.connect(str(places.database_file), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with closing(Database.open(impatient)) as database:
            with pytest.raises(StorageError, match="in use by another program"), database.write():
                pass
            with database.read() as connection:
                assert events.all_events(connection) == ()


def test_a_failing_transaction_leaves_nothing(places: Settings) -> None:
    with closing(Database.open(places)) as database, pytest.raises(ZeroDivisionError):
        _add_and_fail(database)
    assert _event_names(places) == []


def test_a_full_disk_is_a_storage_error_and_keeps_what_was_there(places: Settings) -> None:
    with closing(Database.open(places)) as database, database.write() as connection:
        events.add(connection, Event(name="Kept"))
    code = f"""
import resource
from followup import settings
from followup.errors import StorageError
from followup.model import Contact, Event
from followup.store import Database, events
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
database = Database.open(settings.load({str(places.database_file)!r}))
try:
    with database.write() as connection:
        for number in range(3000):
            events.add(connection, Event(name=f"Event {{number}}", notes="x" * 1000))
except StorageError as error:
    print(error.exit_code, error.message)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.startswith("6 "), done
    assert _event_names(places) == ["Kept"]


def test_a_migration_copies_the_data_first_and_keeps_every_row(places: Settings, tmp_path: Path) -> None:
    with closing(Database.open(places)) as database, database.write() as connection:
        kept = events.add(connection, Event(name="Kept"))
        person = contacts.add(connection, Contact(name="Ana", emails=("ana@example.com",)))
        encounters.ensure(connection, person.id, kept.id, topic="tools")
    scripts = _scripts_with_another_revision(tmp_path)
    engine = connect(places)
    migrate.upgrade(engine, places.database_file, scripts=str(scripts), head=NEXT)
    engine.dispose()
    assert _execute(places, "SELECT name, mood FROM event") == [("Kept", "good")]
    assert _execute(places, "SELECT topic FROM encounter") == [("tools",)], "rebuilding a table must not cascade"
    copies = list(places.data_folder.glob(f"aftercard-before-{migrate.HEAD}-*.db"))
    assert len(copies) == 1
    assert stat.S_IMODE(copies[0].stat().st_mode) == 0o600
    with closing(sqlite3.connect(copies[0])) as copy:
        assert copy.execute("SELECT name FROM event").fetchall() == [("Kept",)]


def test_a_failing_migration_changes_nothing(places: Settings, tmp_path: Path) -> None:
    Database.open(places).close()
    before = _execute(places, "SELECT sql FROM sqlite_master")
    scripts = _scripts_with_another_revision(tmp_path, "op.execute('SELECT nonsense')")
    engine = connect(places)
    with pytest.raises(Exception, match="nonsense"):
        migrate.upgrade(engine, places.database_file, scripts=str(scripts), head=NEXT)
    engine.dispose()
    assert _execute(places, "SELECT sql FROM sqlite_master") == before


@pytest.mark.parametrize("url", ["nonsense://x/y", "postgresql+nonsense://host/name"])
def test_an_unknown_kind_of_database_is_a_usage_error(url: str) -> None:
    with pytest.raises(UsageError):
        Database.open(settings.load(url, environment={}))


def test_a_missing_driver_is_named() -> None:
    with pytest.raises(MissingDependencyError, match="psycopg"):
        Database.open(settings.load("postgresql+psycopg2://localhost/aftercard", environment={}))


def test_a_missing_driver_of_postgresql_is_an_extra_to_install(tmp_path: Path) -> None:
    code = "import sys; sys.modules['psycopg'] = None; from followup.cli import main; main()"
    line = [sys.executable, "-c", code, "--db", "postgresql://localhost/aftercard", "event", "list"]
    done = subprocess.run(line, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 4, done
    assert "psycopg" in done.stderr
    assert "pip install 'aftercard[postgresql]'" in done.stderr


def _add_and_fail(database: Database) -> None:
    with database.write() as connection:
        events.add(connection, Event(name="Half"))
        raise ZeroDivisionError


def _event_names(places: Settings) -> list[str]:
    with closing(Database.open(places)) as database, database.read() as connection:
        return [e.name for e in events.all_events(connection)]


def _execute(places: Settings, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(str(places.database_file))) as connection:
        rows = connection.execute(statement).fetchall()
        connection.commit()
        return rows


NEXT = "9000"


def _scripts_with_another_revision(folder: Path, extra: str = "") -> Path:
    scripts = folder / "migrations"
    shutil.copytree(Path(migrate.__file__).parent / "migrations", scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (scripts / "versions" / f"r{NEXT}_mood.py").write_text(
        "from alembic import op\nimport sqlalchemy as sa\n"
        f"revision, down_revision, branch_labels, depends_on = '{NEXT}', '{migrate.HEAD}', None, None\n"
        "def upgrade():\n"
        "    with op.batch_alter_table('event', recreate='always') as batch:\n"
        "        batch.add_column(sa.Column('mood', sa.Text, nullable=False, server_default='good'))\n"
        f"    {extra}\n"
    )
    return scripts
