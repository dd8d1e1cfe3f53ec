"""`backup` and `restore` as a person types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from followup.cli import entry
from followup.model import Event
from followup.service import Aftercard
from followup.settings import Settings


@pytest.fixture
def archive(aftercard: Aftercard, summit: Event, places: Settings, tmp_path: Path) -> Path:
    aftercard.contacts.add(summit.id, name="Ana López")
    assert entry.run(["backup", str(tmp_path / "book.zip"), "--db", places.database_url]) == 0
    return tmp_path / "book.zip"


def test_a_book_moves_to_another_place(
    archive: Path, places: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert archive.stat().st_mode & 0o077 == 0, "contacts are for their owner's eyes only"
    new = str(tmp_path / "new.db")
    assert entry.run(["restore", str(archive), "--db", new]) == 0
    assert "1 contact and 0 photos restored" in capsys.readouterr().err
    shown = []
    for place in (places.database_url, new):
        assert entry.run(["contact", "show", "1", "--json", "--db", place]) == 0
        shown.append(json.loads(capsys.readouterr().out))
    assert shown[0] == shown[1]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["restore", "book.zip"], 2, "holds something already"),
        (["restore", "nothing.zip", "--db", "new.db"], 6, "No such file"),
        (["restore", "text.txt", "--db", "new.db"], 3, "is no ZIP archive"),
        (["backup", "text.txt/book.zip"], 6, "cannot be written"),
    ],
)
def test_what_goes_wrong_is_one_sentence(  # noqa: PLR0917  (fixtures)
    archive: Path,
    places: Settings,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    code: int,
    said: str,
) -> None:
    monkeypatch.chdir(archive.parent)
    monkeypatch.setenv("AFTERCARD_DB", places.database_url)
    Path("text.txt").write_text("text")
    assert entry.run(arguments) == code
    err = capsys.readouterr().err
    assert said in err
    assert "Traceback" not in err
