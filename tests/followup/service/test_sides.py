"""Front and back of one card: proposed after a capture, joined, taken back, told apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from followup.errors import UnknownEventError, UnknownItemError, UsageError
from followup.model import Event
from followup.service import Aftercard
from scanner.model import CardScan, Photo, ScanResult
from tests.followup.recorded import TAKEN_AT, photo, read

FRONT = "Eva Horn <eva@acme.example> Acme"
BACK = " <office@acme.example> Acme Robotics GmbH"
CHINESE = "李明 <li@dongfang.example> 东方公司"
LATIN = "Li Ming <li@dongfang.example> Dongfang"


def scan(photos: Iterable[Photo]) -> Iterator[tuple[Photo, tuple[ScanResult, ...]]]:
    """As `recorded.scan`, each photo taken the seconds that its name says after the first: 'IMG_4.jpg'."""
    for given in photos:
        after = timedelta(seconds=int(given.file.removeprefix("IMG_").removesuffix(".jpg")))
        yield (
            given,
            tuple(
                replace(found, taken_at=TAKEN_AT + after) if isinstance(found, CardScan) else found
                for found in read(given)
            ),
        )


def capture(aftercard: Aftercard, event: Event, *photos: Photo) -> tuple[int, ...]:
    items = aftercard.photos.capture(event.id, photos, scan)
    return tuple(contact for item in items for contact in item.contact_ids)


def test_two_photos_taken_seconds_apart_are_proposed_with_reasons(aftercard: Aftercard, summit: Event) -> None:
    people = capture(aftercard, summit, photo(BACK, label="IMG_0.jpg"), photo(FRONT, label="IMG_4.jpg"))
    (found,) = aftercard.sides.of_contacts(people)
    assert (found.front.name, found.back.organization) == ("Eva Horn", "Acme Robotics GmbH")
    assert {"same web or mail domain", "taken 4 seconds apart"} <= set(found.reasons)
    assert aftercard.sides.list() == aftercard.sides.list(event=summit.id) == (found,)


def test_two_cards_of_one_photo_are_proposed_wherever_they_lie(aftercard: Aftercard, summit: Event) -> None:
    others = [
        f"Person {name} <x{i}@firm{i}.example> Firm {i}" for i, name in enumerate(("Abel", "Berg", "Cruz", "Dahl"))
    ]
    people = capture(aftercard, summit, photo(FRONT, *others, BACK, label="IMG_0.jpg"))
    (found,) = aftercard.sides.of_contacts(people)
    assert (found.front.id, found.back.id) == (people[0], people[-1])
    assert "in one photo" in found.reasons


def test_joined_they_are_one_contact_with_both_cards_until_that_is_undone(aftercard: Aftercard, summit: Event) -> None:
    front, back = capture(aftercard, summit, photo(CHINESE, label="IMG_0.jpg"), photo(LATIN, label="IMG_3.jpg"))[::-1]
    (found,) = aftercard.sides.list(event=summit.name)
    assert (found.front.id, found.back.id) == (front, back)
    before = aftercard.contacts.get(front)
    done = aftercard.sides.join(front, back)
    assert (done.contact.name, done.contact.emails) == ("Li Ming", ("li@dongfang.example",))
    assert done.contact.note == "李明 · 东方公司"
    assert len(aftercard.contacts.cards(front)) == 2
    assert [c.id for c in aftercard.contacts.list()] == [front]
    assert aftercard.sides.list() == ()
    aftercard.history.undo(front)
    now = aftercard.contacts.get(front)
    assert (now.name, now.note, now.organization) == (before.name, before.note, before.organization)
    assert [len(aftercard.contacts.cards(i)) for i in (front, back)] == [1, 1]
    assert len(aftercard.sides.list()) == 1


def test_told_apart_they_are_never_proposed_again(aftercard: Aftercard, summit: Event) -> None:
    people = capture(aftercard, summit, photo(FRONT, label="IMG_0.jpg"), photo(BACK, label="IMG_4.jpg"))
    aftercard.sides.apart(*people)
    assert aftercard.sides.of_contacts(people) == aftercard.duplicates.all() == ()


def test_told_apart_a_side_is_free_for_another(aftercard: Aftercard, summit: Event) -> None:
    given = (photo(FRONT, label="IMG_0.jpg"), photo(BACK, label="IMG_2.jpg"), photo(BACK + " ", label="IMG_4.jpg"))
    front, near, far = capture(aftercard, summit, *given)
    aftercard.sides.apart(front, near)
    assert [(b.front.id, b.back.id) for b in aftercard.sides.list()] == [(front, far)]


def test_an_hour_apart_or_at_another_event_nothing_is_proposed(aftercard: Aftercard, summit: Event) -> None:
    people = capture(aftercard, summit, photo(FRONT, label="IMG_0.jpg"), photo(BACK, label="IMG_3600.jpg"))
    fair = aftercard.events.add("Fair")
    assert aftercard.sides.of_contacts(people) == aftercard.sides.list(event=fair.id) == ()


def test_what_does_not_exist_is_an_error_and_changes_nothing(aftercard: Aftercard, summit: Event) -> None:
    (front, back) = capture(aftercard, summit, photo(FRONT, BACK, label="IMG_0.jpg"))
    with pytest.raises(UnknownEventError):
        aftercard.sides.list(event="Nowhere")
    with pytest.raises(UsageError):
        aftercard.sides.join(front, front)
    with pytest.raises(UnknownItemError):
        aftercard.sides.join(front, 99)
    with pytest.raises(UnknownItemError):
        aftercard.sides.apart(front, 99)
    assert [c.id for c in aftercard.contacts.list()] == [front, back]
