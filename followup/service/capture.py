"""From photos to contacts, in two steps that lose nothing: store all of them, then read them one by one."""

from __future__ import annotations

from collections.abc import Callable, Container, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import TypeAlias

from sqlalchemy import Connection

from followup.errors import StorageError
from followup.model import Event, PhotoState, StoredPhoto
from followup.service import from_scan
from followup.service.context import Context
from followup.service.values import short_label
from followup.store import cards, contacts, encounters, events, photos
from scanner.model import CardScan, FailureCode, Photo, ScanFailure, ScanResult

ScanFunction: TypeAlias = Callable[[Iterable[Photo]], Iterable[tuple[Photo, tuple[ScanResult, ...]]]]
"""Reads photos and gives each back with its results as it finishes, in any order, taking photos only as it needs them:
`scanner.batch.scan_photos` with its options bound. The returned photo holds the bytes that were given."""


class Outcome(StrEnum):
    """What became of a photo."""

    STORED = "stored"
    """Safe on disk and waiting to be read; a final item follows."""
    SEEN = "seen"
    """Its content was captured before; nothing new was made, except meetings when it was at another event."""
    READ = "read"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureItem:
    """One step of a capture.

    Attributes:
        label: the photo's name.
        outcome: what became of it.
        done: photos finished so far, this one included if it is.
        total: photos known so far.
        photo_id: the stored photo, or None for a file that could not be opened.
        contact_ids: contacts on it.
        failure: why it, or one of several cards on it, could not be read.
    """

    label: str
    outcome: Outcome
    done: int
    total: int
    photo_id: int | None = None
    contact_ids: tuple[int, ...] = ()
    failure: ScanFailure | None = None


@dataclass(frozen=True, slots=True)
class _Result:
    """A `CaptureItem` before it is counted."""

    label: str
    outcome: Outcome
    photo_id: int | None = None
    contact_ids: tuple[int, ...] = ()
    failure: ScanFailure | None = None

    def counted(self, done: int, total: int) -> CaptureItem:
        return CaptureItem(
            label=self.label,
            outcome=self.outcome,
            done=done,
            total=total,
            photo_id=self.photo_id,
            contact_ids=self.contact_ids,
            failure=self.failure,
        )


