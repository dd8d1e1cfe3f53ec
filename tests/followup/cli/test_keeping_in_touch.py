"""`interaction`, `favour`, `due` and the event's progress as scripts see them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from followup.service import Aftercard

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def ana(aftercard: Aftercard) -> int:
    """Met four days ago, by the real calendar that the command line goes by."""
    day = date.today() - timedelta(days=4)
    fair = aftercard.events.add("Fair", starts_on=day)
    return aftercard.contacts.add(fair.id, name="Ana López").id


def test_from_due_to_answered(run: Run, ana: int) -> None:
    (item,) = json.loads(run("due", "--json").stdout)
    assert (item["contact_id"], item["name"], item["kind"]) == (ana, "Ana López", "thank-you")
    assert date.fromisoformat(item["on"])
    assert isinstance(item["overdue_days"], int)
    assert item["id"] in run("due").stdout
    yesterday = (date.today() - timedelta(days=1)).isoformat()
    made = json.loads(
        run(
            "interaction", "add", str(ana), "--kind", "mail", "--direction", "out", "--date", yesterday, "--json"
        ).stdout
    )
    assert (made["on"], made["kind"], made["direction"]) == (yesterday, "mail", "out")
    assert json.loads(run("due", "--json").stdout) == []
    assert "Nobody is due" in run("due").stderr
    run("interaction", "add", str(ana), "--kind", "mail", "--direction", "in", "--text", "Thanks!")
    shown = json.loads(run("event", "show", "Fair", "--json").stdout)
    assert (shown["sent"], shown["answered"]) == (1, 1)
    assert date.fromisoformat(shown["first_note_by"])
    assert "first notes" in run("event", "show", "Fair").stdout
    assert [i["text"] for i in json.loads(run("interaction", "list", str(ana), "--json").stdout)] == ["", "Thanks!"]


def test_what_is_due_is_snoozed_skipped_and_done(run: Run, ana: int) -> None:
    (item,) = json.loads(run("due", "--json").stdout)
    later = (date.today() + timedelta(days=3)).isoformat()
    assert run("due", "--snooze", item["id"], "--until", later).returncode == 0
    assert json.loads(run("due", "--json").stdout) == []
    assert [i["id"] for i in json.loads(run("due", "--on", later, "--json").stdout)] == [item["id"]]
    assert run("due", "--undo", item["id"]).returncode == 0
    assert [i["id"] for i in json.loads(run("due", "--json").stdout)] == [item["id"]]
    done = run("due", "--done", item["id"])
    assert done.returncode == 0
    assert "done:" in done.stderr
    assert json.loads(run("due", "--on", later, "--json").stdout) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("due", "--on", "soon"), "soon"),
        (("due", "--done", "x", "--skip", "y"), "one answer"),
        (("due", "--skip", "x"), "Nothing due"),
        (("due", "--undo", "x"), "no answer"),
        (("due", "--snooze", "x"), "day"),
        (("interaction", "add", "9", "--kind", "mail"), "no contact 9"),
        (("interaction", "add", "1", "--kind", "pigeon"), "pigeon"),
        (("favour", "add", "1", "--kind", "stolen"), "stolen"),
    ],
)
def test_a_wrong_line_is_one_clear_error(run: Run, ana: int, arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_the_ledger_is_kept(run: Run, ana: int) -> None:
    run("favour", "add", str(ana), "--kind", "given", "--text", "an article", "--date", "2026-01-02")
    (line,) = json.loads(run("favour", "list", str(ana), "--json").stdout)
    assert (line["kind"], line["text"], line["on"]) == ("given", "an article", "2026-01-02")
