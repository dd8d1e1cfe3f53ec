"""Photos named on the line, and the options that say how to read them."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from followup.errors import InvalidValueError, MissingDependencyError
from scanner.model import Photo, ScanFailure, ScanOptions, ScanResult

if TYPE_CHECKING:
    from followup.service import ScanFunction

F = TypeVar("F", bound=Callable[..., Any])


def photo_arguments(function: F) -> F:
    """PHOTO…, and how to read them: `--engine`, `--lang`, `--region`, `--workers`, `--cluster`."""
    for decorate in reversed(
        (
            click.argument("photos", nargs=-1, required=True, metavar="PHOTO|FOLDER|ZIP|PDF|-…"),
            click.option(
                "--engine",
                type=click.Choice(["auto", "rapidocr", "tesseract"]),
                default="auto",
                show_default=True,
                help="auto is RapidOCR; tesseract reads scripts that it does not know.",
            ),
            click.option("--lang", default="eng", show_default=True, metavar="eng+deu…", help="Tesseract languages."),
            click.option(
                "--region", default="", metavar="DE", callback=_region, help="Country of phones without a dial code."
            ),
            click.option("--workers", type=click.IntRange(1, 512), help="Processes. Default: one per core."),
            click.option(
                "--cluster", default="", metavar="tcp://HOST:PORT", help="A Dask scheduler to read on instead."
            ),
        )
    ):
        function = decorate(function)
    return function


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read, as the line says it."""

    engine: str
    lang: str
    region: str
    workers: int | None
    cluster: str = ""

    def scanning(self) -> ScanFunction:
        """The function that reads photos this way; the engines are loaded when it is called."""
        languages = tuple(part for part in self.lang.split("+") if part) or ("eng",)
        options = ScanOptions(engine=self.engine, languages=languages, region=self.region)

        def scan(photos: Iterable[Photo]) -> Generator[tuple[Photo, tuple[ScanResult, ...]], None, None]:
            from scanner.batch import scan_photos

            if not self.cluster:
                yield from scan_photos(photos, options, workers=self.workers)
                return
            from scanner.cluster import cluster_executor

            with cluster_executor(self.cluster) as (executor, slots):
                yield from scan_photos(photos, options, executor, self.workers or slots)

        return scan


def given_photos(paths: Iterable[str]) -> Iterator[Photo | ScanFailure]:
    """What the paths name, one at a time; '-' is standard input."""
    from scanner.photo import read_photos

    return read_photos([Path(path) for path in paths], sys.stdin.buffer)


def results(given: Iterable[Photo | ScanFailure], scan: ScanFunction) -> Iterator[tuple[ScanResult, ...]]:
    """Results of each photo as it finishes; what could not be opened comes in between as its failure."""
    unopened: deque[ScanFailure] = deque()

    def photos() -> Iterator[Photo]:
        for item in given:
            if isinstance(item, ScanFailure):
                unopened.append(item)
            else:
                yield item

    for _, found in scan(photos()):
        while unopened:
            yield (unopened.popleft(),)
        yield found
    yield from ((failure,) for failure in unopened)


@contextmanager
def engine_errors() -> Iterator[None]:
    """A missing engine or cluster in this program's words.

    Raises:
        MissingDependencyError: what the engine needs is not installed, or no cluster answers.
    """
    from scanner.cluster import ClusterUnreachableError
    from scanner.ocr import EngineMissing

    try:
        yield
    except (EngineMissing, ClusterUnreachableError) as error:
        raise MissingDependencyError(error.message, error.hint) from error


def _region(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    if not value:
        return ""
    from followup.service import countries

    try:
        return countries.code(value)
    except InvalidValueError as error:
        raise click.BadParameter(f"{error.message} {error.hint}") from error
