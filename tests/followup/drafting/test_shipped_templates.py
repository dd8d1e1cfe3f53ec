"""Every shipped template, with every combination of missing facts: no sentence shows a hole."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator

import pytest
from rapidfuzz import fuzz

from followup.drafting import (
    BIRTHDAY_WORDING,
    FACT_NAMES,
    TOGETHER_WORDING,
    Facts,
    Letter,
    available,
    check,
    compose,
    load,
    variants,
)
from followup.drafting.lint_rules import SAME_TEXT
from followup.network import LINKEDIN_NOTE_LENGTH

SHIPPED = [(kind, language, variant) for kind, language in available() for variant in variants(kind, language)]
LANGUAGES = sorted({language for _, language, _ in SHIPPED})
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
    "a word glued to the next": re.compile(r"\b(vous|Ihnen|Sie)(?=[a-zß-ÿ])(?!(der|n)\b)"),
    "a word written twice": re.compile(r"\b([a-zß-ÿ]+) \1\b"),
}
FEW = 8
"""Facts of which every subset is tried."""
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


def subsets(size: int) -> Iterator[tuple[bool, ...]]:
    """Which of so many facts are known: every way while these are few, else all, none, one, all but one, two, all but
    two, and many at random, the same ones each time."""
    if size <= FEW:
        yield from itertools.product((False, True), repeat=size)
        return
    for count in range(3):
        for places in itertools.combinations(range(size), count):
            yield tuple(place in places for place in range(size))
            yield tuple(place not in places for place in range(size))
    dice = random.Random(20261121)
    for _ in range(2**FEW // 2):
        yield tuple(dice.random() < 0.5 for _ in range(size))


def uses(template) -> list[str]:
    """The facts that a template prints or asks for itself, without greeting and sign-off."""
    included = re.findall(r'include "(_\w+\.txt\.j2)"', template.body)
    partials = [text for name, text in template.partials if name in included]
    code = " ".join(re.findall(r"\{[{%].*?[%}]\}", " ".join((template.subject, template.body, *partials))))
    return [name for name in FACT_NAMES if re.search(rf"\b{name}\b", code) and name not in FRAME]


@pytest.mark.parametrize(("kind", "language", "variant"), SHIPPED)
@pytest.mark.parametrize("formal", [False, True])
def test_no_holes_with_any_subset_of_the_facts_it_uses(kind, language, variant, formal, all_facts):
    template = load(kind, language, None, variant)
    names = uses(template)
    frame = {"salutation": "Ana", "formal": formal, "sender_name": "" if kind == SHORT else "Tom Reed"}
    for chosen in subsets(len(names)):
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


@pytest.mark.parametrize(("kind", "language", "variant"), SHIPPED)
def test_no_holes_with_all_none_and_each_single_fact(kind, language, variant, all_facts, make_facts):
    template = load(kind, language, None, variant)
    for facts in (Facts(**all_facts), Facts(), *(make_facts(name) for name in FACT_NAMES)):
        signed = kind != SHORT or bool(facts.sender_name)
        assert not holes(compose(template, facts), language, signed=signed), facts


@pytest.mark.parametrize(("kind", "language", "variant"), SHIPPED)
@pytest.mark.parametrize("formal", [False, True])
def test_a_letter_with_all_facts_has_the_length_people_answer(kind, language, variant, formal, all_facts):
    letter = compose(load(kind, language, None, variant), Facts(**(all_facts | {"formal": formal})))
    if kind == SHORT:
        assert len(letter.body) <= LINKEDIN_NOTE_LENGTH
    else:
        assert 50 <= len(letter.body.split()) <= 125, letter.body


@pytest.mark.parametrize(("kind", "language", "variant"), SHIPPED)
@pytest.mark.parametrize("text", ["", "Pilot", "Pilots in 2027", "How to price the very first of many pilots"])
@pytest.mark.parametrize("event", ["", "Expo", "The Very Long Conference of Everything 2026"])
def test_subjects_are_short_and_letters_ask_once(*, kind, language, variant, all_facts, text, event):
    said = {"topic": text, "about": text, "person": text, "event": event}
    for facts in (all_facts | said, {name: value for name, value in said.items() if value}):
        letter = compose(load(kind, language, None, variant), Facts(**facts))
        assert 3 <= len(letter.subject.split()) <= 6, letter.subject
        assert letter.body.count("?") <= 1


@pytest.mark.parametrize(("kind", "language", "variant"), SHIPPED)
def test_a_template_says_what_it_is_for_and_uses_what_it_needs(kind, language, variant):
    template = load(kind, language, None, variant)
    assert not check(template)
    assert template.description.endswith(".")
    assert template.tone
    assert set(template.needs) - {"salutation"} <= set(uses(template))
    assert not template.own


@pytest.mark.parametrize(("kind", "language", "variant"), SHIPPED)
def test_a_private_note_never_gets_into_a_letter(kind, language, variant):
    assert PRIVATE.isdisjoint(uses(load(kind, language, None, variant)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_kind_in_two_wordings(language):
    wordings = {kind: {v for k, spoken, v in SHIPPED if (k, spoken) == (kind, language)} for kind in KINDS}
    assert {kind for kind, spoken, _ in SHIPPED if spoken == language} == KINDS
    assert wordings.pop("congratulations") == {1, 2, BIRTHDAY_WORDING}
    assert wordings.pop("introduction") == {1, 2, TOGETHER_WORDING}
    assert all(found == {1, 2} for found in wordings.values()), wordings


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_languages_need_the_same_facts(kind):
    assert len({load(kind, language, None, variant).needs for language in LANGUAGES for variant in (1, 2)}) == 1


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_second_wording_is_no_twin_of_the_first(kind, language, all_facts):
    """Two colleagues who lay their mail side by side see that each was written to."""
    texts = [compose(load(kind, language, None, variant), Facts(**all_facts)) for variant in (1, 2)]
    first, second = ("\n\n".join(text.body.split("\n\n")[1:-1]) for text in texts)
    assert fuzz.ratio(first, second) < SAME_TEXT
    assert texts[0].subject != texts[1].subject
