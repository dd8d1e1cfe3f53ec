"""The Events page: how far an event has come, its clock, its goals, its people."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from followup.relations import GoalKind
from tests.ui.recorded import ANA, JONAS
from tests.ui.visit import Visit, with_cards

TODAY = date.today()


def told(visit: Visit) -> str:
    """What the pictures say to those who do not see them."""
    return " ".join(chart.proto.alt for chart in visit.tab.get("vega_lite_chart"))


def test_the_funnel_says_how_far_everybody_has_come(visit: Visit) -> None:
    event = with_cards(visit, ANA, JONAS)
    ana = visit.desk.service.contacts.list(event=event.id)[0]
    visit.desk.service.contacts.accept(ana.id)
    visit.desk.service.interactions.add(ana.id, "mail", on=TODAY)
    visit.open("events")
    assert "Captured 2, Checked 1, With a draft 0, Written to 1, Answered 0" in told(visit)
    assert visit.tab.table, "the same numbers as a table"


@pytest.mark.parametrize(
    ("days_ago", "said"),
    [(0, "2 business days left for the first word."), (30, "business days late.")],
)
def test_the_clock_counts_business_days(visit: Visit, days_ago: int, said: str) -> None:
    event = with_cards(visit, ANA)
    day = TODAY - timedelta(days=days_ago)
    visit.desk.service.events.edit(event.id, starts_on=day, ends_on=day)
    visit.open("events")
    assert said in visit.text()
    assert "1 person waits for it." in visit.text()


def test_the_clock_stops_when_everybody_has_heard(visit: Visit) -> None:
    event = with_cards(visit, ANA)
    visit.desk.service.events.edit(event.id, starts_on=TODAY, ends_on=TODAY)
    (ana,) = visit.desk.service.contacts.list(event=event.id)
    visit.desk.service.interactions.add(ana.id, "call", on=TODAY)
    visit.open("events")
    assert "Everybody has heard from you." in visit.text()


def test_goals_are_noted_covered_and_removed(visit: Visit) -> None:
    event = with_cards(visit, ANA, JONAS)
    visit.open("events")
    visit.choose("goal-kind", GoalKind.MEET)
    visit.type("Whom or what", "Nordlicht")
    visit.press("goal-add")
    (goal,) = visit.desk.service.goals.coverage(event.id)
    assert (goal.goal.kind, goal.goal.text) == (GoalKind.MEET, "Nordlicht")
    assert "1 of 1 reached" in visit.text()
    assert JONAS.name in visit.buttons()
    visit.run()
    assert len(visit.desk.service.goals.coverage(event.id)) == 1, "a rerun notes nothing twice"
    visit.press(f"remove-goal-{goal.goal.id}")
    assert not visit.desk.service.goals.coverage(event.id)


def test_inviting_leads_to_everybody_and_the_form(visit: Visit) -> None:
    with_cards(visit, ANA)
    visit.desk.service.contacts.add(name="Bo Berg")
    visit.open("events")
    visit.press("invite-people")
    assert "Bo Berg" in visit.buttons()
    assert visit.tab.selectbox(key="round-kind")
    visit.open("events")
    visit.press("see-people")
    assert "Bo Berg" not in visit.buttons()


def test_many_events_are_shown_a_few_at_a_time_and_one_is_opened(visit: Visit) -> None:
    with_cards(visit, ANA)
    for number in range(14):
        visit.desk.service.events.add(f"Salon {number:02}", starts_on=f"2025-01-{number + 1:02}")
    visit.open("events")
    assert "Salon 13" in visit.text()
    assert "Salon 00" not in visit.text()
    visit.click("Show more")
    assert "Salon 00" in visit.text()
    last = visit.desk.service.events.get("Salon 00")
    visit.press(f"open-event-{last.id}")
    assert [header.value for header in visit.tab.header] == ["Salon 00"]
