from __future__ import annotations

from datetime import date

import pytest

from followup.drafting import Facts, Surroundings, compose, gather, parse
from followup.model import Contact, ContactRecord, Encounter, Event, Meeting, Particulars, Sender

TODAY = date(2026, 11, 20)


def letter(body, language="en", **facts):
    return compose(parse(f"---\nsubject: x\n---\n{body}", kind="x", language=language), Facts(**facts)).body


def test_lines_of_a_paragraph_are_joined_and_marked_breaks_kept():
    assert letter("One\ntwo.\n\n\n Three  \n four\\\nfive\n") == "One two.\n\nThree four\nfive"


def test_list_items_keep_their_lines():
    assert letter("Here is:\n- one\n- two\n  more\n1. three\n") == "Here is:\n- one\n- two more\n1. three"


def test_a_break_inside_a_fact_stays():
    assert letter("Regards,\\\n{{ signature }}", signature="Tom\nReed & Co") == "Regards,\nTom\nReed & Co"


def test_a_lone_condition_leaves_no_line():
    body = "One.\n{% if topic %}\nTwo.\n{% endif %}\nThree.\n\n  {% if topic %}  \nFour.\n{% endif %}\n\nFive."
    assert letter(body) == "One. Three.\n\nFive."
    assert letter(body, topic="x") == "One. Two. Three.\n\nFour.\n\nFive."


@pytest.mark.parametrize(
    ("typed", "language", "inside"),
    [
        ("The new pricing.", "en", "the new pricing"),
        ("Pricing pilots", "en", "pricing pilots"),
        ("Kubernetes at scale!", "en", "Kubernetes at scale"),
        ("OCR", "en", "OCR"),
        ("Boeing parts", "en", "Boeing parts"),
        ("A", "en", "a"),
        ("We talked about the new pricing", "en", "the new pricing"),
        ("Discussed OCR", "en", "OCR"),
        ("about", "en", "about"),
        ("Über Preislisten", "de", "Preislisten"),
        ("Hablamos de la integración", "es", "la integración"),
        ("Die neue Preisliste", "de", "die neue Preisliste"),
        ("Preislisten", "de", "Preislisten"),
        ("L'intégration", "fr", "L'intégration"),
        ("Les prix", "fr", "les prix"),
        ("La integración", "es", "la integración"),
        ("", "en", ""),
    ],
)
def test_a_typed_phrase_fits_into_a_sentence(typed, language, inside):
    assert letter("on {{ topic|inline }}!", language, topic=typed) == (f"on {inside}!" if inside else "on !")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Send the deck.", "to send the deck"),
        ("to call Maria", "to call Maria"),
        ("I'll send the deck", "to send the deck"),
        ("Promised to introduce Nora", "to introduce Nora"),
        ("the deck", "the deck"),
        ("Email", "to email"),
    ],
)
def test_a_deed_reads_after_a_colon(typed, said):
    assert letter("I promised: {{ promised|deed }}.", promised=typed) == f"I promised: {said}."


@pytest.mark.parametrize(
    ("language", "said"), [("en", "4 December"), ("en-US", "December 4"), ("de", "4. Dezember"), ("fr", "4 décembre")]
)
def test_dates_follow_the_language(language, said):
    assert letter("by {{ met_on|date }}", language, met_on=date(2026, 12, 4)) == f"by {said}"


@pytest.fixture
def record():
    first = Meeting(Event(id=1, name="Expo 2025"), Encounter(contact_id=1, event_id=1, met_on=date(2025, 3, 1)))
    second = Meeting(
        Event(id=2, name="Summit", place="Lisbon", starts_on=date(2026, 11, 17), ends_on=date(2026, 11, 19)),
        Encounter(contact_id=1, event_id=2, topic=" pricing\r\n pilots\x00 ", next_step_on=date(2026, 12, 4)),
    )
    contact = Contact(
        id=1,
        name="Ana López",
        given_name="Ana",
        family_name="López",
        honorific_prefix="Dr.",
        organization="Example\u2028Tools",
        emails=("ana@example.com",),
    )
    return ContactRecord(contact, (first, second))


def test_facts_are_gathered_from_the_record(record):
    facts = gather(record, record.meetings[1], Sender(name="Tom", signature="Tom\r\n\tReed "), today=TODAY)
    assert facts.salutation == "Ana"
    assert facts.organization == "Example Tools"
    assert (facts.event, facts.event_place) == ("Summit", "Lisbon")
    assert facts.topic == "pricing pilots"
    assert facts.days_since == 1
    assert facts.met_before
    assert facts.signature == "Tom\nReed"


def test_the_first_meeting_is_no_reunion_and_no_meeting_is_no_event(record):
    assert not gather(record, record.meetings[0], Sender(), today=TODAY).met_before
    facts = gather(ContactRecord(record.contact), None, Sender(), today=TODAY)
    assert (facts.event, facts.days_since, facts.met_before) == ("", None, False)


def test_days_are_not_counted_before_the_meeting(record):
    assert gather(record, record.meetings[1], Sender(), today=date(2026, 1, 1)).days_since is None


@pytest.mark.parametrize(
    ("contact", "formal", "salutation"),
    [
        (Contact(name="Ana López", given_name="Ana", family_name="López", honorific_prefix="Dr."), True, "Dr. López"),
        (Contact(name="Ana López", given_name="Ana", family_name="López"), True, "Ana López"),
        (Contact(name="Ana López", given_name="Ana", family_name="López"), False, "Ana"),
        (Contact(name="Ana M. López", given_name="Ana M.", family_name="López"), False, "Ana"),
        (Contact(name="Hans Peter Roth", given_name="Hans Peter", family_name="Roth"), False, "Hans Peter"),
        (Contact(name="J. R. Roth", given_name="J. R.", family_name="Roth"), False, "J. R. Roth"),
        (Contact(name="Ana López"), False, "Ana López"),
        (Contact(organization="Example Tools"), True, ""),
    ],
)
def test_the_greeting_guesses_no_gender(contact, formal, salutation):
    facts = gather(ContactRecord(contact), None, Sender(), today=TODAY, formal=formal)
    assert facts.salutation == salutation


