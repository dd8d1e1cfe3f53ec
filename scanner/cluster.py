"""A Dask cluster as an `Executor`: the same batch, past one machine.

Workers need nothing but this package installed. Photos travel to them as bytes and results come back as values; no file
system is shared and nothing is kept on the scheduler.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any

from scanner.ocr import EngineMissing

CONNECT_SECONDS = 10
"""How long to wait for the scheduler before saying that it is not there."""

_ADDRESS = re.compile(r"(tcp|tls)://[\w.\-\[\]:]+:\d{1,5}")


class ClusterUnreachableError(Exception):
    """There is no scheduler at the address; `message` says so, `hint` what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message, hint)
        self.message, self.hint = message, hint


@contextmanager
def cluster_executor(address: str) -> Iterator[tuple[Executor, int]]:
    """Connect to the scheduler at `address` ('tcp://host:port').

    Yields:
        The executor for `scan_photos`, and how many photos the cluster can read at once.

    Raises:
        EngineMissing: Dask is not installed.
        ClusterUnreachableError: the address has another form, or nothing answers there, or no worker has joined.
    """
    if not _ADDRESS.fullmatch(address):
        raise ClusterUnreachableError(f"{address!r} is no scheduler address.", "Write it as tcp://HOST:PORT.")
    try:
        from distributed import Client  # noqa: PLC0415 - an optional extra, and slow to load
    except ImportError as error:
        raise EngineMissing("Dask is not installed.", "Install it: pip install 'aftercard[cluster]'.") from error
    try:
        client: Any = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, TimeoutError) as error:
        hint = "Start it (dask scheduler) or check host and port. Nothing was read."
        raise ClusterUnreachableError(f"No Dask scheduler answers at {address}.", hint) from error
    with client:
        slots = sum(client.nthreads().values())
        if not slots:
            hint = f"Start some: dask worker {address} --nthreads 1."
            raise ClusterUnreachableError(f"The scheduler at {address} has no workers.", hint)
        # pure=False: the same photo given twice is read twice, and no hash of its bytes is computed by Dask
        yield client.get_executor(pure=False), slots
