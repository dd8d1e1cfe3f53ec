"""The command line in the tests' own process, and in one of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from followup.cli import entry
from followup.settings import Settings

ROOT = Path(__file__).parents[3]
COMMAND = [sys.executable, "-c", "from followup.cli import main; main()"]

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(places: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """What `main` does except for leaving the process."""
    monkeypatch.setenv("AFTERCARD_DB", places.database_url)

    def run_it(*arguments: str) -> subprocess.CompletedProcess[str]:
        capsys.readouterr()
        code = entry.run(list(arguments))
        return subprocess.CompletedProcess(arguments, code, *capsys.readouterr())

    return run_it


@pytest.fixture
def process(places: Settings) -> Run:
    """The command line as a process of its own."""

    def run_it(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*COMMAND, *arguments],
            capture_output=True,
            text=True,
            check=False,
            cwd=ROOT,
            env=os.environ | {"AFTERCARD_DB": places.database_url} | environment,
        )

    return run_it
