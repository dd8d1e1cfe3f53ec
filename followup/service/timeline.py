"""Everything that happened with one contact, in one order: meetings, messages, notes, drafts, favours, answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Connection

from followup.locale import _
from followup.model import Draft, DraftState, Meeting
from followup.outbox import OutboxItem, OutboxState
from followup.relations import Decision, DecisionKind, Direction, Favour, FavourKind, Interaction, InteractionKind
from followup.service import lookup
from followup.service.context import Context
from followup.store import drafts, encounters, happenings, outbox


class MomentKind(StrEnum):
    """What a moment was."""

    ADDED = "added"
    MET = "met"
    MAIL = "mail"
    CALL = "call"
    MEETING = "meeting"
    MESSAGE = "message"
    NOTE = "note"
    DRAFT = "draft"
    SENT = "sent"
    FAVOUR = "favour"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Something that happened.

    Attributes:
        on: the owner's calendar date; None for a meeting whose day nobody knows.
        headline: a few words in the reader's language.
        text: the owner's or the message's own words; may be empty.
        draft_id: the message, when it is one of ours.
        event_id: the event, when it is about one.
        note_id: of the interaction or favour that the owner noted, and may take back.
    """

    on: date | None
    kind: MomentKind
    headline: str
    text: str = ""
    draft_id: int | None = None
    event_id: int | None = None
    note_id: int | None = None


class Timeline:
    """The story of a contact."""

    def __init__(self, context: Context) -> None:
        self._database = context.database

    def of_contact(self, contact_id: int) -> tuple[Moment, ...]:
        """Every moment, the newest first; those without a day come last.

        Raises:
            UnknownItemError: there is no such contact.
        """
        with self._database.read() as connection:
            found = lookup.contact(connection, contact_id)
            moments = list(_moments(connection, found.id))
        if found.created_at:
            added = Moment(on=_day(found.created_at), kind=MomentKind.ADDED, headline=_("Came into your contacts"))
            moments.insert(0, added)
        # Sorting keeps what happened on one day in the order above, which is the one in which it usually comes about.
        moments.reverse()
        return tuple(sorted(moments, key=lambda moment: moment.on or date.min, reverse=True))


def _moments(connection: Connection, contact_id: int) -> Iterator[Moment]:
    """In the order of a day: people meet, note, promise, write, and what was due is answered."""
    yield from map(_met, encounters.meetings(connection, (contact_id,)).get(contact_id, ()))
    yield from map(_happened, happenings.interactions(connection, (contact_id,)).get(contact_id, ()))
    yield from map(_favour, happenings.favours(connection, (contact_id,)).get(contact_id, ()))
    written = drafts.find(connection, contact_id=contact_id)
    ways = outbox.by_draft(connection, [draft.id for draft in written])
    yield from (_written(draft, ways.get(draft.id)) for draft in written)
    yield from map(_answer, happenings.decisions(connection, (contact_id,)).get(contact_id, ()))


def _met(meeting: Meeting) -> Moment:
    said = meeting.encounter
    words = [
        said.topic,
        said.promised and _("You promised: {what}", what=said.promised),
        said.next_step and _("Next: {what}", what=said.next_step),
        said.introduced_by and _("Introduced by {name}", name=said.introduced_by),
        said.note,
    ]
    headline = _("Met at {event}", event=meeting.event.name)
    text = " · ".join(word for word in words if word)
    return Moment(on=meeting.day, kind=MomentKind.MET, headline=headline, text=text, event_id=meeting.event.id)


def _happened(one: Interaction) -> Moment:
    headline = {
        (InteractionKind.MAIL, Direction.OUT): _("You wrote a mail"),
        (InteractionKind.MAIL, Direction.IN): _("A mail came"),
        (InteractionKind.CALL, Direction.OUT): _("You called"),
        (InteractionKind.CALL, Direction.IN): _("A call came"),
        (InteractionKind.MESSAGE, Direction.OUT): _("You wrote a message"),
        (InteractionKind.MESSAGE, Direction.IN): _("A message came"),
        (InteractionKind.MEETING, Direction.OUT): _("You met"),
        (InteractionKind.MEETING, Direction.IN): _("You met, at the contact's wish"),
    }.get((one.kind, one.direction), _("Your note"))
    return Moment(on=one.on, kind=MomentKind(one.kind.value), headline=headline, text=one.text, note_id=one.id)


def _favour(one: Favour) -> Moment:
    headline = {
        FavourKind.GIVEN: _("You gave something"),
        FavourKind.ASKED: _("You asked for something"),
        FavourKind.RECEIVED: _("You were given something"),
    }[one.kind]
    return Moment(on=one.on, kind=MomentKind.FAVOUR, headline=headline, text=one.text, note_id=one.id)


def _written(draft: Draft, way: OutboxItem | None) -> Moment:
    at = draft.updated_at or draft.created_at
    sent = draft.state is DraftState.SENT
    return Moment(
        on=_day(at) if at else None,
        kind=MomentKind.SENT if sent else MomentKind.DRAFT,
        headline=_departure(draft, way),
        text=draft.subject,
        draft_id=draft.id,
        event_id=draft.event_id,
    )


def _departure(draft: Draft, way: OutboxItem | None) -> str:
    if draft.state is DraftState.SENT:
        return _("Your message was sent")
    if way and way.state is OutboxState.HANDING_OVER:
        return _("Your message may have been sent: look in your mail program")
    if way and way.state is OutboxState.FAILED:
        return _("Your message could not be sent: {why}", why=way.said)
    return _("A message is approved") if draft.state is DraftState.APPROVED else _("A message is drafted")


def _answer(one: Decision) -> Moment:
    headline = {
        DecisionKind.DONE: _("You marked a reminder as done"),
        DecisionKind.SKIPPED: _("You left out a reminder"),
        DecisionKind.SNOOZED: _("You put off a reminder"),
    }[one.kind]
    return Moment(on=one.on, kind=MomentKind.ANSWER, headline=headline)


def _day(at: datetime) -> date:
    return at.astimezone().date()
