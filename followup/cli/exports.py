"""`aftercard export`: contacts for other programs."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from followup.cli.contacts import audience
from followup.cli.files import write_file
from followup.cli.options import Command, any_event_option, opened


@click.command(cls=Command)
@any_event_option
@click.option(
    "tags", "--tag", multiple=True, metavar="TAG", help="Only with this tag or interest; several: any of them."
)
@click.option("--search", default="", metavar="TEXT", help="Only contacts that hold every word, in any value.")
@click.option("form", "--format", default="vcard", show_default=True, metavar="FORMAT", help="vcard, vcard4 or csv.")
@click.option("target", "-o", "--output", default="-", metavar="FILE|-", help="Default: standard output.")
def export(*, event: str | None, tags: tuple[str, ...], search: str, form: str, target: str) -> None:
    """Write contacts in a form that other programs import."""
    wanted = audience(tags)
    with opened() as service:
        pieces = service.exports.export(form, event=event, search=search, wanted=wanted)
        count = service.exports.count(event=event, search=search, wanted=wanted)
        if target == "-":
            sys.stdout.buffer.writelines(pieces)
        else:
            write_file(Path(target), pieces)
    where = "" if target == "-" else f" to {target}"
    click.echo(f"{count} contacts exported{where}." if count else "No contact fits; the file is empty.", err=True)
