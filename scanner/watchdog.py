"""An end for a call that never returns: native code cannot be interrupted, but its process can be ended.

Only worker processes may be ended. What watches is the C thread of `faulthandler`, which needs no interpreter lock, for
a hung library may hold it. Its last words, the traceback, go into a file from which the parent learns who it was.
"""

from __future__ import annotations

import faulthandler
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Leash:
    """How long one piece of work may take in a worker process.

    Attributes:
        words: where the traceback goes when the time is over; in a folder of the parent's.
        seconds: when it is over.
    """

    words: Path
    seconds: float

    @property
    def was_used(self) -> bool:
        """Whether the process was ended by this."""
        return self.words.exists() and self.words.stat().st_size > 0


_expendable: list[bool] = []


def allow_to_end_this_process() -> None:
    """Say that this process is a worker, whose parent replaces it."""
    _expendable.append(True)


@contextmanager
def on(leash: Leash | None) -> Iterator[None]:
    """End this process with status 1 unless the block is left in time; elsewhere than in a worker only run it."""
    if leash is None or not _expendable:
        yield
        return
    with leash.words.open("w", encoding="utf-8") as words:
        faulthandler.dump_traceback_later(leash.seconds, exit=True, file=words)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()
    leash.words.unlink(missing_ok=True)
