"""The Drafts page: kinds and languages, what the linter says, approving one and many, the ways out."""

from __future__ import annotations

import pytest

from followup.model import Draft, DraftState, Event
from followup.ui.draft_letter import leaving
from tests.ui.recorded import ANA, JONAS, MEI
from tests.ui.visit import Visit, with_cards

FITTING = "Write 1 draft"


def written(visit: Visit, event: Event) -> tuple[Draft, ...]:
    return visit.desk.service.drafts.list(event=event.id)


def states(visit: Visit, event: Event) -> list[DraftState]:
    return [draft.state for draft in written(visit, event)]


def test_every_kind_and_language_is_offered_and_says_what_it_is_for(visit: Visit) -> None:
    with_cards(visit, ANA)
    visit.open("drafts")
    kinds = visit.tab.selectbox(key="draft-kind")
    assert kinds.options[:2] == ["Thank you", "Follow up"]
    assert len(kinds.options) >= 17
    assert visit.tab.selectbox(key="draft-language").options[1:] == ["German", "English", "Spanish", "French"]
    assert "The first note, within a day or two of meeting." in visit.text()
    for kind in kinds.options:
        kinds = visit.tab.selectbox(key="draft-kind")
        kinds.set_value(kind.lower().replace(" ", "-"))
        visit.run()
        visit.click(FITTING)
        assert visit.typed("Message")


def test_drafts_are_written_in_the_language_that_was_picked(visit: Visit) -> None:
    event = with_cards(visit, ANA, JONAS)
    visit.open("drafts")
    visit.tab.selectbox(key="draft-language").set_value("fr")
    visit.run()
    visit.click("Write 2 drafts")
    assert [draft.language for draft in written(visit, event)] == ["fr", "fr"]
    assert "French" in visit.text()
    visit.tab.selectbox(key="draft-language").set_value("de")
    visit.run()
    visit.click("Write the drafts in German")
    assert [draft.language for draft in written(visit, event)] == ["de", "de"]
    assert visit.typed("Message") == written(visit, event)[0].body


def test_what_to_look_at_again_stands_beside_the_draft(visit: Visit) -> None:
    event = with_cards(visit, ANA)
    visit.open("drafts")
    visit.click(FITTING)
    assert "Ready" in visit.text()
    visit.type("Message", "Dear Olga,\n\nbuy my [product name] at www.nowhere now.")
    text = visit.text()
    assert "Not fit to leave yet" in text
    assert "The greeting says 'Dear Olga', but the contact is Ana Lopes." in text
    assert "not fit to leave yet" in visit.tab.selectbox(key="open-draft").options[0]
    assert states(visit, event) == [DraftState.DRAFTED]


def test_a_blocked_draft_is_approved_only_when_said_twice(visit: Visit) -> None:
    event = with_cards(visit, ANA)
    visit.open("drafts")
    visit.click(FITTING)
    visit.type("Subject", "")
    visit.click("Approve")
    assert states(visit, event) == [DraftState.DRAFTED]
    assert "Not approved yet" in visit.text()
    assert "Approve" not in visit.buttons(), "the same keys do not say it twice"
    visit.click("Approve in spite of that")
    assert states(visit, event) == [DraftState.APPROVED]


def test_a_finding_that_came_since_is_shown_before_it_can_be_waved_through(visit: Visit) -> None:
    event = with_cards(visit, ANA)
    visit.open("drafts")
    visit.click(FITTING)
    visit.type("Subject", "")
    visit.click("Approve")
    (draft,) = written(visit, event)
    visit.desk.service.drafts.edit(draft.id, body="Dear Olga,\n\nnothing else.\n\nBye")  # in another tab
    visit.click("Approve in spite of that")
    assert states(visit, event) == [DraftState.DRAFTED]
    assert "The greeting says 'Dear Olga'" in visit.text()
    visit.click("Approve in spite of that")
    assert states(visit, event) == [DraftState.APPROVED]


def test_correcting_the_draft_takes_the_objection_away(visit: Visit) -> None:
    event = with_cards(visit, ANA)
    visit.open("drafts")
    visit.click(FITTING)
    subject = visit.typed("Subject")
    visit.type("Subject", "")
    visit.click("Approve")
    visit.type("Subject", subject)
    assert "Not approved yet" not in visit.text()
    visit.click("Approve")
    assert states(visit, event) == [DraftState.APPROVED]


def test_the_ready_ones_are_approved_at_once_and_the_others_stay(visit: Visit) -> None:
    event = with_cards(visit, ANA, JONAS, MEI)
    visit.open("drafts")
    visit.click("Write 3 drafts")
    first, *_ = written(visit, event)
    visit.desk.service.drafts.edit(first.id, subject="")
    visit.run()
    visit.click("Approve 2")
    assert states(visit, event) == [DraftState.DRAFTED, DraftState.APPROVED, DraftState.APPROVED]
    assert not any(label.startswith("Approve the") for label in visit.buttons())


def test_a_faulty_template_of_ones_own_is_said_and_blocks_nothing_else(visit: Visit) -> None:
    event = with_cards(visit, ANA)
    visit.open("drafts")
    visit.click(FITTING)
    own = visit.desk.service.settings.data_folder / "templates" / "en"
    own.mkdir(parents=True)
    (own / "thank-you.txt.j2").write_text("Hello, no front matter", "utf-8")
    visit.run()
    assert "en/thank-you, line 1" in visit.text()
    assert visit.typed("Message") == written(visit, event)[0].body


@pytest.mark.parametrize(("words", "offered"), [(20, True), (400, False)])
def test_a_short_message_opens_in_the_mail_program(visit: Visit, words: int, *, offered: bool) -> None:
    with_cards(visit, ANA)
    visit.open("drafts")
    visit.click(FITTING)
    visit.type("Message", "Dear Ana,\n\n" + "olives " * words)
    links = visit.tab.get("link_button")
    assert bool(links) is offered
    if offered:
        assert links[0].proto.url.startswith(f"mailto:{ANA.email}?subject=")
    assert [box.value for box in visit.tab.code][1].startswith("Dear Ana,")


def test_a_download_leaves_the_page_as_it_is_and_is_remembered(visit: Visit) -> None:
    """A page that ran anew would register the file under a new name, and the browser's request would find nothing."""
    event = with_cards(visit, ANA)
    visit.open("drafts")
    visit.click(FITTING)
    buttons = visit.tab.get("download_button")
    assert [button.proto.ignore_rerun for button in buttons] == [True] * 3
    (draft,) = written(visit, event)
    assert b"Subject: " in leaving(visit.desk, [draft.id], lambda: visit.desk.service.draft_files.eml(draft.id)[1])
    assert visit.desk.service.drafts.get(draft.id).exported_at is not None
