"""PostgreSQL as a private instance: its data in a temporary folder, reached by a socket in there and by no port."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg

from followup import settings
from followup.store import Database
from tests.parts import need

_OWNER = "aftercard"
_SHARED = "shared"
_SETTINGS = {
    "listen_addresses": "",
    "max_connections": "60",
    # Nothing has to survive: the folder goes with the tests.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "32MB",
}

# What a database per test would be, in a tenth of the time: whoever is still connected is sent away, no row is left,
# and ids count from one again. Foreign keys are off for this session: the rows that they watch over go as well.
_EMPTY = """
DO $$
DECLARE name text;
BEGIN
    PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid();
    SET LOCAL session_replication_role = replica;
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
        EXECUTE format('DELETE FROM %I', name);
    END LOOP;
    PERFORM setval(format('%I', sequencename)::regclass, 1, false) FROM pg_sequences WHERE schemaname = 'public';
END $$
"""


def _program(name: str) -> str | None:
    """Debian keeps the server's programs out of the path, the newest version last."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return shutil.which(name, path=os.pathsep.join((os.environ.get("PATH", ""), *map(str, reversed(folders)))))


@dataclass(frozen=True)
class Postgresql:
    """A running server."""

    folder: Path
    numbers: Iterator[int]

    def url(self, name: str) -> str:
        return f"postgresql://{_OWNER}@/{name}?host={self.folder}"

    def emptied_database(self) -> str:
        """The URL of a database with this version's tables and no row; there is one, for one test at a time."""
        self.execute(_EMPTY, _SHARED)
        return self.url(_SHARED)

    @contextmanager
    def new_database(self) -> Iterator[str]:
        """The URL of a database without tables, for the length of a block."""
        name = f"test_{next(self.numbers)}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        try:
            yield self.url(name)
        finally:
            self.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def execute(self, statement: str, database: str = "postgres") -> list[tuple[object, ...]]:
        """A statement and its rows, beside everything that is being tested."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []


@contextmanager
def postgresql(folder: Path) -> Iterator[Postgresql]:
    """A server for the length of a block; the test is skipped (in CI: fails) where PostgreSQL is not installed."""
    initdb, program = _program("initdb"), _program("postgres")
    need("PostgreSQL", initdb is not None and program is not None)
    owner = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())  # it refuses to run as root
    own = folder / "server"
    own.mkdir(mode=0o700)
    os.chown(own, owner.pw_uid, owner.pw_gid)
    process = _start(str(initdb), str(program), own, owner)
    try:
        server = Postgresql(own, count(1))
        _wait_for(server, process)
        server.execute(f"CREATE DATABASE {_SHARED}")
        Database.open(settings.load(server.url(_SHARED), environment={})).close()
        yield server
    finally:
        process.send_signal(signal.SIGINT)  # which also ends the sessions that a failing test left
        process.communicate(timeout=30)


def _start(initdb: str, program: str, folder: Path, owner: pwd.struct_passwd) -> subprocess.Popen[str]:
    who = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}
    data = str(folder / "data")
    # Sorted as people sort, not by bytes: what leans on the order of the database's own locale shows.
    locale = ("--encoding=UTF8", "--locale=C", "--locale-provider=icu", "--icu-locale=en")
    line = [initdb, "--pgdata", data, "--username", _OWNER, "--auth=trust", "--no-sync", *locale]
    subprocess.run(line, check=True, capture_output=True, cwd=folder, **who)
    line = [program, "-D", data, "-k", str(folder), *(f"--{name}={value}" for name, value in _SETTINGS.items())]
    log = (folder / "log").open("w")
    with log:
        return subprocess.Popen(line, stdout=log, stderr=log, stdin=subprocess.DEVNULL, text=True, cwd=folder, **who)


def _wait_for(server: Postgresql, process: subprocess.Popen[str], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while True:
        assert process.poll() is None, (server.folder / "log").read_text()
        try:
            server.execute("SELECT 1")
        except psycopg.OperationalError:
            assert time.monotonic() < end, (server.folder / "log").read_text()
            time.sleep(0.05)
        else:
            return
