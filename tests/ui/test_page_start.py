"""What the page loads, and when: the first paint is fast because the scanner is not in it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CARD = next((ROOT / "tests" / "data" / "cards").glob("flat-classic-*"))
ENGINES = ("cv2", "rapidocr", "openvino", "onnxruntime", "pytesseract", "scanner.batch", "scanner.pipeline")

_FIRST_PAINT = """
import sys
from streamlit.testing.v1 import AppTest
tab = AppTest.from_file({script!r}, default_timeout=60).run()
assert not tab.exception, tab.exception
assert tab.header[0].value == "Where did you collect the cards?", tab.header
print(*[name for name in {engines!r} if name in sys.modules])
"""

_ONE_PHOTO = """
import sys
from pathlib import Path
from followup import settings
from followup.ui.desk import open_desk

class File:
    name = "card.jpg"
    def getvalue(self):
        return Path({card!r}).read_bytes()

desk = open_desk(settings.load())
event = desk.service.events.add("Iberia Expo 2026")
desk.batches.add(event.id, [File()])
assert desk.batches.wait(180)
progress = desk.batches.progress()
assert progress.problem is None, progress.problem
assert progress.contacts == 1, progress
print(*[name for name in ("rapidocr", "openvino", "onnxruntime") if name in sys.modules])
"""


def loaded_by(code: str, tmp_path: Path) -> list[str]:
    """Which of the engines a fresh interpreter has loaded after running the code."""
    environment = os.environ | {"AFTERCARD_DB": str(tmp_path / "aftercard.db"), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=240, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_the_first_paint_loads_no_engine(tmp_path: Path) -> None:
    code = _FIRST_PAINT.format(script=str(ROOT / "streamlit_app.py"), engines=ENGINES)
    assert loaded_by(code, tmp_path) == []


@pytest.mark.slow
def test_even_a_single_photo_is_read_outside_the_page(tmp_path: Path) -> None:
    assert loaded_by(_ONE_PHOTO.format(card=str(CARD)), tmp_path) == []


def test_the_page_is_for_this_machine_and_tells_nobody() -> None:
    import tomllib

    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    assert config["server"]["address"] == "127.0.0.1"
    assert config["browser"]["gatherUsageStats"] is False
    assert config["client"]["showErrorDetails"] == "none"
    shipped = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert shipped["force-include"][".streamlit/config.toml"] == "followup/.streamlit/config.toml"


_BREAKS = """
from streamlit.testing.v1 import AppTest
from followup.ui import today

def broken(desk):
    raise RuntimeError("ana@example.com is in the details")

today.render = broken
tab = AppTest.from_file({script!r}, default_timeout=60).run()
assert not tab.exception
print(tab.error[0].value.replace(" ", "_"))
"""


def test_a_bug_is_a_sentence_on_the_page_and_its_details_are_in_the_log(tmp_path: Path) -> None:
    (shown, *_) = loaded_by(_BREAKS.format(script=str(ROOT / "streamlit_app.py")), tmp_path)
    assert "What_was_saved_before_is_safe" in shown.replace("\\", "")
    assert "ana" not in shown
    log = tmp_path / "aftercard.log"
    assert "ana@example.com is in the details" in log.read_text("utf-8")
    assert log.stat().st_mode & 0o077 == 0
