"""`aftercard send`: hand approved drafts over to the owner's own mail account."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from typing import TYPE_CHECKING

import click

from followup.cli.options import Command, about_of, event_or_none_option, json_option, opened
from followup.cli.output import plain, print_json, print_rows, printable
from followup.cli.progress import progress
from followup.errors import DeliveryError, UsageError
from followup.outbox import Way

if TYPE_CHECKING:
    from followup.service import Request, SendItem

_COLUMNS = ("Id", "Contact", "To", "Kind", "Outcome", "Why")


@click.command(cls=Command)
@event_or_none_option
@click.option(
    "--via",
    required=True,
    type=click.Choice([way.value for way in Way]),
    help="smtp sends; imap-drafts puts them into your Drafts folder.",
)
@click.option("--kind", default="", metavar="KIND", help="Only drafts of this kind.")
@click.option("contact_id", "--contact", type=int, metavar="ID", help="Only for this contact.")
@click.option("--apply", is_flag=True, help="Do it. Without this, nothing leaves: you see what would.")
@click.option(
    "--again",
    type=int,
    multiple=True,
    metavar="ID",
    help="Give this draft to the server once more: it refused it, or never answered and you know that nothing arrived.",
)
@click.option("--arrived", type=int, multiple=True, metavar="ID", help="This draft was left open, and it did arrive.")
@json_option
def send(
    *,
    event: str | None,
    no_event: bool,
    via: str,
    kind: str,
    contact_id: int | None,
    apply: bool,
    again: tuple[int, ...],
    arrived: tuple[int, ...],
    as_json: bool,
) -> None:
    """Hand over approved drafts that are fit to leave, each at most once.

    A dry run unless --apply is given. Whatever ends it, the same command continues; nothing is sent twice.
    """
    from followup.service import Request

    about = about_of(event, no_event)
    request = Request(event=about, way=Way(via), kind=kind, contact_id=contact_id, again=frozenset(again))
    items: list[SendItem] = []
    if arrived and not apply:
        raise UsageError("--arrived writes down that a draft has arrived; a dry run writes nothing.", "Add --apply.")
    try:
        _run(request, arrived, apply, items)
    except BaseException:
        if items:  # what went before is as true as the error
            _print(items, as_json)
        raise
    _print(items, as_json)
    _check(items, apply)


def _run(request: Request, arrived: Iterable[int], apply: bool, items: list[SendItem]) -> None:
    """Fill `items` one by one, so that what went is said even when the server stops half-way."""
    with opened() as service:
        if not apply:
            items.extend(service.sending.preview(request))
            return
        for draft_id in arrived:
            service.sending.mark_sent(draft_id)
        with progress("Sending") as report, closing(service.sending.send(request)) as sending:
            for item in sending:
                items.append(item)
                report(len(items), None, printable(item.name))


def _print(items: list[SendItem], as_json: bool) -> None:
    if as_json:
        print_json([_object(item) for item in items])
    else:
        rows = ((i.draft.id, i.name, i.draft.to, i.draft.kind, i.outcome.value, i.said) for i in items)
        print_rows(_COLUMNS, rows, "No approved draft waits here.")


def _object(item: SendItem) -> dict[str, object]:
    return {
        "id": item.draft.id,
        "contact_id": item.draft.contact_id,
        "name": item.name,
        "to": item.draft.to,
        "kind": item.draft.kind,
        "outcome": item.outcome.value,
        "said": item.said,
        "findings": plain(item.findings),
    }


def _check(items: list[SendItem], apply: bool) -> None:
    """Say how it went.

    Raises:
        DeliveryError: an approved draft did not leave, or would not.
    """
    counts = Counter(item.outcome.value for item in items)
    good = counts.pop("sent" if apply else "ready", 0)
    if counts:
        others = ", ".join(f"{number} {outcome}" for outcome, number in sorted(counts.items()))
        done = "left" if apply else "would leave"
        hint = (
            "A draft left open may have arrived: look, then give --arrived ID, or --again ID to send it once more."
            if counts["open"]
            else "The lines above say why."
        )
        raise DeliveryError(f"{good} of {len(items)} drafts {done}; {others}.", hint)
    if good and not apply:
        click.echo(f"{good} drafts would leave. Nothing was sent; --apply does it.", err=True)
