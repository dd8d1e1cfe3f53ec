"""The list of people, narrowed and ordered, and everybody at a glance."""

from __future__ import annotations

from datetime import timedelta

import pytest

from followup.errors import UnknownEventError
from followup.model import Contact, Event
from followup.network import HealthState
from followup.relations import DecisionKind
from followup.service import Aftercard
from followup.service.directory import Filter, Order
from tests.followup.conftest import TODAY


@pytest.fixture
def people(aftercard: Aftercard, summit: Event) -> dict[str, Contact]:
    """Ana was met last week and answered nothing yet; Bo drifted away; nobody ever met Cem."""
    ana = aftercard.contacts.add(summit.id, name="Ana Lopes", organization="Acme Iberia", emails=("ana@acme.example",))
    bo = aftercard.contacts.add(name="Bo Berg", organization="Nordlicht GmbH", address=None)
    cem = aftercard.contacts.add(name="Cem Çelik", organization="ACME IBERIA")
    aftercard.interactions.add(bo.id, "mail", "in", on=TODAY - timedelta(days=400), text="hello")
    aftercard.relationships.edit(bo.id, tags=["alumni"])
    return {"ana": ana, "bo": bo, "cem": cem}


def names(aftercard: Aftercard, order: Order = Order.NAME, **wanted: object) -> list[str]:
    return [one.contact.name for one in aftercard.directory.find(Filter(**wanted), order).page]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["Ana Lopes", "Bo Berg", "Cem Çelik"]),
        ({"search": "celik"}, ["Cem Çelik"]),
        ({"company": "Acme Iberia"}, ["Ana Lopes", "Cem Çelik"]),
        ({"tags": ("Alumni",)}, ["Bo Berg"]),
        ({"event": "web summit 2026"}, ["Ana Lopes"]),
        ({"health": HealthState.DRIFTED}, ["Bo Berg"]),
        ({"health": HealthState.NEW}, ["Cem Çelik"]),
        ({"due": True}, ["Ana Lopes", "Bo Berg"]),
        ({"due": True, "company": "acme iberia"}, ["Ana Lopes"]),
        ({"due": True, "company": "acme iberia", "search": "berg"}, []),
    ],
)
@pytest.mark.usefixtures("people")
def test_conditions_are_combined(aftercard: Aftercard, wanted: dict[str, object], found: list[str]) -> None:
    assert names(aftercard, **wanted) == found


@pytest.mark.parametrize(
    ("order", "found"),
    [
        (Order.NAME, ["Ana Lopes", "Bo Berg", "Cem Çelik"]),
        (Order.HEALTH, ["Bo Berg", "Ana Lopes", "Cem Çelik"]),
        (Order.LAST_CONTACT, ["Bo Berg", "Ana Lopes", "Cem Çelik"]),
        (Order.DUE, ["Bo Berg", "Ana Lopes", "Cem Çelik"]),
    ],
)
@pytest.mark.usefixtures("people")
def test_who_needs_the_owner_most_comes_first(aftercard: Aftercard, order: Order, found: list[str]) -> None:
    assert names(aftercard, order) == found


def test_a_page_is_a_part_of_the_list_and_the_list_is_counted_whole(aftercard: Aftercard) -> None:
    for number in range(30):
        aftercard.contacts.add(name=f"Person {number:02}")
    second = aftercard.directory.find(Filter(), start=25, size=25)
    assert len(second.ids) == 30
    assert [one.contact.name for one in second.page] == [f"Person {n}" for n in range(25, 30)]
    assert aftercard.directory.find(Filter(), start=90, size=25).page == ()


def test_the_choices_are_the_firms_and_the_tags_there_are(aftercard: Aftercard, people: dict[str, Contact]) -> None:
    aftercard.relationships.edit(people["ana"].id, tags=["Alumni", "speakers"])
    assert [name.casefold() for name in aftercard.directory.companies()] == ["acme iberia", "nordlicht gmbh"]
    assert [name.casefold() for name in aftercard.directory.tags()] == ["alumni", "speakers"]


def test_a_list_of_an_unknown_event_is_refused(aftercard: Aftercard) -> None:
    with pytest.raises(UnknownEventError):
        aftercard.directory.find(Filter(event="nowhere"))


def test_a_glance_says_what_the_contacts_own_page_says(aftercard: Aftercard, people: dict[str, Contact]) -> None:
    aftercard.encounters.note(people["ana"].id, "web summit 2026", promised="the catalogue", introduced_by="Bo")
    aftercard.interactions.favour(people["ana"].id, "received", text="a tip")
    aftercard.contacts.add(emails=("hello@acme.example",))
    aftercard.introductions.propose(people["ana"].id, people["bo"].id, "Both sail.")
    for contact_id, glance in aftercard.overview.all().items():
        tie = aftercard.relationships.tie(contact_id)
        assert glance.name == tie.contact.display_name
        assert glance.health == aftercard.relationships.health(contact_id)
        assert glance.dues == aftercard.agenda.of_contact(contact_id)


def test_a_glance_follows_every_change(aftercard: Aftercard, people: dict[str, Contact], summit: Event) -> None:
    def state(who: str) -> HealthState:
        return aftercard.overview.all()[people[who].id].health.state

    assert state("bo") is HealthState.DRIFTED
    aftercard.interactions.add(people["bo"].id, "call")
    assert state("bo") is HealthState.IN_TOUCH
    aftercard.events.edit(summit.id, starts_on="2026-01-10", ends_on="2026-01-12")
    aftercard.encounters.note(people["ana"].id, summit.id, met_on="2026-01-10")
    assert state("ana") is HealthState.DRIFTED
    (due, *_) = aftercard.overview.all()[people["ana"].id].dues
    aftercard.agenda.answer(due.uid, DecisionKind.DONE)
    assert state("ana") is HealthState.IN_TOUCH
    assert aftercard.overview.health() == {
        HealthState.NEW: 1, HealthState.IN_TOUCH: 2, HealthState.LATE: 0, HealthState.DRIFTED: 0
    }  # fmt: skip
    assert aftercard.overview.health({people["cem"].id})[HealthState.IN_TOUCH] == 0
    aftercard.contacts.erase(people["cem"].id)
    assert people["cem"].id not in aftercard.overview.all()
