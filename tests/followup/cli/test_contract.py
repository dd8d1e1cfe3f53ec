"""The command line as scripts see it: processes, exit codes, what goes to which stream."""

from __future__ import annotations

import io
import json
import signal
import sqlite3
import subprocess
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest

from followup.model import Contact, Event
from followup.settings import Settings
from followup.store import Database, contacts, encounters, events
from tests.followup.cli.conftest import COMMAND, ROOT, Run


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("scan",), "Missing argument"),
        (("conjure",), "No such command"),
        (("event", "list", "--colour"), "No such option"),
        (("event", "add", "Fair", "--from", "2026-13-01"), "2026-13-01"),
        (("event", "add", " "), "empty"),
        (("event", "show", "Web Sumit"), "Web Summit 2026"),
        (("capture", "x.jpg", "--event", "Nowhere"), "Nowhere"),
        (("contact", "show", "7"), "no contact 7"),
        (("contact", "show", "Ana"), "Ana"),
        (("contact", "set", "7", "title"), "no contact 7"),
        (("encounter", "note", "7", "--event", "web summit 2026"), "no contact 7"),
        (("draft", "--event", "1", "--kind", "poem", "--contact", "7"), "no contact 7"),
        (("draft", "--event", "1", "--kind", "nokind"), "There is no template 'nokind'"),
        (("draft", "--event", "1", "--kind", "thank-you", "--language", "xx"), "in 'xx'"),
        (("export", "--format", "punchcard"), "punchcard"),
        (("scan", "x.jpg", "--region", "Germany"), "Germany"),
        (("event", "list", "--db", "sqlite://"), "names no database file"),
        (("event", "list", "--db", "gopher://x/y"), "cannot be understood"),
    ],
)
def test_a_wrong_line_is_one_clear_error(run: Run, arguments: Sequence[str], said: str) -> None:
    run("event", "add", "Web Summit 2026")
    done = run(*arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_process_ends_with_the_code_and_a_clean_stdout(process: Run) -> None:
    assert process("event", "add", "Fair").returncode == 0
    listed = process("event", "list", "--json")
    assert (listed.returncode, listed.stderr) == (0, "")
    assert [event["name"] for event in json.loads(listed.stdout)] == ["Fair"]
    wrong = process("event", "show", "Fiar")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr == "Error: There is no event called 'Fiar'.\nDid you mean 'Fair'?\n"


def test_the_database_is_named_before_or_after_the_command(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, line in enumerate(
        [
            ("--db", "{}", "event", "add", "Fair"),
            ("event", "--db", "{}", "add", "Fair"),
            ("event", "add", "Fair", "--db", "{}"),
        ]
    ):
        file = tmp_path / f"{number}.db"
        assert run(*(part.format(file) for part in line)).returncode == 0
        assert file.is_file()
        monkeypatch.setenv("AFTERCARD_DB", f"sqlite:///{file}")
        listed = run("event", "list", "--json")
        assert [event["name"] for event in json.loads(listed.stdout)] == ["Fair"]


def test_storage_that_cannot_be_used_is_code_6(run: Run, places: Settings) -> None:
    assert run("event", "add", "Fair").returncode == 0
    with closing(sqlite3.connect(str(places.database_file))) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    newer = run("event", "list")
    assert (newer.returncode, newer.stdout) == (6, "")
    assert "newer version" in newer.stderr
    assert places.database_file
    places.database_file.write_bytes(b"no database at all" * 100)
    damaged = run("event", "list")
    assert damaged.returncode == 6
    assert "not a database" in damaged.stderr
    assert "Traceback" not in newer.stderr + damaged.stderr


def test_output_that_cannot_be_written_is_code_6(run: Run, places: Settings, tmp_path: Path) -> None:
    fill(places, 1)
    (tmp_path / "file").write_text("")
    for target in (str(tmp_path / "file" / "x.vcf"), "/dev/full"):
        done = run("export", "-o", target)
        assert done.returncode == 6, done.stderr
        assert "cannot be written" in done.stderr
    assert run("draft", "--event", "Fair", "--kind", "thank-you", "--out", str(tmp_path / "file" / "x")).returncode == 6


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("text.jpg", b"my shopping list", "unsupported-format"),
        ("zero.png", b"", "unreadable-image"),
        ("cut.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF", "unreadable-image"),
    ],
)
def test_nothing_readable_is_code_3(run: Run, tmp_path: Path, name: str, data: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(data)
    done = run("scan", str(tmp_path / name))
    assert done.returncode == 3
    (line,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert (line["schema"], line["error"]["code"]) == (1, code)
    run("event", "add", "Fair")
    stored = run("capture", str(tmp_path / name), "--event", "Fair", "--json")
    assert stored.returncode == 3
    assert [item["outcome"] for item in json.loads(stored.stdout)] == ["failed"]
    assert "Traceback" not in done.stderr + stored.stderr


def test_an_empty_folder_is_code_3(run: Run, tmp_path: Path) -> None:
    (tmp_path / "cards").mkdir()
    run("event", "add", "Fair")
    assert run("scan", str(tmp_path / "cards")).returncode == 3
    assert run("capture", str(tmp_path / "cards"), "--event", "Fair").returncode == 3


def test_a_photo_that_is_given_twice_fails_twice(run: Run, tmp_path: Path) -> None:
    run("event", "add", "Fair")
    (tmp_path / "cut.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    assert run("capture", *(str(tmp_path / "cut.jpg"),) * 2, "--event", "Fair").returncode == 3


@pytest.mark.parametrize("target", ["-", "contacts.vcf"])
def test_an_export_that_finds_nobody_leaves_the_file_alone(run: Run, tmp_path: Path, target: str) -> None:
    (tmp_path / "contacts.vcf").write_text("what was here before")
    run("event", "add", "Fair")
    done = run("export", "--event", "Fair", "-o", target if target == "-" else str(tmp_path / target))
    assert (done.returncode, done.stdout) == (3, "")
    assert "No contact fits" in done.stderr
    assert (tmp_path / "contacts.vcf").read_text() == "what was here before"


def test_a_mistyped_database_is_not_made(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "new" / "book.db"
    for line in (("event", "list"), ("contact", "list"), ("export",), ("due",), ("contact", "erase", "1"), ("sender",)):
        monkeypatch.setenv("AFTERCARD_DB", str(tmp_path / "another.db"))
        by_option = run("--db", str(file), *line)
        monkeypatch.setenv("AFTERCARD_DB", str(file))
        by_variable = run(*line)
        for done, named in ((by_option, "--db"), (by_variable, "AFTERCARD_DB")):
            assert done.returncode == 2, line
            assert f"There is no database {file}" in done.stderr
            assert f"what {named} names" in done.stderr
    assert not file.parent.exists()
    assert run("--db", str(file), "event", "add", "Fair").returncode == 0
    assert run("--db", str(file), "event", "list").returncode == 0


def test_an_interrupted_line_promises_only_what_it_keeps(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            raise KeyboardInterrupt

    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=Interrupted()))
    done = run("scan", "-")
    assert (done.returncode, done.stderr.strip()) == (130, "Interrupted.")


def test_a_closed_pipe_is_quiet(places: Settings) -> None:
    fill(places, 3000)
    listing = subprocess.Popen(
        [*COMMAND, "--db", places.database_url, "contact", "list", "--json"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert listing.stdout is not None
    assert listing.stderr is not None
    listing.stdout.readline()
    listing.stdout.close()
    assert listing.stderr.read() == b""
    listing.stderr.close()
    assert listing.wait(30) == 0


def test_an_interrupt_is_code_130_and_says_what_is_safe(run: Run, places: Settings) -> None:
    run("event", "add", "Fair")
    process = subprocess.Popen(
        [*COMMAND, "--db", places.database_url, "capture", "-", "--event", "Fair"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    time.sleep(3)
    process.send_signal(signal.SIGINT)
    stdout, stderr = process.communicate(timeout=30)
    assert process.returncode == 130
    assert stdout == ""
    assert "What is done is kept" in stderr
    assert "Traceback" not in stderr


def fill(places: Settings, count: int) -> None:
    """An event with so many contacts, quickly."""
    with closing(Database.open(places)) as database, database.write() as connection:
        fair = events.add(connection, Event(name="Fair"))
        for number in range(count):
            made = contacts.add(connection, Contact(name=f"Person {number}", emails=(f"p{number}@example.com",)))
            encounters.ensure(connection, made.id, fair.id)
