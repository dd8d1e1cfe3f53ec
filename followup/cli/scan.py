"""`aftercard scan`: read cards and print them; nothing is stored."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator

import click

from followup.cli.options import Command
from followup.cli.output import print_rows
from followup.cli.photos import Reading, engine_errors, given_photos, photo_arguments, results
from followup.cli.progress import progress
from followup.errors import NothingReadableError, SomePhotosFailedError
from scanner import jsonl
from scanner.model import CardScan, FieldValue, ScanFailure, ScanResult

_COLUMNS = ("File", "Name", "Title", "Company", "E-mail", "Phone", "Sure")


@click.command(cls=Command)
@photo_arguments
@click.option(
    "form", "--format", type=click.Choice(["jsonl", "table"]), help="Default: table on a terminal, jsonl otherwise."
)
def scan(
    *, photos: tuple[str, ...], form: str | None, engine: str, lang: str, region: str, workers: int | None, cluster: str
) -> None:
    """Read cards, print them, store nothing.

    A photo that cannot be read is a line with its error; the others are read all the same.
    """
    reading = Reading(engine, lang, region, workers, cluster)
    tally: Counter[type] = Counter()
    with engine_errors():
        found = _counted(results(given_photos(photos), reading.scanning()), tally)
        if (form or ("table" if sys.stdout.isatty() else "jsonl")) == "jsonl":
            for result in found:
                click.echo(jsonl.dumps(result))
        else:
            print_rows(_COLUMNS, (_row(result) for result in found), "No photo was given.")
    _check(tally)


def _counted(photos: Iterable[tuple[ScanResult, ...]], tally: Counter[type]) -> Iterator[ScanResult]:
    """The results one by one; counts photos that were read and photos that failed."""
    with progress("Reading") as report:
        for number, found in enumerate(photos, start=1):
            read = any(isinstance(result, CardScan) for result in found)
            tally[CardScan if read else ScanFailure] += 1
            report(number, None, found[0].file if found else "")
            yield from found


def _check(tally: Counter[type]) -> None:
    failed = tally[ScanFailure]
    if not tally[CardScan]:
        raise NothingReadableError("Nothing that was given could be read as a card.", "The lines above say why.")
    if failed:
        raise SomePhotosFailedError(f"{failed} of {tally.total()} photos gave no card.", "Their lines say why.")


def _row(result: ScanResult) -> tuple[str, ...]:
    if isinstance(result, ScanFailure):
        return (result.file, f"{result.message} {result.hint}", "", "", "", "", result.code.value)
    contact = result.contact
    single = (contact.name, contact.title, contact.company)
    several = (contact.emails, contact.phones)
    known: list[FieldValue] = [v for v in single if v] + [v for found in several for v in found]
    return (
        result.file if result.cards_in_photo == 1 else f"{result.file} ({result.card + 1}/{result.cards_in_photo})",
        *(value.value if value else "" for value in single),
        *(", ".join(value.value for value in found) for found in several),
        f"{min((v.confidence for v in known), default=0.0):.0%}",
    )
