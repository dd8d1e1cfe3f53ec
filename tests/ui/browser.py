"""The real page in a real browser: `aftercard app` in a process of its own, and headless Chromium in front of it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

# Headless, for a container: and none of Chromium's own talk with its maker, so that every request is the page's.
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
STARTS_WITHIN = 90
"""Seconds; a busy machine imports slowly."""


_ROOT = Path(__file__).parents[2]
_APP = ("-c", "from followup.cli import main; main()", "app", "--port")
_RECORDED = ("-m", "streamlit", "run", "tests/ui/recorded_page.py", "--server.headless=true", "--server.port")


@contextmanager
def served(folder: Path, *, recorded: bool = False) -> Iterator[str]:
    """Run `aftercard app` on a database in the folder; give the page's address.

    Args:
        folder: for the database.
        recorded: read the drawn cards by heart instead of with the scanner.
    """
    port = _free_port()
    user = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    place = {"AFTERCARD_DB": str(folder / "aftercard.db"), "HOME": str(folder), "PYTHONPATH": str(_ROOT)}
    environment = {**user, **place}
    command = [sys.executable, *(_RECORDED if recorded else _APP), str(port)]
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log, cwd=_ROOT)
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(f"{address}/_stcore/health", server)
            yield address
        finally:
            server.terminate()
            try:
                server.wait(15)
            except subprocess.TimeoutExpired:
                server.kill()


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(_FLAGS))
        try:
            yield browser
        finally:
            browser.close()


def settled(page: Page) -> None:
    """Wait until the page has drawn what it is drawing, and what is no longer there has left it."""
    page.wait_for_timeout(200)  # what was just clicked has to reach the server before its script counts as running
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    page.wait_for_function("""!document.querySelector('[data-stale="true"]')""")
    page.wait_for_timeout(200)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise RuntimeError(f"the server ended with {server.returncode}")
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError("the server did not start")
