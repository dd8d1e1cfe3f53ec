from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from followup.drafting import Facts

ALL: dict[str, Any] = {
    "given_name": "Ana",
    "family_name": "López",
    "name": "Ana López",
    "honorific": "Dr.",
    "salutation": "Ana",
    "formal": False,
    "title": "Head of Purchasing",
    "organization": "Example Tools GmbH",
    "event": "Sample Summit 2026",
    "event_place": "Lisbon",
    "event_starts_on": date(2026, 11, 17),
    "event_ends_on": date(2026, 11, 19),
    "met_on": date(2026, 11, 18),
    "days_since": 2,
    "met_before": True,
    "topic": "Pricing pilots for smaller workshops",
    "promised": "the comparison table",
    "next_step": "A call with your team",
    "next_step_on": date(2026, 12, 4),
    "introduced_by": "Maria Keller",
    "note": "Sharp, slightly impatient.",
    "last_event": "Example Expo",
    "colleagues": ("Li Wei", "Eva Blum"),
    "wrote_on": date(2026, 11, 20),
    "about": "The checklist for pilots",
    "about_on": date(2026, 12, 10),
    "reason": "it answers the question you raised about contracts",
    "link": "https://example.org/checklist",
    "person": "Nora Beck",
    "person_email": "nora@example.org",
    "person_called": "Nora",
    "attached": ("comparison table.pdf",),
    "calendar_link": "https://calendar.example.org/tom",
    "person_about": "Head of the workshop network",
    "sender_name": "Tom Reed",
    "sender_role": "Founder",
    "sender_organization": "Reed Instruments",
    "sender_email": "tom@reed.example",
    "signature": "Tom Reed\nFounder, Reed Instruments",
}


@pytest.fixture
def all_facts() -> dict[str, Any]:
    return dict(ALL)


@pytest.fixture
def make_facts() -> Callable[..., Facts]:
    """Facts with only the named ones of `ALL` known."""
    return lambda *names: Facts(**{name: ALL[name] for name in names})
