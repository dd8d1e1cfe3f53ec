"""How fast cards are read, beside other readers, in one run on the same photos.

    python -m benchmarks.speed [--photos N] [--batch N] [--save]

Photos are generated phone photos of 12 megapixels with one card each. Every reader first reads three others, for what a
network prepares for a new size of picture is done once in a process. Then readers take turns photo by photo, so that a
busy moment of the machine hits all of them; medians are compared. Run it on a machine that does nothing else; where
others work, the CPU seconds say more. `--save` keeps the figures in results/speed.json.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from time import perf_counter, sleep
from typing import Any

from benchmarks import readers, tables
from benchmarks.cardgen.generate import Plan, photo
from scanner.batch import scan_photos
from scanner.model import CardScan, Photo
from scanner.pipeline import scan_photo

RESULTS = Path(__file__).parent / "results" / "speed.json"

MEGAPIXELS = 12.2

WARMING = 3
"""Photos that are read before the clock starts."""

BARE = "bare OpenVINO inference on the cut card"


def draw(seed: int, count: int) -> tuple[list[Photo], list[list[list[float]]]]:
    """Desk photos of one card each, and the cards' corners."""
    plans = [(number, Plan("desk", megapixels=MEGAPIXELS, orientation=1)) for number in range(count)]
    drawn = [photo(random.Random(f"speed {seed} {number}"), f"photo-{number}", plan) for number, plan in plans]
    return [Photo(item.file, item.data) for item in drawn], [item.labels[0]["corners"] for item in drawn]


def side_by_side(photos: Sequence[Photo], corners: Sequence[list[list[float]]]) -> dict[str, Any]:
    """Median seconds of each reader, and the ratios that are promised; the first photos are for warming up."""
    cuts = {item.file: readers.cut_card(item, quad) for item, quad in zip(photos, corners, strict=True)}
    contestants = {
        "aftercard": readers.ours(),
        BARE: readers.bare_inference(cuts),
        "RapidOCR on OpenVINO, cut card": readers.rapidocr_openvino(cuts),
        "RapidOCR as shipped": readers.rapidocr_as_shipped(),
        "Tesseract": readers.tesseract(),
    }
    taken: dict[str, list[readers.Taken]] = {name: [] for name in contestants}
    for turn, item in enumerate(photos):
        for name, read in contestants.items():
            spent = read(item)
            taken[name] += [spent] if turn >= WARMING else []
    seconds = {name: round(median(t.seconds for t in spent), 4) for name, spent in taken.items()}
    cpu = {name: round(median(t.cpu for t in spent), 4) for name, spent in taken.items()}
    return {"median seconds": seconds, "median CPU seconds": cpu, **_ratios(seconds)}


def _ratios(seconds: dict[str, float]) -> dict[str, float]:
    base = seconds["aftercard"]
    return {
        "RapidOCR as shipped / aftercard": round(seconds["RapidOCR as shipped"] / base, 2),
        "Tesseract / aftercard": round(seconds["Tesseract"] / base, 2),
        "aftercard / bare inference": round(base / seconds[BARE], 2),
        "aftercard / RapidOCR on OpenVINO, cut card": round(base / seconds["RapidOCR on OpenVINO, cut card"], 2),
    }


def stages(photos: Sequence[Photo]) -> dict[str, float]:
    """Median seconds of each stage of a scan; what is in none of them is decoding the photo."""
    scans = [result for item in photos for result in scan_photo(item)[:1] if isinstance(result, CardScan)]
    seconds = {
        name: round(median(getattr(scan.seconds, name) for scan in scans), 4)
        for name in ("locate", "ocr", "fields", "total")
    }
    rest = median(s.seconds.total - s.seconds.locate - s.seconds.ocr - s.seconds.fields for s in scans)
    return {"decode and other": round(rest, 4), **seconds}


def scaling(photos: Sequence[Photo], batch: int) -> dict[str, Any]:
    """Photos a second with one and with two workers of one thread each, and what the workers' memory does."""
    rounds = [photos[i % len(photos)] for i in range(batch)]
    found: dict[str, Any] = {}
    for workers in (1, 2):
        with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
            _run(photos[: 2 * workers], pool, workers)  # load the models
            _run(rounds[: batch // 4], pool, workers)
            early = _largest(pool, _own_resident, workers)
            started = perf_counter()
            _run(rounds, pool, workers)
            rate = batch / (perf_counter() - started)
            late, peak = _largest(pool, _own_resident, workers), _largest(pool, _own_peak, workers)
        found[f"{workers} worker{'s' * (workers > 1)}"] = {
            "photos a second": round(rate, 2),
            "worker MB after a quarter": early,
            "worker MB at the end": late,
            "worker MB at its peak": peak,
        }
    rates = [entry["photos a second"] for entry in found.values()]
    return {**found, "two workers / one worker": round(rates[1] / rates[0], 2)}


def _run(photos: Sequence[Photo], pool: ProcessPoolExecutor, workers: int) -> None:
    for _ in scan_photos(photos, executor=pool, workers=workers):
        pass


def _largest(pool: ProcessPoolExecutor, task: Callable[[], float], workers: int) -> float:
    """The task's answer from the worker where it is largest."""
    return max(future.result() for future in [pool.submit(task) for _ in range(3 * workers)])


def _own_resident() -> float:
    return _memory("VmRSS")


def _own_peak() -> float:
    return _memory("VmHWM")


def _memory(name: str) -> float:
    """Megabytes of this process, as Linux counts them; 0 elsewhere."""
    sleep(0.05)  # long enough for the other worker to take the next call
    status = Path("/proc/self/status")
    rows = status.read_text().splitlines() if status.exists() else []
    return next((round(int(row.split()[1]) * 1024 / 1e6, 1) for row in rows if row.startswith(name)), 0.0)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description="How fast cards are read.")
    parser.add_argument("--photos", type=int, default=12)
    parser.add_argument("--batch", type=int, default=60, help="photos of the run with workers")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--save", action="store_true", help=f"keep the figures in {RESULTS.name}")
    args = parser.parse_args()
    photos, corners = draw(args.seed, WARMING + args.photos)
    result = {
        "setting": {"photos": args.photos, "batch": args.batch, "seed": args.seed, "cores": os.cpu_count()},
        "machine": platform.machine(),
        "readers": side_by_side(photos, corners),
        "stages": stages(photos[WARMING:]),
        "workers": scaling(photos[WARMING:], args.batch),
    }
    print(tables.speed(result))
    if args.save:
        RESULTS.parent.mkdir(parents=True, exist_ok=True)
        RESULTS.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
