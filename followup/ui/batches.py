"""Reading photos in the background of the page's server, whatever the browser does meanwhile.

Photos that were dropped are stored at once, by a thread of their own; one other thread reads what waits, event after
event. Everything durable is in the database: this holds only what is going on right now, so a killed server loses no
stored photo, and the next one continues. No Streamlit in here.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from typing import Any

from followup.errors import AftercardError
from followup.locale import _, current, speaking
from followup.service import Aftercard, CaptureItem, Outcome, ScanFunction
from followup.ui.batch_progress import Progress, Upload
from scanner.model import FailureCode, Photo, ScanFailure, ScanResult

_LOG = logging.getLogger(__name__)

RECENT = 12
"""Results that are kept for showing as they finish."""


class Batches:
    """The photos of one database that are being stored and read. One batch runs at a time; threads may share this."""

    def __init__(self, service: Aftercard, scan: ScanFunction) -> None:
        self._service = service
        self._scan = scan
        self._lock = threading.RLock()
        self._progress: Progress | None = None
        self._queue: list[int] = []
        self._reading = False
        self._storing = 0
        self._first_done = 0.0
        self._over = threading.Event()
        self._over.set()

    def progress(self) -> Progress | None:
        """The running batch, else the last one; None before the first."""
        with self._lock:
            return self._progress

    def add(self, event_id: int, uploads: Sequence[Upload]) -> None:
        """Store the files' photos at the event and read them. Archives and PDFs are opened. Returns at once."""
        with self._lock:
            self._begin(event_id)
            self._storing += 1
            self._note(to_store=self._now().to_store + len(uploads))
        _in_background(self._store, event_id, list(uploads))

    def resume(self, event_id: int) -> None:
        """Read the photos of the event that wait. Returns at once."""
        with self._lock:
            self._begin(event_id)
            self._enqueue(event_id)

    def retry(self, event_id: int, photo_id: int) -> None:
        """Read a photo that failed once more, after those that wait. Returns at once.

        Raises:
            UnknownItem, UsageError: there is no such photo, or it was read.
        """
        self._service.photos.retry(photo_id, self._scan).close()  # queued by the call itself; read with the others
        self.resume(event_id)

    def cancel(self) -> None:
        """Stop after the photos in hand. What was read is kept, what was stored can be read later."""
        with self._lock:
            self._queue.clear()
            if self._progress and self._progress.running:
                self._note(cancelled=True)

    def wait(self, seconds: float) -> bool:
        """Wait for the running batch; False when it is not over by then."""
        return self._over.wait(seconds)

    def _begin(self, event_id: int) -> None:
        """Join the running batch or start one."""
        if self._progress is None or not self._progress.running:
            self._progress = Progress(event_id=event_id)
            self._over.clear()
            self._first_done = 0.0
        self._note(cancelled=False)

    def _store(self, event_id: int, uploads: list[Upload]) -> None:
        with self._contained():
            for item in self._service.photos.capture(event_id, self._opened(uploads), _read_later):
                self._stored(item)
        with self._lock:
            self._leave(uploads)
            self._storing -= 1
            if not self._now().cancelled:
                self._enqueue(event_id)
            self._settle()

    def _opened(self, uploads: list[Upload]) -> Iterator[Photo | ScanFailure]:
        """The photos in the files; each file's bytes are let go as soon as it is stored."""
        from scanner.photo import PageReader, expand  # noqa: PLC0415  (loaded when the first photos come, not before)

        with PageReader() as pages:
            while uploads:
                yield from expand(Photo(uploads[0].name, uploads[0].getvalue()), pages)
                uploads.pop(0)
                with self._lock:
                    self._note(to_store=self._now().to_store - 1)

    def _leave(self, uploads: list[Upload]) -> None:
        """Name the files that are left when storing broke off: nobody else remembers them."""
        message, hint = _("Storing stopped before this file was safe."), _("Drop it again.")
        left = tuple(ScanFailure(file.name, FailureCode.UNREADABLE_IMAGE, message, hint) for file in uploads)
        self._note(
            unopened=(*self._now().unopened, *left),
            failed=self._now().failed + len(left),
            to_store=self._now().to_store - len(left),
        )

    def _stored(self, item: CaptureItem) -> None:
        with self._lock:
            now = self._now()
            if item.outcome is Outcome.SEEN:
                self._note(seen=now.seen + 1)
            elif item.failure and item.outcome is Outcome.FAILED and item.photo_id is None:
                self._note(unopened=(*now.unopened, item.failure), failed=now.failed + 1)

    def _enqueue(self, event_id: int) -> None:
        if event_id not in self._queue:
            self._queue.append(event_id)
        if not self._reading:
            self._reading = True
            _in_background(self._read)

    def _read(self) -> None:
        while (event_id := self._next()) is not None:
            with self._contained(), closing(self._service.photos.resume(event_id, self._scan)) as items:
                before = self._now().done
                for item in items:
                    self._finished(item, before)
                    if self._now().cancelled:
                        break

    def _next(self) -> int | None:
        """The next event to read; None ends the reading thread."""
        with self._lock:
            if not self._queue:
                self._reading = False
                self._settle()
                return None
            event_id = self._queue.pop(0)
            self._note(event_id=event_id)
            return event_id

    def _finished(self, item: CaptureItem, before: int) -> None:
        with self._lock:
            now = self._now()
            self._note(
                done=before + item.done,
                total=before + item.total,
                failed=now.failed + (item.outcome is Outcome.FAILED),
                contacts=now.contacts + len(item.contact_ids),
                rate=self._rate(now.done),
                recent=(item, *now.recent)[:RECENT],
            )

    def _rate(self, done: int) -> float:
        """Photos per second since the first was finished: the start of the pool does not count."""
        if not self._first_done:
            self._first_done = time.monotonic()
        return done / max(time.monotonic() - self._first_done, 1e-3)

    @contextmanager
    def _contained(self) -> Iterator[None]:
        """Whatever goes wrong ends the batch, never the server, and is shown."""
        try:
            yield
        except AftercardError as error:
            self._stop_for(error)
        except Exception:  # noqa: BLE001  (logged; it must not end the thread unseen)
            _LOG.exception("reading photos stopped")
            message = _("Reading stopped unexpectedly. What was read is kept, and the other photos are stored.")
            self._stop_for(AftercardError(message, _("Continue reading; the log has the details.")))

    def _stop_for(self, problem: AftercardError) -> None:
        with self._lock:
            self._queue.clear()
            self._note(problem=problem)

    def _settle(self) -> None:
        if not self._reading and not self._storing:
            self._note(running=False, to_store=0)
            self._over.set()

    def _now(self) -> Progress:
        assert self._progress is not None
        return self._progress

    def _note(self, **changes: Any) -> None:
        self._progress = replace(self._now(), **changes)


def _read_later(photos: Iterable[Photo]) -> Iterable[tuple[Photo, tuple[ScanResult, ...]]]:
    """A scan that reads nothing: a capture with it only stores."""
    return ()


def _in_background(work: Any, *args: Any) -> None:
    """Start the work in a thread of its own; what goes wrong there is said in the language of who started it."""
    reader = current()

    def run() -> None:
        with speaking(reader):
            work(*args)

    threading.Thread(target=run, name="aftercard-photos", daemon=True).start()
