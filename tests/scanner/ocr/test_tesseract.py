"""Tesseract as a full engine, and every way its program can fail."""

from __future__ import annotations

import shutil
import stat
from pathlib import Path

import pytest

from scanner.ocr import EngineFailed, EngineMissing, EngineTimedOut, open_engine, tesseract
from tests.parts import need
from tests.scanner import drawing

ANSWERS = """#!/bin/sh
if [ "$1" = --version ]; then echo 'tesseract 5.3.0'; exit 0; fi
if [ "$1" = --list-langs ]; then echo 'List of available languages (1):'; echo eng; exit 0; fi
"""


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Puts a shell script in the place of the tesseract program."""

    def install(body: str) -> None:
        path = tmp_path / "tesseract"
        path.write_text(ANSWERS + body)
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")

    return install


def test_it_reads_a_card() -> None:
    need("tesseract", shutil.which("tesseract") is not None)
    engine = open_engine("tesseract", languages=("eng",), threads=1)
    lines = engine.read(drawing.card())
    text = "\n".join(line.text for line in lines)
    assert "ana@example.com" in text
    assert "Sales Director" in text
    assert engine.name.startswith("tesseract ")
    assert all(0 <= x <= 1000 and 0 <= y <= 600 for line in lines for x, y in line.box)
    assert all(0 <= line.confidence <= 1 for line in lines)


def test_no_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EngineMissing) as caught:
        open_engine("tesseract")
    assert "not installed" in caught.value.message
    assert "apt install" in caught.value.hint


@pytest.mark.parametrize("language", ["xxx", "--help", "eng;ls", "../eng"])
def test_no_such_language(program, language: str) -> None:
    program("exit 1\n")
    with pytest.raises(EngineMissing) as caught:
        open_engine("tesseract", languages=(language,))
    assert language in caught.value.message
    assert ("tesseract-ocr-xxx" in caught.value.hint) is (language == "xxx"), "only a name is advised to be installed"
    assert caught.value.hint.endswith("eng.")
    if language != "xxx":
        assert language not in caught.value.hint
    assert "eng" in caught.value.hint


@pytest.mark.parametrize(
    "body",
    [
        "echo broken >&2; exit 3\n",
        "kill -SEGV $$\n",
        "exit 0\n",
        "echo garbage > $2.tsv\n",
        "head -c 300 /dev/urandom > $2.tsv\n",
    ],
    ids=["error", "crash", "no answer", "garbage", "binary garbage"],
)
def test_a_failing_program_is_a_typed_failure(program, body: str) -> None:
    program(body)
    with pytest.raises(EngineFailed):
        open_engine("tesseract").read(drawing.card())


def test_a_hanging_program_is_stopped(program, monkeypatch: pytest.MonkeyPatch) -> None:
    program("exec sleep 60\n")
    monkeypatch.setattr(tesseract, "TIMEOUT", 0.5)
    with pytest.raises(EngineTimedOut):
        open_engine("tesseract").read(drawing.card())


def test_a_program_that_vanishes(program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program("exit 0\n")
    engine = open_engine("tesseract")
    (tmp_path / "tesseract").unlink()
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EngineMissing):
        engine.read(drawing.card())
