"""`aftercard sides`, and `aftercard contact join`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from followup.cli.contacts import contact
from followup.cli.options import Command, any_event_option, json_option, opened
from followup.cli.output import plain, print_fields, print_json, print_rows, printable

if TYPE_CHECKING:
    from followup.service.sides import BothSides


@click.command(cls=Command)
@any_event_option
@json_option
def sides(event: str | None, as_json: bool) -> None:
    """Two cards each that may be the front and back of one, with the reasons."""
    with opened() as service:
        found = service.sides.list(event=event)
    if as_json:
        print_json([as_object(both) for both in found])
        return
    print_rows(
        ("Front", "Name", "Back", "Name", "Reasons"),
        ((b.front.id, b.front.display_name, b.back.id, b.back.display_name, b.reasons) for b in found),
        "No two cards look like front and back.",
    )


@contact.command("join")
@click.argument("front", type=int, metavar="FRONT")
@click.argument("back", type=int, metavar="BACK")
@json_option
def join(front: int, back: int, as_json: bool) -> None:
    """Make one contact of a card's front and back; what the back says otherwise goes to the note. Can be undone."""
    with opened() as service:
        done = service.sides.join(front, back)
    if as_json:
        print_json({**plain(done.contact), "conflicts": plain(done.conflicts)})
        return
    click.echo(f"Contact {front} has both sides now. To take it back: aftercard contact undo {front}")
    print_fields({c.field: f"{c.kept}  (the back: {c.other})" for c in done.conflicts})


def proposal(both: BothSides) -> str:
    """One line that says what may belong together and what to do about it."""
    front, back = both.front.id, both.back.id
    whose = f"{printable(both.back.display_name)} ({back}) may be the back of {printable(both.front.display_name)}"
    why = ", ".join(both.reasons)
    return f"{whose} ({front}): {why}. aftercard contact join {front} {back}, or distinct {front} {back}"


def as_object(both: BothSides) -> dict[str, object]:
    """The proposal, JSON-ready."""
    return {
        "id": f"{both.front.id}-{both.back.id}",
        "front_id": both.front.id,
        "front_name": both.front.display_name,
        "back_id": both.back.id,
        "back_name": both.back.display_name,
        "reasons": list(both.reasons),
    }
