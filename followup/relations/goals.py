"""What the owner wants of an event."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class GoalKind(StrEnum):
    """What the owner wants of an event."""

    MEET = "meet"
    """Somebody, or somebody of a firm or with a job."""
    OFFER = "offer"
    """What the owner can help with."""
    SEEK = "seek"
    """What the owner looks for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventGoal:
    """One thing that the owner wants of an event, in a few words."""

    id: int = 0
    event_id: int
    kind: GoalKind
    text: str
