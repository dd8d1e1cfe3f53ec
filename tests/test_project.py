"""What the repository promises about itself: locks, licence, entry points, lazy imports."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock")


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_every_package_by_hash_and_names_no_host(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert not re.search(r"https?://|index-url|find-links|trusted-host", text)
    entries = re.findall(r"^[a-z0-9][a-z0-9.\-\[\]]*==.*?(?=^\S|\Z)", text, re.MULTILINE | re.DOTALL)
    assert len(entries) > 50
    assert [e.splitlines()[0] for e in entries if "--hash=sha256:" not in e] == []


def test_the_developer_lock_holds_the_users_versions() -> None:
    users, developers = (
        set(re.findall(r"^[a-z0-9-]+==\S+", (ROOT / lock).read_text(), re.MULTILINE)) for lock in LOCKS
    )
    assert users <= developers


def test_every_direct_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.lock").read_text(), re.MULTILINE))
    wanted = {re.split(r"[<>=;\s\[]", d, maxsplit=1)[0].lower() for d in project["dependencies"]}
    assert wanted - locked == set()


def test_only_the_headless_opencv_is_installed() -> None:
    """`opencv-python` and `opencv-python-headless` both own the folder `cv2`."""
    locked = (ROOT / "requirements-dev.lock").read_text()
    assert "opencv-python-headless==" in locked
    assert not re.search(r"^opencv-(contrib-)?python==", locked, re.MULTILINE)


@pytest.mark.parametrize("module", ["scanner", "scanner.model", "scanner.jsonl", "followup", "followup.model"])
def test_values_load_without_engines(module: str) -> None:
    heavy = ("cv2", "numpy", "PIL", "openvino", "onnxruntime", "rapidocr", "streamlit", "sqlalchemy")
    code = f"import sys, {module}; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
