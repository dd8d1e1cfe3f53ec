"""A desk with a database of its own, and visits to its page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from followup import settings
from followup.ui.desk import Desk, open_desk
from tests.ui.recorded import RecordedScanner
from tests.ui.visit import Visit


@pytest.fixture
def scanner() -> RecordedScanner:
    return RecordedScanner()


@pytest.fixture
def desk(tmp_path: Path, scanner: RecordedScanner) -> Iterator[Desk]:
    opened = open_desk(settings.load(str(tmp_path / "aftercard.db")), scanner)
    yield opened
    opened.batches.cancel()
    opened.batches.wait(10)
    opened.service.close()


@pytest.fixture
def visit(desk: Desk) -> Visit:
    return Visit(desk)
