"""`aftercard suggest`: introductions, help to offer, things to share."""

from __future__ import annotations

import click

from followup.cli.options import Command, any_event_option, json_option, opened
from followup.cli.output import plain, print_json, print_rows


@click.command(cls=Command)
@any_event_option
@click.option("contact_id", "--contact", type=int, metavar="ID", help="Only what concerns this contact.")
@click.option("offers", "--offer", multiple=True, metavar="TEXT", help="What you can help with; several times.")
@click.option("about", "--about", multiple=True, metavar="TAG", help="What you have to share is about; several times.")
@json_option
def suggest(
    *, event: str | None, contact_id: int | None, offers: tuple[str, ...], about: tuple[str, ...], as_json: bool
) -> None:
    """Who could help whom, and what you could give, each with its reason.

    Goes by the interests, offers and needs of contacts, and by what you offer at events.
    """
    from followup.network import Resource

    resource = Resource(title=", ".join(about), tags=about) if about else None
    with opened() as service:
        found = service.suggestions.all(event=event, contact_id=contact_id, offers=offers, resource=resource)
    if as_json:
        print_json([{"id": "-".join((p.what, *map(str, p.contact_ids))), **plain(p)} for p in found])
        return
    print_rows(
        ("What", "Contacts", "Why", "Message"),
        ((p.what, p.contact_ids, p.reason, p.message.value) for p in found),
        "Nothing fits yet. Note what people offer and need: aftercard contact set ID offers=... needs=...",
    )
