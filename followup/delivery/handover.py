"""What became of a message that was given to a server."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from enum import StrEnum
from types import TracebackType
from typing import Protocol, Self

from followup.delivery.headers import one_line

MAX_SAID = 300
"""Characters of a server's answer that are shown and kept."""


class Outcome(StrEnum):
    """Where the message is now, as far as it is certain."""

    TAKEN = "taken"
    THERE = "there"
    """It was there before; nothing was given."""
    REFUSED = "refused"
    """The server will not have it, today or tomorrow."""
    LATER = "later"
    """The server did not take it now; it may be given again."""
    UNKNOWN = "unknown"
    """The connection ended after the message was given and before the server answered."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """A server's answer to one message.

    Attributes:
        said: the reason, on one line; empty when all went well.
        stop: whether giving it the next message makes no sense.
    """

    outcome: Outcome
    said: str = ""
    stop: bool = False


class Courier(Protocol):
    """An open connection that takes messages, one at a time."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None: ...

    def find(self, message_id: str) -> bool:
        """Whether the message is where this connection puts messages; False when it cannot look.

        Raises:
            DeliveryError: the connection broke.
        """

    def give(self, message: EmailMessage, sender: str, recipients: Sequence[str]) -> Receipt:
        """Hand one message over.

        Args:
            message: as it is to arrive.
            sender: the address in the envelope.
            recipients: likewise; a server that refuses one of them gets the message for none.
        """


def said(answer: object) -> str:
    """A server's answer as one printable line."""
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else str(answer)
    return one_line(text, MAX_SAID)
