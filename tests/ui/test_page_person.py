"""Every part of a person's page."""

from __future__ import annotations

from datetime import date

from followup.model import Phone
from followup.relations import (
    Cadence,
    DateKind,
    FavourKind,
    ImportantDate,
    IntroductionState,
    Priority,
    RelationshipKind,
)
from tests.ui.people import TODAY, answer, person, three
from tests.ui.recorded import ANA, MEI
from tests.ui.visit import Visit


def test_what_happened_is_noted_told_and_removed(visit: Visit) -> None:
    ana = three(visit)["Ana"]
    person(visit, ana, "story")
    assert "Met at Iberia Expo 2026" in visit.text()
    visit.type("What was it about", "the new showroom")
    visit.click("Note it")
    (noted,) = visit.desk.service.interactions.of_contact(ana.id)
    assert (noted.text, noted.on) == ("the new showroom", TODAY)
    assert "the new showroom" in visit.text()
    visit.run()
    assert len(visit.desk.service.interactions.of_contact(ana.id)) == 1, "a rerun notes nothing twice"
    visit.click("Remove it")
    assert not visit.desk.service.interactions.of_contact(ana.id)
    assert "the new showroom" not in visit.text()


def test_rhythm_words_and_dates_are_kept_and_taken_back(visit: Visit) -> None:
    ana = three(visit)["Ana"]
    person(visit, ana, "keeping")
    visit.choose(f"keep-{ana.id}-cadence-after-event", Cadence.MONTHLY)
    visit.choose(f"keep-{ana.id}-priority-normal", Priority.HIGH)
    visit.choose(f"keep-{ana.id}-kind-none", RelationshipKind.MENTOR)
    visit.type("Tags", "alumni, speakers")
    visit.type("What is to be reached", "a first talk")
    visit.choose("new-date-kind", DateKind.BIRTHDAY)
    visit.tab.date_input(key="new-date-on").set_value(date(1984, 4, 12))
    visit.tab.checkbox(key="new-date-yearless").check()
    visit.click("Add")
    kept = visit.desk.service.relationships.get(ana.id)
    assert (kept.cadence, kept.priority, kept.kind) == (Cadence.MONTHLY, Priority.HIGH, RelationshipKind.MENTOR)
    assert (kept.tags, kept.goals) == (("alumni", "speakers"), ("a first talk",))
    assert kept.dates == (ImportantDate(kind=DateKind.BIRTHDAY, month=4, day=12),)
    assert "12 April" in visit.text()
    visit.press("remove-date-0")
    assert not visit.desk.service.relationships.get(ana.id).dates
    visit.part("history")
    assert "**Important dates**" in visit.text()
    visit.click("Undo")
    assert visit.desk.service.relationships.get(ana.id).dates == kept.dates


def test_whoever_wants_no_messages_is_left_alone(visit: Visit) -> None:
    ana = three(visit)["Ana"]
    person(visit, ana, "keeping")
    visit.tab.toggle(key=f"keep-{ana.id}-opted-out-False").set_value(True)
    visit.run()
    assert visit.desk.service.relationships.get(ana.id).opted_out
    assert ANA.name not in [item.name for item in visit.desk.service.agenda.due()]


def test_the_ledger_is_kept_and_warns_gently(visit: Visit) -> None:
    ana = three(visit)["Ana"]
    person(visit, ana, "giving")
    assert "You have not given Ana Lopes anything yet" in visit.text()
    visit.choose("favour-kind", FavourKind.GIVEN)
    visit.type("What was it?", "a contact in Porto")
    visit.click("Note it")
    (given,) = visit.desk.service.interactions.favours(ana.id)
    assert (given.kind, given.text) == (FavourKind.GIVEN, "a contact in Porto")
    assert "You have not given" not in visit.text()
    assert "I gave: **1**" in visit.text()


def test_ideas_come_with_their_reason(visit: Visit) -> None:
    people = three(visit)
    visit.desk.service.relationships.edit(people["Ana"].id, needs=["a distributor in Japan"])
    visit.desk.service.relationships.edit(people["Mei"].id, offers=["a distributor in Japan"])
    person(visit, people["Ana"], "giving")
    assert "Mei Tanaka offers a distributor in Japan" in visit.text()


