"""`aftercard interaction …` and `aftercard favour …`: what happened, and who gave what."""

from __future__ import annotations

import click

from followup.cli.options import Group, json_option, opened
from followup.cli.output import plain, print_fields, print_json, print_rows


@click.group(cls=Group)
def interaction() -> None:
    """What happened with a contact: mails, calls, meetings, messages, notes."""


@interaction.command("add")
@click.argument("contact_id", type=int, metavar="CONTACT")
@click.option("--kind", required=True, metavar="KIND", help="mail, call, meeting, message or note.")
@click.option("--direction", default="out", show_default=True, metavar="in|out", help="From you, or from the contact.")
@click.option("on", "--date", metavar="DATE", help="Default: today.")
@click.option("--text", default="", metavar="TEXT", help="What it was about.")
@json_option
def add_interaction(*, contact_id: int, kind: str, direction: str, on: str | None, text: str, as_json: bool) -> None:
    """Note something that happened."""
    with opened() as service:
        made = service.interactions.add(contact_id, kind, direction, on=on, text=text)
    if as_json:
        print_json(plain(made))
    else:
        print_fields(plain(made))


@interaction.command("list")
@click.argument("contact_id", type=int, metavar="CONTACT")
@json_option
def list_interactions(contact_id: int, as_json: bool) -> None:
    """What happened with a contact, the oldest first."""
    with opened() as service:
        found = service.interactions.of_contact(contact_id)
    if as_json:
        print_json(plain(found))
    else:
        rows = ((i.id, i.on, i.kind.value, i.direction.value, i.text) for i in found)
        print_rows(("Id", "On", "Kind", "Direction", "Text"), rows, "Nothing is noted yet.")


@interaction.command("remove")
@click.argument("contact_id", type=int, metavar="CONTACT")
@click.argument("interaction_id", type=int, metavar="ID")
def remove_interaction(contact_id: int, interaction_id: int) -> None:
    """Take back something that was noted by mistake."""
    with opened() as service:
        service.interactions.remove(contact_id, interaction_id)
    click.echo(f"Interaction {interaction_id} is not noted any more.")


@click.group(cls=Group)
def favour() -> None:
    """What was given, asked for and received."""


@favour.command("add")
@click.argument("contact_id", type=int, metavar="CONTACT")
@click.option("--kind", required=True, metavar="KIND", help="given, asked or received.")
@click.option("on", "--date", metavar="DATE", help="Default: today.")
@click.option("--text", default="", metavar="TEXT", help="What it was.")
@json_option
def add_favour(*, contact_id: int, kind: str, on: str | None, text: str, as_json: bool) -> None:
    """Note a line of the ledger."""
    with opened() as service:
        made = service.interactions.favour(contact_id, kind, on=on, text=text)
    if as_json:
        print_json(plain(made))
    else:
        print_fields(plain(made))


@favour.command("list")
@click.argument("contact_id", type=int, metavar="CONTACT")
@json_option
def list_favours(contact_id: int, as_json: bool) -> None:
    """The ledger with a contact, the oldest line first."""
    with opened() as service:
        found = service.interactions.favours(contact_id)
    if as_json:
        print_json(plain(found))
    else:
        rows = ((f.id, f.on, f.kind.value, f.text) for f in found)
        print_rows(("Id", "On", "Kind", "Text"), rows, "Nothing was given, asked for or received yet.")


@favour.command("remove")
@click.argument("contact_id", type=int, metavar="CONTACT")
@click.argument("favour_id", type=int, metavar="ID")
def remove_favour(contact_id: int, favour_id: int) -> None:
    """Take back a line that was noted by mistake."""
    with opened() as service:
        service.interactions.remove_favour(contact_id, favour_id)
    click.echo(f"Line {favour_id} of the ledger is not noted any more.")
