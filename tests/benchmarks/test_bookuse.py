"""The measurements of a large book measure what they say, tried on a small one."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import bookuse, filledbook


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("book") / "book.sqlite"
    filledbook.fill(file, 60)
    return file


@pytest.mark.parametrize(
    ("part", "found"),
    [
        ("list, first page", 60),
        ("search, a name", 1),
        ("search, nobody", 0),
        ("open a contact", filledbook.MEETINGS),
        ("due, the first dozen", 12),
    ],
)
def test_each_part_finds_what_is_there(book: Path, part: str, found: int) -> None:
    measured = bookuse.measure(part, book)
    assert measured["found"] == found
    assert measured["ms"] > 0


def test_every_part_can_be_measured(book: Path) -> None:
    assert all(bookuse.measure(part, book)["MB peak"] > 0 for part in bookuse.PARTS)
