"""How far a batch of photos has come, as a value that every visit can read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from followup.errors import AftercardError
from followup.service import CaptureItem
from scanner.model import ScanFailure


class Upload(Protocol):
    """A file from the browser."""

    @property
    def name(self) -> str: ...
    def getvalue(self) -> bytes: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a batch has come.

    Attributes:
        event_id: whose photos are being read.
        running: photos are being stored or read now.
        to_store: files that are not safe on disk yet.
        done: photos finished since the batch began.
        total: photos to finish, as far as they are known.
        failed: photos that gave no card.
        contacts: cards that became contacts.
        seen: photos that had been captured before.
        rate: photos per second, 0 while there is too little to go by.
        recent: what was finished last, the newest first.
        unopened: files that hold no photo, or that storing did not get to; they are stored nowhere.
        problem: what stopped the batch, if something did.
        cancelled: a person stopped it.
    """

    event_id: int
    running: bool = True
    to_store: int = 0
    done: int = 0
    total: int = 0
    failed: int = 0
    contacts: int = 0
    seen: int = 0
    rate: float = 0.0
    recent: tuple[CaptureItem, ...] = ()
    unopened: tuple[ScanFailure, ...] = ()
    problem: AftercardError | None = None
    cancelled: bool = False

    @property
    def seconds_left(self) -> float | None:
        """Estimate from the rate so far; None while there is none."""
        return (self.total - self.done) / self.rate if self.rate else None
