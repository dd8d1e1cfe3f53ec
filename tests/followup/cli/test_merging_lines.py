"""`duplicates` and `contact merge · undo · distinct` as scripts see them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable

import pytest

from followup.model import Event
from followup.service import Aftercard

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def twins(aftercard: Aftercard, summit: Event) -> tuple[str, str]:
    a = aftercard.contacts.add(summit.id, name="Ana López", title="Engineer", emails=["ana@example.com"])
    b = aftercard.contacts.add(summit.id, name="Ana Lopez", title="CTO", emails=["ana@example.com"])
    return str(a.id), str(b.id)


def test_two_become_one_and_two_again(run: Run, twins: tuple[str, str]) -> None:
    a, b = twins
    (found,) = json.loads(run("duplicates", "--json").stdout)
    assert (found["id"], found["a_id"], found["b_id"]) == (f"{a}-{b}", int(a), int(b))
    assert found["score"] > 0.5
    assert "same e-mail" in found["reasons"]
    assert "same e-mail" in run("duplicates", "--contact", b).stdout
    merged = run("contact", "merge", a, b)
    assert merged.returncode == 0
    assert "Engineer" in merged.stdout
    assert "CTO" in merged.stdout
    gone = run("contact", "show", b)
    assert gone.returncode == 2
    assert f"contact undo {a}" in gone.stderr
    assert run("contact", "undo", a).returncode == 0
    assert [c["id"] for c in json.loads(run("contact", "list", "--json").stdout)] == [int(a), int(b)]
    taken = json.loads(run("contact", "merge", a, b, "--take", "title", "--json").stdout)
    assert (taken["id"], taken["title"]) == (int(a), "CTO")
    run("contact", "undo", a)
    assert run("contact", "distinct", a, b).returncode == 0
    assert json.loads(run("duplicates", "--json").stdout) == []
    assert "No two contacts" in run("duplicates").stderr


def test_an_edit_is_undone(run: Run, twins: tuple[str, str]) -> None:
    run("contact", "set", twins[0], "title=Chief Engineer")
    assert "as before" in run("contact", "undo", twins[0]).stdout
    assert json.loads(run("contact", "show", twins[0], "--json").stdout)["title"] == "Engineer"
    nothing = run("contact", "undo", twins[0])
    assert (nothing.returncode, nothing.stdout) == (2, "")


@pytest.mark.parametrize(
    "line", [("merge", "1", "1"), ("merge", "1", "9"), ("merge", "1", "2", "--take", "x"), ("distinct", "1", "9")]
)
def test_a_wrong_line_is_code_2(run: Run, twins: tuple[str, str], line: tuple[str, ...]) -> None:
    done = run("contact", *line)
    assert (done.returncode, done.stdout) == (2, "")
