"""What the row functions share: identifiers, the clock, and reading many rows by many ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import TypeVar
from uuid import uuid4

T = TypeVar("T")

CHUNK = 500
"""How many ids one IN list takes; SQLite's oldest limit is 999 parameters."""


def new_uid() -> str:
    """A random UUID: the identity that exports keep."""
    return str(uuid4())


def now() -> datetime:
    """The time of a change, in UTC."""
    return datetime.now(UTC)


def chunks(items: Iterable[T], size: int = CHUNK) -> Iterator[Sequence[T]]:
    """The items in their order, at most `size` at a time."""
    iterator = iter(items)
    while chunk := tuple(islice(iterator, size)):
        yield chunk
