from __future__ import annotations

from pathlib import Path

import pytest

from followup.errors import UsageError
from followup.model import Event
from followup.service import Aftercard


def test_a_draft_that_says_nothing_is_blocked_until_something_is_noted(aftercard: Aftercard, summit: Event) -> None:
    ana = aftercard.contacts.add(summit.id, name="Ana López", emails=["ana@example.com"])
    aftercard.owner.edit(name="Olga Owner", email="olga@example.com")
    (before,) = aftercard.linting.check(aftercard.drafts.make(summit.id, "thank-you"))
    assert not before.ready
    assert "nothing-specific" in [finding.code for finding in before.findings]
    aftercard.encounters.note(ana.id, summit.id, topic="quieter gear boxes")
    (after,) = aftercard.linting.check(aftercard.drafts.make(summit.id, "thank-you"))
    assert after.ready, after.findings


def test_edits_are_checked_as_they_would_leave(aftercard: Aftercard, summit: Event) -> None:
    ana = aftercard.contacts.add(summit.id, name="Ana López", emails=["ana@example.com"])
    aftercard.encounters.note(ana.id, summit.id, topic="gear boxes")
    (draft,) = aftercard.drafts.make(summit.id, "thank-you")
    edited = aftercard.drafts.edit(draft.id, body="Hi Bo,\n\nlet us talk about gear boxes. [company name]")
    (checked,) = aftercard.linting.check((edited,))
    assert {"other-name", "placeholder"} <= {finding.code for finding in checked.findings}


def test_colleagues_do_not_get_the_same_letter_unnoticed(aftercard: Aftercard, summit: Event) -> None:
    for name in ("Ana López", "Bo Berg"):
        made = aftercard.contacts.add(summit.id, name=name, organization="Example Tools GmbH", emails=["a@example.com"])
        aftercard.encounters.note(made.id, summit.id, topic="gear boxes")
    checked = aftercard.linting.check(aftercard.drafts.make(summit.id, "thank-you"))
    assert all("same-as-colleague" in [f.code for f in item.findings] for item in checked)


def test_templates_are_listed_with_the_owner_s_own(aftercard: Aftercard) -> None:
    folder = aftercard._context.own_templates / "en"
    folder.mkdir(parents=True)
    (folder / "thank-you.txt.j2").write_text("---\nsubject: Thanks\n---\nHi {{ salutation }},\n\nthank you.\n")
    (folder / "broken.txt.j2").write_text("no front matter")
    found = {(t.kind, t.language): t for t in aftercard.templates.list()}
    assert found["thank-you", "en"].own
    assert not found["thank-you", "de"].own
    assert "first line" in found["broken", "en"].problem
    assert aftercard.templates.source("thank-you").startswith("---\nsubject: Thanks")
    with pytest.raises(UsageError, match="not the name of a template"):
        aftercard.templates.source("../../etc/passwd")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"---\nsubject: Hi\n---\nHi {{ salutation or 'there' }},\n\nthanks.\n", ""),
        (b"---\nsubject: Hi\n---\nHi {{ salutatoin }},\n", "salutatoin"),
        (b"---\nsubject: Hi\n---\nHi {% for x in [1] %}x{% endfor %}", "for"),
        (b"\xff\xfe", "UTF-8"),
        (b"x" * 70_000, "longer"),
    ],
)
def test_a_template_s_faults_are_found_before_it_writes(
    aftercard: Aftercard, tmp_path: Path, data: bytes, said: str
) -> None:
    file = tmp_path / "hello.txt.j2"
    file.write_bytes(data)
    problems = aftercard.templates.check(file)
    assert [said in str(problem) for problem in problems] == ([True] if said else [])


def test_another_wording_is_a_template_of_its_own(aftercard: Aftercard, summit: Event, tmp_path: Path) -> None:
    shipped = {(t.kind, t.language): t for t in aftercard.templates.list()}
    assert not shipped["thank-you.2", "de"].is_first
    text = "---\nsubject: Thanks a third time\n---\nHi {{ salutation or 'there' }},\n\nthank you.\n"
    aftercard.templates.save(text, "thank-you.3", "en")
    assert aftercard.templates.source("thank-you.3") == text
    assert aftercard.drafts.variants("thank-you", "en") == (1, 2, 3)
    aftercard.contacts.add(summit.id, name="Ana López", emails=["ana@example.com"])
    (draft,) = aftercard.drafts.make(summit.id, "thank-you", variant=3)
    assert draft.subject == "Thanks a third time"
    file = tmp_path / "thank-you.3.txt.j2"
    file.write_text("---\nsubject: Hi\n---\n{{ nobody }}")
    (problem,) = aftercard.templates.check(file)
    assert problem.template == "en/thank-you.3"
    aftercard.templates.restore("thank-you.3", "en")
    assert aftercard.drafts.variants("thank-you", "en") == (1, 2)
    with pytest.raises(UsageError, match="not the name"):
        aftercard.templates.save(text, "thank-you.33", "en")
