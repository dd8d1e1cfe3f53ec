"""A contact with all that is known around it."""

from __future__ import annotations

from dataclasses import dataclass, field

from followup.model.contacts import Contact
from followup.model.events import Meeting
from followup.relations import Decision, Favour, Interaction, Relationship


@dataclass(frozen=True, slots=True)
class ContactRecord:
    """A contact with every meeting, oldest first: what exports and drafts are made from."""

    contact: Contact
    meetings: tuple[Meeting, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A contact with all that is known of the relationship: what reminders and suggestions are made from.

    Attributes:
        meetings: oldest first, as in `ContactRecord`.
        interactions: in any order; likewise favours and decisions.
    """

    contact: Contact
    relationship: Relationship = field(default_factory=Relationship)
    meetings: tuple[Meeting, ...] = ()
    interactions: tuple[Interaction, ...] = ()
    favours: tuple[Favour, ...] = ()
    decisions: tuple[Decision, ...] = ()
