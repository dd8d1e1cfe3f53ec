"""Many photos → their cards, as they finish, over any `concurrent.futures.Executor`.

Nothing is kept: photos are taken from their source as places become free, and results leave at once, so that a million
of them need the memory of a few.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager, suppress
from itertools import chain, islice
from multiprocessing import get_context, parent_process, resource_tracker
from typing import TypeAlias

from scanner.model import Photo, ScanOptions, ScanResult
from scanner.ocr import EngineMissing
from scanner.pipeline import scan_photo, stopped

Results: TypeAlias = tuple[ScanResult, ...]

PER_WORKER = 2
"""Photos in flight for each worker: one being read, one on the way."""

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
            pool of spawned processes that ends with the generator; one photo, or one worker, is read in this process.
        workers: how many photos are read at once; None for one per core. Each worker reads with one thread.

    Yields:
        Each photo with its results, in the order in which they finish. A photo whose worker dies is tried once more,
        alone, so that it costs no other photo; if its worker dies again, it is a failure. Closing the generator cancels
        what has not begun.

    Raises:
        EngineMissing: what the engine needs is not installed.
    """
    options = options or ScanOptions()
    count = workers or available_cores()
    source = iter(photos)
    first = list(islice(source, 2))
    if executor is None and (count == 1 or len(first) < 2):
        for photo in chain(first, source):
            yield photo, scan_photo(photo, options, threads=1 if workers == 1 else 0)
        return
    flight = FOREIGN_FLIGHT if executor is not None and workers is None else PER_WORKER * count
    lane = _Lane(executor, count, options)
    try:
        yield from _run(lane, chain(first, source), flight)
    finally:
        lane.close()


def new_pool(workers: int) -> ProcessPoolExecutor:
    """Processes to read photos in, which end with this one even when it is killed.

    They are never forked: the page that calls this is full of threads, and a forked lock stays locked.
    """
    return ProcessPoolExecutor(workers, get_context("spawn"), _begin_work)


def available_cores() -> int:
    """The cores that this process may use; a container's share, not the machine's."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Lane:
    """An executor to submit photos to; a pool of its own is built anew when a worker's death has broken it."""

    def __init__(self, executor: Executor | None, workers: int, options: ScanOptions) -> None:
        self._foreign, self._workers, self._options = executor, workers, options
        self._pool: ProcessPoolExecutor | None = None

    def submit(self, photo: Photo) -> Future[Results]:
        with _interrupts_held():
            return self._executor().submit(_scan, photo, self._options)

    def retry(self, photo: Photo) -> Results:
        """Read one photo with nothing beside it: when the worker dies again, it is this photo's doing."""
        try:
            return self.submit(photo).result()
        except EngineMissing:
            raise
        except Exception:  # noqa: BLE001 - executors raise types of their own for a dead worker
            self.restart()
            return (stopped(photo.file, "the process that read it died"),)

    def restart(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def close(self) -> None:
        self.restart()

    def _executor(self) -> Executor:
        if self._foreign is not None:
            return self._foreign
        if self._pool is None:
            self._pool = new_pool(self._workers)
        return self._pool


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C back while worker processes may start; here it arrives afterwards.

    They inherit that, so that a terminal's Ctrl-C, which reaches every process, does not end them in the middle of
    their imports with a traceback each.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # starting it would let signals through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _leave_interrupts_to_the_parent() -> None:
    with suppress(ValueError):  # not the main thread
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _begin_work() -> None:
    _leave_interrupts_to_the_parent()
    threading.Thread(target=_end_with_the_parent, name="parent-watch", daemon=True).start()


def _end_with_the_parent() -> None:
    """Without this, the workers of a killed process would wait for photos forever, engines loaded."""
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _scan(photo: Photo, options: ScanOptions) -> Results:
    """What a worker runs. The thread count is fixed here, for not every executor has an initializer."""
    return scan_photo(photo, options, threads=1)


def _run(lane: _Lane, source: Iterator[Photo], flight: int) -> Iterator[tuple[Photo, Results]]:
    running: dict[Future[Results], Photo] = {}
    try:
        while True:
            lost = _launch(lane, source, running, flight)
            if not running and not lost:
                return
            done = wait(running, return_when=FIRST_COMPLETED).done if running else set()
            for future in done:
                photo = running.pop(future)
                if (results := _outcome(future)) is not None:
                    yield photo, results
                else:
                    lost.append(photo)
            if lost:
                yield from _recover(lane, lost, running)
    finally:
        for future in running:
            future.cancel()


def _launch(lane: _Lane, source: Iterator[Photo], running: dict[Future[Results], Photo], flight: int) -> list[Photo]:
    """Submit photos until `flight` of them are under way; give back one that a broken executor refused."""
    for photo in islice(source, max(0, flight - len(running))):
        try:
            running[lane.submit(photo)] = photo
        except RuntimeError:  # BrokenExecutor, or shut down
            return [photo]
    return []


def _outcome(future: Future[Results]) -> Results | None:
    """The results, or None when the worker died."""
    try:
        return future.result()
    except EngineMissing:
        raise
    except Exception:  # noqa: BLE001 - BrokenProcessPool here, KilledWorker on Dask; `scan_photo` itself raises nothing else
        return None


def _recover(lane: _Lane, lost: list[Photo], running: dict[Future[Results], Photo]) -> Iterator[tuple[Photo, Results]]:
    """Wait for what else is under way, then read every photo that was lost again, one at a time."""
    for future in wait(running).done:
        photo = running.pop(future)
        if (results := _outcome(future)) is not None:
            yield photo, results
        else:
            lost.append(photo)
    lane.restart()
    for photo in lost:
        yield photo, lane.retry(photo)
