"""The kinds of letters that the program proposes by itself."""

from __future__ import annotations

from enum import StrEnum


class MessageKind(StrEnum):
    """Kinds of letters that the program proposes by itself; each is the name of a template."""

    THANK_YOU = "thank-you"
    MET_AGAIN = "met-again"
    FOLLOW_UP = "follow-up"
    NUDGE = "nudge"
    CHECK_IN = "check-in"
    RECONNECT = "reconnect"
    CONGRATULATIONS = "congratulations"
    APPRECIATION = "appreciation"
    SHARE_RESOURCE = "share-resource"
    OFFER_HELP = "offer-help"
    INTRODUCTION_ASK = "introduction-ask"
    """Asks the contact for an introduction to somebody else."""
    INTRODUCTION_OFFER = "introduction-offer"
    """Asks the contact whether to be introduced to somebody, before anybody is."""
    INTRODUCTION = "introduction"
    INVITATION = "invitation"
    MENTORING_ASK = "mentoring-ask"
    MENTORING_UPDATE = "mentoring-update"
    MENTORING_THANKS = "mentoring-thanks"
    COLLABORATION = "collaboration"
    FEEDBACK_ASK = "feedback-ask"


REPEATED = frozenset(MessageKind) - {MessageKind.THANK_YOU, MessageKind.MET_AGAIN, MessageKind.NUDGE}
"""Kinds of which one person gets several over time: each about something else, or some time after the last. The others,
and the owner's own kinds, belong to one meeting once."""