class Capture:
    """Stores and reads photos."""

    def __init__(self, context: Context) -> None:
        self._database = context.database
        self._files = context.files

    def run(
        self, event: Event, given: Iterable[Photo | ScanFailure], scan: ScanFunction
    ) -> Generator[CaptureItem, None, None]:
        """See `Photos.capture`."""
        done = 0
        queued: dict[int, str] = {}
        for photo in given:
            result = self._unopened(photo) if isinstance(photo, ScanFailure) else self._store(event, photo, queued)
            if result.outcome is Outcome.STORED and result.photo_id is not None:
                queued[result.photo_id] = result.label
            else:
                done += 1
            yield result.counted(done, done + len(queued))
        with self._database.read() as connection:
            waiting = photos.of_event(connection, event.id, PhotoState.WAITING)
            taken = queued.keys() - {photo.id for photo in waiting}
            finished = [_finished_elsewhere(connection, photo_id, queued[photo_id]) for photo_id in sorted(taken)]
        total = done + len(finished) + len(waiting)
        for result in finished:
            done += 1
            yield result.counted(done, total)
        yield from self.read(waiting, scan, done)

    def read(
        self, waiting: Sequence[StoredPhoto], scan: ScanFunction, done: int = 0
    ) -> Generator[CaptureItem, None, None]:
        """Read stored photos; `done` others are finished already and count."""
        total = done + len(waiting)
        with closing(self._results(waiting, scan)) as results:
            for result in results:
                done += 1
                yield result.counted(done, total)

    @staticmethod
    def _unopened(failure: ScanFailure) -> _Result:
        return _Result(short_label(failure.file), Outcome.FAILED, failure=failure)

    def _store(self, event: Event, photo: Photo, queued: Container[int]) -> _Result:
        """Put the photo on disk and its row beside it; the write lock keeps an erasure from deleting the file.

        A photo that waits already, since an interrupted capture or in another process, is read by this one too, unless
        this one queued it itself.
        """
        label = short_label(photo.file) or "photo"
        with self._database.write() as connection:
            digest = self._files.put(photo.data)
            found = photos.by_digest(connection, digest)
            photo_id, state = found or (photos.add(connection, digest, len(photo.data)), PhotoState.WAITING)
            photos.link(connection, photo_id, event.id, label)
            if state is PhotoState.READ:
                return _Result(label, Outcome.SEEN, photo_id, _meet(connection, photo_id, event))
            if state is PhotoState.FAILED:  # it was given again on purpose
                photos.set_waiting(connection, photo_id)
            return _Result(label, Outcome.SEEN if photo_id in queued else Outcome.STORED, photo_id)

    def _results(self, waiting: Sequence[StoredPhoto], scan: ScanFunction) -> Generator[_Result, None, None]:
        by_digest = {photo.sha256: photo for photo in waiting}
        lost: list[tuple[StoredPhoto, ScanFailure]] = []
        results = scan(self._opened(waiting, lost))
        try:
            for photo, found in results:
                yield self._record(by_digest[sha256(photo.data).hexdigest()], found)
        finally:
            if isinstance(results, Generator):
                results.close()  # a cancelled batch gives its workers back now, not when it is collected
        for stored, failure in lost:
            yield self._record(stored, (failure,))

    def _opened(self, waiting: Sequence[StoredPhoto], lost: list[tuple[StoredPhoto, ScanFailure]]) -> Iterator[Photo]:
        """The photos' bytes, one at a time; a file that is gone from the folder must not stop the others."""
        for stored in waiting:
            try:
                data = self._files.get(stored.sha256)
            except StorageError as error:
                code = FailureCode.UNREADABLE_IMAGE
                lost.append((stored, ScanFailure(stored.label, code, error.message, "Capture the photo again.")))
            else:
                yield Photo(stored.label, data)

    def _record(self, stored: StoredPhoto, found: Sequence[ScanResult]) -> _Result:
        """What the scanner found, in one transaction: the photo's state, its cards, their contacts and meetings."""
        scans = [result for result in found if isinstance(result, CardScan)]
        failure = next((result for result in found if isinstance(result, ScanFailure)), None)
        with self._database.write() as connection:
            state = photos.by_digest(connection, stored.sha256)
            if state != (stored.id, PhotoState.WAITING):  # another process was faster, or the photo was discarded
                return _finished_elsewhere(connection, stored.id, stored.label)
            if not scans:
                failure = failure or _nothing(stored.label)
                photos.set_failed(connection, stored.id, failure)
                return _Result(stored.label, Outcome.FAILED, stored.id, failure=failure)
            photos.set_read(connection, stored.id, scans[0].taken_at, failure)
            made = tuple(_make_contact(connection, stored.id, scan) for scan in scans)
            for event_id in photos.events_of(connection, stored.id):
                event = events.by_id(connection, event_id)
                assert event is not None
                _meet(connection, stored.id, event)
        return _Result(stored.label, Outcome.READ, stored.id, made, failure)


def _finished_elsewhere(connection: Connection, photo_id: int, label: str) -> _Result:
    """What another process made of a photo that was to be read here."""
    stored = photos.by_id(connection, photo_id)
    if stored is None:  # it was discarded
        return _Result(label, Outcome.SEEN)
    if stored.state is PhotoState.FAILED:
        code = FailureCode(stored.failure_code)
        failure = ScanFailure(label, code, stored.failure_message, stored.failure_hint)
        return _Result(label, Outcome.FAILED, photo_id, failure=failure)
    return _Result(label, Outcome.SEEN, photo_id, cards.contacts_of_photo(connection, photo_id))


def _nothing(label: str) -> ScanFailure:
    message = "No card was found on this photo."
    return ScanFailure(label, FailureCode.NO_CARD, message, "Take the photo again, closer and from straight above.")


def _make_contact(connection: Connection, photo_id: int, scan: CardScan) -> int:
    contact = contacts.add(connection, from_scan.contact_of(scan))
    cards.add(connection, photo_id, contact.id, scan)
    return contact.id


def _meet(connection: Connection, photo_id: int, event: Event) -> tuple[int, ...]:
    """The people on the photo were met at the event: one more meeting each, never a second contact."""
    known = cards.contacts_of_photo(connection, photo_id)
    stored = photos.by_id(connection, photo_id)
    for contact_id in known:
        encounters.ensure(
            connection, contact_id, event.id, met_on=from_scan.met_on(event, stored.taken_at if stored else None)
        )
    return known
