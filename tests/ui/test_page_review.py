"""The Review page: a card beside its photo, its values, and what one wants to remember."""

from __future__ import annotations

from followup.model import ReviewState
from followup.relations import Priority
from tests.ui.recorded import ANA, JONAS, MEI
from tests.ui.visit import Visit, with_cards


def test_two_entries_of_one_person_are_made_one_while_reviewing_and_two_again(visit: Visit) -> None:
    with_cards(visit, ANA, JONAS)
    old = visit.desk.service.contacts.add(
        name=ANA.name, organization=ANA.company, emails=(ANA.email,), title="Director"
    )
    visit.open("review")
    assert "Is this the same person as" in visit.text()
    visit.click("Compare")
    visit.click("Make one contact")
    assert visit.typed("Name") == ANA.name
    assert old.id not in [contact.id for contact in visit.desk.service.contacts.list()]
    visit.click("Undo the merge")
    assert old.id in [contact.id for contact in visit.desk.service.contacts.list()]
    visit.click("Not the same")
    assert "Is this the same person as" not in visit.text()


def test_front_and_back_are_joined_while_reviewing_and_taken_apart_again(visit: Visit) -> None:
    event = with_cards(visit, ANA, JONAS)
    service = visit.desk.service
    ana, jonas = service.contacts.list(event=event.id)
    only_firm = {"name": "", "title": "", "emails": (), "phones": ()}
    service.contacts.edit(jonas.id, **only_firm, organization=ANA.company, urls=("www.acme.example",))
    visit.open("review", ana.id)
    visit.click("One card")
    assert len(service.contacts.cards(ana.id)) == 2
    visit.click("Undo the merge")
    assert len(service.contacts.cards(ana.id)) == 1
    visit.click("Two cards")
    assert not service.sides.of_contacts((ana.id,))


def test_ten_seconds_hold_everything_that_one_wants_to_remember(visit: Visit) -> None:
    event = with_cards(visit, ANA)
    visit.open("review")
    visit.type("Who introduced you", "Sam")
    visit.type("Anything else", "likes chess")
    visit.type("What interests them", "heat pumps, sailing")
    visit.type("What can they offer", "lab space")
    visit.type("What do they need", "a distributor")
    (ana,) = visit.desk.service.contacts.list(event=event.id)
    visit.choose(f"keep-{ana.id}-priority-normal", Priority.HIGH)
    met = visit.desk.service.encounters.get(ana.id, event.id)
    kept = visit.desk.service.relationships.get(ana.id)
    assert met is not None
    assert (met.introduced_by, met.note) == ("Sam", "likes chess")
    assert (kept.interests, kept.offers, kept.needs) == (("heat pumps", "sailing"), ("lab space",), ("a distributor",))
    assert kept.priority is Priority.HIGH


def test_other_readings_of_a_sure_value_are_one_fold_away(visit: Visit) -> None:
    with_cards(visit, ANA)
    visit.open("review")
    assert "More from the card (2)" in [box.label for box in visit.tab.expander]
    visit.click(r"ana\.lopes\@acme\.test?")
    assert visit.typed("E-mail") == "ana.lopes@acme.test"


def test_lists_grow_shrink_and_are_shown_as_stored(visit: Visit) -> None:
    event = with_cards(visit, ANA)
    visit.open("review")
    visit.click("Phone")
    visit.type("Phone 2", "030 901820")
    (ana,) = visit.desk.service.contacts.list(event=event.id)
    assert [phone.value for phone in ana.phones] == [ANA.phone, "030 901820"]
    visit.type("Phone 2", "+49 30 901820")
    assert visit.typed("Phone 2") == "+4930901820"
    visit.type("Phone", "")
    (ana,) = visit.desk.service.contacts.list(event=event.id)
    assert [phone.value for phone in ana.phones] == ["+4930901820"]
    assert visit.typed("Phone") == "+4930901820"
    visit.click("Department")
    visit.type("Department", "Exports")
    visit.click("Address")
    visit.type("Address", "Calle Mayor 1, 28013 Madrid")
    visit.click("Website")
    visit.type("Website", "www.acme.example")
    visit.click("Profile")
    visit.type("Profile", "linkedin.com/in/ana")
    (ana,) = visit.desk.service.contacts.list(event=event.id)
    assert (ana.department, ana.urls) == ("Exports", ("www.acme.example",))
    assert ana.address is not None
    assert ana.address.formatted == "Calle Mayor 1, 28013 Madrid"
    assert [(social.value, social.network) for social in ana.socials] == [("linkedin.com/in/ana", "linkedin")]


def test_a_value_that_cannot_be_is_said_and_not_accepted(visit: Visit) -> None:
    event = with_cards(visit, ANA)
    visit.open("review")
    visit.type("E-mail", "ana at acme")
    assert "is no e-mail address" in visit.text()
    visit.click("Accept")
    (ana,) = visit.desk.service.contacts.list(event=event.id)
    assert (ana.emails, ana.review) == ((ANA.email,), ReviewState.CAPTURED)
    visit.type("E-mail", "ana@acme.example")
    assert "is no e-mail address" not in visit.text()
    visit.click("Accept")
    (ana,) = visit.desk.service.contacts.list(event=event.id)
    assert (ana.emails, ana.review) == (("ana@acme.example",), ReviewState.REVIEWED)


def test_other_text_becomes_a_field_and_mixed_up_names_are_swapped(visit: Visit) -> None:
    event = with_cards(visit, ANA)
    visit.open("review")
    visit.tab.get("menu_button")[0].set_value("department")
    visit.run()
    assert visit.typed("Department") == "Engineering tomorrow"
    visit.click("Swap name and company")
    (ana,) = visit.desk.service.contacts.list(event=event.id)
    assert (ana.name, ana.organization) == (ANA.company, ANA.name)
    assert visit.typed("Name") == ANA.company


def test_skipping_comes_back_to_the_card(visit: Visit) -> None:
    with_cards(visit, ANA, JONAS, MEI)
    visit.open("review")
    seen = []
    for _ in range(4):
        seen.append(visit.typed("Name"))
        visit.click("Skip")
    assert seen == [ANA.name, JONAS.name, MEI.name, ANA.name]


def test_one_can_go_back_to_the_card_before(visit: Visit) -> None:
    with_cards(visit, ANA, JONAS)
    visit.open("review")
    visit.click("Accept")
    assert visit.typed("Name") == JONAS.name
    visit.click("Back")
    assert visit.typed("Name") == ANA.name
