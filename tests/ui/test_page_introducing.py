"""Bringing two people together from the page, by one message to both."""

from __future__ import annotations

from tests.ui.people import three
from tests.ui.visit import Visit


def test_one_message_to_both_is_a_click_once_both_agreed(visit: Visit) -> None:
    people = three(visit)
    ana, jonas = people["Ana"], people["Jonas"]
    service = visit.desk.service
    number = service.introductions.propose(ana.id, jonas.id, "They fit.").introduction.id
    visit.open("contacts", ana.id)
    visit.part("giving")
    assert f"together-{number}" not in {button.key for button in visit.tab.button}
    for one in (ana, jonas):
        service.introductions.answered(number, one.id, yes=True)
    visit.run()
    visit.press(f"together-{number}")
    (draft,) = service.drafts.list(kind="introduction")
    assert draft.particulars.together
    assert visit.typed("Message") == draft.body
    assert f"In copy: {jonas.name} ({jonas.emails[0]})" in visit.text()
    visit.tab.selectbox(key=f"rewrite-{draft.id}-variant").set_value(1)
    visit.click("Write it this way")
    assert not service.drafts.get(draft.id).particulars.together, "another wording speaks to one"
    assert "In copy" not in visit.text()
