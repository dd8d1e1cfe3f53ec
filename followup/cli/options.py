"""What commands share: `--db` everywhere, `--json` where something is listed, and the open service."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import click

from followup import settings

if TYPE_CHECKING:
    from followup.service import Aftercard

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(slots=True)
class Line:
    """What the line says for every command; click hands it down as the context's `obj`."""

    database: str | None = None

    def settings(self) -> settings.Settings:
        """Where the database that the line names, and all that belongs to it, lie."""
        return settings.load(self.database)


class Command(click.Command):
    """A command that takes `--db` after its name."""

    def __init__(self, *arguments: Any, **attributes: Any) -> None:
        super().__init__(*arguments, **attributes)
        self.params.append(_database_option())


class Group(click.Group):
    """A group whose commands and groups take `--db`, wherever on the line it stands."""

    command_class = Command
    group_class = type

    def __init__(self, *arguments: Any, **attributes: Any) -> None:
        super().__init__(*arguments, **attributes)
        self.params.append(_database_option())


def _database_option() -> click.Option:
    return click.Option(
        ["--db"],
        metavar="URL",
        expose_value=False,
        callback=_remember,
        help=f"Database: a SQLAlchemy URL or a file. Default: {settings.DATABASE_VARIABLE}, else in your data folder.",
    )


def _remember(context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value is not None:
        context.ensure_object(Line).database = value


def chosen_settings() -> settings.Settings:
    """Settings for the database that the line names."""
    return click.get_current_context().ensure_object(Line).settings()


@contextmanager
def opened() -> Iterator[Aftercard]:
    """The service on that database, for the length of a command."""
    from followup.service import Aftercard

    with Aftercard.open(chosen_settings()) as service:
        yield service


def json_option(function: F) -> F:
    """`--json`: an array of objects, each with its id."""
    return click.option("as_json", "--json", is_flag=True, help="Print JSON.")(function)


def event_option(function: F) -> F:
    """`--event`, which must be given."""
    return click.option("--event", required=True, metavar="NAME", help="The event: its name or number.")(function)


def any_event_option(function: F) -> F:
    """`--event`, which may be left out."""
    return click.option("--event", metavar="NAME", help="Only this event: its name or number.")(function)
