"""The processes in which photos are read: spawned, deaf to Ctrl-C, and gone when their parent is."""

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
from multiprocessing import get_context, parent_process, resource_tracker

from scanner import watchdog


def new_pool(workers: int) -> ProcessPoolExecutor:
    """Processes to read photos in, which end with this one even when it is killed.

    They are never forked: the page that calls this is full of threads, and a forked lock stays locked.
    """
    return ProcessPoolExecutor(workers, get_context("spawn"), begin_work)


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


def begin_work() -> None:
    """What each process begins with."""
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
