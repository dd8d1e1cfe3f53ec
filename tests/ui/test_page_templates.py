"""The Templates page: one's own text in place of ours, with a preview, and back again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.recorded import ANA
from tests.ui.visit import Visit, with_cards

MINE = "---\nsubject: Hello from {{ sender_name or 'me' }}\n---\nDear {{ salutation or 'you' }},\n\nolives!\n"


def own(visit: Visit) -> list[Path]:
    folder = visit.desk.service.settings.data_folder / "templates"
    return sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())


def picked(visit: Visit, kind: str, language: str = "en") -> None:
    visit.open("templates")
    visit.tab.selectbox(key="template-kind").set_value(kind)
    visit.run()
    visit.tab.selectbox(key="template-language").set_value(language)
    visit.run()


def test_every_template_is_listed_and_previewed_without_an_event(visit: Visit) -> None:
    visit.open("templates")
    assert len(visit.tab.selectbox(key="template-kind").options) >= 17
    picked(visit, "thank-you", "de")
    assert "subject:" in visit.typed("Text")
    assert "Sound" in visit.text()
    assert "Hallo Ana" in visit.tab.text[0].value
    assert "what you promised" in visit.text(), "the facts are listed"


def test_ones_own_text_wins_until_ours_is_restored(visit: Visit) -> None:
    with_cards(visit, ANA)
    picked(visit, "thank-you")
    ours = visit.typed("Text")
    visit.tab.selectbox(key="template-contact").set_value(visit.desk.service.contacts.list()[0].id)
    visit.run()
    visit.type("Text", MINE)
    assert visit.tab.text[0].value == "Dear Ana,\n\nolives!"
    assert not own(visit), "looking at it keeps nothing"
    visit.click("Save as mine")
    assert own(visit) == [Path("en/thank-you.txt.j2")]
    visit.open("drafts")
    visit.click("Write 1 draft")
    assert visit.typed("Message").startswith("Dear Ana,\n\nolives!")
    picked(visit, "thank-you")
    assert visit.typed("Text") == MINE
    visit.click("Remove my template")
    assert visit.typed("Text") == ours
    assert not own(visit)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Hello", "Line 1:"),
        ("---\nsubject: Hello\n---\n\nDear {{ nobody }}", "Line 5:"),
        ("---\nsubject: Hello\n---\n{% if topic %}", "Line 4:"),
        ("---\nsubject: Hello\n---\n{{ ''.__class__.__mro__ }}", "Line 4:"),
        ("---\nsubject: Hello\n---\n{% for a in range(999999999) %}x{% endfor %}", "Line 4:"),
    ],
)
def test_a_faulty_text_is_said_with_its_line_and_not_saved(visit: Visit, text: str, said: str) -> None:
    picked(visit, "follow-up")
    visit.type("Text", text)
    assert said in visit.text()
    visit.click("Save as mine")
    assert "Nothing was saved" in visit.text()
    assert not own(visit)
    assert visit.typed("Text") == text, "what was typed is still there"


def test_a_hole_is_said_and_may_be_kept(visit: Visit) -> None:
    picked(visit, "follow-up")
    visit.type("Text", "---\nsubject: Hello\n---\nGood to see you , {{ salutation }}.\n")
    assert "ask with 'if' whether the fact is known" in visit.text()
    visit.click("Save as mine")
    assert own(visit) == [Path("en/follow-up.txt.j2")]


def test_a_new_kind_is_offered_for_drafts(visit: Visit) -> None:
    with_cards(visit, ANA)
    picked(visit, "thank-you")
    visit.type("Text", MINE)
    visit.type("Kind", "After a talk")
    visit.type("Language", "en")
    visit.click("Save the new template")
    assert own(visit) == [Path("en/after-a-talk.txt.j2")]
    assert visit.tab.selectbox(key="template-kind").value == "after-a-talk"
    visit.open("drafts")
    assert "After a talk" in visit.tab.selectbox(key="draft-kind").options


@pytest.mark.parametrize(
    ("kind", "language"), [("../../etc/x", "en"), ("thank-you", "en"), ("", "en"), ("fine", "../x"), ("_signoff", "en")]
)
def test_a_name_that_cannot_be_or_is_taken_is_refused(visit: Visit, kind: str, language: str) -> None:
    picked(visit, "thank-you")
    visit.type("Kind", kind)
    visit.type("Language", language)
    visit.click("Save the new template")
    assert visit.tab.error
    assert not own(visit)
    assert sorted(p.name for p in visit.desk.service.settings.data_folder.glob("*.j2")) == []


def test_a_file_that_is_no_text_can_be_replaced_by_ours(visit: Visit) -> None:
    folder = visit.desk.service.settings.data_folder / "templates" / "en"
    folder.mkdir(parents=True)
    (folder / "thank-you.txt.j2").write_bytes(b"\xff\xfe\x00")
    picked(visit, "thank-you")
    assert "UTF-8" in visit.text()
    visit.click("Remove my template")
    assert "subject:" in visit.typed("Text")
