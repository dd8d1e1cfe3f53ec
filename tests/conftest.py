"""What holds for every test."""

from __future__ import annotations

import os
import signal

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Leave the slow tests to CI unless they are asked for with `-m` or by name, and take Ctrl-C as on a terminal.

    A shell starts its background jobs with SIGINT ignored, and their children inherit that.
    """
    named = any("::" in argument for argument in config.args)
    if os.environ.get("CI") != "true" and not config.option.markexpr and not named:
        config.option.markexpr = "not slow"
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
