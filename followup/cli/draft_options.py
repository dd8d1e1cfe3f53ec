"""What `aftercard draft` takes of how to write: language, wording, form of address, and what only this message says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from followup.errors import StorageError

if TYPE_CHECKING:
    from followup.service.orders import Wish

F = TypeVar("F", bound=Callable[..., Any])

_SAID = {
    "about": ("--about", "TEXT", "What it is about: an occasion, a resource, an invitation, an idea."),
    "about_on": ("--about-on", "DATE", "Its day."),
    "reason": ("--reason", "TEXT", "Why it concerns the contact, as a sentence."),
    "link": ("--link", "URL", "An address to look at."),
    "person": ("--person", "NAME", "A third person, to be introduced."),
    "person_about": ("--person-about", "TEXT", "Who that is."),
    "person_email": ("--person-email", "ADDRESS", "Where that person is reached."),
}


def letter_options(function: F) -> F:
    """Every option of how to write; together they are `letter` for `wish_of` and `files_of`."""
    options = (
        click.option(
            "--language",
            default="",
            metavar="CODE",
            help="Default: each contact's own, else its country's, else the event's, else en.",
        ),
        click.option("--variant", type=int, metavar="N", help="Another wording of the same kind: 2."),
        click.option("--formal/--familiar", default=None, help="Sie, vous, usted; or du, tu, tú."),
        *(click.option(name, field, metavar=meta, help=text) for field, (name, meta, text) in _SAID.items()),
        click.option(
            "person_id", "--with", type=int, metavar="ID", help="The third person is this contact; the rest follows."
        ),
        click.option(
            "attach",
            "--attach",
            multiple=True,
            type=click.Path(path_type=Path, dir_okay=False),
            metavar="FILE",
            help="Let this file go along.",
        ),
    )
    for option in reversed(options):
        function = option(function)
    return function


def wish_of(letter: Mapping[str, Any]) -> Wish:
    """How to write, of what was given on the line; what was not stays as the draft has it."""
    from followup.model import Particulars
    from followup.service.orders import Wish

    wish = Wish(language=letter["language"])
    if letter["variant"] is not None:
        wish["variant"] = letter["variant"]
    if letter["formal"] is not None:
        wish["formal"] = letter["formal"]
    said = {name: letter[name] for name in (*_SAID, "person_id") if letter[name] is not None}
    if said:
        wish["particulars"] = Particulars(**said)
    return wish


def files_of(letter: Mapping[str, Any]) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each file that is to go along; one byte more than a mail takes is read at most.

    Raises:
        StorageError: one cannot be read.
    """
    from followup.service.attachments import MAX_BYTES

    for path in letter["attach"]:
        try:
            with path.open("rb") as file:
                yield path.name, file.read(MAX_BYTES + 1)
        except OSError as error:
            raise StorageError(f"{path} cannot be read: {error.strerror}.", "Check its name and its rights.") from error
