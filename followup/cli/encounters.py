"""`aftercard encounter …`"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

from followup.cli.options import Group, event_option, json_option, opened
from followup.cli.output import plain, print_fields, print_json

if TYPE_CHECKING:
    from followup.service import EncounterChanges


@click.group(cls=Group)
def encounter() -> None:
    """Meetings: what was said, and what comes next."""


@encounter.command("note")
@click.argument("contact_id", type=int, metavar="CONTACT")
@event_option
@click.option("met_on", "--on", metavar="DATE", help="The day you met.")
@click.option("--topic", metavar="TEXT", help="What you talked about.")
@click.option("--promised", metavar="TEXT", help="What you promised.")
@click.option("next_step", "--next", metavar="TEXT", help="What comes next.")
@click.option("next_step_on", "--next-on", metavar="DATE", help="When it comes.")
@click.option("--introduced-by", metavar="TEXT", help="Who introduced you.")
@click.option("--note", metavar="TEXT", help="Anything else; no draft quotes it.")
@json_option
def note(contact_id: int, event: str, as_json: bool, **given: str | None) -> None:
    """Note what was said with a contact at an event. What is not given stays as it is."""
    noted = {name: value for name, value in given.items() if value is not None}
    with opened() as service:
        after = service.encounters.note(contact_id, event, **cast("EncounterChanges", noted))
    if as_json:
        print_json(plain(after))
    else:
        print_fields(plain(after))
