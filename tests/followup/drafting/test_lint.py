"""The linter: what it finds, and that it lets our own letters go."""

from __future__ import annotations

from dataclasses import replace

import pytest

from followup.drafting import Circumstances, Facts, Severity, available, compose, is_ready, lint, load, variants
from followup.drafting.language import guess
from followup.model import Draft

SHIPPED = [(kind, language, variant) for kind, language in available() for variant in variants(kind, language)]


@pytest.fixture
def facts(all_facts):
    return Facts(**all_facts)


@pytest.fixture
def template():
    return load("thank-you", "en")


@pytest.fixture
def draft(template, facts):
    letter = compose(template, facts)
    return Draft(
        contact_id=1,
        event_id=1,
        kind="thank-you",
        language="en",
        to="ana@example.com",
        subject=letter.subject,
        body=letter.body,
    )


@pytest.fixture
def good(draft, facts, template):
    return draft, facts, template


@pytest.mark.parametrize(("kind", "language", "variant"), SHIPPED)
@pytest.mark.parametrize("formal", [False, True])
def test_our_letters_pass_with_all_facts(*, kind, language, variant, formal, all_facts):
    salutation = "Dr. López" if formal else "Ana"
    facts = Facts(**(all_facts | {"formal": formal, "salutation": salutation, "topic": "Pilots", "about": "Checklist"}))
    template = load(kind, language, None, variant)
    letter = compose(template, facts)
    draft = Draft(
        contact_id=1,
        event_id=1,
        kind=kind,
        language=language,
        to="" if kind == "linkedin-note" else "ana@example.com",
        subject=letter.subject,
        body=letter.body,
    )
    findings = lint(draft, facts, template, Circumstances(given=True, copied=True))
    known = {"promise-not-kept", "event-not-named"}  # some kinds leave these to another letter
    assert {f.code for f in findings} <= known, findings
    assert is_ready(findings)


CHANGES = [
    ("opted-out", Severity.BLOCKING, {}, {"opted_out": True}),
    ("already-written", Severity.BLOCKING, {}, {"already_written": True}),
    ("no-recipient", Severity.BLOCKING, {"to": ""}, {}),
    ("placeholder", Severity.BLOCKING, {"subject": "Hello {{ name }}"}, {}),
    ("placeholder", Severity.BLOCKING, {"body": "Hi Ana,\n\nNice to meet you at [event name]."}, {}),
    ("other-name", Severity.BLOCKING, {"body": "Hi Bob,\n\nPricing pilots at Sample Summit 2026."}, {}),
    ("other-name", Severity.BLOCKING, {"body": "Dear Mr Smith,\n\nPricing pilots."}, {}),
    ("no-name", Severity.WARNING, {"body": "Hello,\n\nPricing pilots for smaller workshops."}, {}),
    ("promise-not-kept", Severity.BLOCKING, {"body": "Hi Ana,\n\nPricing pilots for smaller workshops."}, {}),
    ("nothing-specific", Severity.BLOCKING, {"subject": "Hello", "body": "Hi Ana,\n\nIt was good to meet you."}, {}),
    ("event-not-named", Severity.WARNING, {"subject": "Hello", "body": "Hi Ana,\n\nPricing pilots for you."}, {}),
    ("bad-link", Severity.BLOCKING, {"body": "Hi Ana,\n\nSee https://exa mple and more."}, {}),
    ("bad-link", Severity.BLOCKING, {"body": "Hi Ana,\n\nSee http:/example.com."}, {}),
    ("bad-link", Severity.BLOCKING, {"body": "Hi Ana,\n\nSee https://[::1."}, {}),
    ("no-subject", Severity.BLOCKING, {"subject": " "}, {}),
    ("long-subject", Severity.WARNING, {"subject": "One two three four five six seven"}, {}),
    ("too-long", Severity.WARNING, {"body": "Hi Ana,\n\n" + "word " * 126}, {}),
    ("too-long", Severity.BLOCKING, {"kind": "linkedin-note", "body": "x" * 201}, {}),
    ("several-asks", Severity.WARNING, {"body": "Hi Ana,\n\nHow? When?"}, {}),
    ("ask-before-giving", Severity.WARNING, {"kind": "feedback-ask"}, {}),
    ("other-language", Severity.BLOCKING, {"language": "de"}, {}),
]


