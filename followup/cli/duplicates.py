"""`aftercard duplicates`, and `aftercard contact merge · undo · distinct`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from followup.cli.contacts import contact
from followup.cli.options import Command, json_option, opened
from followup.cli.output import plain, print_fields, print_json, print_rows, printable

if TYPE_CHECKING:
    from followup.service.duplicates import Duplicate


@click.command(cls=Command)
@click.option("contact_id", "--contact", type=int, metavar="ID", help="Only who this contact may be.")
@json_option
def duplicates(contact_id: int | None, as_json: bool) -> None:
    """Pairs of contacts that may be one person, the likeliest first, with the reasons."""
    with opened() as service:
        found = service.duplicates.all() if contact_id is None else service.duplicates.of_contact(contact_id)
    if as_json:
        print_json([_object(item) for item in found])
        return
    print_rows(
        ("Contact", "Name", "Contact", "Name", "Score", "Reasons"),
        (
            (d.pair.a_id, d.a.display_name, d.pair.b_id, d.b.display_name, f"{d.pair.score:.2f}", d.pair.reasons)
            for d in found
        ),
        "No two contacts look like one person.",
    )


@click.command("new-jobs", cls=Command)
@json_option
def new_jobs(as_json: bool) -> None:
    """People who are in the book twice, at two firms: they may have a new job."""
    with opened() as service:
        found = service.new_jobs.all()
    if as_json:
        print_json([{"id": f"{change.old_id}-{change.new_id}", **plain(change)} for change in found])
        return
    rows = ((c.old_id, c.new_id, f"{c.score:.2f}", c.why) for c in found)
    print_rows(("Contact", "Later", "Score", "Why"), rows, "Nobody seems to have a new job.")


@contact.command("new-job")
@click.argument("old", type=int, metavar="ID")
@click.argument("new", type=int, metavar="ID")
@json_option
def new_job(old: int, new: int, as_json: bool) -> None:
    """Make one contact of an earlier and a later card: the job is the later one's, and a day to congratulate on."""
    with opened() as service:
        after = service.new_jobs.accept(old, new)
    if as_json:
        print_json(plain(after))
        return
    click.echo(f"Contact {new} is part of contact {old} now. To take it back, twice: aftercard contact undo {old}")
    print_fields({"name": after.name, "title": after.title, "company": after.organization, "emails": after.emails})


@contact.command("merge")
@click.argument("kept", type=int, metavar="ID")
@click.argument("other", type=int, metavar="ID")
@click.option("--take", default="", metavar="FIELD,…", help="Fields for which the second contact's value is wanted.")
@json_option
def merge(kept: int, other: int, take: str, as_json: bool) -> None:
    """Make one contact of two: the first stays, and what it lacks comes from the second. Can be undone."""
    with opened() as service:
        fields = tuple(field.strip() for field in take.split(",") if field.strip())
        done = service.duplicates.merge(kept, other, fields)
    if as_json:
        print_json({**plain(done.contact), "conflicts": plain(done.conflicts)})
        return
    click.echo(f"Contact {other} is part of contact {kept} now. To take it back: aftercard contact undo {kept}")
    print_fields({c.field: f"{c.kept}  (the other: {c.other})" for c in done.conflicts if c.field not in fields})


@contact.command("undo")
@click.argument("contact_id", type=int, metavar="ID")
@json_option
def undo(contact_id: int, as_json: bool) -> None:
    """Take back the last change of a contact, a merge too. Again: the one before it."""
    with opened() as service:
        after, change = service.history.undo(contact_id)
    if as_json:
        print_json(plain(after))
    else:
        what = {
            "values": "The values are",
            "relationship": "What is kept about the contact is",
            "meeting": "What was noted about the meeting is",
        }
        said = what.get(change.kind, "Both contacts are")
        click.echo(f"{said} as before {change.changed_at:%Y-%m-%d %H:%M} UTC: {printable(after.display_name)}.")


@contact.command("distinct")
@click.argument("a", type=int, metavar="ID")
@click.argument("b", type=int, metavar="ID")
def distinct(a: int, b: int) -> None:
    """Remember that two contacts are not the same person: they are never proposed again."""
    with opened() as service:
        service.duplicates.distinct(a, b)
    click.echo(f"Contacts {a} and {b} are two people.")


def _object(found: Duplicate) -> dict[str, object]:
    pair = found.pair
    names = {"a_name": found.a.display_name, "b_name": found.b.display_name}
    return {"id": f"{pair.a_id}-{pair.b_id}", **plain(pair), **names}
