from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from followup import settings
from followup.model import Event
from followup.service import Aftercard
from followup.settings import Settings
from tests.mail.fixtures import certificates, imap_server, smtp_server, trusted

__all__ = ["certificates", "imap_server", "smtp_server", "trusted"]

TODAY = date(2026, 11, 21)


@pytest.fixture
def places(tmp_path: Path) -> Settings:
    return settings.load(str(tmp_path / "data" / "aftercard.db"), environment={})


@pytest.fixture
def aftercard(places: Settings) -> Iterator[Aftercard]:
    with Aftercard.open(places, today=lambda: TODAY) as service:
        yield service


@pytest.fixture
def summit(aftercard: Aftercard) -> Event:
    return aftercard.events.add("Web Summit 2026", starts_on="2026-11-16", ends_on="2026-11-19", place="Lisbon")
