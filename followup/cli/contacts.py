"""`aftercard contact …`"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from followup.cli import keeping, standing
from followup.cli.assignments import changes
from followup.cli.options import Group, any_event_option, json_option, opened
from followup.cli.output import count, plain, print_fields, print_json, print_rows, printable
from followup.cli.standing import ORDERS
from followup.model import Contact, ContactRecord, Source, SourcedValue
from followup.relations import Relationship, RelationshipKind

if TYPE_CHECKING:
    from followup.network import Audience


@click.group(cls=Group)
def contact() -> None:
    """People you met."""


@contact.command("list")
@any_event_option
@click.option("--search", default="", metavar="TEXT", help="Only contacts that hold every word, in any value.")
@click.option(
    "tags", "--tag", multiple=True, metavar="TAG", help="Only with this tag or interest; several: any of them."
)
@click.option("places", "--place", multiple=True, metavar="PLACE", help="Only of this town, region or country code.")
@click.option("kinds", "--kind", multiple=True, metavar="KIND", help="Only of this kind of relationship.")
@click.option(
    "--sort", "order", type=click.Choice(ORDERS), help="Those who need you most come first. Default: by number."
)
@json_option
def list_(
    *,
    event: str | None,
    search: str,
    tags: tuple[str, ...],
    places: tuple[str, ...],
    kinds: tuple[str, ...],
    order: str | None,
    as_json: bool,
) -> None:
    """Contacts; sorted by health, last contact or what is due with a sentence on how each tie is."""
    wanted = audience(tags, places, kinds)
    if order:
        standing.print_sorted(event, search, wanted, order, as_json)
        return
    with opened() as service:
        found = service.contacts.list(event=event, search=search, wanted=wanted)
    if as_json:
        print_json([plain(c) for c in found])
        return
    print_rows(
        ("Id", "Name", "Title", "Company", "E-mail", "Phone", "Review"),
        (
            (c.id, c.name, c.title, c.organization, c.emails, tuple(p.value for p in c.phones), c.review.value)
            for c in found
        ),
        "No contact fits.",
    )


@contact.command("show")
@click.argument("contact_id", type=int, metavar="ID")
@click.option("--sources", is_flag=True, help="Say where each value came from, too.")
@json_option
def show(contact_id: int, sources: bool, as_json: bool) -> None:
    """One contact with every meeting, how the tie is, and where to look for the person on LinkedIn."""
    from followup.network import linkedin_search

    with opened() as service:
        record = service.contacts.record(contact_id)
        kept, health = service.relationships.get(contact_id), service.relationships.health(contact_id)
        found = service.provenance.of_contact(contact_id)
    search = linkedin_search(record.contact)
    if as_json:
        more = {"relationship": plain(kept), "health": plain(health), "linkedin_search": search}
        print_json({**_object(record), **more, "sources": [_sourced(one) for one in found]})
        return
    print_fields({**_details(record.contact), **_kept(kept), "health": health.why, "linkedin": search})
    for meeting in record.meetings:
        met = meeting.encounter
        click.echo()
        print_fields(
            {
                "met at": meeting.event.name,
                "on": met.met_on,
                "topic": met.topic,
                "promised": met.promised,
                "next step": met.next_step,
                "by": met.next_step_on,
                "introduced by": met.introduced_by,
                "note": met.note,
            }
        )
    if sources:
        click.echo()
        rows = ((one.field, one.value, one.source.kind.value, one.source.origin, _when(one.source)) for one in found)
        print_rows(("Field", "Value", "From", "Origin", "When"), rows, "")


@contact.command("set")
@click.argument("contact_id", type=int, metavar="ID")
@click.argument("values", nargs=-1, required=True, metavar="FIELD=VALUE…")
@json_option
def set_(contact_id: int, values: tuple[str, ...], as_json: bool) -> None:
    """Change values: name="Ana López" email=ana@example.com phone="mobile:+34 600 123 456".

    Several e-mails, phones, websites, profiles or words are separated by commas; an empty value clears the field.
    What you keep beside the card is set alike: tags="press,alumni" cadence=monthly offers=fundraising opted_out=yes.
    """
    from followup.service.relationships import cleaned

    on_card, kept = keeping.split(values)
    cleaned(kept)  # whatever is wrong is said before anything is changed
    with opened() as service:
        after = service.contacts.edit(contact_id, **changes(service.contacts.get(contact_id), on_card))
        if kept:
            service.relationships.edit(contact_id, **kept)
        relationship, health = service.relationships.get(contact_id), service.relationships.health(contact_id)
    if as_json:
        print_json({**plain(after), "relationship": plain(relationship), "health": plain(health)})
    else:
        print_fields({**_details(after), **_kept(relationship), "health": health.why})


@contact.command("erase")
@click.argument("contact_id", type=int, metavar="ID")
@click.option("--yes", is_flag=True, help="Do not ask; without a terminal nobody is asked.")
def erase(contact_id: int, yes: bool) -> None:
    """Delete a contact for good, with its meetings, drafts, cards and photos that show nobody else."""
    with opened() as service:
        name = printable(service.contacts.get(contact_id).display_name)
        question = f"Erase {name} ({contact_id}) for good? This cannot be undone."
        if not yes and sys.stdin.isatty() and not click.confirm(question, err=True):
            click.echo("Nothing was erased.", err=True)
            return
        erased = service.contacts.erase(contact_id)
    kept = f" Kept, for they show other people too: {count(erased.kept_photos, 'photo')}." if erased.kept_photos else ""
    click.echo(f"Contact {contact_id} is erased, with {count(erased.photos, 'photo')}.{kept}")


def _details(c: Contact) -> dict[str, object]:
    return {
        "id": c.id,
        "name": " ".join(part for part in (c.honorific_prefix, c.name, c.honorific_suffix) if part),
        "title": c.title,
        "department": c.department,
        "company": c.organization,
        "emails": c.emails,
        "phones": tuple(f"{p.value} ({p.kind})" for p in c.phones),
        "websites": c.urls,
        "profiles": tuple(s.value for s in c.socials),
        "address": c.address.formatted if c.address else "",
        "language": c.language,
        "note": c.note,
        "review": c.review.value,
    }


def _sourced(one: SourcedValue) -> dict[str, object]:
    return {"field": one.field, "value": one.value, **plain(one.source)}


def _when(source: Source) -> str:
    return f"{source.at:%Y-%m-%d %H:%M}" if source.at else ""


def _kept(kept: Relationship) -> dict[str, object]:
    """What is kept beside the card, as far as there is something."""
    words = {name: getattr(kept, name) for name in ("tags", "interests", "offers", "needs", "goals", "agenda")}
    days = tuple(f"{d.kind.value} {d.year or '-'}-{d.month:02}-{d.day:02} {d.label}".rstrip() for d in kept.dates)
    opted_out = "yes, no messages" if kept.opted_out else ""
    return {
        "kind": kept.kind.value if kept.kind else "",
        "cadence": kept.cadence.value,
        **words,
        "dates": days,
        "opted out": opted_out,
    }


def audience(tags: tuple[str, ...], places: tuple[str, ...] = (), kinds: tuple[str, ...] = ()) -> Audience | None:
    """Whom the options mean; None when they say nothing."""
    if not (tags or places or kinds):
        return None
    from followup.network import Audience
    from followup.service.relationships import choice

    chosen = tuple(choice(RelationshipKind, kind, "kind of relationship") for kind in kinds)
    return Audience(tags=tags, places=places, kinds=chosen)


def _object(record: ContactRecord) -> dict[str, object]:
    meetings = [{"event": meeting.event.name, **plain(meeting.encounter)} for meeting in record.meetings]
    return {**plain(record.contact), "meetings": meetings}
