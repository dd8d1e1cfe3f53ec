"""`aftercard app` starts the real page, for this machine only, on the database that the line names."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from followup.cli import entry
from followup.settings import Settings

ROOT = Path(__file__).parents[3]


def test_a_port_in_use_is_said_before_anything_starts(
    places: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AFTERCARD_DB", places.database_url)
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert entry.run(["app", "--port", str(port)]) == 2
    err = capsys.readouterr().err
    assert f"Port {port} cannot be used" in err
    assert "--port" in err


@pytest.mark.slow
def test_the_page_is_served_to_this_machine_only_and_ends_with_ctrl_c(places: Settings, tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-c", "from followup.cli import main; main()", "app", "--port", str(port)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "AFTERCARD_DB": places.database_url, "HOME": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert _answer(f"http://127.0.0.1:{port}/_stcore/health") == b"ok"
        assert _listening_addresses(port) == {"0100007F"}
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
    assert process.returncode == 0


def _answer(url: str) -> bytes:
    deadline = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(url, timeout=2) as response:
                return response.read()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def _listening_addresses(port: int) -> set[str]:
    """Local addresses of listening TCP sockets on the port, as Linux writes them (hex, little endian)."""
    rows = [line.split() for name in ("tcp", "tcp6") for line in Path("/proc/net", name).read_text().splitlines()[1:]]
    local = [row[1].split(":") for row in rows if row[3] == "0A"]
    return {address for address, number in local if int(number, 16) == port}
