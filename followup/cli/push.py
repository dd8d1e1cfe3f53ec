"""`aftercard push`: contacts into an address book on a server."""

from __future__ import annotations

from collections import Counter

import click

from followup.cli.options import Command, any_event_option, json_option, opened
from followup.cli.output import print_json, print_rows


@click.command(cls=Command)
@click.argument("url")
@any_event_option
@click.option("--apply", is_flag=True, help="Write it. Without this the server is only read.")
@json_option
def push(url: str, *, event: str | None, apply: bool, as_json: bool) -> None:
    """Write contacts into a CardDAV address book: https://name@host/path/ (Nextcloud, Fastmail, Radicale, …).

    The password comes from AFTERCARD_CARDDAV_PASSWORD or the system's keyring. A card that was changed or deleted
    there is left as it is, and said.
    """
    with opened() as service:
        items = service.push.run(url, event=event, apply=apply)
    rows = [(i.contact.id, i.outcome.value, i.contact.display_name, i.reason) for i in items]
    if as_json:
        print_json([dict(zip(("id", "outcome", "name", "reason"), row, strict=True)) for row in rows])
    else:
        print_rows(("Id", "What", "Name", "Why"), rows, "No contact fits.")
    counts = ", ".join(f"{count} {what}" for what, count in Counter(row[1] for row in rows).items())
    end = "Done." if apply else "Nothing was written; add --apply to write."
    click.echo(f"{counts or '0 contacts'}. {end}", err=True)
