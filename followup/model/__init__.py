"""Events, contacts, meetings and drafts as plain frozen values. Words are vCard's (RFC 6350) where vCard has one.

Times are aware UTC datetimes; dates are the owner's calendar dates. `id` is the database's number (0 before it is
stored), `uid` a UUID that stays the same in every export.
"""

from __future__ import annotations

from followup.model.captured import Card, ContactReview, PhotoState, StoredPhoto
from followup.model.contacts import Address, Contact, Phone, ReviewState, Social
from followup.model.drafts import AttachedFile, Draft, DraftState, EarlierText, Particulars, Sender
from followup.model.events import Encounter, Event, EventProgress, Meeting
from followup.model.sources import Source, SourcedValue, SourceKind
from followup.model.ties import ContactRecord, Tie

__all__ = [
    "Address",
    "AttachedFile",
    "Card",
    "Contact",
    "ContactRecord",
    "ContactReview",
    "Draft",
    "DraftState",
    "EarlierText",
    "Encounter",
    "Event",
    "EventProgress",
    "Meeting",
    "Particulars",
    "Phone",
    "PhotoState",
    "ReviewState",
    "Sender",
    "Social",
    "Source",
    "SourceKind",
    "SourcedValue",
    "StoredPhoto",
    "Tie",
]
