"""The whole evening on the page: event, photos, review, drafts, exports."""

from __future__ import annotations

from followup.model import DraftState, ReviewState
from tests.ui.recorded import ANA, BROKEN, JONAS, photo_of
from tests.ui.visit import Visit, with_event


def test_from_photos_to_contacts_drafts_and_exports(visit: Visit) -> None:
    event = with_event(visit)
    service = visit.desk.service

    visit.drop(("Ana.jpg", photo_of(ANA)), ("broken.jpg", BROKEN), ("Jonas.jpg", photo_of(JONAS)))
    assert "3 photos read · 2 cards found" in visit.text()
    assert "broken.jpg" in visit.text()
    assert "The picture is damaged." in visit.text()

    visit.click("Review 2 cards")
    assert "Card 1 of 2" in visit.text()
    assert visit.typed("Name") == ANA.name
    visit.type("Job title", "Chief of Sales")
    visit.type("What did you talk about?", "olive oil")
    visit.type("What did you promise?", "the price list")
    visit.click("Accept")

    assert "Card 2 of 2" in visit.text()
    assert any("please check" in label for label in visit.labels()), "the unsure address is marked"
    visit.click(f"{JONAS.email.replace('example', 'test')}?".replace(".", "\\.").replace("@", "\\@"))
    visit.click("Accept")
    assert "All 2 cards are checked" in visit.text()

    ana, jonas = service.contacts.list(event=event.id)
    assert (ana.title, ana.review) == ("Chief of Sales", ReviewState.REVIEWED)
    assert jonas.emails == (JONAS.email.replace("example", "test"),)

    visit.click("Write drafts")
    visit.click("Write 2 drafts")
    assert "olive oil" in visit.typed("Message") or "price list" in visit.typed("Message")
    visit.type("Subject", "Your olives")
    visit.click("Approve")
    first, second = service.drafts.list(event=event.id)
    assert (first.subject, first.state, first.edited) == ("Your olives", DraftState.APPROVED, True)
    assert second.state is DraftState.DRAFTED
    assert "Download approved (1)" in visit.downloads()
    assert "Download all (2)" in visit.downloads()
    assert "Download as .eml" in visit.downloads()

    visit.open("events")
    assert any("vCard" in label for label in visit.downloads())
    assert any("CSV" in label for label in visit.downloads())


def test_reload_and_a_second_tab_see_the_same(visit: Visit) -> None:
    with_event(visit)
    visit.drop(("Ana.jpg", photo_of(ANA)), ("Jonas.jpg", photo_of(JONAS)))
    visit.open("review")
    visit.type("Company", "Acme Hispania")

    other = Visit(visit.desk)
    other.open("review")
    assert other.typed("Company") == "Acme Hispania"
    other.click("Accept")
    visit.open("contacts")
    visit.open("review")
    assert visit.typed("Name") == JONAS.name
