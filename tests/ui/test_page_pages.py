"""The pages one by one: what they show when there is nothing, and what their controls do."""

from __future__ import annotations

import threading

import pytest

from followup.model import DraftState, PhotoState
from followup.ui import nav
from tests.ui.recorded import ANA, BROKEN, JONAS, MEI, TABLE, RecordedScanner, photo_of
from tests.ui.visit import Visit, with_cards, with_event


@pytest.mark.parametrize(
    "page", ["today", "capture", "review", "drafts", "contacts", "events", "templates", "settings"]
)
def test_an_empty_database_leads_to_the_first_event(visit: Visit, page: str) -> None:
    visit.open(page)
    if page in ("review", "drafts", "contacts"):
        visit.click("Make an event")
    if page not in ("templates", "settings"):
        assert "Make the event" in visit.buttons()


@pytest.mark.parametrize("page", ["review", "drafts", "contacts"])
def test_an_event_without_cards_leads_to_the_photos(visit: Visit, page: str) -> None:
    with_event(visit)
    visit.open(page)
    visit.click("Add photos")
    assert visit.tab.file_uploader[0].accept_multiple_files


def test_a_wrong_event_is_refused_with_a_sentence(visit: Visit) -> None:
    with_event(visit)
    visit.open("events")
    visit.type("Name", "IBERIA expo 2026")
    visit.click("Make the event")
    assert "There is an event called" in visit.text()
    assert len(visit.desk.service.events.list()) == 1


def test_the_picked_event_is_in_the_address_and_the_address_picks(visit: Visit) -> None:
    with_event(visit, "Iberia Expo 2026")
    second = visit.desk.service.events.add("Salon du Vin")
    visit.run()
    first = visit.desk.service.events.get("Iberia Expo 2026")
    assert visit.tab.query_params["event"] == str(first.id)
    visit.tab.query_params["event"] = str(second.id)
    visit.run()
    assert visit.tab.selectbox(key="picked-event").value == second.id
    visit.tab.selectbox(key="picked-event").set_value(first.id)
    visit.run()
    assert visit.tab.query_params["event"] == str(first.id)


@pytest.mark.parametrize("address", ["x", "-1", "99", "9" * 40, ""])
def test_a_foolish_address_does_no_harm(visit: Visit, address: str) -> None:
    with_cards(visit, ANA)
    visit.tab.query_params["event"] = visit.tab.query_params["contact"] = address
    visit.open("review")
    assert visit.typed("Name") == ANA.name
    visit.tab.query_params["contact"] = address
    visit.open("contacts")


def test_a_running_batch_is_seen_after_leaving_and_by_others(visit: Visit, scanner: RecordedScanner) -> None:
    with_event(visit)
    scanner.gate = threading.Semaphore(0)
    visit.tab.file_uploader[0].set_value([("ana.jpg", photo_of(ANA), "image/jpeg")])
    visit.run()
    assert "Stop" in visit.buttons()
    visit.open("settings")
    visit.open("capture")
    assert "Stop" in visit.buttons()
    other = Visit(visit.desk)
    other.open("capture")
    assert "Stop" in other.buttons()
    scanner.gate.release()
    visit.wait()
    assert "Stop" not in visit.buttons()
    assert scanner.read == ["ana.jpg"], "reruns start nothing twice"


def test_stored_photos_are_offered_for_reading(visit: Visit, scanner: RecordedScanner) -> None:
    event = with_event(visit)
    scanner.trouble = RuntimeError("killed")
    visit.drop(("ana.jpg", photo_of(ANA)))
    assert "1 photo** stored and not read yet" in visit.text()
    scanner.trouble = None
    visit.click("Continue reading")
    visit.wait()
    assert [photo.state for photo in visit.desk.service.photos.list(event.id)] == [PhotoState.READ]


