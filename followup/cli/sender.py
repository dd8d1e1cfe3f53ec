"""`aftercard sender`: who signs the drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

from followup.cli.options import Command, json_option, opened
from followup.cli.output import plain, print_fields, print_json

if TYPE_CHECKING:
    from followup.service import SenderChanges


@click.command(cls=Command)
@click.option("--name", metavar="TEXT")
@click.option("--role", metavar="TEXT")
@click.option("--organization", metavar="TEXT")
@click.option("--email", metavar="ADDRESS")
@click.option("--signature", metavar="TEXT", help="Lines under a message, instead of name and role.")
@json_option
def sender(as_json: bool, **given: str | None) -> None:
    """Show who signs the drafts; change what is given."""
    changes = {name: value for name, value in given.items() if value is not None}
    with opened(creates=any(value is not None for value in given.values())) as service:
        after = service.owner.edit(**cast("SenderChanges", changes)) if changes else service.owner.get()
    if as_json:
        print_json(plain(after))
    elif any(plain(after).values()):
        print_fields(plain(after))
    else:
        click.echo("Nobody signs the drafts yet: aftercard sender --name ... --email ...", err=True)
