"""The review's table: cells are stored as they are typed, rows never get mixed up."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from followup.model import Event, ReviewState
from tests.ui.recorded import ANA, JONAS, MEI
from tests.ui.visit import Visit, with_cards


def table(visit: Visit, *people: Any) -> Event:
    event = with_cards(visit, *people)
    visit.open("review")
    visit.tab.segmented_control(key="review-mode").set_value("Table")
    visit.run()
    return event


def change(visit: Visit, row: int, **cells: Any) -> None:
    """What the browser tells after a cell was edited."""
    key = visit.tab.data_editor[0].key
    visit.tab.session_state[key] = {"edited_rows": {row: cells}, "added_rows": [], "deleted_rows": []}
    visit.run()


def test_every_card_is_a_row_that_says_what_to_check(visit: Visit) -> None:
    table(visit, ANA, JONAS)
    shown = visit.tab.data_editor[0].value
    assert list(shown["name"]) == [ANA.name, JONAS.name]
    assert list(shown["unsure"]) == ["", "E-mail"]
    assert not any(shown["checked"])


def test_cells_are_stored_and_shown_as_stored(visit: Visit) -> None:
    event = table(visit, ANA, JONAS)
    change(visit, 1, name="Jonas M. Weber", phone="+49 30 901820", email=None)
    ana, jonas = visit.desk.service.contacts.list(event=event.id)
    assert (jonas.name, jonas.emails, jonas.phones[0].value) == ("Jonas M. Weber", (), "+4930901820")
    assert ana.name == ANA.name
    assert list(visit.tab.data_editor[0].value["phone"])[1] == "+4930901820"


def test_an_edit_is_written_once_and_not_over_what_comes_later(visit: Visit) -> None:
    table(visit, ANA)
    change(visit, 0, name="Ana L.")
    (ana,) = visit.desk.service.contacts.list()
    visit.desk.service.contacts.edit(ana.id, name="Ana Lopes Silva")  # in another tab
    visit.run()
    assert list(visit.tab.data_editor[0].value["name"]) == ["Ana Lopes Silva"]


def test_ticking_accepts_and_a_wrong_value_is_said(visit: Visit) -> None:
    event = table(visit, ANA, JONAS)
    change(visit, 0, checked=True, title="Chief of Sales")
    change(visit, 1, checked=True, email="nonsense")
    ana, jonas = visit.desk.service.contacts.list(event=event.id)
    assert (ana.review, ana.title) == (ReviewState.REVIEWED, "Chief of Sales")
    assert (jonas.review, jonas.emails) == (ReviewState.CAPTURED, (JONAS.email,))
    assert "is no e-mail address" in visit.text()


def test_those_without_a_doubt_are_accepted_at_once(visit: Visit) -> None:
    event = table(visit, ANA, JONAS)
    visit.click("Accept 1 card without a doubt")
    states = [contact.review for contact in visit.desk.service.contacts.list(event=event.id)]
    assert states == [ReviewState.REVIEWED, ReviewState.CAPTURED]


def test_a_link_to_a_card_shows_the_card(visit: Visit) -> None:
    event = table(visit, ANA, MEI)
    visit.open("review", visit.desk.service.contacts.list(event=event.id)[1].id)
    assert visit.typed("Name") == MEI.name


def test_inputs_that_come_late_after_a_change_of_view_empty_nothing(visit: Visit) -> None:
    event = with_cards(visit, ANA)
    visit.open("review")
    (ana,) = visit.desk.service.contacts.list(event=event.id)
    left = visit.inputs()
    visit.tab.segmented_control(key="review-mode").set_value("Table")
    visit.run()
    visit.send_late(left)
    after = visit.desk.service.contacts.get(ana.id)
    assert replace(after, updated_at=ana.updated_at) == ana
