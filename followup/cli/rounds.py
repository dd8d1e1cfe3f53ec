"""`aftercard round`: one thing to tell several people, a personal draft to each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from followup.cli.contacts import audience
from followup.cli.draft_options import files_of, letter_options, wish_of
from followup.cli.drafts import attached, print_drafts, write_drafts
from followup.cli.options import Command, any_event_option, json_option, opened
from followup.cli.output import printable
from followup.errors import UsageError

if TYPE_CHECKING:
    from followup.service import Aftercard


@click.command("round", cls=Command)
@click.option("--kind", required=True, metavar="KIND", help="invitation, share-resource, appreciation, ….")
@any_event_option
@click.option("tags", "--tag", multiple=True, metavar="TAG", help="To whom has this tag or interest.")
@click.option("places", "--place", multiple=True, metavar="PLACE", help="To who is in this town, region or country.")
@click.option("kinds", "--relationship", multiple=True, metavar="KIND", help="To this kind of relationship.")
@click.option("contact_ids", "--contact", type=int, multiple=True, metavar="ID", help="To this contact; several times.")
@click.option(
    "fits", "--fits", multiple=True, metavar="TAG", help="To whose interests or needs it fits; several times."
)
@letter_options
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER", help="Write .eml files here."
)
@json_option
def round_(
    *,
    kind: str,
    event: str | None,
    tags: tuple[str, ...],
    places: tuple[str, ...],
    kinds: tuple[str, ...],
    contact_ids: tuple[int, ...],
    fits: tuple[str, ...],
    out: Path | None,
    as_json: bool,
    **letter: Any,
) -> None:
    """Draft an invitation, an article to share or a success to celebrate to each of several people. Nothing is sent.

    \b
    aftercard round --kind invitation --tag alumni --about "a summer party" --about-on 2027-06-18
    aftercard round --kind share-resource --fits robotics --about "a study" --link https://example.com/study
    aftercard round --kind appreciation --contact 3 --contact 8 --about "our launch, which you made possible"
    """  # noqa: D301  (click keeps the lines after a backspace character as they are)
    from followup.model import Particulars

    if not any((event, tags, places, kinds, contact_ids, fits)):
        raise UsageError("Say to whom: --tag, --place, --relationship, --event, --contact or --fits.")
    files = tuple(files_of(letter))
    with opened() as service:
        ids = contact_ids or _fitting(service, fits, event)
        if not contact_ids and not fits:
            found = service.contacts.list(event=event, wanted=audience(tags, places, kinds))
            ids = tuple(contact.id for contact in found)
        wish = wish_of(letter)
        said = wish.get("particulars", Particulars())
        done = service.rounds.write(ids, kind, said, event=event, wish=wish)
        made = attached(service, done.drafts, files)
        if out is not None:
            write_drafts(service, made, out)
    print_drafts(made, as_json, "Nobody fits all of that: no draft was written.")
    for contact in done.opted_out:
        click.echo(f"{printable(contact.display_name)} ({contact.id}) asked not to be written to: no draft.", err=True)


def _fitting(service: Aftercard, tags: tuple[str, ...], event: str | None) -> tuple[int, ...]:
    """Ids of those whose interests or needs the tags fit."""
    from followup.network import Resource

    if not tags:
        return ()
    found = service.suggestions.all(event=event, resource=Resource(title="", tags=tags))
    return tuple(contact_id for idea in found if idea.what == "share" for contact_id in idea.contact_ids)
