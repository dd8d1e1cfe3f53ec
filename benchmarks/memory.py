"""Whether memory stays flat over many photos: that of the pool's workers, and that of a cluster's client.

    python -m benchmarks.memory --photos 1000        scan so many through the pool of processes
    python -m benchmarks.memory --client 2000        send so many to a Dask scheduler with two worker processes

Resident memory is printed at each tenth. Linux only: it is read from /proc.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import cycle, islice
from multiprocessing import active_children
from pathlib import Path

from benchmarks.cardgen.generate import Plan, photo
from benchmarks.tables import markdown
from scanner.batch import scan_photos
from scanner.cluster import ClusterUnreachableError, cluster_executor
from scanner.model import CardScan, Photo, ScanOptions

RESULTS = Path(__file__).parent / "results" / "memory.json"

SIZES = (12.2, 1.0, 0.6, 2.0, 0.6, 1.0, 0.6, 1.5, 0.6, 1.0)
"""Megapixels of the photos that are scanned over and over: one in ten is as large as a phone's."""

JUNK = 3_000_000
"""Bytes of a file that no worker can read: what a phone's photo weighs on its way, at no cost when it has arrived."""

Row = dict[str, float]


def resident(process: int, name: str = "VmRSS") -> float:
    """Megabytes of a process, as Linux counts them; 0 when it is gone."""
    try:
        rows = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0.0
    return next((round(int(row.split()[1]) * 1024 / 1e6, 1) for row in rows if row.startswith(name)), 0.0)


def pool(count: int, workers: int, seed: int) -> list[Row]:
    """Scan `count` photos of one card on a pool of `workers`."""
    kinds = [Plan(("desk", "hard", "flat")[i % 3], megapixels=size) for i, size in enumerate(SIZES * 3)]
    drawn = [photo(random.Random(f"memory {seed} {i}"), f"photo-{i}", plan) for i, plan in enumerate(kinds)]
    source = islice(cycle([Photo(item.file, item.data) for item in drawn]), count)

    def workers_now() -> Row:
        children = [child.pid for child in active_children() if child.pid]
        return {
            "largest worker MB": max((resident(child) for child in children), default=0.0),
            "its peak MB": max((resident(child, "VmHWM") for child in children), default=0.0),
        }

    return _tenths(source, count, lambda photos: scan_photos(photos, workers=workers), workers_now)


def client(count: int, seed: int) -> list[Row]:
    """Send `count` photos to a scheduler with two worker processes: one in fifty a card, the others junk."""
    drawn = photo(random.Random(f"memory {seed}"), "card", Plan("flat", megapixels=0.3))
    junk = os.urandom(JUNK)
    source = (Photo(f"{i}.jpg", bytes(bytearray(junk)) if i % 50 else drawn.data) for i in range(count))
    with cluster() as address, cluster_executor(address) as (executor, slots):
        options = ScanOptions(engine="rapidocr")
        return _tenths(source, count, lambda photos: scan_photos(photos, options, executor, slots), dict)


def _tenths(
    source: Iterator[Photo], count: int, scan: Callable[[Iterator[Photo]], Iterator[object]], more: Callable[[], Row]
) -> list[Row]:
    """The memory of this process, and what `more` says, at each tenth of the photos."""
    rows: list[Row] = []
    started, cards = time.perf_counter(), 0
    for done, (_, results) in enumerate(scan(source), 1):  # type: ignore[misc]
        cards += sum(isinstance(result, CardScan) for result in results)
        if done * 10 // count > (done - 1) * 10 // count:
            row = {"photos": done, "cards": cards, "this process MB": resident(os.getpid()), **more()}
            rows.append(row | {"seconds": round(time.perf_counter() - started)})
            print(row, file=sys.stderr, flush=True)
    return rows


@contextmanager
def cluster() -> Iterator[str]:
    """A Dask scheduler with two worker processes of one thread each."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{probe.getsockname()[1]}"
    with ExitStack() as stack:
        stack.enter_context(_process("dask_scheduler", "--host", address, "--no-dashboard"))
        for _ in range(2):
            stack.enter_context(_process("dask_worker", address, "--nthreads", "1", "--no-dashboard", "--no-nanny"))
        _wait_for_workers(address, 2)
        yield address


@contextmanager
def _process(module: str, *arguments: str) -> Iterator[None]:
    command = [sys.executable, "-m", f"distributed.cli.{module}", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_for_workers(address: str, count: int, seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while True:
        try:
            with cluster_executor(address) as (_, slots):
                if slots >= count:
                    return
        except ClusterUnreachableError:
            if time.monotonic() > end:
                raise
        time.sleep(0.5)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.memory", description="Whether memory stays flat.")
    parser.add_argument("--photos", type=int, default=0, help="scan so many on the pool")
    parser.add_argument("--client", type=int, default=0, help="send so many to a Dask scheduler")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--save", action="store_true", help=f"keep the figures in {RESULTS.name}")
    args = parser.parse_args()
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    measured = {
        name: rows
        for name, rows in (
            ("pool", pool(args.photos, args.workers, args.seed) if args.photos else []),
            ("client", client(args.client, args.seed) if args.client else []),
        )
        if rows
    }
    for name, rows in measured.items():
        print(f"{name}\n\n{markdown(list(rows[0]), [list(row.values()) for row in rows])}\n")
    if args.save:
        RESULTS.write_text(json.dumps(kept | measured, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
