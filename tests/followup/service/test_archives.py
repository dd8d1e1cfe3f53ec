"""Backups: everything comes back, and nothing comes of a file that is not what it should be."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import JSON

from followup import settings
from followup.errors import NothingReadableError, UsageError
from followup.exchange import archive_reading
from followup.model import Event
from followup.service import Aftercard
from followup.store import contacts, dump
from followup.store.tables import metadata
from tests.followup import book
from tests.followup.recorded import photo as card_photo
from tests.followup.recorded import scan

Members = dict[str, bytes]
ANA = card_photo("Ana López <ana@example.com> Example Tools", label="ana.jpg")


def fill(aftercard: Aftercard, count: int) -> None:
    """A book with something of everything."""
    event = aftercard.events.add("Web Summit 2026", place="Lisbon", starts_on="2026-11-16", notes="a\nb")
    with aftercard._context.database.write() as connection:
        made = [contacts.add(connection, contact) for contact in book.contacts(count)]
    for contact in made[:5]:
        aftercard.encounters.note(contact.id, event.id, topic="“gears”", next_step="call", next_step_on="2026-12-01")
    aftercard.owner.edit(name="Olga Owner", email="olga@example.com")
    aftercard.drafts.make(event.id, "thank-you")
    folder = aftercard._context.own_templates / "en"
    folder.mkdir(parents=True)
    (folder / "hello.txt.j2").write_bytes("---\nsubject: Hi\n---\r\nGrüße\n".encode())


def tables(aftercard: Aftercard) -> dict[str, list[dict[str, object]]]:
    with aftercard._context.database.read() as connection:
        return {table.name: list(dump.rows(connection, table)) for table in dump.tables()}


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Aftercard]:
    """A second, empty book."""
    with Aftercard.open(settings.load(str(tmp_path / "other" / "book.db"), environment={})) as service:
        yield service


@pytest.fixture
def saved(aftercard: Aftercard, summit: Event, tmp_path: Path) -> Path:
    """A small backup with a photo, its card and a contact."""
    list(aftercard.photos.capture(summit.id, [ANA], scan))
    return save(aftercard, tmp_path / "book.zip")


def save(aftercard: Aftercard, file: Path) -> Path:
    file.write_bytes(b"".join(aftercard.archives.backup().pieces))
    return file


def changed(file: Path, change: Callable[[Members], None], compression: int = zipfile.ZIP_STORED) -> Path:
    """The archive with other members."""
    with zipfile.ZipFile(file) as whole:
        members = {name: whole.read(name) for name in whole.namelist()}
    change(members)
    target = file.with_name("changed.zip")
    with zipfile.ZipFile(target, "w", compression) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return target


def test_a_thousand_contacts_come_back_without_a_difference(
    aftercard: Aftercard, other: Aftercard, tmp_path: Path
) -> None:
    fill(aftercard, 1_000)
    file = save(aftercard, tmp_path / "book.zip")
    held = other.archives.restore(file)
    assert (held.tables["contact"], held.templates) == (1_000, 1)
    assert tables(other) == tables(aftercard)
    assert other.contacts.records() == aftercard.contacts.records()
    assert other.owner.get() == aftercard.owner.get()
    text = (other._context.own_templates / "en" / "hello.txt.j2").read_bytes()
    assert text == (aftercard._context.own_templates / "en" / "hello.txt.j2").read_bytes()
    with zipfile.ZipFile(file) as one, zipfile.ZipFile(save(other, tmp_path / "again.zip")) as two:
        same = [name for name in one.namelist() if name != "manifest.json"]
        assert [one.read(name) for name in same] == [two.read(name) for name in same]


def test_photos_and_cards_come_back(saved: Path, aftercard: Aftercard, other: Aftercard) -> None:
    assert other.archives.restore(saved).photos == 1
    (contact,) = other.contacts.list()
    (card,) = other.contacts.cards(contact.id)
    assert other.photos.data(card.photo_id) == ANA.data
    assert other.contacts.cards(contact.id) == aftercard.contacts.cards(contact.id)
    assert other.contacts.add(name="Next").id > contact.id


def test_every_table_is_in_the_backup(saved: Path) -> None:
    """A new table is included by construction; one that is left out is left out on purpose, here."""
    with zipfile.ZipFile(saved) as archive:
        held = {name.removeprefix("tables/").removesuffix(".jsonl") for name in archive.namelist() if "tables" in name}
    assert held == set(metadata.tables) - {"removed_photo"}
    documented = (Path(__file__).parents[3] / "docs" / "archive.md").read_text()
    assert [name for name in held if f"`{name}`" not in documented] == []


def test_every_column_can_be_written() -> None:
    for table in dump.tables():
        for column in table.columns:
            kind = dump.python_type(column)
            plain = isinstance(column.type, JSON)
            assert plain or (kind in dump._TO_JSON and kind in dump._FROM_JSON), f"{column} is a {kind}"


def test_a_lost_photo_does_not_keep_the_rest_from_being_saved(
    saved: Path, aftercard: Aftercard, other: Aftercard
) -> None:
    aftercard._context.files.remove(sha256(ANA.data).hexdigest())
    held = other.archives.restore(save(aftercard, saved))
    assert held.missing_photos == [sha256(ANA.data).hexdigest()]
    assert len(other.contacts.list()) == 1


def test_only_an_empty_database_is_restored_into(saved: Path, other: Aftercard) -> None:
    other.contacts.add(name="Somebody")
    before = tables(other)
    with pytest.raises(UsageError, match="mix two books"):
        other.archives.restore(saved)
    assert tables(other) == before


def test_an_own_template_is_never_overwritten(aftercard: Aftercard, other: Aftercard, tmp_path: Path) -> None:
    fill(aftercard, 3)
    mine = other._context.own_templates / "en" / "hello.txt.j2"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")
    with pytest.raises(UsageError, match="differs"):
        other.archives.restore(save(aftercard, tmp_path / "book.zip"))
    assert mine.read_text() == "mine"
    assert not any(tables(other).values())


def manifest(**values: object) -> Callable[[Members], None]:
    def change(members: Members) -> None:
        members["manifest.json"] = json.dumps({**json.loads(members["manifest.json"]), **values}).encode()

    return change


def row(table: str, **values: object) -> Callable[[Members], None]:
    def change(members: Members) -> None:
        name = f"tables/{table}.jsonl"
        first, *rest = members[name].splitlines(keepends=True)
        members[name] = json.dumps({**json.loads(first), **values}).encode() + b"\n" + b"".join(rest)

    return change


def photo(data: bytes) -> Callable[[Members], None]:
    def change(members: Members) -> None:
        members[next(name for name in members if name.startswith("photos/"))] = data

    return change


def template(**values: object) -> Callable[[Members], None]:
    def change(members: Members) -> None:
        members["templates.jsonl"] = json.dumps({"language": "en", "name": "a.txt.j2", "text": "", **values}).encode()
        manifest(templates=1)(members)

    return change


@pytest.mark.sqlite
@pytest.mark.parametrize(
    "change",
    [
        lambda members: members.pop("manifest.json"),
        lambda members: members.pop("tables/contact.jsonl"),
        lambda members: members.update({"manifest.json": b"[]"}),
        lambda members: members.update({"manifest.json": b"{" * 100_000}),
        lambda members: members.update({"tables/contact.jsonl": b""}),
        lambda members: members.update({"tables/contact.jsonl": b"\xff\n"}),
        lambda members: members.update({"tables/contact.jsonl": b"[" * 100_000 + b"\n"}),
        manifest(format="zip"),
        manifest(schema=2),
        manifest(schema="1"),
        manifest(tables={"contact": -1}),
        manifest(tables={"contact": 1, "brand_new": 0}),
        manifest(tables=None),
        row("contact", id="1"),
        row("contact", brand_new=1),
        row("contact", review="perhaps"),
        row("contact", created_at="yesterday"),
        row("contact", name=None),
        row("encounter", contact_id=77),
        row("contact_value", property="dream"),
        row("photo", sha256="../../../../etc/passwd"),
        row("photo", state="eaten"),
        photo(b"another picture"),
        photo(ANA.data * 1000),
        template(name="../../evil.txt.j2"),
        template(name="/tmp/evil.txt.j2"),
        template(language=".."),
        template(text=7),
    ],
)
def test_what_does_not_fit_changes_nothing(saved: Path, other: Aftercard, change: Callable[[Members], None]) -> None:
    with pytest.raises(NothingReadableError):
        other.archives.restore(changed(saved, change))
    assert not any(tables(other).values())
    folder = other.settings.data_folder
    assert [path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("book.db")] == []
    assert other.archives.restore(saved).photos == 1, "the database is still good"


@pytest.mark.parametrize("data", [b"", b"PK\x05\x06" + b"\0" * 18, b"not a zip", b"PK\x03\x04" * 100])
def test_other_files_are_no_archives(data: bytes, other: Aftercard, tmp_path: Path) -> None:
    file = tmp_path / "any.zip"
    file.write_bytes(data)
    with pytest.raises(NothingReadableError):
        other.archives.restore(file)


@pytest.mark.sqlite
def test_a_damaged_archive_is_refused_or_restored_rightly(saved: Path, aftercard: Aftercard, tmp_path: Path) -> None:
    whole, expected = saved.read_bytes(), tables(aftercard)
    broken = saved.with_name("broken.zip")
    refused = 0
    for at in range(0, len(whole), 151):
        broken.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        with Aftercard.open(settings.load(str(tmp_path / f"{at}.db"), environment={})) as other:
            try:
                other.archives.restore(broken)
            except NothingReadableError:
                refused += 1
                assert not any(tables(other).values())
            else:  # a byte that says nothing, such as one of a member's date
                assert tables(other) == expected
    assert refused > 10


def test_a_cut_archive_is_refused(saved: Path, other: Aftercard) -> None:
    saved.write_bytes(saved.read_bytes()[:-30])
    with pytest.raises(NothingReadableError):
        other.archives.restore(saved)


def test_a_bomb_is_not_unpacked(saved: Path, other: Aftercard) -> None:
    bomb = changed(saved, lambda m: m.update({"tables/event.jsonl": b" " * 80_000_000}), zipfile.ZIP_DEFLATED)
    assert bomb.stat().st_size < 200_000
    with pytest.raises(NothingReadableError, match="unpacks to far more"):
        other.archives.restore(bomb)


def test_a_photo_that_is_a_bomb_is_not_unpacked(saved: Path, other: Aftercard) -> None:
    with pytest.raises(NothingReadableError, match="larger than the archive"):
        other.archives.restore(changed(saved, photo(b"\0" * 50_000_000), zipfile.ZIP_DEFLATED))


def test_too_many_members_are_refused(saved: Path, other: Aftercard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_reading, "MAX_MEMBERS", 5)
    with pytest.raises(NothingReadableError, match="too many"):
        other.archives.restore(saved)


def test_columns_that_an_older_version_did_not_have_take_their_defaults(saved: Path, other: Aftercard) -> None:
    def older(members: Members) -> None:
        rows = [json.loads(line) for line in members["tables/contact.jsonl"].splitlines()]
        for one in rows:
            del one["language"], one["note"]
        members["tables/contact.jsonl"] = b"".join(json.dumps(one).encode() + b"\n" for one in rows)

    other.archives.restore(changed(saved, older))
    (contact,) = other.contacts.list()
    assert (contact.language, contact.note) == ("", "")