@pytest.mark.parametrize(
    ("language", "formal", "written"),
    [
        ("de", None, True),
        ("de-CH", None, True),
        ("fr", None, True),
        ("en", None, False),
        ("es", None, False),
        ("de", False, False),
    ],
)
def test_the_form_of_address_follows_the_language_unless_somebody_chose(language, formal, written, record):
    facts = gather(record, record.meetings[1], Sender(), today=TODAY, language=language, formal=formal)
    assert facts.formal is written


def test_particulars_of_one_message_are_facts_too(record):
    said = Particulars(about=" the\nchecklist ", person="Nora Beck")
    around = Surroundings(colleagues=("Li Wei", " "), wrote_on=TODAY)
    facts = gather(record, record.meetings[1], Sender(), today=TODAY, particulars=said, around=around)
    assert (facts.about, facts.person, facts.colleagues, facts.wrote_on) == (
        "the checklist",
        "Nora Beck",
        ("Li Wei",),
        TODAY,
    )
    assert facts.last_event == "Expo 2025"


@pytest.mark.parametrize(
    ("event", "language", "place"),
    [
        ("Sample Summit 2026", "en", "at Sample Summit 2026"),
        ("Example Messe 2026", "de", "auf der Example Messe 2026"),
        ("Example Forum", "de", "auf dem Example Forum"),
        ("re:example", "de", "bei re:example"),
        ("Salon du test", "fr", "au Salon du test"),
        ("Foire de test", "fr", "à la Foire de test"),
        ("ExampleTech", "fr", "à ExampleTech"),
        ("Feria de prueba", "es", "en la Feria de prueba"),
        ("ExampleTech", "es", "en ExampleTech"),
        ("ExampleTech", "nl", "at ExampleTech"),
    ],
)
def test_at_an_event_follows_the_gender_of_its_noun(event, language, place):
    assert letter("{{ event|at }}", language, event=event) == place


@pytest.mark.parametrize(("typed", "said"), [("it helps", "It helps."), ("Why?", "Why?"), ("", "")])
def test_a_typed_sentence_is_made_whole(typed, said):
    assert letter("{{ reason|sentence }}", reason=typed) == said


@pytest.mark.parametrize(
    ("language", "said"), [("en", "A, B and C"), ("de", "A, B und C"), ("es", "A, B y C"), ("xx", "A, B and C")]
)
def test_lists_follow_the_language(language, said):
    assert letter("{{ colleagues|list }}", language, colleagues=("A", "B", "C")) == said


@pytest.mark.parametrize(
    ("typed", "language", "said"),
    [
        ("the new pricing", "en", "about the new pricing"),
        ("der neue Tarif", "de", "über den neuen Tarif"),
        ("der Kunde", "de", "über den Kunden"),
        ("ein neuer Tarif", "de", "über einen neuen Tarif"),
        ("ein Tarif", "de", "über „ein Tarif“"),
        ("ein neues Werkzeug", "de", "über ein neues Werkzeug"),
        ("eine Idee", "de", "über eine Idee"),
        ("weniger Papier", "de", "über weniger Papier"),
        ("wie man Preise senkt", "de", "über die Frage, wie man Preise senkt"),
        ("Preislisten", "de", "über Preislisten"),
        ("le nouveau tarif", "fr", "du nouveau tarif"),
        ("les ateliers", "fr", "des ateliers"),
        ("l'intégration", "fr", "de l'intégration"),
        ("intégration SAP", "fr", "d'intégration SAP"),
        ("OCR", "fr", "de OCR"),
        ("comment baisser les prix", "fr", "de «\u00a0comment baisser les prix\u00a0»"),
        ("el nuevo precio", "es", "del nuevo precio"),
        ("la integración", "es", "de la integración"),
        ("one two three four five six seven eight nine", "en", "about “one two three four five six seven eight nine”"),
        ("pricing", "nl", "about pricing"),
    ],
)
def test_a_phrase_follows_about_by_the_rules_of_the_language(typed, language, said):
    assert letter("x {{ topic|about }}!", language, topic=typed) == f"x {said}!"


@pytest.mark.parametrize(
    ("typed", "language", "deed"),
    [
        ("Send the deck", "en", True),
        ("the deck", "en", False),
        ("Muster schicken", "de", True),
        ("die Vergleichstabelle", "de", False),
        ("envoyer le dossier", "fr", True),
        ("le dossier", "fr", False),
        ("enviarle el dosier", "es", True),
        ("el dosier", "es", False),
    ],
)
def test_a_thing_to_do_is_told_from_a_thing_to_give(typed, language, deed):
    assert letter("{% if promised is deed %}yes{% else %}no{% endif %}", language, promised=typed) == (
        "yes" if deed else "no"
    )


@pytest.mark.parametrize(
    ("language", "said"), [("en", "for the map"), ("de", "für den Plan"), ("fr", "pour le plan"), ("es", "por el plan")]
)
def test_one_thanks_for_something_by_the_rules_of_the_language(language, said):
    typed = {"en": "the map", "de": "der Plan", "fr": "le plan", "es": "el plan"}[language]
    assert letter("{{ about|for }}", language, about=typed) == said
