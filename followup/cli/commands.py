"""Every command under its name."""

from __future__ import annotations

import click

from followup.cli import (
    account,
    archives,
    capture,
    colleagues,
    contacts,
    drafts,
    due,
    duplicates,
    encounters,
    events,
    exports,
    imports,
    interactions,
    introductions,
    page,
    push,
    rounds,
    scan,
    sender,
    sending,
    sides,
    suggestions,
    templates,
)
from followup.cli.options import Group


def _version(context: click.Context, _parameter: click.Parameter, asked: bool) -> None:
    if not asked or context.resilient_parsing:
        return
    from importlib.metadata import version

    click.echo(f"aftercard {version('aftercard')}")
    context.exit()


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Print the version."
)
def aftercard() -> None:
    """Turn the business cards of a conference into contacts and follow-up drafts, on your own machine.

    \b
    aftercard event add "Web Summit 2026" --from 2026-11-16 --to 2026-11-19
    aftercard capture ~/cards --event "Web Summit 2026"
    aftercard draft --event "Web Summit 2026" --kind thank-you --out drafts
    aftercard export --event "Web Summit 2026" --format vcard -o contacts.vcf
    """  # noqa: D301  (click keeps the lines after a backspace character as they are)


for command in (
    scan.scan,
    events.event,
    capture.capture,
    contacts.contact,
    encounters.encounter,
    interactions.interaction,
    interactions.favour,
    due.due,
    duplicates.duplicates,
    duplicates.new_jobs,
    colleagues.colleagues,
    sides.sides,
    suggestions.suggest,
    introductions.introduction,
    drafts.draft,
    rounds.round_,
    templates.template,
    exports.export,
    imports.import_,
    push.push,
    archives.backup,
    archives.restore,
    sending.send,
    sender.sender,
    account.account,
    page.app,
):
    aftercard.add_command(command)
