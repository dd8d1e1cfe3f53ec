"""A backup in a database of the other kind, and two programs that write into one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from followup import settings
from followup.model import Event
from followup.relations import IntroductionState
from followup.service import Aftercard
from followup.settings import Settings
from followup.store import dump
from tests.followup.recorded import photo, scan
from tests.postgresql import Postgresql

ROOT = Path(__file__).parents[3]


def test_a_backup_comes_back_into_postgresql_and_the_book_goes_on(
    tmp_path: Path, database_server: Postgresql, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    with (
        Aftercard.open(settings.load(str(tmp_path / "book.db"), environment={})) as here,
        database_server.new_database() as url,
        Aftercard.open(settings.load(url, environment={})) as there,
    ):
        _fill(here)
        (tmp_path / "book.zip").write_bytes(b"".join(here.archives.backup().pieces))
        there.archives.restore(tmp_path / "book.zip")
        assert _rows(there) == _rows(here)
        assert there.photos.data(1) == here.photos.data(1)
        new = [there.contacts.add("Summit", name="New").id, here.contacts.add("Summit", name="New").id]
        assert new[0] == new[1], "numbers go on where they stopped"
        made = there.events.add("Next")
        assert made.id == here.events.add("Next").id
        there.interactions.add(1, "call")
        there.introductions.propose(1, new[0], "They fit.")
        assert there.history.undo(1)[1].kind == "meeting"
        (tmp_path / "back.zip").write_bytes(b"".join(there.archives.backup().pieces))
        with Aftercard.open(settings.load(str(tmp_path / "back.db"), environment={})) as back:
            back.archives.restore(tmp_path / "back.zip")
            assert _rows(back) == _rows(there)


def _fill(aftercard: Aftercard) -> None:
    """Something in as many tables as the service writes."""
    summit = aftercard.events.add("Summit", starts_on="2026-11-16", ends_on="2026-11-19")
    list(aftercard.photos.capture(summit.id, [photo("Ana López <ana@example.com> Acme")], scan))
    (ana,) = aftercard.contacts.list()
    aftercard.encounters.note(ana.id, summit.id, topic="“gears”", next_step_on="2026-12-01")
    bo, cy, di = (aftercard.contacts.add(summit.id, name=name).id for name in ("Bo Ek", "Cy Chan", "Ana Lopez"))
    aftercard.relationships.edit(bo, tags=("press",), cadence="monthly")
    aftercard.interactions.favour(bo, "given", on="2026-11-20", text="an article")
    aftercard.goals.add(summit.id, "meet", "a journalist")
    number = aftercard.introductions.propose(bo, cy, "They fit.").introduction.id
    aftercard.introductions.answered(number, bo, yes=True)
    aftercard.duplicates.merge(ana.id, di)
    aftercard.duplicates.distinct(bo, cy)
    aftercard.encounters.note(ana.id, summit.id, promised="the catalogue")
    aftercard.drafts.make(summit.id, "thank-you")
    aftercard.owner.edit(name="Olga Owner", email="olga@example.com")


def _rows(aftercard: Aftercard) -> dict[str, list[dict[str, object]]]:
    with aftercard._context.database.read() as connection:
        return {table.name: list(dump.rows(connection, table)) for table in dump.tables()}


def test_two_programs_that_write_at_once_lose_nothing(places: Settings, aftercard: Aftercard, summit: Event) -> None:
    ana = aftercard.contacts.add(summit.id, name="Ana López").id
    bo = aftercard.contacts.add(summit.id, name="Bo Ek").id
    number = aftercard.introductions.propose(ana, bo, "They fit.").introduction.id
    bodies = (
        f"a.contacts.edit({ana}, title=f'Title {{n}}'); a.interactions.add({ana}, 'call', text=f'one {{n}}')",
        f"a.relationships.add_words({ana}, tags=(f'tag {{n}}',)); a.contacts.add('{summit.name}', name=f'New {{n}}')",
    )
    ends = (f"a.introductions.answered({number}, {ana}, True)", f"a.introductions.answered({number}, {bo}, True)")
    lines = [[sys.executable, "-c", _program(places, *pair)] for pair in zip(bodies, ends, strict=True)]
    running = [subprocess.Popen(line, cwd=ROOT, stderr=subprocess.PIPE, text=True) for line in lines]
    assert [(process.communicate(timeout=60)[1], process.returncode) for process in running] == [("", 0)] * 2
    assert aftercard.contacts.get(ana).title == "Title 7"
    assert len(aftercard.interactions.of_contact(ana)) == 8
    assert aftercard.relationships.get(ana).tags == tuple(f"tag {n}" for n in range(8))
    assert len(aftercard.contacts.list(event=summit.id)) == 10
    assert len(aftercard.history.of_contact(ana)) == 16
    assert aftercard.introductions.get(number).introduction.state is IntroductionState.AGREED


def _program(places: Settings, body: str, end: str) -> str:
    return f"""
from followup import settings
from followup.service import Aftercard
with Aftercard.open(settings.load({places.database_url!r})) as a:
    for n in range(8):
        {body}
    {end}
"""
