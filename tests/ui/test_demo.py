"""The sample that `make demo` shows: complete, up to date with the drawn cards, alive on every page."""

from __future__ import annotations

from hashlib import sha256

import pytest

from followup.model import DraftState, PhotoState
from followup.ui.desk import Desk
from tests.ui import demo
from tests.ui.visit import Visit


def test_every_drawn_card_was_recorded_as_it_is_now() -> None:
    drawn = {sha256(path.read_bytes()).hexdigest() for path in demo.CARDS.glob("*.jpg")}
    assert set(demo.readings()) == drawn


def test_the_sample_has_cards_in_every_state(desk: Desk) -> None:
    event = demo.fill(desk.service)
    progress = next(p for p in desk.service.events.progress() if p.event.id == event.id)
    assert 0 < progress.reviewed < progress.contacts
    assert progress.waiting == 1
    assert progress.failed == 2
    assert {d.state for d in desk.service.drafts.list(event=event.id)} == {DraftState.DRAFTED, DraftState.APPROVED}
    assert all(photo.state is not PhotoState.FAILED for photo in desk.service.photos.list("Nordic Food Forum"))


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("today", "you promised"),
        ("capture", "1 photo** stored and not read yet"),
        ("review", "left to check"),
        ("drafts", "of 11** approved"),
        ("contacts", "11 contacts"),
        ("events", "Nordic Food Forum"),
    ],
)
def test_every_page_is_alive(desk: Desk, page: str, shown: str) -> None:
    demo.fill(desk.service)
    visit = Visit(desk)
    visit.open(page)
    assert shown in visit.text()
