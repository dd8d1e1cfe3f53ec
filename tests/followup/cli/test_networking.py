"""Introductions, colleagues, sources, the calendar and the sorted list as scripts see them."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar
from PIL import Image

from followup.service import Aftercard
from tests.followup.cli.conftest import Run


@pytest.fixture
def two(aftercard: Aftercard) -> tuple[int, int]:
    """Ana, met yesterday, and Bo, of whom nothing was heard since a year; by the real calendar."""
    today = date.today()
    fair = aftercard.events.add("Fair", starts_on=today - timedelta(days=1))
    old = aftercard.events.add("Old fair", starts_on=today - timedelta(days=365))
    ana = aftercard.contacts.add(fair.id, name="Ana López", emails=("ana@acme.example",), organization="Acme")
    bo = aftercard.contacts.add(old.id, name="Bo Ek", emails=("bo@ek.example",), organization="Ek AB")
    aftercard.relationships.edit(ana.id, offers=("fundraising",))
    aftercard.relationships.edit(bo.id, needs=("fundraising",))
    return ana.id, bo.id


def test_an_introduction_from_the_suggestion_to_the_letters(run: Run, two: tuple[int, int], tmp_path: Path) -> None:
    ana, bo = map(str, two)
    (idea,) = [p for p in json.loads(run("suggest", "--json").stdout) if p["what"] == "introduction"]
    assert idea["contact_ids"] == list(two)
    made = json.loads(run("introduction", "propose", ana, bo, "--json").stdout)
    assert (made["state"], made["a_name"], made["reason"]) == ("proposed", "Ana López", idea["reason"])
    number = str(made["id"])
    assert {d["kind"] for d in json.loads(run("due", "--json").stdout)} >= {"introduction-offer"}
    letters = run("introduction", "letters", number, "--out", str(tmp_path / "out"))
    assert letters.returncode == 0, letters.stderr
    assert len(list((tmp_path / "out").iterdir())) == 2
    for contact in (ana, bo):
        assert run("introduction", "note", number, contact, "--asked").returncode == 0
        assert run("introduction", "note", number, contact, "--yes").returncode == 0
    assert len(json.loads(run("introduction", "letters", number, "--json").stdout)) == 2
    done = run("introduction", "done", number)
    assert "introduced" in done.stdout
    assert json.loads(run("introduction", "list", "--open", "--json").stdout) == []
    assert "introduced\t" in run("introduction", "list").stdout
    assert [f["kind"] for f in json.loads(run("favour", "list", ana, "--json").stdout)] == ["given"]
    assert "agreed" in run("introduction", "undo", number).stdout
    assert json.loads(run("introduction", "drop", number, "--json").stdout)["state"] == "dropped"
    assert json.loads(run("suggest", "--json").stdout) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("introduction", "show", "9"), "no introduction 9"),
        (("introduction", "propose", "1", "9"), "no contact 9"),
        (("introduction", "propose", "1", "1"), "themselves"),
        (("introduction", "note", "1", "1"), "--asked"),
        (("introduction", "done", "9"), "no introduction 9"),
        (("colleagues", "--contact", "9"), "no contact 9"),
    ],
)
def test_a_wrong_line_is_one_clear_error(run: Run, two: tuple[int, int], arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_what_is_due_is_written_as_a_calendar(run: Run, two: tuple[int, int], tmp_path: Path) -> None:
    dues = json.loads(run("due", "--json").stdout)
    assert run("due", "--ics", str(tmp_path / "due.ics")).returncode == 0
    assert run("export", "--format", "ics", "-o", str(tmp_path / "export.ics")).returncode == 0
    for name in ("due.ics", "export.ics"):
        found = Calendar.from_ical((tmp_path / name).read_bytes()).events
        assert {d["id"] for d in dues} <= {str(e["uid"]) for e in found}
        assert all(e.alarms.times for e in found)


def test_the_list_is_sorted_by_health_with_the_reason(run: Run, two: tuple[int, int]) -> None:
    ana, bo = two
    first, second = json.loads(run("contact", "list", "--sort", "health", "--json").stdout)
    assert [first["id"], second["id"]] == [bo, ana]
    assert first["health"]["state"] == "drifted"
    assert first["health"]["why"].startswith("Last contact 365 days ago")
    assert first["health"]["why"] in run("contact", "list", "--sort", "health").stdout
    assert [c["id"] for c in json.loads(run("contact", "list", "--sort", "last-contact", "--json").stdout)] == [bo, ana]
    assert [c["id"] for c in json.loads(run("contact", "list", "--sort", "due", "--json").stdout)] == [bo, ana]
    assert [c["id"] for c in json.loads(run("contact", "list", "--sort", "name", "--json").stdout)] == [ana, bo]


def test_colleagues_and_sources_are_shown(run: Run, two: tuple[int, int], tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("Name,Email,Company\nCy Chan,cy@acme.example,Acme\n")
    assert run("import", str(tmp_path / "people.csv"), "--apply").returncode == 0
    (firm,) = json.loads(run("colleagues", "--json").stdout)
    assert (firm["id"], [c["name"] for c in firm["contacts"]]) == ("acme.example", ["Ana López", "Cy Chan"])
    cy = str(firm["contacts"][1]["id"])
    assert "Ana López" in run("colleagues", "--contact", cy).stdout
    sources = json.loads(run("contact", "show", cy, "--json").stdout)["sources"]
    assert {s["field"]: (s["value"], s["kind"], s["origin"]) for s in sources}["emails"] == (
        "cy@acme.example",
        "import",
        "people.csv (CSV)",
    )
    assert "people.csv (CSV)" in run("contact", "show", cy, "--sources").stdout


def test_without_an_event_the_photos_capture_times_decide(run: Run, aftercard: Aftercard, tmp_path: Path) -> None:
    aftercard.events.add("Summit", starts_on="2026-11-16", ends_on="2026-11-19")
    aftercard.events.add("Fair", starts_on="2026-11-19")
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2026:11:18 14:02:11"
    Image.new("RGB", (600, 400), "white").save(tmp_path / "blank.jpg", exif=exif)
    done = run("capture", str(tmp_path / "blank.jpg"), "--workers", "1")
    assert "Captured at 'Summit': 1 photo was taken during Summit." in done.stderr
    assert len(aftercard.photos.list("Summit")) == 1
    exif.get_ifd(0x8769)[0x9003] = "2026:11:19 09:00:00"
    Image.new("RGB", (600, 400), "white").save(tmp_path / "both.jpg", exif=exif)
    unsure = run("capture", str(tmp_path / "both.jpg"))
    assert (unsure.returncode, unsure.stdout) == (2, "")
    assert "--event 'Fair'" in unsure.stderr
    assert "--event 'Summit'" in unsure.stderr
    Image.new("RGB", (600, 400), "white").save(tmp_path / "silent.jpg")
    assert "Name the event" in run("capture", str(tmp_path / "silent.jpg")).stderr
    assert [len(aftercard.photos.list(name)) for name in ("Summit", "Fair")] == [1, 0]


def test_an_event_shows_its_clock_its_goals_and_who_waits(run: Run, two: tuple[int, int]) -> None:
    run("event", "goal", "Fair", "--seek", "fundraising", "--meet", "a journalist")
    shown = json.loads(run("event", "show", "Fair", "--json").stdout)
    assert [(g["text"], g["contact_ids"]) for g in shown["goals"]] == [("a journalist", []), ("fundraising", [two[0]])]
    assert shown["unwritten"] == [two[0]]
    assert date.fromisoformat(shown["first_note_by"])
    text = run("event", "show", "Fair").stdout
    assert "1 of 2 reached" in text
    assert "1: Ana López (1)" in text
    run("interaction", "add", str(two[0]), "--kind", "mail")
    assert json.loads(run("event", "show", "Fair", "--json").stdout)["unwritten"] == []


def test_the_ten_seconds_are_noted_shown_taken_back_and_feed_the_draft(run: Run, two: tuple[int, int]) -> None:
    ana = str(two[0])
    line = ("--topic", "gear boxes", "--promised", "the catalogue", "--next", "a visit", "--next-on", "2026-12-01")
    words = ("--interest", "chess", "--offer", "training", "--need", "a supplier", "--priority", "high")
    noted = ("encounter", "note", ana, "--event", "Fair", *line, "--introduced-by", "Sam", "--note", "x", *words)
    said = json.loads(run(*noted, "--json").stdout)
    assert (said["topic"], said["promised"], said["next_step"]) == ("gear boxes", "the catalogue", "a visit")
    assert (said["next_step_on"], said["introduced_by"], said["note"]) == ("2026-12-01", "Sam", "x")
    assert (said["interests"], said["offers"]) == (["chess"], ["fundraising", "training"])
    assert (said["needs"], said["priority"]) == (["a supplier"], "high")
    (draft,) = json.loads(run("draft", "--event", "Fair", "--kind", "thank-you", "--json").stdout)
    assert "gear boxes" in draft["body"]
    assert "the catalogue" in draft["body"]
    for _ in range(3):
        assert run("contact", "undo", ana).returncode == 0
    after = json.loads(run("contact", "show", ana, "--json").stdout)
    assert after["meetings"][0]["topic"] == ""
    assert after["relationship"]["offers"] == ["fundraising"]
    assert after["relationship"]["priority"] == "normal"


def test_one_thing_is_told_to_several_people(run: Run, two: tuple[int, int], tmp_path: Path) -> None:
    ana, bo = map(str, two)
    run("contact", "set", ana, "tags=alumni", "interests=robotics")
    run("contact", "set", bo, "tags=alumni", "opted_out=yes")
    said = ("--about", "a summer party", "--about-on", "2027-06-18")
    done = run("round", "--kind", "invitation", "--tag", "alumni", *said, "--out", str(tmp_path / "out"), "--json")
    assert [(d["contact_id"], d["kind"]) for d in json.loads(done.stdout)] == [(two[0], "invitation")]
    assert "a summer party" in json.loads(done.stdout)[0]["body"]
    assert "Bo Ek (2) asked not to be written to" in done.stderr
    assert len(list((tmp_path / "out").iterdir())) == 1
    share = run("round", "--kind", "share-resource", "--fits", "robotics", "--about", "a study", "--json")
    assert [d["contact_id"] for d in json.loads(share.stdout)] == [two[0]]
    success = run("round", "--kind", "appreciation", "--contact", ana, "--about", "our launch", "--json")
    assert "our launch" in json.loads(success.stdout)[0]["body"]
    assert run("round", "--kind", "invitation").returncode == 2


def test_an_ask_to_somebody_who_was_never_given_anything_is_gently_warned_of(run: Run, two: tuple[int, int]) -> None:
    ask = ("draft", "--event", "Fair", "--kind", "feedback-ask", "--about", "our prototype")
    assert "You have not given Ana López anything yet" in run(*ask).stderr
    assert "anything yet" not in run("draft", "--event", "Fair", "--kind", "thank-you").stderr
    line = json.loads(run("favour", "add", str(two[0]), "--kind", "given", "--text", "an article", "--json").stdout)
    assert "anything yet" not in run(*ask).stderr
    assert run("favour", "remove", str(two[0]), str(line["id"])).returncode == 0
    assert "anything yet" in run(*ask).stderr


def test_a_person_is_looked_for_on_linkedin_by_a_link(run: Run, two: tuple[int, int]) -> None:
    link = json.loads(run("contact", "show", str(two[0]), "--json").stdout)["linkedin_search"]
    assert link == "https://www.linkedin.com/search/results/people/?keywords=Ana%20L%C3%B3pez%20Acme"
    assert link in run("contact", "show", str(two[0])).stdout
    (note,) = json.loads(run("draft", "--event", "Fair", "--kind", "linkedin-note", "--json").stdout)
    assert len(note["body"]) <= 200


def test_something_noted_by_mistake_is_taken_back(run: Run, two: tuple[int, int]) -> None:
    made = json.loads(run("interaction", "add", str(two[0]), "--kind", "call", "--json").stdout)
    assert run("interaction", "remove", str(two[0]), str(made["id"])).returncode == 0
    assert json.loads(run("interaction", "list", str(two[0]), "--json").stdout) == []
    assert run("interaction", "remove", str(two[0]), str(made["id"])).returncode == 2


def test_a_new_job_is_listed_and_taken_over(run: Run, aftercard: Aftercard) -> None:
    old = aftercard.contacts.add(name="Zubin Ångström", organization="Acme", emails=("zubin@acme.example",)).id
    new = aftercard.contacts.add(name="Zubin Angstrom", organization="Helixar", emails=("z@helixar.example",)).id
    (found,) = json.loads(run("new-jobs", "--json").stdout)
    assert (found["old_id"], found["new_id"], found["after"]) == (old, new, "Helixar")
    assert "now at Helixar" in run("new-jobs").stdout
    assert json.loads(run("contact", "new-job", str(old), str(new), "--json").stdout)["organization"] == "Helixar"
    assert json.loads(run("new-jobs", "--json").stdout) == []


def test_one_message_brings_both_together(run: Run, aftercard: Aftercard) -> None:
    names = (("Ana López", "ana@example.com"), ("Bo Ek", "bo@example.org"))
    pair = [aftercard.contacts.add(name=name, emails=(mail,)).id for name, mail in names]
    number = str(aftercard.introductions.propose(*pair, "They fit.").introduction.id)
    early = run("introduction", "letters", number, "--together")
    assert early.returncode == 2
    assert "not both have agreed" in early.stderr
    for one in pair:
        run("introduction", "note", number, str(one), "--yes")
    (draft,) = json.loads(run("introduction", "letters", number, "--together", "--json").stdout)
    assert (draft["contact_id"], draft["particulars"]["together"], draft["variant"]) == (pair[0], True, 3)
