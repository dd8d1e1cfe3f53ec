"""`aftercard app`: open the page."""

from __future__ import annotations

import importlib.resources
import os
import socket
import subprocess
import sys
from pathlib import Path

import click

from followup import settings
from followup.cli.options import Command, chosen_settings
from followup.errors import MissingDependencyError, UsageError


@click.command(cls=Command)
@click.option("--port", type=click.IntRange(1, 65535), default=8501, show_default=True)
def app(port: int) -> None:
    """Open the page in the browser.

    It is served to this machine only, on 127.0.0.1. Ctrl-C ends it.
    """
    chosen = chosen_settings()
    _require_free(port)
    command = [
        *(sys.executable, "-m", "streamlit", "run", str(_script())),
        *("--server.address", "127.0.0.1"),
        *("--server.port", str(port)),
        *("--server.headless", str(not _has_display()).lower()),
        *("--server.showEmailPrompt", "false"),
        *("--browser.gatherUsageStats", "false"),
    ]
    environment = os.environ | {settings.DATABASE_VARIABLE: chosen.database_url}
    if os.name == "posix":
        sys.stdout.flush()
        os.execve(sys.executable, command, environment)  # noqa: S606  (the page takes this process's place and its Ctrl-C)
    raise click.exceptions.Exit(subprocess.run(command, env=environment, check=False).returncode)  # noqa: S603


def _require_free(port: int) -> None:
    """Streamlit would end with an error of its own, after the browser was promised a page.

    Raises:
        UsageError: another program listens on the port.
    """
    with socket.socket() as probe:
        if os.name == "posix":  # what was closed a moment ago does not count; elsewhere this would mean to share it
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            message = f"Port {port} cannot be used: {error.strerror}."
            hint = "The page may be open already. Name another port: aftercard app --port 8600."
            raise UsageError(message, hint) from error


def _script() -> Path:
    """The page's script: inside the installed package, or beside it in a checkout."""
    installed = Path(str(importlib.resources.files("followup"))) / "_streamlit_app.py"
    checkout = installed.parents[1] / "streamlit_app.py"
    found = next((path for path in (installed, checkout) if path.is_file()), None)
    if found is None:
        raise MissingDependencyError("The page's script is not part of this installation.", "Install aftercard anew.")
    return found


def _has_display() -> bool:
    """Whether a browser could open here; only Unix without a desktop says no."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
