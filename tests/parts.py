"""Parts that no Python wheel brings (Chromium, strace, Tesseract, …): in CI a missing one fails, elsewhere it skips."""

from __future__ import annotations

import os

import pytest


def need(part: str, present: bool) -> None:
    """Skip the test with the reason when `part` is not there; fail it in CI, where scripts/system-packages ran."""
    if present:
        return
    reason = f"{part} is not installed (scripts/system-packages test installs it)"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
