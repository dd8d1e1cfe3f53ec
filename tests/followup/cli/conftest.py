"""The command line in the tests' own process."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

import pytest

from followup.cli import entry
from followup.settings import Settings

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
