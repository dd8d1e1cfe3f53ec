"""Calls into native code that may hang or crash, one at a time, in a process of its own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import BrokenExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import ParamSpec, Self, TypeVar

from scanner import watchdog
from scanner.watchdog import Leash
from scanner.workers import WorkerPool, interrupts_held

P = ParamSpec("P")
T = TypeVar("T")


class CallLostError(Exception):
    """The process ended before it answered.

    Attributes:
        late: it was ended because it took too long, and did not crash.
    """

    def __init__(self, late: bool) -> None:
        super().__init__(late)
        self.late = late


class Apart:
    """A process that is begun by the first call and anew by the first one after a loss. Not for several threads."""

    def __init__(self, seconds: float, begin: Callable[[], None] | None = None) -> None:
        """Begin nothing yet.

        Args:
            seconds: how long a call may take.
            begin: what the process begins with, `begin_work` among it.
        """
        self._seconds, self._begin = seconds, begin
        self._pool: WorkerPool | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def call(self, work: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
        """What `work`, a function of a module, gives; it is called in the process, and everything is pickled.

        Raises:
            CallLostError: the process gave no answer. What it remembered is gone, too.
            Exception: what `work` raised.
        """
        with TemporaryDirectory(prefix="aftercard-", ignore_cleanup_errors=True) as folder:
            leash = Leash(Path(folder, "words"), self._seconds)
            try:
                with interrupts_held():
                    self._pool = self._pool or WorkerPool(1, self._begin)
                    answer = self._pool.submit(_leashed, leash, work, arguments, named)
                return answer.result()  # type: ignore[return-value]
            except BrokenExecutor as error:
                self.end()
                raise CallLostError(leash.was_used) from error

    def end(self) -> None:
        """End the process, if there is one."""
        if self._pool is not None:
            self._pool.end()
            self._pool = None


def _leashed(
    leash: Leash, work: Callable[..., object], arguments: tuple[object, ...], named: dict[str, object]
) -> object:
    with watchdog.on(leash):
        return work(*arguments, **named)
