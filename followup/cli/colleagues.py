"""`aftercard colleagues`: people of one firm."""

from __future__ import annotations

import click

from followup.cli.options import Command, any_event_option, json_option, opened
from followup.cli.output import print_json, print_rows


@click.command(cls=Command)
@any_event_option
@click.option("contact_id", "--contact", type=int, metavar="ID", help="Only the colleagues of this contact.")
@json_option
def colleagues(event: str | None, contact_id: int | None, as_json: bool) -> None:
    """Firms of which you know more than one person, the largest first: by domain, else by name.

    A free mail host such as gmail.com is nobody's firm.
    """
    with opened() as service:
        found = service.colleagues.all(event=event) if contact_id is None else service.colleagues.of_contact(contact_id)
    if as_json:
        print_json(
            [
                {
                    "id": firm.domain or firm.organization,
                    "domain": firm.domain,
                    "company": firm.organization,
                    "contacts": [{"id": c.id, "name": c.display_name, "title": c.title} for c in firm.people],
                }
                for firm in found
            ]
        )
        return
    rows = ((firm.domain, firm.organization, c.id, c.display_name, c.title) for firm in found for c in firm.people)
    print_rows(("Domain", "Company", "Contact", "Name", "Title"), rows, "Nobody works at the same place.")
