"""`aftercard export`: contacts for other programs."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from followup.cli.contacts import audience
from followup.cli.files import write_file
from followup.cli.options import Command, any_event_option, opened
from followup.cli.output import count
from followup.errors import NothingReadableError

FORMATS = (
    *("vcard", "vcard4", "csv", "xlsx", "google", "outlook", "outlook.com", "thunderbird", "hubspot", "salesforce"),
    *("salesforce-campaign", "ics", "json"),
)
"""Named here too, for the help is not to load what writes them; the service says which there are."""


@click.command(cls=Command)
@any_event_option
@click.option(
    "tags", "--tag", multiple=True, metavar="TAG", help="Only with this tag or interest; several: any of them."
)
@click.option("--search", default="", metavar="TEXT", help="Only contacts that hold every word, in any value.")
@click.option(
    "form", "--format", default="vcard", show_default=True, metavar="FORMAT", help=f"One of: {', '.join(FORMATS)}."
)
@click.option("pictures", "--photo", is_flag=True, help="Put the picture of each card into it (vCard only).")
@click.option("target", "-o", "--output", default="-", metavar="FILE|-", help="Default: standard output.")
def export(*, event: str | None, tags: tuple[str, ...], search: str, form: str, pictures: bool, target: str) -> None:
    """Write contacts in a form that other programs import."""
    wanted = audience(tags)
    with opened() as service:
        pieces = service.exports.export(form, event=event, search=search, wanted=wanted, pictures=pictures)
        found = service.exports.count(event=event, search=search, wanted=wanted)
        if not found:
            hint = "" if target == "-" else f"What is in {target} stays as it is."
            raise NothingReadableError("No contact fits, so nothing was written.", hint)
        if target == "-":
            sys.stdout.buffer.writelines(pieces)
        else:
            write_file(Path(target), pieces)
    where = "" if target == "-" else f" to {target}"
    click.echo(f"{count(found, 'contact')} exported{where}.", err=True)
