"""The Drafts page: one message written differently, earlier texts, files that go along."""

from __future__ import annotations

import json

import pytest

from followup.cli.entry import run
from followup.model import Draft, Event
from tests.ui.recorded import ANA, JONAS
from tests.ui.visit import Visit, with_cards


def written(visit: Visit, event: Event, kind: str = "thank-you") -> Draft:
    visit.open("drafts")
    visit.click("Write 1 draft")
    (draft,) = visit.desk.service.drafts.list(event=event.id, kind=kind)
    return draft


def pick(visit: Visit, draft: Draft, **choices: object) -> None:
    """Choose in the form behind 'Write anew'."""
    for field, value in choices.items():
        visit.tab.selectbox(key=f"rewrite-{draft.id}-{field}").set_value(value)


def test_a_message_becomes_another_kind_with_what_only_it_says(visit: Visit) -> None:
    event = with_cards(visit, ANA)
    draft = written(visit, event)
    visit.type("Message", "My own words.")
    pick(visit, draft, kind="share-resource")
    visit.type("What is it about?", "the price list")
    visit.type("Address to look at", "example.org/prices")
    visit.click("Write it this way")
    latest = visit.desk.service.drafts.get(draft.id)
    assert (latest.kind, latest.particulars.about) == ("share-resource", "the price list")
    assert "https://example.org/prices" in visit.typed("Message")
    assert visit.tab.selectbox(key="draft-kind").value == "share-resource"
    assert visit.typed("What is it about?") == "the price list"
    assert "your words" in visit.text()


def test_wording_language_and_form_of_address_are_picked(visit: Visit) -> None:
    event = with_cards(visit, ANA)
    draft = written(visit, event)
    pick(visit, draft, language="de", formal=False, variant=2)
    visit.click("Write it this way")
    latest = visit.desk.service.drafts.get(draft.id)
    assert (latest.language, latest.formal, latest.variant) == ("de", False, 2)
    assert visit.typed("Message").startswith("Hallo Ana,")


def test_somebody_met_there_is_introduced(visit: Visit) -> None:
    event = with_cards(visit, ANA, JONAS)
    visit.open("drafts")
    visit.click("Write 2 drafts")
    first, second = visit.desk.service.drafts.list(event=event.id)
    pick(visit, first, kind="introduction", person_id=second.contact_id)
    visit.click("Write it this way")
    assert "Jonas Weber" in visit.typed("Message")
    assert JONAS.email in visit.typed("Message")


def test_a_value_that_makes_no_sense_is_said_and_changes_nothing(visit: Visit) -> None:
    event = with_cards(visit, ANA)
    draft = written(visit, event)
    visit.type("Address to look at", "javascript:alert(1)")
    visit.click("Write it this way")
    assert "is no web address" in visit.text()
    assert visit.desk.service.drafts.get(draft.id) == draft


def test_a_file_goes_along_and_is_taken_out(visit: Visit) -> None:
    event = with_cards(visit, ANA)
    draft = written(visit, event)
    visit.tab.file_uploader(key=f"attach-{draft.id}-0").set_value([("prices.pdf", b"%PDF", "application/pdf")])
    visit.run()
    (file,) = visit.desk.service.attachments.of_draft(draft.id)
    assert file.name == "prices.pdf"
    assert "prices.pdf" in visit.text()
    assert "prices.pdf" in visit.typed("Message")
    visit.click("Take out")
    assert visit.desk.service.attachments.of_draft(draft.id) == ()
    assert "prices.pdf" not in visit.typed("Message")


def test_one_goes_back_and_forth_between_messages(visit: Visit) -> None:
    with_cards(visit, ANA, JONAS)
    visit.open("drafts")
    visit.click("Write 2 drafts")
    first = visit.tab.selectbox(key="open-draft").value
    visit.click("Skip")
    assert visit.tab.selectbox(key="open-draft").value != first
    visit.click("Back")
    assert visit.tab.selectbox(key="open-draft").value == first


def test_the_page_and_the_command_line_write_the_same(visit: Visit, capsys: pytest.CaptureFixture[str]) -> None:
    """The command line writes anew what is there and not touched; a text that differed would be another one then."""
    event = with_cards(visit, ANA)
    service = visit.desk.service
    service.owner.edit(name="Robin Meyer", calendar_link="calendar.example.org/robin")
    (contact,) = service.contacts.list(event=event.id)
    service.encounters.note(contact.id, event.id, topic="gear boxes", promised="the price list")
    on_page = written(visit, event)
    capsys.readouterr()
    line = [
        "draft",
        "--event",
        event.name,
        "--kind",
        "thank-you",
        "--json",
        "--db",
        str(service.settings.database_file),
    ]
    assert run(line) == 0
    (printed,) = json.loads(capsys.readouterr().out)
    assert (printed["subject"], printed["body"]) == (visit.typed("Subject"), visit.typed("Message"))
    assert service.drafts.get(on_page.id) == on_page, "nothing was written anew"
    assert run([*line, "--variant", "2"]) == 0
    (second,) = json.loads(capsys.readouterr().out)
    assert second["body"] != on_page.body
    pick(visit, on_page, variant=2)
    visit.click("Write it this way")
    assert visit.typed("Message") == second["body"]


def test_how_one_writes_is_said_in_the_settings(visit: Visit) -> None:
    visit.open("settings")
    visit.type("Your name", "Robin Meyer")
    visit.type("Where others pick a time with you", "calendar.example.org/robin")
    visit.tab.multiselect(key="sender-languages").set_value(["de", "en"])
    visit.tab.selectbox(key="sender-formal").set_value(False)
    visit.tab.checkbox(key="sender-html").set_value(True)
    visit.click("Save")
    sender = visit.desk.service.owner.get()
    assert (sender.calendar_link, sender.languages) == ("https://calendar.example.org/robin", ("de", "en"))
    assert (sender.formal, sender.html) == (False, True)
