"""`draft --check` and `template …` as scripts see them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

from followup.model import Event
from followup.service import Aftercard

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_a_blocked_draft_is_code_5_and_gets_no_file(
    run: Run, aftercard: Aftercard, summit: Event, tmp_path: Path
) -> None:
    ana, bo = (
        aftercard.contacts.add(summit.id, name=name, emails=[f"{name[0].lower()}@example.com"])
        for name in ("Ana López", "Bo Berg")
    )
    aftercard.encounters.note(ana.id, summit.id, topic="gear boxes")
    line = ("draft", "--event", "Web Summit 2026", "--kind", "thank-you", "--check")
    done = run(*line, "--json", "--out", str(tmp_path / "out"))
    assert done.returncode == 5
    first, second = json.loads(done.stdout)
    assert (first["contact_id"], first["ready"]) == (ana.id, True)
    assert (second["contact_id"], second["ready"]) == (bo.id, False)
    assert {"code", "severity", "message"} == set(second["findings"][0])
    assert second["findings"][0]["severity"] == "blocking"
    assert [file.suffix for file in (tmp_path / "out").iterdir()] == [".eml"]
    assert "1 of 2 drafts are not fit to leave" in done.stderr
    assert "Nothing in it is about this person" in run(*line).stdout
    aftercard.encounters.note(bo.id, summit.id, topic="bicycles")
    assert run(*line).returncode == 0


def test_templates_are_listed_shown_and_checked(run: Run, tmp_path: Path) -> None:
    assert run("event", "add", "Fair").returncode == 0
    listed = json.loads(run("template", "list", "--json").stdout)
    assert {"id": "de/nudge", "kind": "nudge", "language": "de"}.items() <= next(
        t for t in listed if t["id"] == "de/nudge"
    ).items()
    assert "nudge\tde" in run("template", "list").stdout
    text = run("template", "show", "nudge", "--language", "de").stdout
    (tmp_path / "nudge.txt.j2").write_text(text)
    assert run("template", "check", str(tmp_path / "nudge.txt.j2"), "--language", "de").returncode == 0
    (tmp_path / "bad.txt.j2").write_text("---\nsubject: Hi\n---\n{{ nobody }}")
    bad = run("template", "check", str(tmp_path / "bad.txt.j2"), "--json")
    assert bad.returncode == 2
    assert "nobody" in json.loads(bad.stdout)[0]["message"]
    assert run("template", "show", "poem").returncode == 2
    assert run("template", "check", str(tmp_path / "none.txt.j2")).returncode == 6
