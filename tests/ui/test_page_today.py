"""The Today page: what is left at the event, who is due, and what one answers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.ui.recorded import ANA, JONAS, photo_of
from tests.ui.visit import Visit, with_cards, with_event


def met_long_ago(visit: Visit) -> None:
    """Two people whose first note is overdue."""
    event = with_cards(visit, ANA, JONAS)
    day = date.today() - timedelta(days=20)
    visit.desk.service.events.edit(event.id, starts_on=day, ends_on=day)
    for contact in visit.desk.service.contacts.list():
        visit.desk.service.encounters.note(contact.id, event.id, met_on=day)
    visit.open("today")


def due(visit: Visit) -> list[str]:
    return [item.name for item in visit.desk.service.agenda.due()]


def test_the_first_visit_makes_an_event(visit: Visit) -> None:
    assert "Where did you collect the cards?" in visit.text()
    with_event(visit)
    assert visit.tab.file_uploader
    visit.open("today")
    visit.click("Add photos")
    assert visit.tab.file_uploader


def test_what_is_left_to_do_leads_on_and_goes_away_when_done(visit: Visit) -> None:
    event = with_event(visit)
    visit.drop(("Ana.jpg", photo_of(ANA)))
    visit.open("today")
    assert "**1** card to check" in visit.text()
    assert "1 contact · 0 checked · 0 with a draft" in visit.text()
    visit.click("Check them")
    visit.click("Accept")
    visit.open("today")
    visit.click("Write drafts")
    visit.click("Write 1 draft")
    visit.open("today")
    visit.click("Read drafts")
    visit.click("Approve")
    visit.open("today")
    assert "Every card is checked, and every draft is read." in visit.text()
    assert len(visit.desk.service.drafts.list(event=event.id)) == 1


def test_who_is_due_is_said_with_the_reason_and_written_to(visit: Visit) -> None:
    met_long_ago(visit)
    assert f"You met {ANA.name} at Iberia Expo 2026" in visit.text()
    assert "days late" in visit.text()
    first = visit.desk.service.agenda.due()[0]
    visit.tab.button(key=f"write-{first.due.uid}").click()
    visit.run()
    (draft,) = visit.desk.service.drafts.list()
    assert (draft.contact_id, draft.kind) == (first.due.contact_id, first.due.kind.value)
    assert visit.typed("Message") == draft.body
    assert visit.tab.selectbox(key="draft-kind").value == first.due.kind.value


@pytest.mark.parametrize("answer", ["done", "week", "month", "skipped"])
def test_an_answer_takes_one_off_the_list(visit: Visit, answer: str) -> None:
    met_long_ago(visit)
    before = due(visit)
    first = visit.desk.service.agenda.due()[0]
    visit.tab.get("menu_button")[0].set_value(answer)
    visit.run()
    assert first.name in before
    assert first.name not in due(visit)
    assert len(due(visit)) == len(before) - 1


def test_a_persons_name_opens_the_person(visit: Visit) -> None:
    met_long_ago(visit)
    visit.click(f"**{ANA.name}**")
    assert visit.typed("Name") == ANA.name


def test_what_is_worth_sharing_goes_to_those_whom_it_interests(visit: Visit) -> None:
    met_long_ago(visit)
    ana, jonas = visit.desk.service.contacts.list()
    visit.desk.service.relationships.edit(ana.id, interests=["heat pumps"])
    visit.tab.session_state["sharing"] = True
    visit.run()
    visit.tab.text_input(key="share-title").set_value("A study of heat pumps")
    visit.tab.text_input(key="share-tags").set_value("heat pumps")
    visit.run()
    assert "is interested in heat pumps" in visit.text()
    visit.press("share-write")
    (draft,) = visit.desk.service.drafts.list(kind="share-resource")
    assert draft.contact_id == ana.id != jonas.id
    assert "study of heat pumps" in draft.body


def test_an_answer_is_taken_back_at_once(visit: Visit) -> None:
    met_long_ago(visit)
    before = due(visit)
    visit.tab.get("menu_button")[0].set_value("done")
    visit.run()
    assert due(visit) != before
    visit.press("undo-due")
    assert due(visit) == before
    assert "undo-due" not in [button.key for button in visit.tab.button]


def test_a_long_list_is_shown_a_dozen_at_a_time(visit: Visit) -> None:
    met_long_ago(visit)
    event = visit.desk.service.events.list()[0]
    for number in range(15):
        visit.desk.service.contacts.add(event.id, name=f"Person {number:02}")
    visit.open("today")
    assert len(visit.tab.get("menu_button")) == 12
    visit.click("Show more")
    assert len(visit.tab.get("menu_button")) == 17
