"""Messages to people who were met at no event, on the Drafts page."""

from __future__ import annotations

from followup.relations import DateKind, ImportantDate
from tests.ui.people import TODAY
from tests.ui.recorded import ANA
from tests.ui.visit import Visit, with_cards


def test_who_was_met_at_no_event_is_written_to_before_there_is_any(visit: Visit) -> None:
    bo = visit.desk.service.contacts.add(name="Bo Berg", emails=("bo@nord.example",), language="en")
    birthday = ImportantDate(kind=DateKind.BIRTHDAY, month=TODAY.month, day=TODAY.day)
    visit.desk.service.relationships.edit(bo.id, dates=[birthday])
    visit.open("contacts", bo.id)
    (button,) = [box for box in visit.tab.button if box.key and box.key.startswith("write-")]
    visit.press(button.key)
    (draft,) = visit.desk.service.drafts.about(None)
    assert draft.contact_id == bo.id
    assert "Messages to people you met elsewhere." in visit.text()
    assert visit.typed("Message") == draft.body


def test_they_stand_beside_those_of_the_event(visit: Visit) -> None:
    with_cards(visit, ANA)
    bo = visit.desk.service.contacts.add(name="Bo Berg", emails=("bo@nord.example",), language="en")
    visit.desk.service.drafts.make(None, "check-in", contact_id=bo.id)
    visit.open("drafts")
    about = visit.tab.radio(key="drafts-outside")
    assert about.options == ["Iberia Expo 2026", "Outside events (1)"]
    assert "Messages to the people you met at Iberia Expo 2026." in visit.text()
    about.set_value(True)
    visit.run()
    assert visit.tab.selectbox(key="draft-kind").options == ["Check in"]
    assert visit.tab.selectbox(key="open-draft").options == ["Bo Berg · not fit to leave yet"]
