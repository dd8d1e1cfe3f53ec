from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import delete

from followup import settings
from followup.errors import UnknownItemError
from followup.model import Event, SourceKind
from followup.service import Aftercard
from followup.store.source_table import value_source
from tests.followup.recorded import photo, scan

ANA = photo("Ana López <ana@example.com> Example Tools", label="ana.jpg")
CARD = (SourceKind.SCAN, "ana.jpg")
CSV = b"Name,Email,Title,Company\nAna L\xc3\xb3pez,ana@example.com,CTO,Example Tools\nBo Ek,bo@example.org,,Ek AB\n"


@pytest.fixture
def ana(aftercard: Aftercard, summit: Event) -> int:
    (item,) = [i for i in aftercard.photos.capture(summit.id, (ANA,), scan) if i.contact_ids]
    return item.contact_ids[0]


def sources(aftercard: Aftercard, contact_id: int) -> dict[str, tuple[SourceKind, str]]:
    """Kind and origin by value."""
    found = aftercard.provenance.of_contact(contact_id)
    return {one.value: (one.source.kind, one.source.origin) for one in found}


def test_a_value_says_which_card_file_or_hand_it_came_from_and_when(aftercard: Aftercard, ana: int) -> None:
    began = datetime.now(UTC)
    aftercard.imports.apply(CSV, name="people.csv")
    aftercard.contacts.edit(ana, department="Research", emails=("ana@example.com", "ana@example.net"))
    assert sources(aftercard, ana) == {
        **dict.fromkeys(("Ana López", "Ana", "López", "Example Tools", "ana@example.com"), CARD),
        "CTO": (SourceKind.IMPORT, "people.csv (CSV)"),
        "Research": (SourceKind.HAND, ""),
        "ana@example.net": (SourceKind.HAND, ""),
    }
    by_value = {one.value: one.source for one in aftercard.provenance.of_contact(ana)}
    (card,) = aftercard.contacts.cards(ana)
    assert by_value["Ana López"].card_id == card.id
    for value in ("CTO", "Research"):
        at = by_value[value].at
        assert at is not None
        assert began <= at <= datetime.now(UTC)
    bo = aftercard.contacts.list(search="Bo Ek")[0]
    assert set(sources(aftercard, bo.id).values()) == {(SourceKind.IMPORT, "people.csv (CSV)")}


def test_an_undone_value_comes_from_where_it_came_before(aftercard: Aftercard, ana: int) -> None:
    aftercard.contacts.edit(ana, name="Anna López")
    assert sources(aftercard, ana)["Anna López"] == (SourceKind.HAND, "")
    aftercard.history.undo(ana)
    assert sources(aftercard, ana)["Ana López"] == CARD


def test_a_merge_takes_the_sources_along_and_its_undoing_gives_them_back(aftercard: Aftercard, ana: int) -> None:
    aftercard.imports.apply(b"Name,Email,Phone\nBo Ek,bo@example.org,+46 8 123 456 00\n", name="people.csv")
    bo = aftercard.contacts.list(search="Bo Ek")[0].id
    aftercard.contacts.edit(bo, title="Director")
    before = sources(aftercard, bo)
    aftercard.duplicates.merge(ana, bo)
    merged = sources(aftercard, ana)
    assert merged["bo@example.org"] == (SourceKind.IMPORT, "people.csv (CSV)")
    assert merged["Director"] == (SourceKind.HAND, "")
    assert merged["Ana López"] == CARD
    aftercard.history.undo(ana)
    assert sources(aftercard, bo) == before
    assert set(sources(aftercard, ana).values()) == {CARD}


def test_what_nobody_noted_is_unknown_and_a_merge_of_it_says_whose_it_was(aftercard: Aftercard, ana: int) -> None:
    bo = aftercard.contacts.add(name="Bo Ek", title="Director").id
    with aftercard._context.database.write() as connection:  # as a version left it that did not note sources
        connection.execute(delete(value_source))
    assert sources(aftercard, bo)["Director"] == (SourceKind.UNKNOWN, "")
    assert sources(aftercard, ana)["Ana López"] == CARD, "the card still says so"
    aftercard.duplicates.merge(ana, bo)
    assert sources(aftercard, ana)["Director"] == (SourceKind.MERGE, "Bo Ek")


def test_sources_survive_a_backup(aftercard: Aftercard, ana: int, tmp_path: Path) -> None:
    aftercard.contacts.edit(ana, title="CTO")
    (tmp_path / "book.zip").write_bytes(b"".join(aftercard.archives.backup().pieces))
    with Aftercard.open(settings.load(str(tmp_path / "new.db"), environment={})) as restored:
        restored.archives.restore(tmp_path / "book.zip")
        assert restored.provenance.of_contact(ana) == aftercard.provenance.of_contact(ana)


def test_an_erased_contact_leaves_no_trace_of_its_sources(aftercard: Aftercard, ana: int) -> None:
    aftercard.contacts.edit(ana, title="CTO")
    aftercard.contacts.erase(ana)
    with aftercard._context.database.read() as connection:
        assert connection.execute(value_source.select()).all() == []
    with pytest.raises(UnknownItemError):
        aftercard.provenance.of_contact(ana)
