"""What is wrong with a template, found before it writes to anybody: it is rehearsed with all facts and with none."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from followup.drafting.compose import Letter, compose
from followup.drafting.errors import TemplateError, TemplateProblem
from followup.drafting.facts import Facts
from followup.drafting.template import Template, parse
from followup.drafting.template_files import partials

SAMPLE = Facts(
    given_name="Ana",
    family_name="López",
    name="Ana López",
    honorific="Dr.",
    salutation="Ana",
    title="Head of Purchasing",
    organization="Example Tools",
    event="Sample Summit 2026",
    event_place="Lisbon",
    event_starts_on=date(2026, 11, 17),
    event_ends_on=date(2026, 11, 19),
    met_on=date(2026, 11, 18),
    days_since=2,
    met_before=True,
    last_event="Example Expo",
    topic="the first pilots",
    promised="the comparison table",
    next_step="a call with your team",
    next_step_on=date(2026, 12, 4),
    introduced_by="Maria Keller",
    note="Prefers mail.",
    colleagues=("Li Wei", "Eva Blum"),
    attached=("comparison table.pdf",),
    calendar_link="https://calendar.example.org/tom",
    wrote_on=date(2026, 11, 20),
    about="the checklist",
    about_on=date(2026, 12, 10),
    reason="It answers your question about contracts.",
    link="https://example.org/checklist",
    person="Nora Beck",
    person_email="nora@example.org",
    person_called="Nora",
    person_about="who runs the network of workshops",
    sender_name="Tom Reed",
    sender_role="Founder",
    sender_organization="Reed Instruments",
    sender_email="tom@reed.example",
    signature="Tom Reed\nFounder, Reed Instruments",
)
"""A fictional contact of whom everything is known: for previews and rehearsals."""

_HOLE = re.compile(r"[ \u00a0][,.;](?=\s|$)|[,;:] ?[,.;]|\(\)")
"""What a missing fact leaves behind when a sentence does not ask whether it is known."""


def check(template: Template) -> tuple[TemplateProblem, ...]:
    """What is wrong with a template; empty when it can be used whatever is known of a contact."""
    problems: list[TemplateProblem] = []
    for facts, when in ((SAMPLE, "with all facts known"), (Facts(), "with no fact known")):
        try:
            letter = compose(template, facts)
        except TemplateError as error:
            problems.append(error.problem)
        else:
            problems += _complaints(template, letter, when)
    return tuple(dict.fromkeys(problems))


def check_source(
    source: str, *, kind: str, language: str, variant: int = 1, own: Path | None = None
) -> tuple[TemplateProblem, ...]:
    """The same for the text of a file that is not stored yet; `own` is the user's folder, for its partials."""
    try:
        found = parse(source, kind=kind, language=language, variant=variant, partials=partials(language, own))
        return check(found)
    except TemplateError as error:
        return (error.problem,)


def _complaints(template: Template, letter: Letter, when: str) -> list[TemplateProblem]:
    said = []
    if not letter.subject:
        said.append(f"the subject is empty {when}.")
    if not letter.body:
        said.append(f"the text is empty {when}.")
    if hole := _hole(f"{letter.subject} {letter.body}"):
        said.append(f"it reads '{hole}' {when}; ask with 'if' whether the fact is known.")
    return [TemplateProblem(template.name, message) for message in said]


def _hole(text: str) -> str:
    """The first hole with the word before it; empty when there is none."""
    match = _HOLE.search(text)
    return text[text.rfind(" ", 0, match.start()) + 1 : match.end()].lstrip() if match else ""