def test_colleagues_are_one_click_away(visit: Visit) -> None:
    ana = three(visit)["Ana"]
    eva = visit.desk.service.contacts.add(name="Eva Ruiz", organization=ANA.company)
    person(visit, ana, "giving")
    visit.click("Eva Ruiz")
    assert visit.tab.query_params["contact"] == str(eva.id)


def test_every_change_is_told_and_the_last_one_taken_back(visit: Visit) -> None:
    ana = three(visit)["Ana"]
    visit.desk.service.contacts.edit(ana.id, title="Director")
    person(visit, ana, "history")
    assert f"**Job title** {ANA.title} → Director" in visit.text()
    visit.desk.service.relationships.edit(ana.id, cadence="weekly")
    visit.run()
    assert "**How often** after an event, then every three months → every week" in visit.text()
    visit.click("Undo")
    visit.click("Undo")
    assert visit.desk.service.contacts.get(ana.id).title == ANA.title
    assert "taken back" in visit.text()


def test_two_entries_of_one_person_become_one_value_by_value_and_two_again(visit: Visit) -> None:
    ana = three(visit)["Ana"]
    other = visit.desk.service.contacts.add(
        name="Ana Lopes", organization=ANA.company, title="Director", emails=(ANA.email, "ana@home.example")
    )
    visit.open("contacts", ana.id)
    assert "Is this the same person as" in visit.text()
    visit.click("Compare")
    visit.tab.radio(key=f"take-{ana.id}-{other.id}-title").set_value(True)
    visit.run()
    visit.click("Make one contact")
    one = visit.desk.service.contacts.get(ana.id)
    assert (one.title, one.emails) == ("Director", (ANA.email, "ana@home.example"))
    assert len(visit.desk.service.contacts.list()) == 3
    assert visit.typed("Job title") == "Director"
    visit.click("Undo the merge")
    assert visit.desk.service.contacts.get(ana.id).title == ANA.title
    assert len(visit.desk.service.contacts.list()) == 4


def test_two_people_stay_two(visit: Visit) -> None:
    ana = three(visit)["Ana"]
    visit.desk.service.contacts.add(name="Ana Lopes", organization=ANA.company)
    visit.open("contacts", ana.id)
    visit.click("Not the same")
    assert "Is this the same person as" not in visit.text()
    assert not visit.desk.service.duplicates.of_contact(ana.id)
    visit.press("undo-distinct")
    assert "Is this the same person as" in visit.text()


def test_a_merge_is_offered_for_undoing_only_while_it_was_the_last_change(visit: Visit) -> None:
    ana = three(visit)["Ana"]
    visit.desk.service.contacts.add(name="Ana Lopes", organization=ANA.company)
    visit.open("contacts", ana.id)
    visit.click("Compare")
    visit.click("Make one contact")
    assert "Undo the merge" in visit.buttons()
    visit.type("Job title", "Director")
    assert "Undo the merge" not in visit.buttons()
    assert len(visit.desk.service.contacts.list()) == 3


def test_what_is_due_is_answered_on_the_persons_page_and_taken_back(visit: Visit) -> None:
    ana = three(visit)["Ana"]
    visit.open("contacts", ana.id)
    visit.tab.get("menu_button")[0].set_value("skipped")
    visit.run()
    before = [item.name for item in visit.desk.service.agenda.due()]
    assert ANA.name not in before
    visit.press("undo-due")
    assert ANA.name in [item.name for item in visit.desk.service.agenda.due()]


def test_somebody_met_at_another_event_can_be_noted_at_this_one(visit: Visit) -> None:
    three(visit)
    visit.desk.service.events.add("Salon du Vin")
    bo = visit.desk.service.contacts.add(name="Bo Berg")
    visit.open("contacts", bo.id)
    visit.press("met-too")
    assert len(visit.desk.service.encounters.of_contact(bo.id)) == 1


