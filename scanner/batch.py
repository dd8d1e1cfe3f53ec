"""Many photos → their cards, as they finish, over any `concurrent.futures.Executor`.

Nothing is kept: photos are taken from their source as places become free, and results leave at once, so that a million
of them need the memory of a few. Nothing is read in this process, so that no photo can hang or crash it; nor is what
reads a photo loaded here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass
from itertools import chain, count, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

from scanner import watchdog
from scanner.failures import stopped, took_too_long
from scanner.model import Photo, ScanOptions, ScanResult
from scanner.ocr import EngineMissing
from scanner.watchdog import Leash
from scanner.workers import WorkerPool, available_cores, give_memory_back, interrupts_held

Results: TypeAlias = tuple[ScanResult, ...]

PER_WORKER = 2
"""Photos in flight for each worker: one being read, one on the way."""

HARD_LIMIT = 120.0
"""Seconds after which the process that reads a photo is ended: twice `pipeline.TIME_LIMIT`, kept between cards."""

FOREIGN_SILENCE = 900.0
"""Seconds without any result after which what an executor of others was given is taken for lost."""

FOREIGN_FLIGHT = 32
"""Photos in flight on an executor whose size is not known: some 150 MB of phone photos."""


def scan_photos(
    photos: Iterable[Photo],
    options: ScanOptions | None = None,
    executor: Executor | None = None,
    workers: int | None = None,
) -> Iterator[tuple[Photo, Results]]:
    """Read many photos.

    Args:
        photos: what to read; taken one at a time, as there is room.
        options: how to read.
        executor: where to read: any `Executor`, such as that of a Dask client. It is not shut down here. None for a
            pool of spawned processes that ends with the generator; a script that calls this needs the usual
            `if __name__ == "__main__":`.
        workers: how many photos are read at once; None for one per core, and a single photo is then read with all of
            them. Each of several reads with one thread.

    Yields:
        Each photo with its results, in the order in which they finish. A photo whose worker dies is tried once more,
        alone, so that it costs no other photo; if its worker dies again, it is a failure. One that takes longer than
        `HARD_LIMIT` is a failure at once, and its worker is replaced. Closing the generator, or Ctrl-C, ends what is
        under way in a pool of its own, and cancels what an executor of others has not begun.

    Raises:
        EngineMissing: what the engine needs is not installed.
    """
    options = options or ScanOptions()
    at_once = workers or available_cores()
    source = iter(photos)
    first = list(islice(source, 2))
    alone = len(first) < 2
    flight = FOREIGN_FLIGHT if executor is not None and workers is None else PER_WORKER * at_once
    threads = 0 if alone and executor is None and workers is None else 1
    lane = _Lane(executor, 1 if alone else at_once, options, threads)
    try:
        yield from _run(lane, chain(first, source), flight)
    finally:
        lane.close()


@dataclass(frozen=True, slots=True)
class _Sent:
    """A photo on its way, and how long its worker may take; None where that is not for this process to say."""

    photo: Photo
    leash: Leash | None

    @property
    def took_too_long(self) -> bool:
        return self.leash is not None and self.leash.was_used


class _Lane:
    """An executor to submit photos to; a pool of its own is built anew when a worker's death has broken it."""

    def __init__(self, executor: Executor | None, workers: int, options: ScanOptions, threads: int) -> None:
        self._foreign, self._workers = executor, workers
        self._options, self._threads = options, threads
        self._pool: WorkerPool | None = None
        self._folder = None if executor else TemporaryDirectory(prefix="aftercard-", ignore_cleanup_errors=True)
        self._numbers = count()

    @property
    def patience(self) -> float | None:
        """Seconds to wait for any result; a pool of its own ends by itself what takes too long."""
        return FOREIGN_SILENCE if self._foreign else None

    def prepare(self, photo: Photo) -> _Sent:
        if self._folder is None:
            return _Sent(photo, None)
        return _Sent(photo, Leash(Path(self._folder.name, str(next(self._numbers))), HARD_LIMIT))

    def submit(self, sent: _Sent) -> Future[Results]:
        with interrupts_held():
            return self._executor().submit(_scan, sent.photo, self._options, self._threads, sent.leash)

    def retry(self, photo: Photo) -> Results:
        """Read one photo with nothing beside it: when the worker dies again, it is this photo's doing."""
        sent = self.prepare(photo)
        try:
            return self.submit(sent).result(self.patience)
        except EngineMissing:
            raise
        except Exception as error:  # noqa: BLE001 - executors raise types of their own for a dead worker
            self.restart()
            late = sent.took_too_long or isinstance(error, TimeoutError)
            return (took_too_long(photo.file) if late else stopped(photo.file, "the process that read it died"),)

    def restart(self) -> None:
        if self._pool is not None:
            self._pool.end()
            self._pool = None

    def close(self) -> None:
        self.restart()
        if self._folder is not None:
            self._folder.cleanup()

    def _executor(self) -> Executor:
        if self._foreign is not None:
            return self._foreign
        if self._pool is None:
            self._pool = WorkerPool(self._workers)
        return self._pool


