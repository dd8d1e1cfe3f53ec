"""What each command does and prints, run in this process on real files."""

from __future__ import annotations

import csv
import email
import io
import json
from collections.abc import Callable
from email.policy import default
from pathlib import Path

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from followup.cli import entry
from followup.cli.output import printable
from followup.model import Event
from followup.service import Aftercard
from followup.settings import Settings

Run = Callable[..., str]


@pytest.fixture
def run(places: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Standard output of a line that must succeed."""
    monkeypatch.setenv("AFTERCARD_DB", places.database_url)

    def run_it(*arguments: str) -> str:
        capsys.readouterr()
        code = entry.run(list(arguments))
        out, err = capsys.readouterr()
        assert code == 0, err
        return out

    return run_it


@pytest.fixture
def ana(aftercard: Aftercard, summit: Event) -> int:
    return aftercard.contacts.add(
        summit.id, name="Ana López", organization="Example Tools", emails=["ana@example.com"]
    ).id


def test_events_are_made_listed_and_shown(run: Run) -> None:
    made = run(
        "event", "add", "Web Summit 2026", "--from", "2026-11-16", "--to", "2026-11-19", "--place", "Lisbon",
        "--url", "https://example.com/summit", "--notes", "Meet\nmakers",
    )  # fmt: skip
    assert made == "Event 1: Web Summit 2026\n"
    (listed,) = json.loads(run("event", "list", "--json"))
    assert listed["id"] == 1
    assert (listed["starts_on"], listed["ends_on"], listed["place"]) == ("2026-11-16", "2026-11-19", "Lisbon")
    assert (listed["contacts"], listed["waiting"], listed["failed"]) == (0, 0, 0)
    shown = json.loads(run("event", "show", "WEB summit 2026", "--json"))
    assert shown == {**listed, "goals": [], "unwritten": []}
    header, row = run("event", "list").splitlines()
    assert header.split("\t")[:3] == ["id", "event", "from"]
    assert row.split("\t")[:3] == ["1", "Web Summit 2026", "2026-11-16"]
    assert "Lisbon" in run("event", "show", "1")


def test_contacts_are_listed_found_and_shown(run: Run, ana: int) -> None:
    run("encounter", "note", str(ana), "--event", "Web Summit 2026", "--topic", "gears", "--next", "visit")
    (listed,) = json.loads(run("contact", "list", "--event", "web summit 2026", "--search", "lopez", "--json"))
    assert (listed["id"], listed["emails"]) == (ana, ["ana@example.com"])
    assert json.loads(run("contact", "list", "--search", "nobody", "--json")) == []
    shown = json.loads(run("contact", "show", str(ana), "--json"))
    assert shown["meetings"][0]["event"] == "Web Summit 2026"
    assert shown["meetings"][0]["topic"] == "gears"
    text = run("contact", "show", str(ana))
    assert "Ana López" in text
    assert "gears" in text


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["name=Anna Berg"], {"name": "Anna Berg", "given_name": "Anna", "family_name": "Berg"}),
        (["company=A=B GmbH", "title="], {"organization": "A=B GmbH", "title": ""}),
        (["email=a@example.com, b@example.com"], {"emails": ["a@example.com", "b@example.com"]}),
        (
            ["phone=mobile:+34 600 123 456,+49 30 1234567"],
            {"phones": [{"value": "+34600123456", "kind": "mobile"}, {"value": "+49301234567", "kind": "work"}]},
        ),
        (
            ["social=https://www.linkedin.com/in/ana,mastodon:mastodon.example/@ana"],
            {
                "socials": [
                    {"value": "www.linkedin.com/in/ana", "network": "linkedin"},
                    {"value": "mastodon.example/@ana", "network": "mastodon"},
                ]
            },
        ),
        (["website=www.example.com", "prefix=Dr."], {"urls": ["www.example.com"], "honorific_prefix": "Dr."}),
        (["email="], {"emails": []}),
        (["address="], {"address": None}),
    ],
)
def test_values_are_set(run: Run, ana: int, arguments: list[str], expected: dict[str, object]) -> None:
    after = json.loads(run("contact", "set", str(ana), *arguments, "--json"))
    assert {name: after[name] for name in expected} == expected
    shown = json.loads(run("contact", "show", str(ana), "--json"))
    assert shown.pop("sources")
    assert shown.pop("linkedin_search").startswith("https://www.linkedin.com/")
    assert shown == after | {"meetings": _meetings(run, ana)}


def _meetings(run: Run, contact: int) -> object:
    return json.loads(run("contact", "show", str(contact), "--json"))["meetings"]


def test_parts_of_an_address_are_set_alone(run: Run, ana: int) -> None:
    run("contact", "set", str(ana), "street=Calle Mayor 1", "locality=Madrid")
    after = json.loads(run("contact", "set", str(ana), "postal-code=28013", "country=ES", "--json"))
    assert after["address"]["formatted"] == "Calle Mayor 1, 28013 Madrid, ES"


@pytest.mark.parametrize("argument", ["title", "nickname=Annie", "email=ana@", "phone=12"])
def test_a_wrong_value_changes_nothing(run: Run, ana: int, argument: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = run("contact", "show", str(ana), "--json")
    assert entry.run(["contact", "set", str(ana), "title=CTO", argument]) == 2
    assert capsys.readouterr().err.startswith("Error: ")
    assert run("contact", "show", str(ana), "--json") == before


def test_an_erased_contact_is_gone(run: Run, ana: int) -> None:
    assert run("contact", "erase", str(ana)).startswith(f"Contact {ana} is erased")
    assert json.loads(run("contact", "list", "--json")) == []


@pytest.mark.parametrize(("answer", "gone"), [("y\n", True), ("n\n", False), ("\n", False)])
def test_on_a_terminal_erasing_asks_first(
    run: Run, ana: int, monkeypatch: pytest.MonkeyPatch, answer: str, gone: bool
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdin", Terminal(answer))
    run("contact", "erase", str(ana))
    assert (json.loads(run("contact", "list", "--json")) == []) is gone
    if not gone:
        monkeypatch.setattr("sys.stdin", Terminal())
        run("contact", "erase", str(ana), "--yes")
        assert json.loads(run("contact", "list", "--json")) == []


def test_one_is_said_as_one(run: Run, ana: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert entry.run(["export", "-o", str(tmp_path / "one.vcf")]) == 0
    assert capsys.readouterr().err.startswith("1 contact exported")


def test_drafts_become_files_that_mail_programs_open(run: Run, ana: int, tmp_path: Path) -> None:
    run("sender", "--name", "Olga Owner", "--email", "olga@example.com")
    assert json.loads(run("sender", "--json"))["name"] == "Olga Owner"
    out = tmp_path / "new" / "drafts"
    (made,) = json.loads(run("draft", "--event", "Web Summit 2026", "--kind", "thank-you", "--out", str(out), "--json"))
    (file,) = out.iterdir()
    assert file.suffix == ".eml"
    message = email.message_from_bytes(file.read_bytes(), policy=default)
    assert str(message["To"]) == "Ana López <ana@example.com>"
    assert (message["Subject"], message["X-Unsent"]) == (made["subject"], "1")
    assert "Olga Owner" in message.get_content()
    assert run("draft", "--event", "1", "--kind", "thank-you", "--contact", str(ana)).count("\n") == 2


def test_contacts_are_exported_to_a_file_and_to_standard_output(run: Run, ana: int, tmp_path: Path) -> None:
    target = tmp_path / "contacts.vcf"
    target.write_text("what was here before")
    assert run("export", "--event", "Web Summit 2026", "-o", str(target)) == ""
    (card,) = vobject.readComponents(target.read_text())
    assert card.email.value == "ana@example.com"
    assert run("export", "--event", "Web Summit 2026", "--format", "vcard") == target.read_bytes().decode()
    rows = list(csv.DictReader(io.StringIO(run("export", "--format", "csv", "-o", "-").removeprefix("\ufeff"))))
    assert len(rows) == 1
    assert "Web Summit 2026" in rows[0].values()
    assert not list(tmp_path.glob(".*")), "nothing half-written is left"


def test_a_link_stays_a_link(run: Run, ana: int, tmp_path: Path) -> None:
    (tmp_path / "real.vcf").write_text("")
    (tmp_path / "link.vcf").symlink_to(tmp_path / "real.vcf")
    run("export", "-o", str(tmp_path / "link.vcf"))
    assert (tmp_path / "link.vcf").is_symlink()
    assert "BEGIN:VCARD" in (tmp_path / "real.vcf").read_text()


def test_something_unexpected_is_one_sentence_and_a_log(
    places: Settings, aftercard: Aftercard, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object, **_options: object) -> str:
        raise RecursionError("too deep")

    monkeypatch.setattr(json, "dumps", fail)
    line = ["event", "list", "--json", "--db", places.database_url]
    assert entry.run(line) == 1
    said = capsys.readouterr().err
    assert "RecursionError" in said
    assert str(places.log_file) in said
    assert "Traceback" not in said
    assert "too deep" in places.log_file.read_text()
    assert places.log_file.stat().st_mode & 0o077 == 0
    monkeypatch.setenv("AFTERCARD_DEBUG", "1")
    with pytest.raises(RecursionError):
        entry.run(line)


def test_the_version_is_printed(run: Run) -> None:
    assert run("--version").startswith("aftercard ")


@given(st.text(max_size=60))
def test_no_text_reaches_a_terminal_as_a_command(text: str) -> None:
    shown = printable(text)
    assert all(character.isprintable() or ord(character) > 159 for character in shown)
    assert "\n" not in shown
    assert "\x1b" not in shown
    assert "\u202e" not in shown
