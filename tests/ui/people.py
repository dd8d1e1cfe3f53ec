"""Three people who were met today, and what their pages are asked in tests."""

from __future__ import annotations

from datetime import date

from followup.model import Contact
from tests.ui.recorded import ANA, JONAS, MEI
from tests.ui.visit import Visit, with_cards

TODAY = date.today()


def three(visit: Visit) -> dict[str, Contact]:
    """Ana, Jonas and Mei, met today, by their given names."""
    event = with_cards(visit, ANA, JONAS, MEI)
    visit.desk.service.events.edit(event.id, starts_on=TODAY, ends_on=TODAY)
    people = visit.desk.service.contacts.list()
    for contact in people:
        visit.desk.service.encounters.note(contact.id, event.id, met_on=TODAY)
    return {contact.given_name: contact for contact in people}


def listed(visit: Visit) -> list[str]:
    names = {ANA.name, JONAS.name, MEI.name}
    return [label for label in visit.buttons() if label in names]


def person(visit: Visit, who: Contact, part: str) -> None:
    visit.open("contacts", who.id)
    visit.part(part)


def answer(visit: Visit, key: str, step: str) -> None:
    next(button for button in visit.tab.get("menu_button") if button.key == key).set_value(step)
    visit.run()
