"""A template from a stranger can neither read anything but the facts nor run long: it does not compile."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import replace

import pytest

from followup.drafting import MAX_SOURCE, Facts, Template, TemplateError, check, compose, parse

REFUSED = [
    "{% for i in range(10**9) %}x{% endfor %}",
    "{% for a in topic %}{% for b in topic %}x{% endfor %}{% endfor %}",
    "{{ 'x' * 10**9 }}",
    "{{ 9**9**9**9 }}",
    "{{ 7 // 0 }}",
    "{{ 'a' ~ 'b' }}",
    "{% set s = topic %}{{ s }}",
    "{% set s %}x{% endset %}",
    "{{ ''.__class__.__mro__ }}",
    "{{ topic.__class__ }}",
    "{{ topic['__class__'] }}",
    "{{ topic|attr('__class__') }}",
    "{{ topic.format(1) }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ '%1000000000d'|format(1) }}",
    "{{ topic|center(1000000000) }}",
    "{{ topic|indent(1000000000) }}",
    "{{ topic|replace('a', 'aaaaaaaa') }}",
    "{{ [topic, topic]|join }}",
    "{{ lipsum(n=100000) }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ self }}",
    "{{ fact_names }}",
    "{{ namespace() }}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% call topic() %}{% endcall %}",
    "{% filter upper %}x{% endfilter %}",
    "{% import '_other.txt.j2' as x %}",
    "{% from '_other.txt.j2' import x %}",
    "{% extends '_other.txt.j2' %}",
    "{% block b %}{% endblock %}",
    "{% include '/etc/passwd' %}",
    "{% include '../_other.txt.j2' %}",
    "{% include topic %}",
    "{% include ['_other.txt.j2', 'x'] %}",
    "{% include '_missing.txt.j2' %}",
    "{% autoescape true %}{% endautoescape %}",
    "{% with a = topic %}{% endwith %}",
    "{{ topic is divisibleby(0) }}",
    "{{ topic",
    "{% if topic %}",
    "{{ " + "9" * 5000 + " }}",
    "{{ 0x" + "f" * 4000 + " }}",
    "{{ (topic,) * 10**9 }}",
    "{{ 1e308 * 10 }}",
    "{{ topic|map('upper') }}",
    "{{ topic|batch(1) }}",
    "{{ topic|tojson }}",
    "{{ topic|default('x') }}",
    "{{ topic|about(1) }}",
    "{{ topic|date(topic) }}",
    "{{ topic" + "|about" * 2000 + " }}",
    "{{ topic[::-1] }}",
    "{{ met_on.max }}",
    "{{ formal|list }}",
    "{{ topic < 1 }}",
    "{{ topic is defined }}",
    "{{ loop }}",
    "{{ config }}",
    "{{ caller() }}",
    "{%- for x in colleagues recursive %}{{ loop(x) }}{% endfor %}",
    "{% set x.y = 1 %}",
    "{% do topic %}",
    "{% trans %}x{% endtrans %}",
    "{% include '_missing\\x00.txt.j2' %}",
]


def template(body: str, **partials: str) -> Template:
    named = {f"_{name}.txt.j2": source for name, source in partials.items()}
    return parse(f"---\nsubject: Hello there\n---\n{body}", kind="test", language="en", partials=named)


@pytest.mark.parametrize("body", REFUSED)
def test_refused_with_name_and_line_in_no_time(body):
    started = time.perf_counter()
    problems = check(template(f"Dear reader,\n\n{body}", other="x"))
    assert time.perf_counter() - started < 1
    assert len(problems) == 1
    assert problems[0].template == "en/test"
    assert problems[0].message
    if "missing" not in body:
        assert problems[0].line in {6, None}


@pytest.mark.parametrize("body", REFUSED)
def test_the_same_goes_for_the_subject_and_for_partials(body):
    subject = parse(f"---\nsubject: {body}\n---\nHello", kind="test", language="en")
    assert check(subject)
    assert check(template("{% include '_bad.txt.j2' %}", bad=body))


def test_a_partial_includes_nothing():
    problems = check(template("{% include '_a.txt.j2' %}", a="{% include '_a.txt.j2' %}"))
    assert problems[0].template == "en/_a.txt.j2"
    assert problems[0].line == 1


@pytest.mark.parametrize(
    "body",
    [
        "{{ " + "(" * 4000 + "topic" + ")" * 4000 + " }}",
        "{% if topic %}" * 500 + "{% endif %}" * 500,
        "{{ " + "not " * 3500 + "topic }}",
        "{{ topic" + "|upper" * 2000 + " }}",
        "{{ topic" + " if topic else topic" * 700 + " }}",
    ],
)
def test_deep_nesting_is_refused_or_harmless(body):
    started = time.perf_counter()
    problems = check(template(body))
    assert all("deep" in p.message for p in problems)
    assert time.perf_counter() - started < 2


@pytest.mark.parametrize(
    "piece", ["{{", "{%", "{#", "{% raw %}", "{{ '", "{%-", " ", "\n", "-%}", "\\\n", "{% if", "{{ topic }}"]
)
def test_reading_a_source_as_long_as_allowed_ends_soon(piece):
    source = (piece * (MAX_SOURCE // len(piece)))[: MAX_SOURCE - 40]
    started = time.perf_counter()
    for body in (source, "{{" + source, "{% if " + source):
        letter = template(body[: MAX_SOURCE - 40])
        if not check(letter):
            compose(letter, Facts(topic="x"))
    assert time.perf_counter() - started < 3


def test_a_longer_source_is_refused():
    with pytest.raises(TemplateError, match="longer than 16,000"):
        template("x" * MAX_SOURCE)


def test_the_letter_is_bound_even_when_a_fact_is_not():
    body = template("{{ topic }}" * 100 + "{% include '_a.txt.j2' %}" * 100, a="{{ topic }}" * 100)
    with pytest.raises(TemplateError, match="longer than 20,000"):
        compose(body, Facts(topic="x" * 100_000))


def test_facts_are_text_and_never_templates():
    letter = compose(template("About {{ topic }}."), Facts(topic="{{ 7 * 7 }}{% include '_x' %}"))
    assert letter.body == "About {{ 7 * 7 }}{% include '_x' %}."


@pytest.mark.parametrize("escape", ["\\ud800", "\\x00", "\\x1b[2J", "\\u202e", "\\ufeff"])
def test_an_escape_smuggles_no_unseen_character_into_a_letter(escape):
    """A half character cannot be stored, a NUL not in every database; a change of direction disguises an address."""
    written = compose(template(f"a{{{{ '{escape}' }}}}b"), Facts())
    assert written.body.isprintable()
    assert written.body.startswith("a")


def test_a_condition_printed_by_mistake_shows_nothing():
    assert compose(template("a{{ formal }}b{{ topic in topic }}c{{ true }}"), Facts(formal=True)).body == "abc"


@pytest.mark.parametrize("word", ["about", "for", "inline", "deed", "at", "sentence", "upper"])
@pytest.mark.parametrize("fact", ["n " * 10_000, "ar er n " * 2_500, "n" * 20_000, "der " * 5_000, "le " * 6_000])
def test_no_filter_takes_long_over_a_hostile_fact(word, fact):
    body = template(f"{{% if topic is deed %}}x{{% endif %}}{{{{ topic|{word} }}}}")
    started = time.perf_counter()
    for language in ("en", "de", "fr", "es"):
        with suppress(TemplateError):  # too long, and said so
            compose(replace(body, language=language), Facts(topic=fact))
    assert time.perf_counter() - started < 1


def test_an_unknown_fact_is_named_with_its_line_and_the_nearest_one():
    (problem,) = check(template("Dear reader,\n\n{{ organisation }}"))
    assert problem.line == 6
    assert problem.message == "there is no fact named 'organisation'; did you mean 'organization'?"
    assert str(problem).startswith("en/test, line 6: ")


def test_a_fault_while_rendering_carries_its_line():
    with pytest.raises(TemplateError) as caught:
        compose(template("One.\n\n{{ topic|date }}"), Facts(topic="Friday"))
    assert caught.value.problem.line == 6
    assert caught.value.problem.template == "en/test"


def test_a_fault_in_a_partial_names_the_partial_and_its_line():
    with pytest.raises(TemplateError) as caught:
        compose(template("One.\n\n{% include '_bad.txt.j2' %}", bad="Two.\n{{ topic|date }}"), Facts(topic="Friday"))
    assert str(caught.value.problem).startswith("en/_bad.txt.j2, line 2: ")
