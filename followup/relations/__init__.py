"""What keeps a relationship alive, as plain frozen values: what happened, what was agreed, what is given and asked.

Dates are the owner's calendar dates. Nothing here knows the contact it belongs to but by its number, so that the values
of `followup.model` can hold these.
"""

from __future__ import annotations

from followup.relations.goals import EventGoal, GoalKind
from followup.relations.happenings import (
    Decision,
    DecisionKind,
    Direction,
    Favour,
    FavourKind,
    Interaction,
    InteractionKind,
)
from followup.relations.introductions import Answer, Introduction, IntroductionSide, IntroductionState
from followup.relations.keeping import (
    LEAP_YEAR,
    Cadence,
    DateKind,
    ImportantDate,
    Priority,
    Relationship,
    RelationshipKind,
)
from followup.relations.messages import MessageKind

__all__ = [
    "LEAP_YEAR",
    "Answer",
    "Cadence",
    "DateKind",
    "Decision",
    "DecisionKind",
    "Direction",
    "EventGoal",
    "Favour",
    "FavourKind",
    "GoalKind",
    "ImportantDate",
    "Interaction",
    "InteractionKind",
    "Introduction",
    "IntroductionSide",
    "IntroductionState",
    "MessageKind",
    "Priority",
    "Relationship",
    "RelationshipKind",
]
