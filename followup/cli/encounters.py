"""`aftercard encounter …`"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

from followup.cli.options import Group, event_option, json_option, opened
from followup.cli.output import plain, print_fields, print_json

if TYPE_CHECKING:
    from followup.service import EncounterChanges
    from followup.service.relationships import Words


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
@click.option("interests", "--interest", multiple=True, metavar="TEXT", help="What the contact likes to hear about.")
@click.option("offers", "--offer", multiple=True, metavar="TEXT", help="What the contact can help others with.")
@click.option("needs", "--need", multiple=True, metavar="TEXT", help="What the contact looks for.")
@click.option("tags", "--tag", multiple=True, metavar="TEXT", help="Your own word for the contact.")
@click.option("--priority", type=click.Choice(["high", "normal", "low"]), help="How much you care.")
@json_option
def note(
    *,
    contact_id: int,
    event: str,
    interests: tuple[str, ...],
    offers: tuple[str, ...],
    needs: tuple[str, ...],
    tags: tuple[str, ...],
    priority: str | None,
    as_json: bool,
    **given: str | None,
) -> None:
    """Note what was said with a contact at an event. What is not given stays as it is.

    Interests, offers, needs and tags are added to those that are known; 'contact set' replaces them.
    """
    noted = {name: value for name, value in given.items() if value is not None}
    words = {"interests": interests, "offers": offers, "needs": needs, "tags": tags}
    with opened() as service:
        after = service.encounters.note(contact_id, event, **cast("EncounterChanges", noted))
        if any(words.values()):
            service.relationships.add_words(contact_id, **cast("Words", {k: v for k, v in words.items() if v}))
        if priority:
            service.relationships.edit(contact_id, priority=priority)
        kept = service.relationships.get(contact_id)
    told = {name: plain(getattr(kept, name)) for name in (*words, "priority")}
    if as_json:
        print_json({**plain(after), **told})
    else:
        print_fields({**plain(after), **told})