def test_a_failed_photo_can_be_tried_again_and_removed(visit: Visit, scanner: RecordedScanner) -> None:
    event = with_event(visit)
    visit.drop(("broken.jpg", BROKEN))
    assert "1 photo without a card" in visit.text()
    visit.click("Try again")
    visit.wait()
    assert scanner.read == ["broken.jpg", "broken.jpg"]
    visit.click("Remove")
    assert "without a card" not in visit.text()
    assert not visit.desk.service.photos.list(event.id)


def test_a_photo_of_several_cards_is_shown_and_what_is_missing_is_said(visit: Visit) -> None:
    event = with_event(visit)
    visit.drop(("table.jpg", TABLE))
    assert "1 photo read · 2 cards found" in visit.text()
    assert "1 photo with a card that could not be read" in visit.text()
    visit.open("review")
    assert "Card 1 of 3 in the photo" in [box.label for box in visit.tab.expander]
    visit.click("Accept")
    assert "Card 2 of 3 in the photo" in [box.label for box in visit.tab.expander]
    assert len(visit.desk.service.contacts.list(event=event.id)) == 2


def test_all_cards_of_a_photo_are_marked_on_it_and_each_opens_its_contact(visit: Visit) -> None:
    with_event(visit)
    visit.drop(("table.jpg", TABLE))
    visit.open("review")
    assert visit.typed("Name") == ANA.name
    visit.click(MEI.name)
    assert visit.typed("Name") == MEI.name
    assert [button.disabled for button in visit.tab.button if button.label in (ANA.name, MEI.name)] == [False, True]


def test_notes_of_a_meeting_are_kept(visit: Visit) -> None:
    event = with_cards(visit, ANA)
    visit.open("review")
    visit.type("What comes next", "a call")
    visit.tab.date_input[0].set_value("2026-12-01")
    visit.run()
    (ana,) = visit.desk.service.contacts.list(event=event.id)
    met = visit.desk.service.encounters.get(ana.id, event.id)
    assert met is not None
    assert (met.next_step, str(met.next_step_on)) == ("a call", "2026-12-01")


def test_edited_drafts_survive_writing_anew_unless_that_is_said(visit: Visit) -> None:
    event = with_cards(visit, ANA, JONAS)
    visit.open("drafts")
    visit.click("Write 2 drafts")
    visit.type("Subject", "Mine")
    visit.click("Bring drafts up to date")
    first, _ = visit.desk.service.drafts.list(event=event.id)
    assert first.subject == "Mine"
    assert visit.typed("Subject") == "Mine"
    visit.click("Write it this way")
    first, _ = visit.desk.service.drafts.list(event=event.id)
    assert first.subject != "Mine"
    assert visit.typed("Subject") == first.subject
    visit.tab.button(key=f"restore-{visit.desk.service.drafts.earlier(first.id)[0].id}").click()
    visit.run()
    assert visit.typed("Subject") == "Mine"


def test_an_approval_can_be_taken_back(visit: Visit) -> None:
    event = with_cards(visit, ANA)
    visit.open("drafts")
    visit.click("Write 1 draft")
    visit.click("Approve")
    visit.click("Take approval back")
    assert [draft.state for draft in visit.desk.service.drafts.list(event=event.id)] == [DraftState.DRAFTED]


def test_contacts_are_found_opened_and_erased(visit: Visit) -> None:
    with_cards(visit, ANA, JONAS)
    visit.open("contacts")
    visit.type("Find", "nordlicht")
    assert JONAS.name in visit.buttons()
    assert ANA.name not in visit.buttons()
    visit.click(JONAS.name)
    assert visit.typed("Company") == JONAS.company
    visit.part("history")
    visit.click("Erase for good")
    assert [c.name for c in visit.desk.service.contacts.list()] == [ANA.name]


def test_settings_sign_the_drafts(visit: Visit) -> None:
    with_cards(visit, ANA)
    visit.open("settings")
    visit.type("Your name", "Robin Meyer")
    visit.type("Your e-mail address", "robin@example.com")
    visit.click("Save")
    visit.open("drafts")
    visit.click("Write 1 draft")
    assert "Robin Meyer" in visit.typed("Message")
    assert nav.WANTED_PAGE not in visit.tab.session_state
