"""What commands share: `--db` everywhere, `--json` where something is listed, and the open service."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import click

from followup import settings
from followup.errors import UsageError

if TYPE_CHECKING:
    from followup.service import Aftercard

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(slots=True)
class Line:
    """What the line says for every command; click hands it down as the context's `obj`.

    Attributes:
        database: the URL or file that `--db` names.
        continues: the command goes on where it was interrupted when it is given again.
    """

    database: str | None = None
    continues: bool = False

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
def opened(*, creates: bool = False) -> Iterator[Aftercard]:
    """The service on that database, for the length of a command.

    Args:
        creates: the command may begin a new book in a file that is named and not there; any other takes that for a
            mistyped name. The usual place needs no such care: nobody typed it.

    Raises:
        UsageError: there is no such file.
    """
    from followup.service import Aftercard

    chosen = chosen_settings()
    by_option = click.get_current_context().ensure_object(Line).database is not None
    named = by_option or settings.named_by_environment()
    if named and not creates and chosen.database_file and not chosen.database_file.exists():
        where = "--db" if by_option else settings.DATABASE_VARIABLE
        hint = f"Check what {where} names. 'aftercard event add', 'import' and 'restore' begin a new one."
        raise UsageError(f"There is no database {chosen.database_file}.", hint)
    with Aftercard.open(chosen) as service:
        yield service


def json_option(function: F) -> F:
    """`--json`: an array of objects, each with its id."""
    return click.option("as_json", "--json", is_flag=True, help="Print JSON.")(function)


def event_option(function: F) -> F:
    """`--event`, which must be given."""
    return click.option("--event", required=True, metavar="NAME", help="The event: its name or number.")(function)


def event_or_none_option(function: F) -> F:
    """`--event`, or `--no-event` in its place; together they are `about` for `about_of`."""
    function = click.option("--no-event", is_flag=True, help="About no event: to people whom you met elsewhere.")(
        function
    )
    return click.option("--event", metavar="NAME", help="The event: its name or number.")(function)


def about_of(event: str | None, no_event: bool) -> str | None:
    """The event that the line names, or None for none.

    Raises:
        UsageError: it says neither, or both.
    """
    if (event is None) is not no_event:
        raise UsageError("Say which event: --event NAME.", "For people whom you met elsewhere: --no-event.")
    return event


def any_event_option(function: F) -> F:
    """`--event`, which may be left out."""
    return click.option("--event", metavar="NAME", help="Only this event: its name or number.")(function)
