from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from followup.model import Address, Contact, ContactRecord, Encounter, Event, Meeting, Phone, Social


@pytest.fixture
def ana() -> ContactRecord:
    """A contact with every field, met twice."""
    contact = Contact(
        id=7,
        uid="0b9af3b4-6f0c-4a3e-9b1e-2f6c1d0a7e55",
        name="Ana María López",
        given_name="Ana María",
        family_name="López",
        honorific_prefix="Dr.",
        honorific_suffix="MBA",
        title="Head of Purchasing; Tools, Machines",
        department="Purchasing, Spain",
        organization="Example Tools; Machines, S.L.",
        emails=("ana@example.com", "ana.lopez@example.org"),
        phones=(
            Phone("+34600123456", "mobile"),
            Phone("+34910000000;ext=12", "work"),
            Phone("+34910000099", "fax"),
            Phone("+34910000088", "home"),
            Phone("+34910000077", "other"),
        ),
        urls=("www.example.com", "https://example.org/a?b=1,2;c"),
        socials=(Social("linkedin.com/in/ana-example", "linkedin"),),
        address=Address(
            formatted="Calle Mayor 1, 28013 Madrid",
            street="Calle Mayor 1, 2º",
            postal_code="28013",
            locality="Madrid",
            region="Comunidad de Madrid",
            country="ES",
        ),
        language="es",
        note="Prefers mail; not before 1:30pm,\nsee http://example.com \\o/",
        created_at=datetime(2026, 11, 18, 14, 2, 11, tzinfo=UTC),
        updated_at=datetime(2026, 11, 19, 8, 0, 0, tzinfo=UTC),
    )
    first = Meeting(
        Event(id=1, name="Expo, Lyon 2025", starts_on=date(2025, 3, 4)), Encounter(contact_id=7, event_id=1)
    )
    second = Meeting(
        Event(
            id=2, name="Sample Summit 2026", place="Lisbon", starts_on=date(2026, 11, 17), ends_on=date(2026, 11, 19)
        ),
        Encounter(
            contact_id=7,
            event_id=2,
            met_on=date(2026, 11, 18),
            topic="Pricing pilots",
            promised="the comparison table",
            next_step="A call",
            next_step_on=date(2026, 12, 4),
            introduced_by="Maria Keller",
            note="=HYPERLINK(1)",
        ),
    )
    return ContactRecord(contact, (first, second))


@pytest.fixture
def company() -> ContactRecord:
    return ContactRecord(Contact(uid="c", organization="Beispiel Werke AG", phones=(Phone("+493023125000"),)))


@pytest.fixture
def bare() -> ContactRecord:
    """A card of which only a mail address was read."""
    return ContactRecord(Contact(id=9, emails=("x@example.net",)))