@pytest.mark.parametrize(("code", "severity", "changes", "known"), CHANGES)
def test_each_regret_is_found(code, severity, changes, known, good):
    draft, facts, template = good
    findings = {f.code: f for f in lint(replace(draft, **changes), facts, template, Circumstances(**known))}
    assert findings[code].severity is severity
    assert findings[code].message.endswith(".")


@pytest.mark.parametrize("code", sorted({code for code, *_ in CHANGES}))
def test_a_good_draft_has_none_of_them(code, draft, facts, template):
    assert code not in {f.code for f in lint(draft, facts, template)}


@pytest.mark.parametrize(
    "greeting",
    [
        "Hi Ana",
        "Dear Dr. López",
        "Hallo Frau López",
        "Bonjour Ana",
        "Hola, Ana",
        "Ana",
        "Good morning ANA",
        "It was good",
    ],
)
def test_a_greeting_that_fits_is_left_alone(greeting, draft, facts, template):
    findings = lint(replace(draft, body=f"{greeting},\n\nPricing pilots."), facts, template)
    assert not {"other-name", "no-name"} & {f.code for f in findings}


def test_a_promise_is_kept_by_an_attachment_or_in_other_words(draft, facts, template):
    bare = replace(draft, body="Hi Ana,\n\nPricing pilots.")
    reworded = replace(draft, body="Hi Ana,\n\nPricing pilots. You will find the table attached.")
    assert not any(
        f.code == "promise-not-kept"
        for f in (*lint(bare, facts, template, Circumstances(attachments=("a.pdf",))), *lint(reworded, facts, template))
    )


def test_the_same_text_to_a_colleague_is_noticed(draft, facts, template):
    other = replace(draft, body=draft.body.replace("Hi Ana", "Hi Eva"))
    findings = lint(draft, facts, template, Circumstances(colleague_texts=(other.body,)))
    assert "same-as-colleague" in {f.code for f in findings}
    offered = Circumstances(colleague_texts=(other.body,), other_wordings=True)
    (offer,) = (f for f in lint(draft, facts, template, offered) if f.code == "same-as-colleague")
    assert "other wording" in offer.message
    changed = Circumstances(colleague_texts=("Hi Eva,\n\nYour thoughts on packaging were worth the trip.\n\nRegards",))
    assert "same-as-colleague" not in {f.code for f in lint(draft, facts, template, changed)}


def test_missing_facts_are_named_and_do_not_block(draft, template):
    (finding,) = (f for f in lint(draft, Facts(salutation="Ana", event="Expo"), template) if f.code == "missing-fact")
    assert finding.message == "Not known: what you talked about."
    assert finding.severity is Severity.WARNING


def test_a_note_about_the_contact_is_not_sent_to_the_contact(template, all_facts, draft):
    facts = Facts(**(all_facts | {"promised": "Send her the comparison table", "attached": (), "link": ""}))
    letter = replace(draft, body=compose(template, facts).body)
    (finding,) = (f for f in lint(letter, facts, template) if f.code == "third-person")
    assert "'her'" in finding.message
    corrected = replace(letter, body=letter.body.replace("send her", "send you"))
    assert "third-person" not in {f.code for f in lint(corrected, facts, template)}


def test_blocking_findings_come_first(draft, facts, template):
    findings = lint(replace(draft, to="", subject="One two three four five six seven"), facts, template)
    assert [f.severity for f in findings] == sorted((f.severity for f in findings), key=["blocking", "warning"].index)
    assert not is_ready(findings)


def test_the_language_is_not_guessed_from_a_few_words():
    assert guess("Hi Ana, pricing pilots at Sample Summit.") is None
    assert guess("") is None
