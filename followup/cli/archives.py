"""`aftercard backup` and `aftercard restore`: the whole book in one file."""

from __future__ import annotations

from pathlib import Path

import click

from followup.cli.files import write_file
from followup.cli.options import Command, opened
from followup.cli.output import count


@click.command(cls=Command)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
def backup(file: Path) -> None:
    """Write everything there is into one ZIP archive: contacts, meetings, drafts, photos, your own templates.

    Nothing is encrypted: keep the file where you would keep the cards.
    """
    with opened() as service:
        made = service.archives.backup()
        write_file(file, made.pieces)
    held = made.manifest
    click.echo(f"{_said(held.tables.get('contact', 0), held.photos)} saved to {file}.", err=True)
    if held.missing_photos:
        click.echo(f"Lost before, and not in it: {count(len(held.missing_photos), 'photo')}.", err=True)


@click.command(cls=Command)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
def restore(file: Path) -> None:
    """Fill an empty database from a backup, all of it or nothing."""
    with opened(creates=True) as service:
        held = service.archives.restore(file)
    click.echo(f"{_said(held.tables.get('contact', 0), held.photos)} restored from {file}.", err=True)


def _said(contacts: int, photos: int) -> str:
    return f"{count(contacts, 'contact')} and {count(photos, 'photo')}"
