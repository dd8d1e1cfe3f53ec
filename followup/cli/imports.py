"""`aftercard import`: contacts from other programs, as a proposal first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from followup.cli.options import Command, json_option, opened
from followup.cli.output import plain, print_json, print_rows
from followup.cli.progress import progress
from followup.errors import InvalidValueError, NothingReadableError, StorageError

if TYPE_CHECKING:
    from followup.service.proposal import ImportItem, Proposal


@click.command("import", cls=Command)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--event", metavar="NAME", help="Where you met these people: the event's name or number.")
@click.option(
    "assignments",
    "--map",
    multiple=True,
    metavar="HEADING=FIELD",
    help="What a column of a CSV file holds, where the guess is wrong; an empty FIELD leaves it out.",
)
@click.option("--apply", is_flag=True, help="Write it. Without this nothing is changed.")
@json_option
def import_(file: Path, *, event: str | None, assignments: tuple[str, ...], apply: bool, as_json: bool) -> None:
    """Show what a vCard or CSV file or a backup would bring: new contacts, the same ones, and additions.

    Nothing that you have is overwritten, and importing a file twice changes nothing. Of a backup come contacts with
    their meetings, tags and dates; 'aftercard restore' brings back everything into an empty database.
    """
    given, mapping = _read(file), dict(map(_assignment, assignments))
    with opened(creates=True) as service:
        if apply:
            with progress("Importing") as report:
                proposal = service.imports.apply(
                    given,
                    event=event,
                    mapping=mapping,
                    name=file.name,
                    progress=lambda n, of: report(n, of, "Importing"),
                )
        else:
            proposal = service.imports.propose(given, event=event, mapping=mapping)
    if as_json:
        print_json(
            [
                *map(_object, proposal.items),
                *({"id": None, "outcome": "unreadable", **plain(u)} for u in proposal.unreadable),
            ]
        )
    else:
        print_rows(
            ("Row", "What", "Id", "Name", "Company", "Adds", "Differs", "Look at"), map(_cells, proposal.items), ""
        )
    _say(proposal, applied=apply)


def _read(file: Path) -> bytes | Path:
    """The file's bytes; an archive stays where it lies, for its photos may be larger than memory."""
    from followup.exchange.reading.files import MAX_BYTES, is_zip

    try:
        with file.open("rb") as stream:
            head = stream.read(4)
            return file if is_zip(head) else head + stream.read(MAX_BYTES)
    except OSError as error:
        message = f"{file} cannot be read: {error.strerror}. Nothing was changed."
        raise StorageError(message, "Check its name and permissions.") from error


def _assignment(text: str) -> tuple[str, str]:
    heading, separator, target = text.rpartition("=")
    if not separator:
        raise InvalidValueError(f"{text!r} has no '='.", "Write HEADING=FIELD, as in 'Work mail=email'.")
    return heading, target


def _object(item: ImportItem) -> dict[str, object]:
    shown: dict[str, object] = plain(item)
    known = item.contact.id if item.contact.id > 0 else None
    return {"id": known, **shown, "contact": {**plain(item.contact), "id": known}}


def _cells(item: ImportItem) -> tuple[object, ...]:
    contact = item.contact
    differs = tuple(f"{c.field}: {c.other}" for c in item.conflicts)
    alike = tuple(f"like {number}" for number in item.alike if number > 0)
    known = contact.id if contact.id > 0 else ""
    what = (item.row, item.outcome.value, known, contact.display_name if not contact.name else contact.name)
    return (*what, contact.organization, item.additions, differs, (*alike, *item.problems))


def _say(proposal: Proposal, *, applied: bool) -> None:
    """The columns as they were understood, the rows that gave nothing, and the sum, on stderr."""
    from followup.service.proposal import ImportOutcome

    for column in proposal.columns:
        click.echo(_line(f"Column {column.heading!r}: {column.target or 'left out'}", column.example), err=True)
    for unreadable in proposal.unreadable:
        click.echo(f"Row {unreadable.row} gave no contact: {unreadable.reason}", err=True)
    if not proposal.items:
        raise NothingReadableError("No contact could be read from the file. Nothing was changed.")
    counts = ", ".join(f"{proposal.count(outcome)} {outcome.value}" for outcome in ImportOutcome)
    end = "Imported." if applied else "Nothing was changed; add --apply to import."
    click.echo(f"{counts}, {len(proposal.unreadable)} unreadable. {end}", err=True)


def _line(text: str, example: str) -> str:
    from followup.cli.output import printable

    return printable(f"{text} ({example[:40]})" if example else text)
