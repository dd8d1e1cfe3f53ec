"""The batch on a real Dask scheduler with two worker processes."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from scanner.batch import scan_photos
from scanner.cluster import ClusterUnreachableError, cluster_executor
from scanner.model import CardScan, Photo, ScanOptions, ScanResult, Seconds

CARDS = Path(__file__).parents[1] / "data" / "cards"
OPTIONS = ScanOptions(engine="rapidocr")


@dataclass(frozen=True)
class Cluster:
    address: str
    workers: tuple[subprocess.Popen[bytes], ...]


@contextmanager
def _process(*arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:]],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=30)


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{probe.getsockname()[1]}"
    with ExitStack() as stack:
        stack.enter_context(_process("dask_scheduler", "--host", address, "--no-dashboard"))
        flags = ("--nthreads", "1", "--no-dashboard", "--no-nanny", "--memory-limit", "0")
        workers = tuple(stack.enter_context(_process("dask_worker", address, *flags)) for _ in range(2))
        _wait_for_workers(address, 2)
        yield Cluster(address, workers)


def _wait_for_workers(address: str, count: int, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while True:
        try:
            with cluster_executor(address) as (_, slots):
                if slots >= count:
                    return
        except ClusterUnreachableError:
            pass
        assert time.monotonic() < end, f"{count} workers did not join within {seconds} s"
        time.sleep(0.5)


def _photos() -> list[Photo]:
    return [Photo(path.name, path.read_bytes()) for path in sorted(CARDS.glob("*.jpg"))]


def _timeless(results: tuple[ScanResult, ...]) -> tuple[ScanResult, ...]:
    return tuple(replace(r, seconds=Seconds(0, 0, 0, 0)) if isinstance(r, CardScan) else r for r in results)


@pytest.mark.slow
def test_a_cluster_reads_the_same_lines_as_the_pool(cluster: Cluster) -> None:
    photos = _photos()[:4]
    here = {photo.file: _timeless(found) for photo, found in scan_photos(photos, OPTIONS, workers=2)}
    with cluster_executor(cluster.address) as (executor, slots):
        there = {photo.file: _timeless(found) for photo, found in scan_photos(photos, OPTIONS, executor, slots)}
    assert there == here
    assert len(there) == 4


@pytest.mark.slow
def test_a_worker_killed_in_the_middle_loses_no_photo(cluster: Cluster) -> None:
    photos = _photos()
    read: dict[str, tuple[ScanResult, ...]] = {}
    with cluster_executor(cluster.address) as (executor, slots):
        for photo, found in scan_photos(photos, OPTIONS, executor, slots):
            read[photo.file] = found
            if len(read) == 3:
                cluster.workers[0].kill()
    assert sorted(read) == [photo.file for photo in photos]
    cards = [name for name, found in read.items() if isinstance(found[0], CardScan)]
    assert sorted(cards) == [photo.file for photo in photos if not photo.file.startswith("none-")]


@pytest.mark.parametrize("address", ["localhost:8786", "http://127.0.0.1:1", "tcp://", ""])
def test_an_address_of_another_form_is_refused(address: str) -> None:
    with pytest.raises(ClusterUnreachableError, match="scheduler address"), cluster_executor(address):
        pass


def test_nobody_at_the_address_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scanner.cluster.CONNECT_SECONDS", 1)
    with (
        pytest.raises(ClusterUnreachableError, match="No Dask scheduler answers"),
        cluster_executor("tcp://127.0.0.1:9"),
    ):
        pass
