"""Photos become contacts, and each photo ends as a row with its outcome."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import pytest

from followup.errors import UnknownEventError, UnknownItemError, UsageError
from followup.model import Event, PhotoState, ReviewState
from followup.service import Aftercard, Outcome
from followup.settings import Settings
from scanner.model import FailureCode, Photo, ScanFailure, ScanResult
from tests.followup.recorded import read, scan
from tests.followup.service.captures import ANA, BLANK, BO, TWO, capture, final


def test_photos_become_contacts_met_at_the_event(aftercard: Aftercard, summit: Event) -> None:
    items = capture(aftercard, summit, ANA, TWO, BLANK)
    assert final(items) == [
        ("ana.jpg", Outcome.READ),
        ("two.jpg", Outcome.READ),
        ("blank.jpg", Outcome.FAILED),
    ]
    assert (items[-1].done, items[-1].total) == (3, 3)
    people = aftercard.contacts.list(event=summit.id)
    assert [(c.name, c.organization, c.emails) for c in people] == [
        ("Ana López", "Example Tools", ("ana@example.com",)),
        ("Cy Chan", "", ("cy@example.net",)),
        ("Di Dorn", "", ("di@example.net",)),
    ]
    assert {c.review for c in people} == {ReviewState.CAPTURED}
    met = aftercard.encounters.get(people[0].id, summit.id)
    assert met is not None
    assert met.met_on == date(2026, 11, 17), "the camera's day lies within the event"


def test_a_failed_photo_is_a_row_with_its_reason(aftercard: Aftercard, summit: Event) -> None:
    capture(aftercard, summit, BLANK, ANA)
    (failed,) = aftercard.photos.list(summit.id, PhotoState.FAILED)
    assert (failed.label, failed.failure_code) == ("blank.jpg", "no-card")
    assert failed.failure_message
    assert failed.failure_hint


def test_a_file_that_could_not_be_opened_is_reported_between_the_others(aftercard: Aftercard, summit: Event) -> None:
    unopened = ScanFailure("cut.zip", FailureCode.UNREADABLE_IMAGE, "The archive is cut off.", "Copy it again.")
    items = capture(aftercard, summit, ANA, unopened, BO)
    assert sorted(final(items)) == [
        ("ana.jpg", Outcome.READ),
        ("bo.jpg", Outcome.READ),
        ("cut.zip", Outcome.FAILED),
    ]
    assert (items[-1].done, items[-1].total) == (3, 3)


def test_the_reading_is_kept_untouched_beside_the_contact(aftercard: Aftercard, summit: Event) -> None:
    capture(aftercard, summit, ANA)
    (review,) = aftercard.contacts.review(summit.id)
    assert review.cards[0].scan == read(ANA)[0]
    assert review.confidence == 0.7
    aftercard.contacts.accept(review.contact.id, name="Anna Lopez")
    (after,) = aftercard.contacts.review(summit.id)
    assert after.contact.name == "Anna Lopez"
    assert after.cards == review.cards
    assert aftercard.contacts.review(summit.id, ReviewState.CAPTURED) == ()


def test_the_same_photo_is_stored_and_read_once(aftercard: Aftercard, summit: Event, places: Settings) -> None:
    capture(aftercard, summit, ANA, Photo("copy.jpg", ANA.data))
    again = capture(aftercard, summit, ANA)
    assert final(again) == [("ana.jpg", Outcome.SEEN)]
    assert again[0].contact_ids == (1,)
    assert len(aftercard.contacts.list()) == 1
    assert len([path for path in places.photos_folder.rglob("*") if path.is_file()]) == 1


def test_at_another_event_the_same_photo_is_one_more_meeting(aftercard: Aftercard, summit: Event) -> None:
    fair = aftercard.events.add("Fair", starts_on="2026-12-01")
    capture(aftercard, summit, ANA)
    aftercard.contacts.accept(1, name="Anna López")
    items = capture(aftercard, fair, ANA)
    assert final(items) == [("ana.jpg", Outcome.SEEN)]
    (contact,) = aftercard.contacts.list()
    assert contact.name == "Anna López"
    assert [m.event.name for m in aftercard.encounters.of_contact(contact.id)] == ["Web Summit 2026", "Fair"]
    assert [p.label for p in aftercard.photos.list(fair.id)] == ["ana.jpg"]


def test_a_photo_waiting_at_two_events_is_read_once_for_both(aftercard: Aftercard, summit: Event) -> None:
    fair = aftercard.events.add("Fair")
    for event in (summit, fair):
        items = aftercard.photos.capture(event.id, [ANA], scan)
        next(items)
        items.close()
    assert final(list(aftercard.photos.resume(fair.id, scan))) == [("ana.jpg", Outcome.READ)]
    assert len(aftercard.contacts.list(event=summit.id)) == len(aftercard.contacts.list(event=fair.id)) == 1
    assert list(aftercard.photos.resume(summit.id, scan)) == []


def test_photos_finish_in_any_order(aftercard: Aftercard, summit: Event) -> None:
    def backwards(photos: Iterable[Photo]) -> Iterator[tuple[Photo, tuple[ScanResult, ...]]]:
        yield from reversed(list(scan(photos)))

    items = list(aftercard.photos.capture(summit.id, [ANA, BO, BLANK], backwards))
    assert final(items) == [("blank.jpg", Outcome.FAILED), ("bo.jpg", Outcome.READ), ("ana.jpg", Outcome.READ)]
    by_label = {item.label: item.contact_ids for item in items if item.outcome is Outcome.READ}
    assert {label: aftercard.contacts.get(ids[0]).name for label, ids in by_label.items()} == {
        "ana.jpg": "Ana López",
        "bo.jpg": "Bo Berg",
    }


def test_a_failed_photo_can_be_tried_again(aftercard: Aftercard, summit: Event) -> None:
    capture(aftercard, summit, BLANK)
    (failed,) = aftercard.photos.list(summit.id)

    def better(photos: Iterable[Photo]) -> Iterator[tuple[Photo, tuple[ScanResult, ...]]]:
        yield from ((given, read(Photo(given.file, ANA.data))) for given in photos)

    (item,) = aftercard.photos.retry(failed.id, better)
    assert item.outcome is Outcome.READ
    assert [p.state for p in aftercard.photos.list(summit.id)] == [PhotoState.READ]
    assert aftercard.photos.get(failed.id).failure_code == ""
    with pytest.raises(UsageError, match="read already"):
        aftercard.photos.retry(failed.id, scan)


def test_a_failed_photo_that_is_given_again_is_tried_again(aftercard: Aftercard, summit: Event) -> None:
    capture(aftercard, summit, BLANK)
    assert final(capture(aftercard, summit, BLANK)) == [("blank.jpg", Outcome.FAILED)]


def test_a_photo_whose_file_is_gone_stops_no_other(aftercard: Aftercard, summit: Event, places: Settings) -> None:
    items = aftercard.photos.capture(summit.id, [ANA, BO], scan)
    next(items), next(items)
    items.close()
    waiting = aftercard.photos.list(summit.id)
    next(path for path in places.photos_folder.rglob(waiting[0].sha256)).unlink()
    items = capture(aftercard, summit)
    assert sorted(final(items)) == [("ana.jpg", Outcome.FAILED), ("bo.jpg", Outcome.READ)]
    assert final(capture(aftercard, summit, ANA)) == [("ana.jpg", Outcome.READ)], "capturing it again heals it"


def test_a_scanner_that_finds_nothing_and_says_nothing_is_a_failure(aftercard: Aftercard, summit: Event) -> None:
    (_, item) = aftercard.photos.capture(summit.id, [ANA], lambda photos: ((p, ()) for p in photos))
    assert item.failure is not None
    assert item.failure.code is FailureCode.NO_CARD


def test_one_unread_card_beside_a_read_one_is_not_dropped_silently(aftercard: Aftercard, summit: Event) -> None:
    unread = ScanFailure("ana.jpg", FailureCode.NO_TEXT, "The second card has no text.", "Take it alone.")
    (_, item) = aftercard.photos.capture(summit.id, [ANA], lambda ps: ((p, (*read(p), unread)) for p in ps))
    assert item.outcome is Outcome.READ
    assert item.failure == unread
    assert aftercard.photos.list(summit.id)[0].failure_message == unread.message


def test_a_discarded_photo_is_gone(aftercard: Aftercard, summit: Event, places: Settings) -> None:
    capture(aftercard, summit, BLANK, ANA)
    aftercard.photos.discard(1)
    assert [p.label for p in aftercard.photos.list(summit.id)] == ["ana.jpg"]
    assert len([path for path in places.photos_folder.rglob("*") if path.is_file()]) == 1
    with pytest.raises(UsageError, match="Contacts were made"):
        aftercard.photos.discard(2)
    with pytest.raises(UnknownItemError):
        aftercard.photos.data(1)


def test_a_photo_comes_back_as_it_was_given(aftercard: Aftercard, summit: Event) -> None:
    capture(aftercard, summit, ANA)
    assert aftercard.photos.data(1) == ANA.data


def test_an_unknown_event_is_an_error_before_a_photo_is_read(aftercard: Aftercard) -> None:
    def must_not_be_read() -> Iterator[Photo]:
        raise AssertionError
        yield ANA

    with pytest.raises(UnknownEventError):
        aftercard.photos.capture("Nowhere", must_not_be_read(), scan)


@pytest.mark.parametrize("label", ["../../etc/passwd", "a\x1b[2Jb\u202e.jpg", "x" * 5000, ""])
def test_a_hostile_label_is_a_label(aftercard: Aftercard, summit: Event, places: Settings, label: str) -> None:
    capture(aftercard, summit, Photo(label, ANA.data))
    (stored,) = aftercard.photos.list(summit.id)
    assert stored.label
    assert len(stored.label) <= 500
    assert stored.label.isprintable()
    files = [path for path in places.data_folder.parent.rglob("*") if path.is_file()]
    assert all(places.data_folder in path.parents for path in files)