def test_an_address_of_nobody_says_so(visit: Visit) -> None:
    three(visit)
    visit.open("contacts", 999)
    assert "There is no contact 999." in visit.text()


def test_an_introduction_is_led_from_the_idea_to_the_letter_and_every_step_taken_back(visit: Visit) -> None:
    people = three(visit)
    service = visit.desk.service
    ana, mei = people["Ana"].id, people["Mei"].id
    service.relationships.edit(ana, needs=["a distributor in Japan"])
    service.relationships.edit(mei, offers=["a distributor in Japan"])
    person(visit, people["Ana"], "giving")
    visit.click("Ask both")
    (found,) = service.introductions.all()
    number = found.introduction.id
    visit.tab.get("menu_button")
    answer(visit, f"answered-{number}-{ana}", "yes")
    answer(visit, f"answered-{number}-{mei}", "yes")
    assert service.introductions.get(number).introduction.state is IntroductionState.AGREED
    visit.press(f"undo-{number}")
    assert service.introductions.get(number).introduction.state is IntroductionState.ASKING
    answer(visit, f"answered-{number}-{mei}", "yes")
    visit.click("I introduced them")
    assert service.introductions.get(number).introduction.state is IntroductionState.INTRODUCED
    visit.open("contacts")
    visit.tab.query_params.pop("contact", None)
    visit.tab.session_state["introductions-of-all"] = True
    visit.run()
    assert "Ana Lopes" in visit.tab.get("vega_lite_chart")[0].proto.alt


def test_the_letter_that_asks_names_the_other(visit: Visit) -> None:
    people = three(visit)
    service = visit.desk.service
    one = service.introductions.propose(people["Ana"].id, people["Mei"].id, "You both sail.").introduction
    person(visit, people["Ana"], "giving")
    visit.press(f"ask-{one.id}-{people['Ana'].id}")
    drafts = service.drafts.list(kind="introduction-offer")
    assert {draft.contact_id for draft in drafts} == {people["Ana"].id, people["Mei"].id}
    assert MEI.name in visit.typed("Message")


def test_where_each_value_comes_from_is_told(visit: Visit) -> None:
    ana = three(visit)["Ana"]
    visit.desk.service.contacts.edit(ana.id, title="Director")
    person(visit, ana, "history")
    table = visit.tab.dataframe[0].value
    told = dict(zip(table["Value"], table["Source"], strict=True))
    assert told[ANA.email] == "card: Ana.jpg"
    assert told["Director"] == "typed by you"


def test_a_mentor_gets_news_and_thanks(visit: Visit) -> None:
    ana = three(visit)["Ana"]
    visit.desk.service.relationships.edit(ana.id, kind="mentor", agenda=["the abstract"])
    person(visit, ana, "keeping")
    visit.press("mentoring-mentoring-update")
    (draft,) = visit.desk.service.drafts.list(kind="mentoring-update")
    assert visit.typed("Message") == draft.body


def test_somebody_with_a_new_job_is_one_contact_again(visit: Visit) -> None:
    ana = three(visit)["Ana"]
    new = visit.desk.service.contacts.add(
        name=ANA.name, organization="Solaris Lda", title="Director", phones=(Phone(ANA.phone, "mobile"),)
    )
    visit.open("contacts", new.id)
    visit.press(f"job-{ana.id}-{new.id}-yes")
    one = visit.desk.service.contacts.get(ana.id)
    assert (one.organization, one.title) == ("Solaris Lda", "Director")
    assert [day.kind for day in visit.desk.service.relationships.get(ana.id).dates] == [DateKind.NEW_ROLE]
    assert visit.tab.query_params["contact"] == str(ana.id)


def test_all_that_is_due_stands_on_the_persons_page_an_introduction_among_it(visit: Visit) -> None:
    people = three(visit)
    visit.desk.service.introductions.propose(people["Ana"].id, people["Mei"].id, "You both sail.")
    visit.open("contacts", people["Ana"].id)
    assert "Ask Ana Lopes whether to be introduced to Mei Tanaka." in visit.text()
    assert "You met Ana Lopes at Iberia Expo 2026" in visit.text()
