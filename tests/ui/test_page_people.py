"""The list of people: its conditions, orders and pages, its pictures, and what is done with everybody in it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from followup.model import Address
from followup.network import HealthState
from followup.relations import (
    RelationshipKind,
)
from followup.service.directory import Order
from tests.ui.people import TODAY, listed, three
from tests.ui.recorded import ANA, JONAS, MEI
from tests.ui.visit import Visit


def test_conditions_narrow_the_list_together_and_are_cleared_at_once(visit: Visit) -> None:
    people = three(visit)
    service = visit.desk.service
    service.relationships.edit(people["Mei"].id, tags=["speakers"])
    service.interactions.add(people["Jonas"].id, "mail", on=TODAY)
    visit.open("contacts")
    assert listed(visit) == [ANA.name, JONAS.name, MEI.name]
    visit.tab.toggle(key="only-due").set_value(True)
    visit.run()
    assert listed(visit) == [ANA.name, MEI.name]
    visit.choose("with-tag", "speakers")
    assert listed(visit) == [MEI.name]
    visit.choose("with-health", HealthState.DRIFTED)
    assert "Nobody fits all of that." in visit.text()
    visit.click("Show everybody again")
    assert listed(visit) == [ANA.name, JONAS.name, MEI.name]
    visit.choose("with-company", JONAS.company)
    assert listed(visit) == [JONAS.name]


def test_the_list_is_ordered_as_one_likes(visit: Visit) -> None:
    people = three(visit)
    visit.desk.service.interactions.add(people["Ana"].id, "call", "in", on=TODAY - timedelta(days=3))
    for who, days in (("Ana", 5), ("Jonas", 300), ("Mei", 100)):
        met = visit.desk.service.encounters.of_contact(people[who].id)[0]
        visit.desk.service.encounters.note(people[who].id, met.event.id, met_on=TODAY - timedelta(days=days))
    visit.open("contacts")
    visit.choose("people-order", Order.LAST_CONTACT)
    assert listed(visit) == [JONAS.name, MEI.name, ANA.name]
    visit.choose("people-order", Order.HEALTH)
    assert listed(visit)[-1] == ANA.name
    assert "drifted away" in [badge.proto.body for badge in visit.tab.get("badge")] or "drifted away" in visit.text()


def test_a_long_list_is_paged_and_a_new_condition_begins_at_its_first_page(visit: Visit) -> None:
    three(visit)
    event = visit.desk.service.events.list()[0]
    for number in range(30):
        visit.desk.service.contacts.add(event.id, name=f"Person {number:02}")
    visit.open("contacts")
    assert "33 contacts" in visit.text()
    assert "Person 29" not in visit.buttons()
    visit.tab.get("pagination")[0].set_value(2)
    visit.run()
    assert "Person 29" in visit.buttons()
    visit.type("Find", "person")
    assert "Person 00" in visit.buttons()


@pytest.mark.parametrize("key", ["health-of-all", "met-of-all"])
def test_pictures_are_drawn_when_they_are_opened_each_with_its_table(visit: Visit, key: str) -> None:
    three(visit)
    visit.open("contacts")
    assert not visit.tab.get("vega_lite_chart")
    visit.tab.session_state[key] = True
    visit.run()
    charts = visit.tab.get("vega_lite_chart")
    assert charts
    assert all(chart.proto.alt for chart in charts)
    assert len(visit.tab.table) == len(charts)


def test_everybody_in_the_list_gets_a_message_of_their_own(visit: Visit) -> None:
    people = three(visit)
    visit.desk.service.relationships.edit(people["Jonas"].id, opted_out=True)
    visit.open("contacts")
    visit.tab.session_state["round-open"] = True
    visit.run()
    visit.choose("round-kind", "invitation")
    visit.type("What is it about", "a dinner in Porto")
    visit.click("Write 3 drafts")
    drafts = visit.desk.service.drafts.list(kind="invitation")
    assert {draft.contact_id for draft in drafts} == {people["Ana"].id, people["Mei"].id}
    assert all("a dinner in Porto" in draft.body for draft in drafts)
    assert "Not written to" in visit.text()
    visit.click("Read 2 drafts: Iberia Expo 2026")
    assert "a dinner in Porto" in visit.typed("Message")


def test_people_are_narrowed_by_place(visit: Visit) -> None:
    people = three(visit)
    lisbon = Address(formatted="Rua Augusta 1, Lisboa", locality="Lisboa", country="PT")
    visit.desk.service.contacts.edit(people["Ana"].id, address=lisbon)
    visit.open("contacts")
    visit.choose("with-place", "PT")
    assert listed(visit) == [ANA.name]
    visit.choose("with-place", "Lisboa")
    assert listed(visit) == [ANA.name]


def test_pairs_of_the_whole_book_lead_to_the_comparison_or_are_told_apart(visit: Visit) -> None:
    people = three(visit)
    twin = visit.desk.service.contacts.add(name=ANA.name, organization=ANA.company)
    visit.desk.service.contacts.add(name=JONAS.name, organization=JONAS.company)
    visit.open("contacts")
    visit.tab.session_state["twice"] = True
    visit.run()
    assert "2 pairs look like one person." in visit.text()
    visit.press(f"twice-distinct-{people['Jonas'].id}-{twin.id + 1}")
    assert "1 pair looks like one person." in visit.text()
    visit.press(f"twice-compare-{people['Ana'].id}-{twin.id}")
    visit.click("Make one contact")
    assert not visit.desk.service.duplicates.all()


def test_people_are_narrowed_by_what_they_are(visit: Visit) -> None:
    people = three(visit)
    visit.desk.service.relationships.edit(people["Mei"].id, kind="press")
    visit.open("contacts")
    visit.choose("with-kind", RelationshipKind.PRESS)
    assert listed(visit) == [MEI.name]
