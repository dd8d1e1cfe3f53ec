"""The import page: look first, say what the columns hold, then write."""

from __future__ import annotations

from typing import Any

from tests.ui.visit import Visit, with_event

CSV = "Name,E-mail,Company\nAna López,ana@example.com,Example Tools\nBo Berg,bo@example.org,\n".encode()
CAMCARD = "Wer,Wohin,Schuhe\nAna López,ana@example.com,38\n".encode()


def given(visit: Visit, name: str, data: bytes) -> None:
    visit.open("import")
    visit.drop((name, data))
    visit.run()


def column(visit: Visit, row: int, **cells: Any) -> None:
    """What the browser tells after a cell of the columns' table was changed."""
    key = visit.tab.data_editor[0].key
    changed = {**dict(visit.tab.session_state[key]["edited_rows"]), row: cells}
    visit.tab.session_state[key] = {"edited_rows": changed, "added_rows": [], "deleted_rows": []}
    visit.run()


def test_nothing_is_written_before_the_button_is_pressed(visit: Visit) -> None:
    given(visit, "people.csv", CSV)
    assert "2 new" in visit.text()
    assert list(visit.tab.dataframe[-1].value["name"]) == ["Ana López", "Bo Berg"]
    assert visit.desk.service.contacts.list() == ()
    visit.click("Import 2 contacts")
    assert [c.name for c in visit.desk.service.contacts.list()] == ["Ana López", "Bo Berg"]
    assert "brings nothing" in visit.text()


def test_columns_that_nobody_knows_are_mapped_by_hand(visit: Visit) -> None:
    given(visit, "camcard.csv", CAMCARD)
    assert "No headings were found" in visit.text()
    column(visit, 0, target="name")
    column(visit, 1, target="email")
    visit.click("Import 1 contact")
    (ana,) = visit.desk.service.contacts.list()
    assert (ana.name, ana.emails, ana.note) == ("Ana López", ("ana@example.com",), "")


def test_differences_are_shown_and_the_event_is_where_they_were_met(visit: Visit) -> None:
    event = with_event(visit)
    visit.desk.service.contacts.add(name="Ana López", organization="Another Firm", emails=["ana@example.com"])
    visit.open("import")
    visit.drop(("people.csv", CSV))
    visit.run()
    visit.tab.checkbox(key="met").check()
    visit.run()
    assert "organization: Example Tools" in list(visit.tab.dataframe[-1].value["differs"])
    visit.click("Import 2 contacts")
    assert len(visit.desk.service.contacts.list(event=event.id)) == 2
    assert visit.desk.service.contacts.get(1).organization == "Another Firm"


def test_a_file_that_cannot_be_read_is_one_sentence(visit: Visit) -> None:
    given(visit, "noise.zip", b"PK\x03\x04 no archive")
    assert "archive" in visit.text()
    assert not visit.desk.service.contacts.list()
