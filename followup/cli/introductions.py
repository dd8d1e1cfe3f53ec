"""`aftercard introduction …`: two people who should meet, each asked first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from followup.cli.drafts import print_drafts, write_drafts
from followup.cli.options import Group, json_option, opened
from followup.cli.output import plain, print_fields, print_json, print_rows, printable
from followup.errors import UsageError

if TYPE_CHECKING:
    from followup.relations import IntroductionSide
    from followup.service.introductions import IntroductionOf


@click.group(cls=Group)
def introduction() -> None:
    """Two people who should meet: propose, ask both, introduce. 'aftercard suggest' says who fits."""


@introduction.command("list")
@click.option("contact_id", "--contact", type=int, metavar="ID", help="Only those of this contact.")
@click.option("--open", "under_way", is_flag=True, help="Only those that are not over.")
@json_option
def list_(contact_id: int | None, under_way: bool, as_json: bool) -> None:
    """Every introduction and how far it has come, the newest first."""
    with opened() as service:
        found = service.introductions.all(contact_id=contact_id, under_way=under_way)
    if as_json:
        print_json([_object(item) for item in found])
        return
    print_rows(
        ("Id", "State", "Contact", "Name", "Said", "Contact", "Name", "Said", "Why"),
        (
            (
                item.introduction.id,
                item.introduction.state.value,
                *(item.a.id, item.a.display_name, _said(item.introduction.a)),
                *(item.b.id, item.b.display_name, _said(item.introduction.b)),
                item.introduction.reason,
            )
            for item in found
        ),
        "Nobody is to be introduced. Ideas: aftercard suggest",
    )


@introduction.command("show")
@click.argument("introduction_id", type=int, metavar="ID")
@json_option
def show(introduction_id: int, as_json: bool) -> None:
    """One introduction."""
    with opened() as service:
        _print(service.introductions.get(introduction_id), as_json)


@introduction.command("propose")
@click.argument("a", type=int, metavar="CONTACT")
@click.argument("b", type=int, metavar="CONTACT")
@click.option("--reason", default="", metavar="TEXT", help="Why. Default: what their offers, needs and interests say.")
@json_option
def propose(a: int, b: int, reason: str, as_json: bool) -> None:
    """Note that two people should meet. Nobody is asked by this; 'due' reminds you to ask both."""
    with opened() as service:
        _print(service.introductions.propose(a, b, reason), as_json)


@introduction.command("letters")
@click.argument("introduction_id", type=int, metavar="ID")
@click.option("--language", default="", metavar="CODE", help="Default: each contact's own where it is known.")
@click.option("--together", is_flag=True, help="Bring them together by one message to both, the second in copy.")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER", help="Write .eml files here."
)
@json_option
def letters(*, introduction_id: int, language: str, together: bool, out: Path | None, as_json: bool) -> None:
    """Write the drafts that come next: the question to each, or the introduction to both. Nothing is sent."""
    with opened() as service:
        made = service.introduction_letters.write(introduction_id, language=language, together=together)
        if out is not None:
            write_drafts(service, made, out)
    print_drafts(made, as_json)


@introduction.command("note")
@click.argument("introduction_id", type=int, metavar="ID")
@click.argument("contact_id", type=int, metavar="CONTACT")
@click.option("--asked", is_flag=True, help="You asked. A letter that 'send' hands over is noted by itself.")
@click.option("--yes", is_flag=True, help="The contact said yes.")
@click.option("--no", is_flag=True, help="The contact said no: it is over, and they are not suggested again.")
@click.option("on", "--date", metavar="DATE", help="Default: today.")
@json_option
def note(
    *, introduction_id: int, contact_id: int, asked: bool, yes: bool, no: bool, on: str | None, as_json: bool
) -> None:
    """Note that one of the two was asked, or what the answer was."""
    if asked + yes + no != 1:
        raise UsageError("Say one of --asked, --yes and --no.")
    with opened() as service:
        if asked:
            found = service.introductions.asked(introduction_id, contact_id, on)
        else:
            found = service.introductions.answered(introduction_id, contact_id, yes, on)
        _print(found, as_json)


@introduction.command("done")
@click.argument("introduction_id", type=int, metavar="ID")
@click.option("on", "--date", metavar="DATE", help="Default: today.")
@json_option
def done(introduction_id: int, on: str | None, as_json: bool) -> None:
    """Note that you brought the two together; both have said yes before."""
    with opened() as service:
        _print(service.introductions.introduced(introduction_id, on), as_json)


@introduction.command("drop")
@click.argument("introduction_id", type=int, metavar="ID")
@json_option
def drop(introduction_id: int, as_json: bool) -> None:
    """Give it up; the two are not suggested again."""
    with opened() as service:
        _print(service.introductions.drop(introduction_id), as_json)


@introduction.command("undo")
@click.argument("introduction_id", type=int, metavar="ID")
@json_option
def undo(introduction_id: int, as_json: bool) -> None:
    """Take back the last step. Again: the one before it; at last the proposal."""
    with opened() as service:
        found = service.introductions.undo(introduction_id)
    if found is not None:
        _print(found, as_json)
    elif as_json:
        print_json(None)
    else:
        click.echo(f"Introduction {introduction_id} is not noted any more.")


def _print(item: IntroductionOf, as_json: bool) -> None:
    if as_json:
        print_json(_object(item))
        return
    one = item.introduction
    print_fields(
        {
            "id": one.id,
            "state": one.state.value,
            printable(f"{item.a.display_name} ({item.a.id})"): _said(one.a),
            printable(f"{item.b.display_name} ({item.b.id})"): _said(one.b),
            "why": one.reason,
            "introduced on": one.introduced_on,
        }
    )


def _said(side: IntroductionSide) -> str:
    day = side.answered_on or side.asked_on
    return f"{side.answer.value} ({day})" if day else side.answer.value


def _object(item: IntroductionOf) -> dict[str, object]:
    one = item.introduction
    names = {"a_name": item.a.display_name, "b_name": item.b.display_name}
    return {**plain(one), "state": one.state.value, **names}
