"""`aftercard due`: who to write to, when and why."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from followup.cli.files import write_file
from followup.cli.options import Command, json_option, opened
from followup.cli.output import plain, print_json, print_rows
from followup.errors import UsageError
from followup.relations import DecisionKind

if TYPE_CHECKING:
    from followup.service import Aftercard


@click.command(cls=Command)
@click.option("--on", metavar="DATE", help="As of this day. Default: today.")
@click.option("--done", metavar="UID", help="It is done, whether or not it was noted.")
@click.option("--skip", metavar="UID", help="Not this time.")
@click.option("--snooze", metavar="UID", help="Not before the day of --until.")
@click.option("--until", metavar="DATE", help="The day of a snooze.")
@click.option("--undo", metavar="UID", help="Take back the last answer to it.")
@click.option("--ics", metavar="FILE|-", help="Write what is due, and what will be, as a calendar with alarms.")
@json_option
def due(
    *,
    on: str | None,
    done: str | None,
    skip: str | None,
    snooze: str | None,
    until: str | None,
    undo: str | None,
    ics: str | None,
    as_json: bool,
) -> None:
    """Who to write to, the longest overdue first; answer one by its uid.

    A calendar (--ics) looks a year ahead. Imported again, it moves the entries that it made before.
    """
    given = {DecisionKind.DONE: done, DecisionKind.SKIPPED: skip, DecisionKind.SNOOZED: snooze}
    answers = [(kind, uid) for kind, uid in given.items() if uid]
    if len(answers) + bool(undo) > 1 or (until and not snooze):
        raise UsageError("Give one answer at a time; --until belongs to --snooze.")
    with opened() as service:
        for kind, uid in answers:
            found = service.agenda.answer(uid, kind, until)
            click.echo(f"{kind.value}: {found.why}", err=True)
        if undo:
            click.echo(f"As due as before, about contact {service.agenda.take_back_answer(undo)}.", err=True)
        if ics is not None:
            _write_calendar(service, ics)
        elif not (answers or undo) or as_json or on:
            _print(service, on, as_json)


def _write_calendar(service: Aftercard, target: str) -> None:
    if target == "-":
        sys.stdout.buffer.writelines(service.calendar.pieces())
        return
    write_file(Path(target), service.calendar.pieces())
    click.echo(f"What is due is written to {target}.", err=True)


def _print(service: Aftercard, on: str | None, as_json: bool) -> None:
    found = service.agenda.due(on)
    if as_json:
        print_json([{"id": item.due.uid, "name": item.name, **plain(item.due)} for item in found])
        return
    print_rows(
        ("Contact", "Name", "By", "Overdue", "Message", "Why", "Uid"),
        (
            (
                d.contact_id,
                item.name,
                d.on,
                f"{d.overdue_days} days" if d.overdue_days else "",
                d.kind.value,
                d.why,
                d.uid,
            )
            for item in found
            for d in (item.due,)
        ),
        "Nobody is due.",
    )
