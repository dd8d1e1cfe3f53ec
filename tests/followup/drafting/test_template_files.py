from __future__ import annotations

import pytest

from followup.drafting import (
    FACT_DESCRIPTIONS,
    FACT_NAMES,
    SAMPLE,
    Facts,
    TemplateError,
    available,
    check_source,
    compose,
    load,
    parse,
    source,
)

GOOD = "---\nsubject: Hello {{ event }}\ndescription: Says hello\n---\nHi {{ given_name }},\n"


@pytest.fixture
def own(tmp_path):
    (tmp_path / "en").mkdir()
    return tmp_path


def test_the_users_folder_wins_and_adds(own):
    (own / "en" / "thank-you.txt.j2").write_text(GOOD, encoding="utf-8")
    (own / "en" / "hello.txt.j2").write_text(GOOD, encoding="utf-8")
    assert load("thank-you", "en", own).own
    assert compose(load("hello", "en", own), Facts(event="Expo", given_name="Ana")).subject == "Hello Expo"
    assert not load("follow-up", "en", own).own
    assert {("hello", "en"), ("thank-you", "en"), ("follow-up", "en")} <= set(available(own))


def test_a_partial_of_the_user_changes_our_templates(own):
    before = load("thank-you", "en", own)
    (own / "en" / "_greeting.txt.j2").write_text("Good day,\r\n", encoding="utf-8")
    after = load("thank-you", "en", own)
    assert compose(after, Facts()).body.startswith("Good day,\n\n")
    assert before.version != after.version


def test_a_new_language_needs_only_a_folder(own):
    (own / "nl").mkdir()
    (own / "nl" / "thank-you.txt.j2").write_text(GOOD, encoding="utf-8")
    assert ("thank-you", "nl") in available(own)
    assert load("thank-you", "nl", own).language == "nl"


@pytest.mark.parametrize(
    ("kind", "language"),
    [
        ("nothing", "en"),
        ("thank-you", "xx"),
        ("../en/thank-you", "en"),
        ("thank-you", ".."),
        ("_greeting", "en"),
        ("", ""),
    ],
)
def test_what_is_no_template_is_not_found(kind, language, own):
    with pytest.raises(TemplateError):
        load(kind, language, own)


def test_a_missing_user_folder_is_no_error(tmp_path):
    assert load("thank-you", "en", tmp_path / "missing")
    assert available(tmp_path / "missing") == available()


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"x" * 70_000])
def test_a_file_that_is_no_text_is_a_typed_error(data, own):
    (own / "en" / "bad.txt.j2").write_bytes(data)
    with pytest.raises(TemplateError, match="en/bad: it is not UTF-8 text"):
        load("bad", "en", own)


@pytest.mark.parametrize(
    ("source", "message", "line"),
    [
        ("", "first line must be ---", 1),
        ("Hello", "first line must be ---", 1),
        ("---\nsubject: x\nHello", "not 'key: value'", 3),
        ("---\nsubject: x\n", "not closed", 2),
        ("---\ndescription: x\n---\nHello", "no 'subject", 1),
        ("---\nsubject: x\n\nsender: y\n---\n", "'sender' is not one of", 4),
        ("---\nsubject: x\nsubject: y\n---\n", "stands twice", 3),
        ("---\nsubject: x\nneeds: event, shoe\n---\n", "no fact named 'shoe'", 3),
    ],
)
def test_front_matter_errors_name_the_line(source, message, line):
    with pytest.raises(TemplateError, match=message) as caught:
        parse(source, kind="x", language="en")
    assert caught.value.problem.line == line


def test_front_matter_values_stand_as_they_are():
    source = (
        '\ufeff---\nsubject: {% if event %}It\'s "{{ event }}"\n  {% else %}A: b # c{% endif %}\n'
        "needs: event, topic\ntone: warm\n---\nHi\n"
    )
    template = parse(source, kind="x", language="en")
    assert template.needs == ("event", "topic")
    assert template.tone == "warm"
    assert compose(template, Facts()).subject == "A: b # c"
    assert compose(template, Facts(event="Expo")).subject == 'It\'s "Expo"'


def test_every_fact_is_described():
    assert tuple(FACT_DESCRIPTIONS) == FACT_NAMES
    assert all(FACT_DESCRIPTIONS.values())


def test_the_sample_knows_every_fact():
    assert all(value for name, value in SAMPLE.as_context().items() if name != "formal")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("Hi {{ given_name }},\n\nIt was good.", "it reads 'Hi ,' with no fact known"),
        ("Hello,\n\nWe met at {{ event }}.", "it reads 'at .' with no fact known"),
        ("Hello ({{ topic }}).", "it reads '()' with no fact known"),
        ("By {{ met_on|date }}.", "date takes a day"),
        ("{% if topic %}x{% endif %}", "the text is empty with no fact known"),
        ("{{ shoe }}", "there is no fact named 'shoe'"),
        ("", "the text is empty with all facts known"),
    ],
)
def test_a_rehearsal_tells_what_would_go_wrong(body, message):
    problems = check_source(f"---\nsubject: Hello\n---\n{body}", kind="x", language="en")
    assert any(message in str(problem) for problem in problems)


def test_a_good_source_has_no_problem_and_a_bad_file_has_one(own):
    assert not check_source(source("thank-you", "de"), kind="thank-you", language="de")
    assert "first line" in str(check_source("Hello", kind="x", language="en")[0])
    (own / "en" / "_hello.txt.j2").write_text("Hello,", encoding="utf-8")
    text = '---\nsubject: Hello\n---\n{% include "_hello.txt.j2" %}'
    assert not check_source(text, kind="x", language="en", own=own)
    assert check_source(text, kind="x", language="en")


def test_the_shipped_source_restores_a_changed_one(own):
    (own / "en" / "thank-you.txt.j2").write_text(GOOD, encoding="utf-8")
    assert source("thank-you", "en", own) == GOOD
    assert source("thank-you", "en") != GOOD
