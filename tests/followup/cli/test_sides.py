"""`sides` and `contact join` as scripts see them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable

from followup.model import Event
from followup.service import Aftercard
from tests.followup.recorded import photo, scan

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_front_and_back_are_listed_joined_and_taken_back(run: Run, aftercard: Aftercard, summit: Event) -> None:
    cards = photo("Eva Horn <eva@acme.example> Acme", " <office@acme.example> Acme Robotics GmbH")
    *_, item = aftercard.photos.capture(summit.id, [cards], scan)
    front, back = item.contact_ids
    (found,) = json.loads(run("sides", "--event", "web summit 2026", "--json").stdout)
    assert (found["id"], found["front_name"]) == (f"{front}-{back}", "Eva Horn")
    assert "in one photo" in found["reasons"]
    joined = json.loads(run("contact", "join", str(front), str(back), "--json").stdout)
    assert (joined["id"], joined["note"]) == (front, "Acme Robotics GmbH")
    assert json.loads(run("sides", "--json").stdout) == []
    assert "No two cards" in run("sides").stderr
    assert run("contact", "undo", str(front)).returncode == 0
    assert run("contact", "distinct", str(front), str(back)).returncode == 0
    assert json.loads(run("sides", "--json").stdout) == []
