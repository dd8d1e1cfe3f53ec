"""Pages of a book of ten thousand contacts: drawn without anybody waiting for them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import filledbook
from followup.service import Aftercard
from followup.service.directory import Order
from followup.ui.batches import Batches
from followup.ui.desk import Desk
from tests.ui.visit import Visit

pytestmark = pytest.mark.slow

PEOPLE = 10_000
SECONDS = 2.5
"""Of processor time for a page. On an idle machine all of them take less than one; a busy one counts twice as much."""


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    file = tmp_path_factory.mktemp("large") / "book.db"
    filledbook.fill(file, PEOPLE)
    service: Aftercard = filledbook.open_book(Path(file))
    desk = Desk(service, Batches(service, lambda photos: iter(())))
    yield Visit(desk)
    service.close()


def seconds(visit: Visit) -> float:
    """Processor time of drawing the page that is open once more."""
    start = time.process_time()
    visit.run()
    return time.process_time() - start


@pytest.mark.parametrize("page", ["today", "events"])
def test_a_page_is_drawn_in_no_time(visit: Visit, page: str) -> None:
    visit.open(page)
    assert seconds(visit) < SECONDS


def test_everybody_is_found_narrowed_ordered_and_paged_in_no_time(visit: Visit) -> None:
    visit.open("contacts")
    visit.tab.toggle(key="everywhere").set_value(True)
    visit.run()
    assert "10,000 contacts" in visit.text()
    assert sum(key.startswith("open-") for key in (button.key or "" for button in visit.tab.button)) == 25
    assert seconds(visit) < SECONDS
    visit.choose("people-order", Order.HEALTH)
    assert seconds(visit) < SECONDS
    visit.tab.toggle(key="only-due").set_value(True)
    visit.type("Find", "energy")
    assert seconds(visit) < SECONDS


@pytest.mark.parametrize("part", ["card", "giving"])
def test_a_person_is_drawn_in_no_time(visit: Visit, part: str) -> None:
    visit.open("contacts", 17)
    visit.part(part)
    assert seconds(visit) < SECONDS
