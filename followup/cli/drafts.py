"""`aftercard draft`: write drafts, never send them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from followup.cli.files import write_file
from followup.cli.options import Command, event_option, json_option, opened
from followup.cli.output import count, plain, print_json, print_rows
from followup.errors import DraftsBlockedError

if TYPE_CHECKING:
    from followup.model import Draft
    from followup.service import Aftercard
    from followup.service.linting import CheckedDraft


@click.command(cls=Command)
@event_option
@click.option("--kind", required=True, metavar="KIND", help="The kind of message: thank-you, follow-up, ….")
@click.option("--language", default="", metavar="CODE", help="Default: each contact's own where it is known, else en.")
@click.option("contact_id", "--contact", type=int, metavar="ID", help="Only for this contact.")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER", help="Write .eml files here."
)
@click.option("--check", is_flag=True, help="Say what to look at again; a draft that is not fit to leave gets no file.")
@json_option
def draft(
    *, event: str, kind: str, language: str, contact_id: int | None, out: Path | None, check: bool, as_json: bool
) -> None:
    """Write a draft to everyone met at an event. Nothing is sent.

    Drafts that a person edited or approved stay as they are.
    """
    with opened() as service:
        made = service.drafts.make(event, kind, language=language, contact_id=contact_id)
        checked = service.linting.check(made) if check else None
        if out is not None:
            _write(service, made if checked is None else tuple(item.draft for item in checked if item.ready), out)
    if checked is None:
        _print_drafts(made, as_json)
    else:
        _print_findings(checked, as_json)


def _print_drafts(made: tuple[Draft, ...], as_json: bool) -> None:
    if as_json:
        print_json([plain(item) for item in made])
    else:
        print_rows(
            ("Id", "Contact", "To", "Subject", "State"),
            ((d.id, d.contact_id, d.to, d.subject, "edited" if d.edited else d.state.value) for d in made),
            "Nobody was met at this event yet.",
        )
    if unaddressed := sum(not d.to for d in made):
        click.echo(f"{unaddressed} of {len(made)} drafts have no address: the contact has no e-mail.", err=True)


def _print_findings(checked: tuple[CheckedDraft, ...], as_json: bool) -> None:
    """A line per finding, and one for every draft that has none.

    Raises:
        DraftsBlockedError: a draft is not fit to leave.
    """
    if as_json:
        print_json([{**plain(c.draft), "ready": c.ready, "findings": plain(c.findings)} for c in checked])
    else:
        print_rows(
            ("Id", "Contact", "To", "Severity", "Finding"),
            (
                (c.draft.id, c.draft.contact_id, c.draft.to, severity, message)
                for c in checked
                for severity, message in [(f.severity.value, f.message) for f in c.findings] or [("ready", "")]
            ),
            "Nobody was met at this event yet.",
        )
    if blocked := sum(not c.ready for c in checked):
        raise DraftsBlockedError(
            f"{blocked} of {len(checked)} drafts are not fit to leave.", "Note what is missing, or edit them."
        )


def _write(service: Aftercard, made: tuple[Draft, ...], folder: Path) -> None:
    for name, data in service.draft_files.files(made):
        write_file(folder / name, (data,))
    service.drafts.mark_exported(d.id for d in made)
    click.echo(f"{count(len(made), 'draft')} written to {folder}.", err=True)
