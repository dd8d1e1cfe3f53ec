"""Whom a person's page is about."""

from __future__ import annotations

from dataclasses import dataclass

from followup.model import ContactRecord, Event, Tie


@dataclass(frozen=True, slots=True)
class Person:
    """What every part of the page is given.

    Attributes:
        record: the contact with every meeting.
        tie: all that is known of the relationship.
        event: the picked one.
    """

    record: ContactRecord
    tie: Tie
    event: Event | None
