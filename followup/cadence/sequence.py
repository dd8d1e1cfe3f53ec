"""Staying in touch: the sequence after an event, and the rhythms. One step of it is open at a time.

After an event: a first note within two business days; one nudge five business days after it when no answer came (a
second one adds little and a third one costs); then every three months. Every other cadence
counts from the last contact.
"""

from __future__ import annotations

from datetime import date

from followup.cadence.business import THANK_YOU_DAYS, add_business_days
from followup.cadence.due import Due, DueSource, answered_on, due_uid, snoozed
from followup.cadence.rhythm import SAID, drifted, next_touch
from followup.cadence.texts import day_of, name_of
from followup.cadence.touches import last_contact, last_meeting, met, received, sent
from followup.locale import _
from followup.model import Meeting, Tie
from followup.relations import Cadence, DecisionKind, MessageKind, RelationshipKind

NUDGE_DAYS = 5
"""Business days without an answer before the one nudge."""

STALE_DAYS = 10
"""Business days after which thanks for a meeting come too late, and the note takes up the conversation instead."""

_ANSWERS = (DecisionKind.DONE, DecisionKind.SKIPPED)


def in_touch(tie: Tie, today: date) -> Due | None:
    """The next step of staying in touch, due or still to come; None when nothing is to be done."""
    cadence = tie.relationship.cadence
    if cadence is Cadence.NONE:
        return None
    latest = last_meeting(tie, today) if cadence is Cadence.AFTER_EVENT else None
    step = _after_event(tie, *latest, today) if latest else None
    return step or _rhythm(tie, today)


def _after_event(tie: Tie, meeting: Meeting, met_on: date, today: date) -> Due | None:
    """The first note or the nudge, whichever is open; None once the sequence is over or the next rhythm has come."""
    quarter = next_touch(last_contact(tie, today) or met_on, Cadence.AFTER_EVENT)
    if quarter and today >= quarter:
        return None
    first_uid = due_uid(tie.contact, DueSource.FIRST_NOTE, meeting.event.uid or meeting.event.id)
    if answered_on(tie.decisions, first_uid, DecisionKind.SKIPPED):
        return None
    written = sorted(i.on for i in sent(tie) if met_on <= i.on <= today)
    done = answered_on(tie.decisions, first_uid, DecisionKind.DONE)
    if not written and not done:
        return None if _met_since(tie, met_on, today) else _first_note(tie, meeting, met_on, first_uid, today)
    return _nudge(tie, meeting, written or [done or met_on], today)


def _met_since(tie: Tie, day: date, today: date) -> bool:
    return any(day < other <= today for other in met(tie))


def _first_note(tie: Tie, meeting: Meeting, met_on: date, uid: str, today: date) -> Due:
    again = any(m.event.id != meeting.event.id for m in tie.meetings if m.day and m.day <= met_on)
    kind = MessageKind.MET_AGAIN if again else MessageKind.THANK_YOU
    if today > add_business_days(met_on, STALE_DAYS):
        kind = MessageKind.FOLLOW_UP
    why = _met_words(tie, meeting, met_on)
    due = Due(
        uid=uid,
        contact_id=tie.contact.id,
        source=DueSource.FIRST_NOTE,
        opens=met_on,
        on=add_business_days(met_on, THANK_YOU_DAYS),
        why=why,
        kind=kind,
        event_id=meeting.event.id,
    )
    return snoozed(due, tie.decisions)


def _met_words(tie: Tie, meeting: Meeting, met_on: date) -> str:
    said = meeting.encounter
    known = {"name": name_of(tie), "event": meeting.event.name, "day": day_of(met_on)}
    promise, by = said.promised.rstrip("."), said.introduced_by
    if promise and by:
        whole = _(
            "You met {name} at {event} on {day}, introduced by {by}; you promised: {promise}.",
            **known,
            by=by,
            promise=promise,
        )
    elif promise:
        whole = _("You met {name} at {event} on {day}; you promised: {promise}.", **known, promise=promise)
    elif by:
        whole = _("You met {name} at {event} on {day}, introduced by {by}.", **known, by=by)
    else:
        whole = _("You met {name} at {event} on {day}.", **known)
    return whole


def _nudge(tie: Tie, meeting: Meeting, written: list[date], today: date) -> Due | None:
    """One nudge after the first note, unless there was an answer, a second message or a meeting since."""
    first, *more = written
    uid = due_uid(tie.contact, DueSource.NUDGE, meeting.event.uid or meeting.event.id)
    answered = any(first <= i.on <= today for i in received(tie)) or _met_since(tie, first, today)
    if more or answered or answered_on(tie.decisions, uid, *_ANSWERS):
        return None
    on = add_business_days(first, NUDGE_DAYS)
    due = Due(
        uid=uid,
        contact_id=tie.contact.id,
        source=DueSource.NUDGE,
        opens=on,
        on=on,
        why=_("{name} has not answered your message of {day}.", name=name_of(tie), day=day_of(first)),
        kind=MessageKind.NUDGE,
        event_id=meeting.event.id,
    )
    return snoozed(due, tie.decisions)


def _rhythm(tie: Tie, today: date) -> Due | None:
    """The next turn of the rhythm. A turn that was skipped counts like a contact on the day it was skipped.

    Whom nobody was ever in touch with is due a rhythm after being added, if the owner chose one.
    """
    cadence = tie.relationship.cadence
    touched = last_contact(tie, today)
    added = tie.contact.created_at.date() if tie.contact.created_at and cadence is not Cadence.AFTER_EVENT else None
    start = touched or added
    uid = due_uid(tie.contact, DueSource.RHYTHM)
    answered = answered_on(tie.decisions, uid, *_ANSWERS)
    since = max((day for day in (start, answered) if day), default=None)
    on = next_touch(since, cadence) if since else None
    if since is None or on is None:
        return None
    due = Due(
        uid=uid,
        contact_id=tie.contact.id,
        source=DueSource.RHYTHM,
        opens=on,
        on=on,
        why=_silence(tie, touched, cadence),
        kind=_rhythm_kind(tie, touched, today),
    )
    return snoozed(due, tie.decisions, since)


def _silence(tie: Tie, touched: date | None, cadence: Cadence) -> str:
    name, often = name_of(tie), _(SAID[cadence])
    if touched is None:
        said = _("You have never been in touch with {name}, and want to be {often}.", name=name, often=often)
    else:
        day = day_of(touched)
        said = _(
            "You were last in touch with {name} on {day}, and want to be {often}.", name=name, day=day, often=often
        )
    return f"{said} {about}" if (about := _mentoring(tie)) else said


def _mentoring(tie: Tie) -> str:
    """What to talk about with a mentor or mentee, and what it is for."""
    kept = tie.relationship
    if kept.kind not in (RelationshipKind.MENTOR, RelationshipKind.MENTEE):
        return ""
    said = []
    if kept.agenda:
        said.append(_("On the agenda: {topics}.", topics=", ".join(kept.agenda)))
    if kept.goals:
        said.append(_("Goals: {goals}.", goals=", ".join(kept.goals)))
    return " ".join(said)


def _rhythm_kind(tie: Tie, touched: date | None, today: date) -> MessageKind:
    if touched and drifted(touched, tie.relationship.cadence, today):
        return MessageKind.RECONNECT
    is_mentor = tie.relationship.kind is RelationshipKind.MENTOR
    return MessageKind.MENTORING_UPDATE if is_mentor else MessageKind.CHECK_IN
