"""The program's entry: runs a command and turns whatever happens into an exit code and a sentence on stderr."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import click

from followup import settings
from followup.cli.commands import aftercard
from followup.cli.options import Line
from followup.errors import AftercardError

INTERRUPTED = 130
"""128 + SIGINT, as shells report it."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code; see docs/cli.md for the codes.

    Args:
        arguments: without the program's name; None takes those of the process.
    """
    code = run(list(sys.argv[1:] if arguments is None else arguments))
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _silence_stdout()
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run the command line and give its exit code."""
    line = Line()
    try:
        result = aftercard.main(arguments, prog_name="aftercard", standalone_mode=False, obj=line)
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as error:
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        say("Interrupted. What is done is kept; the same command continues." if line.continues else "Interrupted.")
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except AftercardError as error:
        say(f"Error: {error.message}", error.hint)
        return error.exit_code
    except BrokenPipeError:
        _silence_stdout()  # the reader has what it wanted ('aftercard contact list | head')
        return 0
    except Exception as error:  # noqa: BLE001  (the last resort: details go to the log, a sentence to the person)
        return _unexpected(error, line)


def say(*lines: str) -> None:
    """Sentences for a person; stdout stays clean for what was asked for."""
    for line in filter(None, lines):
        click.echo(line, err=True)


def _unexpected(error: Exception, line: Line) -> int:
    if os.environ.get(settings.DEBUG_VARIABLE) == "1":
        raise error
    log = _log(error, line)
    where = f"Details: {log}" if log else f"Set {settings.DEBUG_VARIABLE}=1 to see the details."
    say(f"Error: something unexpected happened ({type(error).__name__}). What is stored is safe.", where)
    return AftercardError.exit_code


def _log(error: Exception, line: Line) -> Path | None:
    """Write the traceback to the log, for its owner's eyes only: it can quote contacts. None when that fails too."""
    with suppress(OSError, AftercardError):
        file = line.settings().log_file
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(file, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600))
        handler = logging.FileHandler(file, encoding="utf-8")
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        record = logging.makeLogRecord(
            {"msg": "unexpected error", "exc_info": (type(error), error, error.__traceback__)}
        )
        handler.emit(record)
        handler.close()
        return file
    return None


def _silence_stdout() -> None:
    """Python flushes stdout at exit and would complain once more about the closed pipe."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
