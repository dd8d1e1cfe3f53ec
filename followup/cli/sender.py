"""`aftercard sender`: who signs the drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import click

from followup.cli.options import Command, json_option, opened
from followup.cli.output import plain, print_fields, print_json

if TYPE_CHECKING:
    from followup.service import SenderChanges


_FORMAL = {"formal": True, "familiar": False, "habit": None}


@click.command(cls=Command)
@click.option("--name", metavar="TEXT")
@click.option("--role", metavar="TEXT")
@click.option("--organization", metavar="TEXT")
@click.option("--email", metavar="ADDRESS")
@click.option("--signature", metavar="TEXT", help="Lines under a message, instead of name and role.")
@click.option("--calendar-link", metavar="URL", help="Where others pick a time with you.")
@click.option("--languages", metavar="CODE,…", help="What you write in; empty for all that have templates.")
@click.option(
    "--address",
    type=click.Choice(["formal", "familiar", "habit"]),
    help="Sie, vous, usted; or du, tu, tú; or as is the habit of each language.",
)
@click.option("--html/--plain", "html", default=None, help="Whether messages carry the same text as HTML too.")
@json_option
def sender(as_json: bool, **given: Any) -> None:
    """Show who signs the drafts; change what is given."""
    address, languages = given.pop("address"), given.pop("languages")
    changes = {name: value for name, value in given.items() if value is not None}
    if address is not None:
        changes["formal"] = _FORMAL[address]
    if languages is not None:
        changes["languages"] = [code for code in languages.split(",") if code.strip()]
    with opened(creates=bool(changes)) as service:
        after = service.owner.edit(**cast("SenderChanges", changes)) if changes else service.owner.get()
    if as_json:
        print_json(plain(after))
    elif any(plain(after).values()):
        print_fields(plain(after))
    else:
        click.echo("Nobody signs the drafts yet: aftercard sender --name ... --email ...", err=True)
