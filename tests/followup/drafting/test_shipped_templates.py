"""Every shipped template, with every combination of missing facts: no sentence shows a hole."""

from __future__ import annotations

import itertools
import re

import pytest

from followup.drafting import FACT_NAMES, Facts, Letter, available, check, compose, load

SHIPPED = available()
LANGUAGES = sorted({language for _, language in SHIPPED})
KINDS = {
    "thank-you",
    "follow-up",
    "nudge",
    "check-in",
    "reconnect",
    "congratulations",
    "share-resource",
    "offer-help",
    "introduction-ask",
    "introduction-offer",
    "introduction",
    "invitation",
    "mentoring-ask",
    "mentoring-update",
    "mentoring-thanks",
    "collaboration",
    "feedback-ask",
    "appreciation",
    "met-again",
    "linkedin-note",
}
SHORT = "linkedin-note"
PRIVATE = {"note"}
HOLES = {
    "an unfilled or empty value": re.compile(r"None|False|True|undefined|[{}\\]|\(\)|''|\"\"|„“|«\s*»"),
    "a doubled space or a space before punctuation": re.compile(r"  | [,.;]|\( | \)|\t"),
    "doubled or dangling punctuation": re.compile(r"[,.:;?!] ?[,.:;]|[,:;]$|^[,.;:]"),
    "a space at the edge of a line": re.compile(r" $|^ |\n{2}", re.MULTILINE),
    "a sentence that starts small": re.compile(r"(?<=[a-zß-ÿ]{2}[.?!] )[a-zß-ÿ]"),
    "a word written twice": re.compile(r"\b([a-zß-ÿ]+) \1\b"),
}
FRAME = ("salutation", "formal", "sender_name", "sender_role", "sender_organization", "signature")
"""What greeting and sign-off use."""


def holes(letter: Letter, language: str, *, signed: bool = True) -> list[str]:
    """What a reader would stumble over, by the habits of the language: German goes on small after the greeting's comma,
    and has none after its closing words; Spanish greets with a colon."""
    greeting, *paragraphs = letter.body.split("\n\n")
    closing = paragraphs.pop() if signed else ""
    found = [] if re.fullmatch(r"[A-Z][^\n]*[\w.]" + (":" if language == "es" else ","), greeting) else [greeting]
    comma = "" if language == "de" else ","
    found += [] if re.fullmatch(rf"([A-Z][^\n,]*\w({comma}\n[^,]+(, [^,]+)?)?)?", closing) else [closing]
    for number, paragraph in enumerate(paragraphs):
        start = "a-zß-ÿA-ZÄÖÜ" if language == "de" and number == 0 else "A-ZÀ-Þ¿¡"
        whole = re.compile(rf"[{start}].*([.?!]|\nhttps://\S+)", re.DOTALL)
        found += [] if whole.fullmatch(paragraph) else [paragraph]
    for what, pattern in HOLES.items():
        found += [f"{what}: {part!r}" for part in (letter.subject, *paragraphs) if pattern.search(part)]
    return found


def uses(template) -> list[str]:
    """The facts that a template prints or asks for itself, without greeting and sign-off."""
    included = re.findall(r'include "(_\w+\.txt\.j2)"', template.body)
    partials = [text for name, text in template.partials if name in included]
    code = " ".join(re.findall(r"\{[{%].*?[%}]\}", " ".join((template.subject, template.body, *partials))))
    return [name for name in FACT_NAMES if re.search(rf"\b{name}\b", code) and name not in FRAME]


@pytest.mark.parametrize(("kind", "language"), SHIPPED)
@pytest.mark.parametrize("formal", [False, True])
def test_no_holes_with_any_subset_of_the_facts_it_uses(kind, language, formal, all_facts):
    template = load(kind, language)
    names = uses(template)
    assert len(names) <= 12
    frame = {"salutation": "Ana", "formal": formal, "sender_name": "" if kind == SHORT else "Tom Reed"}
    for chosen in itertools.product((False, True), repeat=len(names)):
        facts = frame | {name: all_facts[name] for name, use in zip(names, chosen, strict=True) if use}
        letter = compose(template, Facts(**facts))
        assert not holes(letter, language, signed=kind != SHORT), (facts, letter.body)


@pytest.mark.parametrize("language", LANGUAGES)
def test_greeting_and_sign_off_with_any_subset_of_their_facts(language, all_facts):
    template = load("thank-you", language)
    for chosen in itertools.product((False, True), repeat=len(FRAME)):
        facts = {name: all_facts[name] or True for name, use in zip(FRAME, chosen, strict=True) if use}
        letter = compose(template, Facts(**facts))
        assert not holes(letter, language), (facts, letter.body)


@pytest.mark.parametrize(("kind", "language"), SHIPPED)
def test_no_holes_with_all_none_and_each_single_fact(kind, language, all_facts, make_facts):
    template = load(kind, language)
    for facts in (Facts(**all_facts), Facts(), *(make_facts(name) for name in FACT_NAMES)):
        signed = kind != SHORT or bool(facts.sender_name)
        assert not holes(compose(template, facts), language, signed=signed), facts


@pytest.mark.parametrize(("kind", "language"), SHIPPED)
@pytest.mark.parametrize("formal", [False, True])
def test_a_letter_with_all_facts_has_the_length_people_answer(kind, language, formal, all_facts):
    letter = compose(load(kind, language), Facts(**(all_facts | {"formal": formal})))
    if kind == SHORT:
        assert len(letter.body) <= 300
    else:
        assert 50 <= len(letter.body.split()) <= 125, letter.body


@pytest.mark.parametrize(("kind", "language"), SHIPPED)
@pytest.mark.parametrize("text", ["", "Pilot", "Pilots in 2027", "How to price the very first of many pilots"])
@pytest.mark.parametrize("event", ["", "Expo", "The Very Long Conference of Everything 2026"])
def test_subjects_are_short_and_letters_ask_once(kind, language, all_facts, text, event):
    said = {"topic": text, "about": text, "person": text, "event": event}
    for facts in (all_facts | said, {name: value for name, value in said.items() if value}):
        letter = compose(load(kind, language), Facts(**facts))
        assert 3 <= len(letter.subject.split()) <= 6, letter.subject
        assert letter.body.count("?") <= 1


@pytest.mark.parametrize(("kind", "language"), SHIPPED)
def test_a_template_says_what_it_is_for_and_uses_what_it_needs(kind, language):
    template = load(kind, language)
    assert not check(template)
    assert template.description.endswith(".")
    assert template.tone
    assert set(template.needs) - {"salutation"} <= set(uses(template))
    assert not template.own


@pytest.mark.parametrize(("kind", "language"), SHIPPED)
def test_a_private_note_never_gets_into_a_letter(kind, language):
    assert PRIVATE.isdisjoint(uses(load(kind, language)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_kind(language):
    assert {kind for kind, spoken in SHIPPED if spoken == language} == KINDS


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_languages_need_the_same_facts(kind):
    assert len({load(kind, language).needs for language in LANGUAGES}) == 1
