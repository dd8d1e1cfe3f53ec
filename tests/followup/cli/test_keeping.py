"""What is kept beside the card, audiences, goals and suggestions as scripts see them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable

import pytest

from followup.model import Event
from followup.service import Aftercard

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def ana(aftercard: Aftercard, summit: Event) -> str:
    return str(aftercard.contacts.add(summit.id, name="Ana López", title="Buyer").id)


def test_what_is_kept_is_set_and_shown(run: Run, ana: str) -> None:
    done = run(
        "contact", "set", ana, "title=CTO", "tags=press, alumni ETH", "cadence=monthly", "kind=mentor",
        "dates=birthday:04-12,new-role:2026-01-02 Head of Research", "opted_out=yes",
    )  # fmt: skip
    assert done.returncode == 0
    shown = json.loads(run("contact", "show", ana, "--json").stdout)
    kept = shown["relationship"]
    assert (shown["title"], kept["tags"], kept["cadence"]) == ("CTO", ["press", "alumni ETH"], "monthly")
    assert (kept["kind"], kept["opted_out"]) == ("mentor", True)
    assert [(d["kind"], d["year"], d["label"]) for d in kept["dates"]] == [
        ("birthday", None, ""),
        ("new-role", 2026, "Head of Research"),
    ]
    assert shown["health"]["why"]
    text = run("contact", "show", ana).stdout
    assert "press, alumni ETH" in text
    assert "new-role 2026-01-02 Head of Research" in text
    assert run("contact", "set", ana, "tags=").returncode == 0
    assert json.loads(run("contact", "list", "--tag", "press", "--json").stdout) == []


@pytest.mark.parametrize(
    "value", ["cadence=hourly", "kind=rival", "dates=birthday:13-41", "dates=wedding:04-12", "opted_out=perhaps"]
)
def test_a_wrong_value_changes_nothing_at_all(run: Run, ana: str, value: str) -> None:
    done = run("contact", "set", ana, "title=CTO", value)
    assert (done.returncode, done.stdout) == (2, "")
    assert json.loads(run("contact", "show", ana, "--json").stdout)["title"] == "Buyer"


def test_audiences_are_listed_and_exported(run: Run, ana: str, aftercard: Aftercard) -> None:
    aftercard.contacts.add(name="Bo Berg")
    run("contact", "set", ana, "tags=press", "kind=press")
    for option in (("--tag", "Press"), ("--kind", "press"), ("--tag", "none", "--tag", "press")):
        assert [c["id"] for c in json.loads(run("contact", "list", *option, "--json").stdout)] == [int(ana)]
    exported = run("export", "--tag", "press", "--format", "csv")
    assert "Ana" in exported.stdout
    assert "Bo" not in exported.stdout
    assert run("contact", "list", "--kind", "rival").returncode == 2


def test_goals_and_suggestions(run: Run, ana: str, aftercard: Aftercard) -> None:
    bo = str(aftercard.contacts.add(name="Bo Berg").id)
    run("contact", "set", ana, "offers=fundraising")
    run("contact", "set", bo, "needs=fundraising", "interests=bicycles")
    goals = json.loads(run("event", "goal", "Web Summit 2026", "--meet", "buyer", "--seek", "a CTO", "--json").stdout)
    assert [(g["kind"], g["text"], g["contact_ids"]) for g in goals] == [
        ("meet", "buyer", [int(ana)]),
        ("seek", "a CTO", []),
    ]
    left = json.loads(run("event", "goal", "Web Summit 2026", "--drop", str(goals[1]["id"]), "--json").stdout)
    assert [g["kind"] for g in left] == ["meet"]
    found = json.loads(run("suggest", "--offer", "fundraising", "--about", "bicycles", "--json").stdout)
    assert [f["id"] for f in found] == [f"introduction-{ana}-{bo}", f"help-{bo}", f"share-{bo}"]
    assert all(f["reason"] and f["message"] for f in found)
    assert "offers fundraising" in run("suggest", "--contact", bo).stdout
    assert "Nothing fits yet" in run("suggest", "--event", "Web Summit 2026").stderr
