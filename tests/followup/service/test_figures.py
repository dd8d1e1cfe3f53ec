"""Numbers for pictures."""

from __future__ import annotations

from datetime import date

import pytest

from followup.errors import UnknownEventError
from followup.model import Address, Event
from followup.service import Aftercard


@pytest.fixture
def fair(aftercard: Aftercard, summit: Event) -> Event:
    """Three people at the summit, two of one firm; one more at a fair in spring."""
    fair = aftercard.events.add("Spring Fair", starts_on="2026-03-02", ends_on="2026-03-04")
    lisbon, malmo = Address(formatted="Lisbon", country="PT"), Address(formatted="Malmö", country="SE")
    aftercard.contacts.add(summit.id, name="Ana", organization="Acme Iberia", address=lisbon)
    aftercard.contacts.add(summit.id, name="Bo", organization="ACME IBERIA", address=malmo)
    aftercard.contacts.add(summit.id, name="Cem", organization="Nordlicht", address=lisbon)
    aftercard.contacts.add(fair.id, name="Dora")
    return fair


def test_companies_and_countries_are_counted_the_most_first(aftercard: Aftercard, summit: Event, fair: Event) -> None:
    origins = aftercard.figures.origins()
    assert [(name.casefold(), number) for name, number in origins.companies] == [("acme iberia", 2), ("nordlicht", 1)]
    assert origins.countries == (("PT", 2), ("SE", 1))
    assert aftercard.figures.origins(summit.id) == origins
    assert aftercard.figures.origins(fair.id).companies == ()
    assert aftercard.figures.origins(limit=1).countries == (("PT", 2),)


def test_meetings_are_counted_by_month(aftercard: Aftercard, fair: Event) -> None:
    assert aftercard.figures.months() == ((date(2026, 3, 1), 1), (date(2026, 11, 1), 3))
    assert aftercard.figures.months(fair.id) == ((date(2026, 3, 1), 1),)


def test_figures_of_an_unknown_event_are_refused(aftercard: Aftercard) -> None:
    with pytest.raises(UnknownEventError):
        aftercard.figures.months("nowhere")
