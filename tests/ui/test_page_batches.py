"""Photos that are read in the background: nothing is lost, nothing is read twice, everything can be stopped."""

from __future__ import annotations

import io
import threading
import time
import zipfile
from collections.abc import Callable

import pytest

from followup.errors import StorageError
from followup.model import Event, PhotoState
from followup.ui.batch_progress import Progress
from followup.ui.desk import Desk
from tests.ui.recorded import ANA, BROKEN, JONAS, MEI, RecordedScanner, photo_of


class File:
    """An uploaded file."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        self._data = data

    def getvalue(self) -> bytes:
        return self._data


CARDS = [File("ana.jpg", photo_of(ANA)), File("jonas.jpg", photo_of(JONAS)), File("mei.jpg", photo_of(MEI))]


@pytest.fixture
def event(desk: Desk) -> Event:
    return desk.service.events.add("Iberia Expo 2026")


def finished(desk: Desk) -> Progress:
    assert desk.batches.wait(20)
    progress = desk.batches.progress()
    assert progress is not None
    assert not progress.running
    return progress


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def states(desk: Desk, event: Event) -> dict[str, PhotoState]:
    return {photo.label: photo.state for photo in desk.service.photos.list(event.id)}


def test_every_photo_becomes_contacts_or_a_failure(desk: Desk, event: Event) -> None:
    desk.batches.add(event.id, [*CARDS, File("broken.jpg", BROKEN)])
    progress = finished(desk)
    assert (progress.done, progress.total, progress.contacts, progress.failed) == (4, 4, 3, 1)
    assert [item.label for item in progress.recent] == ["broken.jpg", "mei.jpg", "jonas.jpg", "ana.jpg"]
    assert states(desk, event)["broken.jpg"] is PhotoState.FAILED
    assert [c.name for c in desk.service.contacts.list(event=event.id)] == [ANA.name, JONAS.name, MEI.name]


def test_a_known_photo_is_not_read_again(desk: Desk, event: Event, scanner: RecordedScanner) -> None:
    desk.batches.add(event.id, CARDS[:1])
    finished(desk)
    desk.batches.add(event.id, [File("the same.jpg", photo_of(ANA))])
    progress = finished(desk)
    assert progress.seen == 1
    assert scanner.read == ["ana.jpg"]
    assert len(desk.service.contacts.list()) == 1


def test_stopping_keeps_what_is_read_and_the_rest_continues_later(
    desk: Desk, event: Event, scanner: RecordedScanner
) -> None:
    scanner.gate = threading.Semaphore(1)
    desk.batches.add(event.id, CARDS)
    until(lambda: scanner.read == ["ana.jpg"])
    desk.batches.cancel()
    scanner.gate.release()
    progress = finished(desk)
    assert progress.cancelled
    assert PhotoState.WAITING in states(desk, event).values()
    assert desk.service.contacts.list()[0].name == ANA.name

    scanner.gate = None
    desk.batches.resume(event.id)
    finished(desk)
    assert set(states(desk, event).values()) == {PhotoState.READ}
    assert len(desk.service.contacts.list()) == 3


def test_photos_of_a_killed_server_wait_for_the_next_one(desk: Desk, event: Event) -> None:
    """What a killed server leaves behind is what storing without reading leaves behind."""
    from scanner.model import Photo

    for _ in desk.service.photos.capture(event.id, [Photo("ana.jpg", photo_of(ANA))], lambda photos: ()):
        pass
    assert states(desk, event) == {"ana.jpg": PhotoState.WAITING}
    desk.batches.resume(event.id)
    finished(desk)
    assert states(desk, event) == {"ana.jpg": PhotoState.READ}


def test_photos_dropped_meanwhile_join_the_batch(desk: Desk, event: Event, scanner: RecordedScanner) -> None:
    scanner.gate = threading.Semaphore(0)
    desk.batches.add(event.id, CARDS[:1])
    until(lambda: states(desk, event) == {"ana.jpg": PhotoState.WAITING})
    other = desk.service.events.add("Salon du Vin")
    desk.batches.add(other.id, CARDS[1:])
    until(lambda: len(states(desk, other)) == 2)
    for _ in range(3):
        scanner.gate.release()
    progress = finished(desk)
    assert progress.done == progress.total == 3
    assert [c.name for c in desk.service.contacts.list(event=other.id)] == [JONAS.name, MEI.name]


def test_archives_are_opened_and_a_bad_one_is_said(desk: Desk, event: Event) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../../ana.jpg", photo_of(ANA))
        archive.writestr("notes.txt", "no picture")
    desk.batches.add(event.id, [File("cards.zip", packed.getvalue()), File("bad.zip", b"PK\x03\x04 nothing")])
    progress = finished(desk)
    assert progress.contacts == 1
    assert [failure.file for failure in progress.unopened] == ["bad.zip"]
    assert list(states(desk, event)) == ["cards.zip/ana.jpg"]


def test_a_failed_photo_can_be_tried_again(desk: Desk, event: Event, scanner: RecordedScanner) -> None:
    desk.batches.add(event.id, [File("broken.jpg", BROKEN)])
    finished(desk)
    (failed,) = desk.service.photos.list(event.id, PhotoState.FAILED)
    desk.batches.retry(event.id, failed.id)
    assert finished(desk).failed == 1
    assert scanner.read == ["broken.jpg", "broken.jpg"]


@pytest.mark.parametrize("trouble", [StorageError("The disk is full.", "Free some space."), RuntimeError("a bug")])
def test_trouble_ends_the_batch_with_a_sentence_and_loses_nothing(
    desk: Desk, event: Event, scanner: RecordedScanner, trouble: Exception
) -> None:
    scanner.trouble = trouble
    desk.batches.add(event.id, CARDS)
    progress = finished(desk)
    assert progress.problem is not None
    assert "bug" not in progress.problem.message
    assert set(states(desk, event).values()) == {PhotoState.WAITING}
    scanner.trouble = None
    desk.batches.resume(event.id)
    assert finished(desk).problem is None
    assert set(states(desk, event).values()) == {PhotoState.READ}


def test_files_that_storing_did_not_get_to_are_named(desk: Desk, event: Event) -> None:
    class Gone(File):
        def getvalue(self) -> bytes:
            raise OSError(5, "Input/output error")

    desk.batches.add(event.id, [CARDS[0], Gone("gone.jpg", b""), *CARDS[1:]])
    progress = finished(desk)
    assert [failure.file for failure in progress.unopened] == ["gone.jpg", "jonas.jpg", "mei.jpg"]
    assert (progress.failed, progress.to_store) == (3, 0)
    assert set(states(desk, event)) == {"ana.jpg"}
