"""A progress bar on stderr, and only where somebody sees it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

Report: TypeAlias = Callable[[int, int | None, str], None]
"""Takes how many are done, of how many (None: not known yet), and what is being done."""


@contextmanager
def progress(what: str) -> Iterator[Report]:
    """A bar for the length of a block; without a terminal the reports go nowhere."""
    if not sys.stderr.isatty():
        yield lambda done, total, label: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total, label: bar.update(task, completed=done, total=total, description=label)
