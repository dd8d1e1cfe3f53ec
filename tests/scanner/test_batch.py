"""Many photos over executors: all come back, whatever happens to a worker."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from scanner import batch
from scanner.batch import scan_photos
from scanner.model import CardScan, FailureCode, Photo, ScanFailure, ScanOptions
from tests.scanner import drawing, hanging

DATA = drawing.jpeg(drawing.card())
OPTIONS = ScanOptions(engine="rapidocr")


def _photos(count: int) -> list[Photo]:
    return [Photo(f"{i}.jpg", DATA if i % 5 else b"broken") for i in range(count)]


def _children() -> set[int]:
    """Process ids of this process's spawned workers."""
    found = set()
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            parent = (entry / "stat").read_text().rsplit(")", 1)[1].split()[1]
            if int(parent) == os.getpid() and "spawn_main" in (entry / "cmdline").read_text():
                found.add(int(entry.name))
    return found


def _check(done: list[tuple[Photo, tuple[CardScan | ScanFailure, ...]]], photos: list[Photo]) -> None:
    assert sorted(p.file for p, _ in done) == sorted(p.file for p in photos)
    for photo, (result,) in done:
        assert result.file == photo.file
        assert isinstance(result, ScanFailure if photo.data == b"broken" else CardScan)


@pytest.mark.parametrize("workers", [1, 2])
def test_every_photo_comes_back_once(workers: int) -> None:
    photos = _photos(7)
    _check(list(scan_photos(iter(photos), OPTIONS, workers=workers)), photos)
    assert not _children()


def test_nothing_and_one() -> None:
    assert list(scan_photos([], OPTIONS)) == []
    _check(list(scan_photos(_photos(2)[1:], OPTIONS)), _photos(2)[1:])
    assert not _children()


def test_on_a_foreign_executor_which_is_left_open() -> None:
    photos = _photos(6)
    with ThreadPoolExecutor(2) as pool:
        _check(list(scan_photos(photos, OPTIONS, executor=pool, workers=2)), photos)
        assert pool.submit(int, "7").result() == 7


def test_photos_are_taken_only_as_there_is_room() -> None:
    taken = 0

    def source() -> Iterator[Photo]:
        nonlocal taken
        for photo in _photos(60):
            taken += 1
            yield photo

    with ThreadPoolExecutor(1) as pool:
        results = scan_photos(source(), OPTIONS, executor=pool, workers=1)
        next(results)
        assert taken <= 2 + batch.PER_WORKER * 1 + 1
        results.close()


def test_closing_cancels_what_has_not_begun() -> None:
    begun: list[str] = []
    gate = threading.Event()

    class Slow(ThreadPoolExecutor):
        def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
            def run():  # type: ignore[no-untyped-def]
                begun.append(args[0].file)
                if len(begun) > 1:
                    gate.wait(10)
                return fn(*args, **kwargs)

            return super().submit(run)

    with Slow(1) as pool:
        results = scan_photos(_photos(20), OPTIONS, executor=pool, workers=3)
        next(results)
        results.close()
        gate.set()
    assert len(begun) <= 2


def test_a_worker_killed_in_the_middle_loses_no_photo() -> None:
    photos = _photos(14)
    results = scan_photos(iter(photos), OPTIONS, workers=2)
    done = [next(results)]
    os.kill(min(_children()), signal.SIGKILL)
    done += list(results)
    _check(done, photos)


class Deadly(Executor):
    """An executor whose worker dies on photos of one name, as a pool reports it."""

    def __init__(self) -> None:
        self.tries: list[str] = []

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
        future: Future[object] = Future()
        photo = args[0]
        self.tries.append(photo.file)
        if photo.file == "deadly.jpg":
            future.set_exception(RuntimeError("worker died"))
        else:
            future.set_result(fn(*args, **kwargs))
        return future


def test_the_culprit_fails_alone_after_a_second_try() -> None:
    photos = [*_photos(4), Photo("deadly.jpg", DATA)]
    executor = Deadly()
    done = {p.file: r for p, r in scan_photos(photos, OPTIONS, executor=executor, workers=2)}
    (failure,) = done.pop("deadly.jpg")
    assert isinstance(failure, ScanFailure)
    assert failure.code is FailureCode.OCR_FAILED
    assert executor.tries.count("deadly.jpg") == 2
    assert len(done) == 4


def test_an_executor_that_refuses_photos_is_no_crash() -> None:
    pool = ThreadPoolExecutor(1)
    pool.shutdown()
    done = list(scan_photos(_photos(3), OPTIONS, executor=pool, workers=1))
    assert len(done) == 3
    assert all(isinstance(r, ScanFailure) for _, results in done for r in results)


@pytest.fixture
def hostile(monkeypatch: pytest.MonkeyPatch) -> None:
    """Photos of two names hang and crash their workers."""
    if sys.platform == "win32":
        pytest.skip("the engines that hang and crash are calls of a POSIX library")
    monkeypatch.setattr(batch, "HARD_LIMIT", 20.0)
    monkeypatch.setattr(batch, "WorkerPool", hanging.pool)


def _codes(results: tuple[CardScan | ScanFailure, ...]) -> list[FailureCode]:
    return [result.code for result in results if isinstance(result, ScanFailure)]


@pytest.mark.slow
@pytest.mark.usefixtures("hostile")
def test_a_photo_on_which_the_engine_hangs_times_out_and_its_neighbours_lose_nothing() -> None:
    photos = _photos(7)
    photos.insert(2, Photo(hanging.HANGS, DATA))
    done = list(scan_photos(iter(photos), OPTIONS, workers=2))
    (late,) = [results for photo, results in done if photo.file == hanging.HANGS]
    assert _codes(late) == [FailureCode.TIMED_OUT]
    _check([item for item in done if item[0].file != hanging.HANGS], [p for p in photos if p.file != hanging.HANGS])
    assert not _children()


@pytest.mark.slow
@pytest.mark.usefixtures("hostile")
def test_even_a_single_photo_can_neither_hang_nor_crash_who_asked() -> None:
    expected = {hanging.HANGS: FailureCode.TIMED_OUT, hanging.CRASHES: FailureCode.OCR_FAILED}
    for name, code in expected.items():
        ((_, results),) = scan_photos([Photo(name, DATA)], OPTIONS)
        assert _codes(results) == [code]
    with_one_worker = dict(scan_photos([Photo(name, DATA) for name in expected], OPTIONS, workers=1))
    assert {photo.file: _codes(results)[0] for photo, results in with_one_worker.items()} == expected
    assert not _children()


@pytest.mark.slow
@pytest.mark.usefixtures("hostile")
def test_closing_does_not_wait_for_a_photo_that_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "HARD_LIMIT", 3600.0)  # what closing would wait for
    results = scan_photos([Photo(hanging.HANGS, DATA), *_photos(5)], OPTIONS, workers=2)
    next(results)
    results.close()
    assert not _children()


class Silent(Executor):
    """An executor that takes work and never answers."""

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
        return Future()


def test_an_executor_that_never_answers_ends_in_failures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "FOREIGN_SILENCE", 0.2)
    done = list(scan_photos(_photos(5), OPTIONS, executor=Silent(), workers=1))
    codes = [result.code for _, results in done for result in results if isinstance(result, ScanFailure)]
    assert codes == [FailureCode.TIMED_OUT] * 5
