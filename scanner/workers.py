"""The processes in which photos are read: spawned, deaf to Ctrl-C, ended at will, and gone when their parent is."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from functools import cache
from multiprocessing import parent_process, resource_tracker
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import Any

from scanner import watchdog


class WorkerPool(ProcessPoolExecutor):
    """Processes to read photos in, which end with this one even when it is killed.

    They are never forked: the page that begins them is full of threads, and a forked lock stays locked.
    """

    def __init__(self, workers: int, begin: Callable[[], None] | None = None) -> None:
        """Begin no process yet: each is started when there is work for it.

        Args:
            workers: how many there may be.
            begin: what each begins with, `begin_work` among it.
        """
        self._kept = _RememberingContext()
        super().__init__(workers, self._kept, begin or begin_work)

    def end(self) -> None:
        """End the processes now, whatever they are doing. They hold nothing that is worth a farewell."""
        for process in self._kept.started:
            _end_at_once(process)
        self.shutdown(cancel_futures=True)


class _RememberingContext(SpawnContext):
    """Spawns processes and knows them: before Python 3.14 a pool has no way to end those that hang."""

    def __init__(self) -> None:
        super().__init__()
        self.started: list[SpawnProcess] = []

    def Process(self, *arguments: Any, **named: Any) -> SpawnProcess:  # type: ignore[override]  # noqa: N802 - a context's name for it
        process = SpawnProcess(*arguments, **named)
        self.started.append(process)
        return process


def _end_at_once(process: SpawnProcess) -> None:
    """With whatever it has started itself, such as Tesseract."""
    if process.pid is None or not process.is_alive():
        return
    if hasattr(os, "killpg"):
        with suppress(OSError):  # it has not begun yet, and has no group of its own
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()


def available_cores() -> int:
    """The cores that this process may use; a container's share, not the machine's."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C back while worker processes may start; here it arrives afterwards.

    They inherit that, so that a terminal's Ctrl-C, which reaches every process, does not end them in the middle of
    their imports with a traceback each.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # starting it would let signals through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _leave_interrupts_to_the_parent() -> None:
    with suppress(ValueError):  # not the main thread
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _keep_off_the_terminal() -> None:
    """Decoders write what they think of a damaged picture straight to standard error, past Python."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


def begin_work() -> None:
    """What each process begins with."""
    if hasattr(os, "setpgrp"):
        os.setpgrp()
    _keep_off_the_terminal()
    watchdog.allow_to_end_this_process()
    _leave_interrupts_to_the_parent()
    threading.Thread(target=_end_with_the_parent, name="parent-watch", daemon=True).start()


def _end_with_the_parent() -> None:
    """Without this, the workers of a killed process would wait for photos forever, engines loaded."""
    if parent := parent_process():
        parent.join()
        os._exit(1)


def give_memory_back() -> None:
    """Return to the system what the C library keeps between allocations: up to 120 MB after a photo, as pictures of
    all sizes leave gaps. Where it has no such call, nothing happens.
    """
    if (trim := _malloc_trim()) is not None:
        trim(0)


@cache
def _malloc_trim() -> Callable[[int], int] | None:
    if sys.platform != "linux":
        return None
    return getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc's, malloc_trim(3); musl has none
