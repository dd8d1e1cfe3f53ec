"""`draft` with what only this message says, with files, and with approval; who writes and how, as scripts see it."""

from __future__ import annotations

import email
import json
import subprocess
from collections.abc import Callable
from email.policy import default
from pathlib import Path

import pytest

from followup.model import Contact, DraftState, Event
from followup.service import Aftercard

Run = Callable[..., subprocess.CompletedProcess[str]]
EVENT = ("--event", "Web Summit 2026")


@pytest.fixture
def ana(aftercard: Aftercard, summit: Event) -> Contact:
    made = aftercard.contacts.add(summit.id, name="Ana López", emails=["ana@example.com"])
    aftercard.encounters.note(made.id, summit.id, topic="gear boxes", promised="the comparison table")
    return made


def test_particulars_wording_and_address_are_taken_and_kept(run: Run, ana: Contact) -> None:
    line = ("draft", *EVENT, "--kind", "share-resource", "--json")
    said = ("--about", "the checklist", "--link", "example.org/c", "--reason", "it answers your question")
    (first,) = json.loads(run(*line, *said, "--variant", "2").stdout)
    assert (first["variant"], first["particulars"]["link"]) == (2, "https://example.org/c")
    assert "https://example.org/c" in first["body"]
    (second,) = json.loads(run(*line, "--language", "de", "--familiar").stdout)
    assert second["body"].startswith("Hallo Ana,")
    assert "https://example.org/c" in second["body"], "what was said before is said again"
    refused = run(*line, "--about-on", "soon")
    assert refused.returncode == 2
    assert "no date" in refused.stderr
    assert run(*line, "--variant", "7").returncode == 2


def test_another_contact_is_introduced_by_number(run: Run, aftercard: Aftercard, summit: Event, ana: Contact) -> None:
    nora = aftercard.contacts.add(summit.id, name="Nora Beck", emails=["nora@example.net"])
    line = ("draft", *EVENT, "--kind", "introduction", "--contact", str(ana.id), "--with", str(nora.id), "--json")
    (draft,) = json.loads(run(*line).stdout)
    assert "Nora Beck" in draft["body"]
    assert "nora@example.net" in draft["body"]


def test_a_file_goes_along(run: Run, ana: Contact, tmp_path: Path) -> None:
    table = tmp_path / "table.pdf"
    table.write_bytes(b"%PDF")
    out = tmp_path / "out"
    line = ("draft", *EVENT, "--kind", "thank-you", "--attach", str(table), "--out", str(out))
    assert run(*line).returncode == 0
    (file,) = out.iterdir()
    message = email.message_from_bytes(file.read_bytes(), policy=default)
    (part,) = message.iter_attachments()
    assert (part.get_filename(), part.get_content()) == ("table.pdf", b"%PDF")
    assert "I am attaching the comparison table" in message.get_body(("plain",)).get_content()
    missing = run("draft", *EVENT, "--kind", "thank-you", "--attach", str(tmp_path / "none.pdf"))
    assert missing.returncode == 6
    assert "none.pdf cannot be read" in missing.stderr


def test_approving_takes_the_fit_ones_and_the_others_only_when_their_finding_is_named(
    run: Run, aftercard: Aftercard, summit: Event, ana: Contact
) -> None:
    bo = aftercard.contacts.add(summit.id, name="Bo Berg", emails=["bo@example.com"])
    line = ("draft", *EVENT, "--kind", "thank-you", "--approve", "--json")
    first = run(*line)
    assert first.returncode == 5
    states = {item["contact_id"]: item["state"] for item in json.loads(first.stdout)}
    assert states == {ana.id: "approved", bo.id: "drafted"}
    assert "nothing-specific" in run("draft", *EVENT, "--kind", "thank-you", "--check").stdout
    assert run(*line, "--in-spite-of", "no-subject").returncode == 5
    assert run(*line, "--in-spite-of", "nothing-specific").returncode == 0
    assert {draft.state for draft in aftercard.drafts.list()} == {DraftState.APPROVED}


def test_who_writes_and_how_is_said_once(run: Run, aftercard: Aftercard, ana: Contact) -> None:
    how = ("--calendar-link", "calendar.example.org/tom", "--languages", "de,EN", "--address", "familiar", "--html")
    assert run("sender", "--name", "Tom Reed", *how).returncode == 0
    sender = aftercard.owner.get()
    assert (sender.calendar_link, sender.languages) == ("https://calendar.example.org/tom", ("de", "en"))
    assert (sender.formal, sender.html) == (False, True)
    assert run("sender", "--address", "habit", "--plain").returncode == 0
    assert (aftercard.owner.get().formal, aftercard.owner.get().html) == (None, False)
    assert run("contact", "set", str(ana.id), "formal=yes", "language=de").returncode == 0
    (draft,) = json.loads(run("draft", *EVENT, "--kind", "check-in", "--json").stdout)
    assert draft["body"].startswith("Guten Tag Ana López,")


def test_an_event_has_a_language_and_a_form_of_address(run: Run, aftercard: Aftercard) -> None:
    assert run("event", "add", "Treffen", "--language", "DE", "--familiar").returncode == 0
    event = aftercard.events.get("Treffen")
    assert (event.language, event.formal) == ("de", False)
    assert run("event", "add", "Meeting", "--language", "klingon").returncode == 2


def test_somebody_met_elsewhere_gets_a_draft_about_no_event(run: Run, aftercard: Aftercard) -> None:
    bo = aftercard.contacts.add(name="Bo Berg", emails=["bo@nord.example"])
    line = ("draft", "--kind", "check-in", "--json")
    (draft,) = json.loads(run(*line, "--no-event", "--contact", str(bo.id)).stdout)
    assert (draft["event_id"], draft["contact_id"]) == (None, bo.id)
    for wrong in ((), ("--no-event",), (*EVENT, "--no-event", "--contact", str(bo.id))):
        refused = run(*line, *wrong)
        assert (refused.returncode, refused.stdout) == (2, "")
        assert "--no-event" in refused.stderr or "--contact" in refused.stderr
    waiting = run("send", "--no-event", "--via", "smtp", "--json")
    assert json.loads(waiting.stdout) == []
