"""Reading from a server with an end to everything: how long one step may take, and how much it may answer.

`smtplib` and `imaplib` bound the wait for each packet and the length of each line. A server that sends a byte now and
then, or line after line, would keep both of them busy for as long as it likes.
"""

from __future__ import annotations

import socket
import time
from dataclasses import dataclass, field
from typing import NamedTuple

_CHUNK = 16_384


class TooMuchError(OSError):
    """The server answers more than any honest one would."""


class Patience(NamedTuple):
    """Seconds to wait.

    Attributes:
        connect: for a connection.
        reply: for the whole answer to one step.
        acceptance: for the answer after a message was given. RFC 5321 (section 4.5.3.2.6) asks for ten minutes, because
            who hangs up early cannot know whether the message was taken.
    """

    connect: float = 20.0
    reply: float = 60.0
    acceptance: float = 600.0


@dataclass(slots=True)
class Budget:
    """What one step may use up: seconds on the clock, and octets of answer.

    Attributes:
        seconds: for every step that does not ask for more.
        octets: for every step.
    """

    seconds: float
    octets: int
    _until: float = field(init=False, default=0.0)
    _left: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        self.renew()

    def renew(self, seconds: float | None = None) -> None:
        """Begin a step."""
        self._until = time.monotonic() + (self.seconds if seconds is None else seconds)
        self._left = self.octets

    def wait(self) -> float:
        """Seconds that are left.

        Raises:
            TimeoutError: none.
        """
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError("the server is too slow")
        return left

    def take(self, octets: int) -> None:
        """Count what came.

        Raises:
            TooMuchError: it is more than the step may answer.
        """
        self._left -= octets
        if self._left < 0:
            raise TooMuchError(f"the server answers more than {self.octets:,} octets")


class Reader:
    """A connection's incoming side, buffered: as much of a binary file as `smtplib` and `imaplib` use."""

    def __init__(self, connection: socket.socket, budget: Budget) -> None:
        self.connection = connection
        self._budget = budget
        self._buffer = bytearray()

    def readline(self, limit: int) -> bytes:
        """A line with its end; shorter when the connection ends or the line has `limit` octets.

        Raises:
            OSError: the budget is used up, or the connection broke.
        """
        start = 0
        while (end := self._buffer.find(b"\n", start)) < 0 and len(self._buffer) < limit:
            start = len(self._buffer)
            if not self._fill():
                return self._taken(limit)
        return self._taken(limit if end < 0 else min(end + 1, limit))

    def read(self, size: int) -> bytes:
        """So many octets; fewer when the connection ends.

        Raises:
            OSError: the budget is used up, or the connection broke.
        """
        while len(self._buffer) < size and self._fill():
            pass
        return self._taken(size)

    def close(self) -> None:
        """Forget what was not read; the connection stays open."""
        self._buffer.clear()

    def _taken(self, size: int) -> bytes:
        taken = bytes(self._buffer[:size])
        del self._buffer[:size]
        return taken

    def _fill(self) -> bool:
        usual = self.connection.gettimeout()
        self.connection.settimeout(self._budget.wait())
        try:
            chunk = self.connection.recv(_CHUNK)
        finally:
            self.connection.settimeout(usual)
        self._budget.take(len(chunk))
        self._buffer += chunk
        return bool(chunk)