def _scan(photo: Photo, options: ScanOptions, threads: int, leash: Leash | None) -> Results:
    """What a worker runs. The thread count is fixed here, for not every executor has an initializer."""
    with watchdog.on(leash):
        from scanner.pipeline import scan_photo  # noqa: PLC0415 - loads OpenCV and engines, in the worker only

        results = scan_photo(photo, options, threads=threads)
    give_memory_back()
    return results


Running: TypeAlias = dict[Future[Results], _Sent]


def _run(lane: _Lane, source: Iterator[Photo], flight: int) -> Iterator[tuple[Photo, Results]]:
    running: Running = {}
    try:
        while True:
            lost = _launch(lane, source, running, flight)
            if not running and not lost:
                return
            done = wait(running, lane.patience, return_when=FIRST_COMPLETED).done if running else set()
            if running and not done:
                yield from _given_up(running)
            yield from _results(done, running, lost)
            if lost:
                yield from _recover(lane, lost, running)
    finally:
        for future in running:
            future.cancel()


def _launch(lane: _Lane, source: Iterator[Photo], running: Running, flight: int) -> list[_Sent]:
    """Submit photos until `flight` of them are under way; give back one that a broken executor refused."""
    for photo in islice(source, max(0, flight - len(running))):
        sent = lane.prepare(photo)
        try:
            running[lane.submit(sent)] = sent
        except RuntimeError:  # BrokenExecutor, or shut down
            return [sent]
    return []


def _results(done: set[Future[Results]], running: Running, lost: list[_Sent]) -> Iterator[tuple[Photo, Results]]:
    """What is done; photos whose worker died go to `lost`."""
    for future in done:
        sent = running.pop(future)
        if (results := _outcome(future)) is not None:
            yield sent.photo, results
        else:
            lost.append(sent)


def _outcome(future: Future[Results]) -> Results | None:
    """The results, or None when the worker died."""
    try:
        return future.result()
    except EngineMissing:
        raise
    except Exception:  # noqa: BLE001 - BrokenProcessPool here, KilledWorker on Dask; `scan_photo` itself raises nothing else
        return None


def _recover(lane: _Lane, lost: list[_Sent], running: Running) -> Iterator[tuple[Photo, Results]]:
    """Wait for what else is under way, then read every photo that was lost again, one at a time.

    One whose worker was ended because it took too long is not tried again.
    """
    done, _ = wait(running, lane.patience)
    yield from _results(done, running, lost)
    yield from _given_up(running)
    lane.restart()
    for sent in lost:
        late = sent.took_too_long
        yield sent.photo, (took_too_long(sent.photo.file),) if late else lane.retry(sent.photo)


def _given_up(running: Running) -> Iterator[tuple[Photo, Results]]:
    """The failures of photos that an executor of others does not answer."""
    for future, sent in list(running.items()):
        del running[future]
        future.cancel()
        yield sent.photo, (took_too_long(sent.photo.file),)
