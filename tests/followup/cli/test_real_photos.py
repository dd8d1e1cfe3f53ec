"""From photo files to exports with the real reader, through the command line."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from followup.cli import entry
from followup.settings import Settings
from scanner import batch
from tests.scanner import hanging

Run = Callable[..., tuple[int, str, str]]

pytestmark = pytest.mark.slow


@pytest.fixture
def run(places: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("AFTERCARD_DB", places.database_url)

    def run_it(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        return (entry.run(list(arguments)), *capsys.readouterr())

    return run_it


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A readable card, a cut one, a text that calls itself a picture, and an empty file."""
    cards = tmp_path / "cards"
    cards.mkdir()
    draw_card(cards / "ana.png", "Ana Lopez", "Head of Purchasing", "Example Tools GmbH", "ana.lopez@example.com")
    (cards / "cut.png").write_bytes((cards / "ana.png").read_bytes()[:3000])
    (cards / "text.jpg").write_text("my shopping list")
    (cards / "zero.jpg").write_bytes(b"")
    return cards


def draw_card(path: Path, *lines: str) -> None:
    image = Image.new("RGB", (1050, 600), "white")
    pen = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        pen.text((80, 80 + 110 * number), line, fill="black", font=ImageFont.load_default(56 if number == 0 else 40))
    image.save(path)


def test_bad_photos_never_sink_their_neighbours(run: Run, folder: Path, tmp_path: Path) -> None:
    code, out, err = run("scan", str(folder), "--workers", "1")
    assert code == 5
    lines = {Path(line["file"]).name: line for line in map(json.loads, out.splitlines())}
    assert set(lines) == {"ana.png", "cut.png", "text.jpg", "zero.jpg"}
    assert lines["ana.png"]["contact"]["emails"][0]["value"] == "ana.lopez@example.com"
    assert {name for name, line in lines.items() if "error" in line} == {"cut.png", "text.jpg", "zero.jpg"}
    assert "3 of 4 photos" in err

    run("event", "add", "Fair")
    code, out, err = run("capture", str(folder), "--event", "fair", "--workers", "1", "--json")
    assert code == 5
    assert sorted(item["outcome"] for item in json.loads(out)) == ["failed", "failed", "failed", "read"]
    (ana,) = json.loads(run("contact", "list", "--event", "fair", "--json")[1])
    assert ana["emails"] == ["ana.lopez@example.com"]
    assert "Traceback" not in err

    code, out, _ = run("capture", str(folder / "ana.png"), "--event", "fair", "--json")
    assert (code, [item["outcome"] for item in json.loads(out)]) == (0, ["seen"])
    assert run("draft", "--event", "fair", "--kind", "thank-you", "--out", str(tmp_path / "out"))[0] == 0
    assert b"To: " in next((tmp_path / "out").iterdir()).read_bytes()
    assert "EMAIL" in run("export", "--event", "fair")[1]


def test_standard_input_is_a_photo(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (folder / "ana.png").open() as stdin:
        monkeypatch.setattr("sys.stdin", stdin)
        code, out, _ = run("scan", "-", "--format", "jsonl")
    assert code == 0
    assert json.loads(out)["contact"]["emails"][0]["value"] == "ana.lopez@example.com"


def test_a_table_shows_what_was_read(run: Run, folder: Path) -> None:
    code, out, _ = run("scan", str(folder / "ana.png"), "--format", "table")
    assert code == 0
    assert "ana.lopez@example.com" in out


def test_a_missing_engine_is_code_4_and_loses_no_photo(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(folder))
    code, out, err = run("scan", str(folder / "ana.png"), "--engine", "tesseract")
    assert (code, out) == (4, "")
    assert "esseract" in err
    run("event", "add", "Fair")
    assert run("capture", str(folder / "ana.png"), "--event", "fair", "--engine", "tesseract")[0] == 4
    (fair,) = json.loads(run("event", "list", "--json")[1])
    assert fair["waiting"] == 1
    assert run("capture", str(folder / "ana.png"), "--event", "fair")[0] == 0


@pytest.mark.skipif(sys.platform == "win32", reason="the engines that hang and crash are calls of a POSIX library")
@pytest.mark.parametrize(("name", "code"), [(hanging.HANGS, "timed-out"), (hanging.CRASHES, "ocr-failed")])
def test_a_photo_that_hangs_or_crashes_its_reader_is_a_line_and_an_exit_code(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, code: str
) -> None:
    monkeypatch.setattr(batch, "HARD_LIMIT", 20.0)
    monkeypatch.setattr(batch, "WorkerPool", hanging.pool)
    hostile = folder.parent / name
    hostile.write_bytes((folder / "ana.png").read_bytes())
    exit_code, out, err = run("scan", str(hostile))
    assert (exit_code, json.loads(out)["error"]["code"]) == (3, code)
    assert "Traceback" not in err


@pytest.mark.skipif(sys.platform == "win32", reason="the engine that crashes is a call of a POSIX library")
def test_a_photo_that_crashes_its_reader_costs_no_neighbour(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "WorkerPool", hanging.pool)
    hostile = folder.parent / hanging.CRASHES
    hostile.write_bytes((folder / "ana.png").read_bytes())
    code, out, err = run("scan", str(hostile), str(folder / "ana.png"), "--workers", "1")
    codes = {Path(line["file"]).name: line.get("error", {}).get("code") for line in map(json.loads, out.splitlines())}
    assert (code, codes) == (5, {hanging.CRASHES: "ocr-failed", "ana.png": None})
    assert "1 of 2 photos" in err


def test_a_terminal_s_ctrl_c_reaches_the_workers_too_and_nobody_complains(
    run: Run, folder: Path, places: Settings
) -> None:
    for number in range(8):
        draw_card(folder / f"{number}.png", f"Person {number}", "Example GmbH", f"p{number}@example.com")
    run("event", "add", "Fair")
    line = ["capture", str(folder), "--event", "Fair", "--workers", "2"]
    process = subprocess.Popen(
        [sys.executable, "-c", "from followup.cli import main; main()", *line],
        cwd=Path(__file__).parents[3],
        start_new_session=True,  # a group of its own, as a terminal makes one for each line
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while json.loads(run("event", "list", "--json")[1])[0]["waiting"] < 8 and process.poll() is None:
        time.sleep(0.1)
    time.sleep(0.5)  # the workers are starting now
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "What is done is kept" in err
    assert "Traceback" not in err
