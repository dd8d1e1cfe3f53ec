"""Two browser sessions at the same time: each sees what the other did, and neither undoes it."""

from __future__ import annotations

from tests.ui.recorded import ANA, JONAS, RecordedScanner, photo_of
from tests.ui.visit import Visit, with_cards, with_event


def test_what_one_tab_changes_the_other_shows_and_does_not_write_back(visit: Visit) -> None:
    event = with_cards(visit, ANA, JONAS)
    other = Visit(visit.desk)
    for tab in (visit, other):
        tab.open("review")
    (ana, _jonas) = visit.desk.service.contacts.list(event=event.id)
    visit.type("Job title", "Managing Director")
    other.run()
    assert other.typed("Job title") == "Managing Director"
    visit.type("Company", "Acme Portugal")
    other.click("Accept")
    after = visit.desk.service.contacts.get(ana.id)
    assert (after.title, after.organization) == ("Managing Director", "Acme Portugal")


def test_both_tabs_show_the_same_running_batch_and_the_same_result(visit: Visit, scanner: RecordedScanner) -> None:
    event = with_event(visit)
    other = Visit(visit.desk)
    scanner.seconds = 0.3
    visit.tab.file_uploader[0].set_value([("ana.jpg", photo_of(ANA), "image/jpeg")])
    visit.run()
    other.open("capture")
    visit.wait()
    other.run()
    for tab in (visit, other):
        assert "1 photo read · 1 card found" in tab.text()
    assert len(visit.desk.service.contacts.list(event=event.id)) == 1
