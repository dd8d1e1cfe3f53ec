"""Parts of one photo's scan that need not wait for each other, on a second thread where the scan may use one."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TypeVar

T = TypeVar("T")


def aside(call: Callable[[], T], threads: int) -> Callable[[], T]:
    """Begin `call` beside what follows.

    Args:
        call: what to run, once at most; decoders, OpenCV and the networks let other Python code run meanwhile. It must
            not itself begin something aside.
        threads: as many as the scan may use, 0 for one per core. With one, `call` runs only when it is asked for.

    Returns:
        What waits for the answer and gives it, or raises what `call` raised; it may be asked again.
    """
    if threads == 1:
        return cache(call)
    return _helpers().submit(call).result


@cache
def _helpers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(thread_name_prefix="scan-aside")
