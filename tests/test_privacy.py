"""The promise that nothing leaves the machine, seen from the kernel: strace records every connection of every process.

A Python-level guard would not see what OpenVINO, OpenCV or Tesseract do, so these tests watch system calls.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.parts import need

CARDS = Path(__file__).parent / "data" / "cards"
AFTERCARD = ("-c", "from followup.cli import main; main()")
ADDRESS = re.compile(r'inet_addr\("([0-9.]+)"\)|inet_pton\(AF_INET6, "([0-9a-f:.]+)"')
LOOPBACK = re.compile(r"127\.|::1$|::ffff:127\.")


@pytest.fixture(autouse=True)
def _strace() -> None:
    need("strace", shutil.which("strace") is not None)


def _traced(log: Path, *arguments: str) -> list[str]:
    calls = "trace=connect,bind,sendto,sendmsg,sendmmsg"
    return ["strace", "-f", "-qq", "-e", calls, "-e", "signal=none", "-o", str(log), sys.executable, *arguments]


def _environment(tmp_path: Path) -> dict[str, str]:
    """A user's environment: packages that stay quiet in CI must not get away with it."""
    user = {name: value for name, value in os.environ.items() if name != "CI"}
    return {**user, "AFTERCARD_DB": str(tmp_path / "aftercard.db"), "HOME": str(tmp_path)}


def _addresses(log: Path) -> set[str]:
    """Internet addresses that were connected to, sent to or bound."""
    lines = [line for line in log.read_text(errors="replace").splitlines() if "AF_INET" in line]
    return {a or b for line in lines for a, b in ADDRESS.findall(line)}


def _strangers(log: Path) -> set[str]:
    """The same without this machine: urllib3 binds a socket to ::1 when imported, to learn whether there is IPv6."""
    return {address for address in _addresses(log) if not LOOPBACK.match(address)}


def test_the_watch_sees_a_connection(tmp_path: Path) -> None:
    """Without this the tests below could pass by watching nothing."""
    log = tmp_path / "trace"
    code = "import socket; socket.socket().connect_ex(('127.0.0.2', 9))"
    subprocess.run(_traced(log, "-c", code), check=True, capture_output=True)
    assert _addresses(log) == {"127.0.0.2"}


@pytest.mark.slow
def test_the_whole_path_on_the_command_line_talks_to_nobody(tmp_path: Path) -> None:
    photos = [str(CARDS / name) for name in ("desk-dark-us.jpg", "flat-classic-de.jpg")]
    steps = [
        ["event", "add", "Expo 2026"],
        ["capture", *photos, "--event", "Expo 2026", "--workers", "2"],
        ["draft", "--event", "Expo 2026", "--kind", "thank-you", "--out", str(tmp_path / "drafts")],
        ["send", "--event", "Expo 2026", "--via", "smtp"],  # a dry run
        ["export", "--event", "Expo 2026", "--format", "vcard", "-o", str(tmp_path / "contacts.vcf")],
    ]
    for number, step in enumerate(steps):
        log = tmp_path / f"trace{number}"
        done = subprocess.run(
            _traced(log, *AFTERCARD, *step), check=False, env=_environment(tmp_path), capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        assert _strangers(log) == set(), step[0]
    assert (tmp_path / "contacts.vcf").read_text().count("BEGIN:VCARD") == 2


@pytest.mark.slow
def test_the_page_listens_on_this_machine_only_and_calls_nobody(tmp_path: Path) -> None:
    log = tmp_path / "trace"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with _page(log, tmp_path, port):
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health")
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30) as page:
            assert page.status == 200
    assert f"htons({port})" in log.read_text()
    assert _strangers(log) == set()


@contextmanager
def _page(log: Path, tmp_path: Path, port: int) -> Iterator[None]:
    command = _traced(log, *AFTERCARD, "app", "--port", str(port))
    server = subprocess.Popen(
        command,
        env=_environment(tmp_path),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=30)


def _wait_for(url: str, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            assert time.monotonic() < end, f"{url} did not answer within {seconds} s"
            time.sleep(0.3)
