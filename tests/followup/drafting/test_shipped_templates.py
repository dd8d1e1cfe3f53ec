"""Every shipped template, with every combination of missing facts: no sentence shows a hole."""

from __future__ import annotations

import itertools
import re

import pytest

from followup.drafting import FACT_NAMES, Facts, Letter, available, check, compose, load

SHIPPED = available()
HOLES = {
    "an unfilled or empty value": re.compile(r"None|False|True|undefined|\{|\}|\\|\(\)|''|\"\""),
    "a doubled space or a space before punctuation": re.compile(r"  | [,.;]|\( | \)|\t"),
    "doubled or dangling punctuation": re.compile(r"[,.:;?!] ?[,.:;]|[,:;]$|,\n\n(?=\Z)|^[,.;:]", re.MULTILINE),
    "a space at the edge of a line or too many empty lines": re.compile(r" $|^ |\n{3}", re.MULTILINE),
    "a sentence that starts small": re.compile(r"(?<=[a-z]{2}[.?!] )[a-z]"),
    "a word written twice": re.compile(r"\b([a-z]+) \1\b"),
}
MAIN = (
    "salutation",
    "formal",
    "organization",
    "event",
    "met_before",
    "topic",
    "promised",
    "next_step",
    "next_step_on",
    "introduced_by",
    "sender_name",
    "signature",
)


def holes(letter: Letter) -> list[str]:
    """What a reader would stumble over. The greeting and closing lines may end in a comma, nothing else."""
    first, _, rest = letter.body.partition("\n\n")
    text, _, closing = rest.rpartition("\n\n")
    found = [] if re.fullmatch(r"[^\n]*[\w.],", first) else [f"greeting: {first!r}"]
    found += [] if re.match(r"[A-Z][^\n]*\w(,\n[^,]|$)", closing) else [f"closing: {closing!r}"]
    paragraphs = text.split("\n\n")
    found += [f"paragraph: {p!r}" for p in paragraphs if not re.match(r"(?s)[A-ZÀ-Þ¿¡].*[.?!]$", p)]
    for what, pattern in HOLES.items():
        found += [f"{what}: {part!r}" for part in (letter.subject, *paragraphs) if pattern.search(part)]
    return found


@pytest.mark.parametrize(("kind", "language"), SHIPPED)
def test_no_holes_with_any_subset_of_the_main_facts(kind, language, all_facts):
    template = load(kind, language)
    for chosen in itertools.product((False, True), repeat=len(MAIN)):
        names = [name for name, use in zip(MAIN, chosen, strict=True) if use]
        letter = compose(template, Facts(**({n: all_facts[n] for n in names} | {"formal": "formal" in names})))
        assert not holes(letter), (names, holes(letter), letter.body)


@pytest.mark.parametrize(("kind", "language"), SHIPPED)
def test_no_holes_with_all_none_and_each_single_fact(kind, language, all_facts, make_facts):
    template = load(kind, language)
    everything = Facts(**all_facts)
    for facts in (everything, Facts(), *(make_facts(name) for name in FACT_NAMES)):
        assert not holes(compose(template, facts)), facts


@pytest.mark.parametrize(("kind", "language"), SHIPPED)
@pytest.mark.parametrize("topic", ["Pricing?", "How to price", "", "Kubernetes"])
@pytest.mark.parametrize("event", ["Expo", "The Very Long Conference of Everything 2026", ""])
def test_letters_keep_to_a_length_people_answer(kind, language, all_facts, topic, event):
    letter = compose(load(kind, language), Facts(**(all_facts | {"topic": topic, "event": event})))
    assert 3 <= len(letter.subject.split()) <= 6, letter.subject
    assert letter.body.count("?") <= 1
    if topic and event:
        assert 50 <= len(letter.body.split()) <= 125


@pytest.mark.parametrize(("kind", "language"), SHIPPED)
def test_shipped_templates_compile_and_say_what_they_are_for(kind, language):
    template = load(kind, language)
    assert not check(template)
    assert template.description
    assert template.tone
    assert template.needs
    assert not template.own


@pytest.mark.parametrize(("kind", "language"), SHIPPED)
def test_a_private_note_never_gets_into_a_letter(kind, language, all_facts):
    assert "impatient" not in compose(load(kind, language), Facts(**all_facts)).body


def test_the_first_two_kinds_are_there():
    assert {("thank-you", "en"), ("follow-up", "en")} <= set(SHIPPED)
