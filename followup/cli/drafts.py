"""`aftercard draft`: write drafts, never send them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from followup.cli.draft_options import files_of, letter_options, wish_of
from followup.cli.files import write_file
from followup.cli.options import Command, about_of, event_or_none_option, json_option, opened
from followup.cli.output import count, plain, print_json, print_rows, printable
from followup.errors import DraftsBlockedError, UsageError

if TYPE_CHECKING:
    from followup.model import Draft
    from followup.service import Aftercard
    from followup.service.linting import CheckedDraft


@click.command(cls=Command)
@event_or_none_option
@click.option("--kind", required=True, metavar="KIND", help="The kind of message: thank-you, follow-up, ….")
@click.option("contact_id", "--contact", type=int, metavar="ID", help="Only for this contact.")
@letter_options
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER", help="Write .eml files here."
)
@click.option("--check", is_flag=True, help="Say what to look at again; a draft that is not fit to leave gets no file.")
@click.option("--approve", is_flag=True, help="Approve those that are fit to leave, so that 'send' takes them.")
@click.option(
    "in_spite_of",
    "--in-spite-of",
    multiple=True,
    metavar="CODE",
    help="With --approve: overlook this finding, whose code --check has shown.",
)
@json_option
def draft(
    *,
    event: str | None,
    no_event: bool,
    kind: str,
    contact_id: int | None,
    out: Path | None,
    check: bool,
    approve: bool,
    in_spite_of: tuple[str, ...],
    as_json: bool,
    **letter: Any,
) -> None:
    """Write drafts to those met at an event; nothing is sent.

    With --no-event it is one draft to one contact whom you met elsewhere. Drafts that a person edited or approved stay
    as they are.
    """
    about = about_of(event, no_event)
    if about is None and contact_id is None:
        raise UsageError("A draft about no event goes to one person.", "Say to whom: --contact ID.")
    files = tuple(files_of(letter))
    with opened() as service:
        made = service.drafts.make(about, kind, contact_id=contact_id, **wish_of(letter))
        made = attached(service, made, files)
        checked = None
        if approve:
            checked = service.drafts.approve_ready(made, in_spite_of=in_spite_of)
        elif check:
            checked = service.linting.check(made)
        if out is not None:
            write_drafts(service, made if checked is None else tuple(item.draft for item in checked if _fit(item)), out)
        for warning in service.interactions.ask_warnings((item.contact_id for item in made), kind):
            click.echo(printable(warning), err=True)
    if checked is None:
        print_drafts(made, as_json)
    else:
        _print_findings(checked, as_json)


def attached(service: Aftercard, made: tuple[Draft, ...], files: tuple[tuple[str, bytes], ...]) -> tuple[Draft, ...]:
    """The drafts with the files that go along; what was sent takes none."""
    from followup.model import DraftState

    if not files:
        return made
    for item in made:
        if item.state is not DraftState.SENT:
            for name, data in files:
                service.attachments.add(item.id, name, data)
    return tuple(service.drafts.get(item.id) for item in made)


def _fit(item: CheckedDraft) -> bool:
    """Whether it may leave: nothing speaks against it, or a person said to overlook what does."""
    from followup.drafting import holding_back

    return not holding_back(item.findings, item.draft.in_spite_of)


def print_drafts(made: tuple[Draft, ...], as_json: bool, nobody: str = "Nobody was met at this event yet.") -> None:
    """A line per draft, and how many have nowhere to go; `nobody` where there is none."""
    if as_json:
        print_json([plain(item) for item in made])
    else:
        print_rows(
            ("Id", "Contact", "To", "Subject", "State"),
            ((d.id, d.contact_id, d.to, d.subject, "edited" if d.edited else d.state.value) for d in made),
            nobody,
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
            ("Id", "Contact", "To", "State", "Severity", "Code", "Finding"),
            (
                (c.draft.id, c.draft.contact_id, c.draft.to, c.draft.state.value, *finding)
                for c in checked
                for finding in [(f.severity.value, f.code, f.message) for f in c.findings] or [("ready", "", "")]
            ),
            "Nobody was met at this event yet.",
        )
    if blocked := sum(not _fit(c) for c in checked):
        raise DraftsBlockedError(
            f"{blocked} of {len(checked)} drafts are not fit to leave.", "Note what is missing, or edit them."
        )


def write_drafts(service: Aftercard, made: tuple[Draft, ...], folder: Path) -> None:
    """The drafts as message files in a folder of the person's choice."""
    for name, data in service.draft_files.files(made):
        write_file(folder / name, (data,))
    service.drafts.mark_exported(d.id for d in made)
    click.echo(f"{count(len(made), 'draft')} written to {folder}.", err=True)
