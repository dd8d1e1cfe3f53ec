"""What has a date of its own: next steps and promises, important days, and thanks for what was received."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterator
from datetime import date, timedelta

from followup.cadence.business import THANK_YOU_DAYS, add_business_days
from followup.cadence.due import Due, DueSource, closed, due_uid, snoozed
from followup.cadence.texts import day_of, name_of
from followup.cadence.touches import sent
from followup.locale import N_, _, ngettext
from followup.model import Meeting, Tie
from followup.relations import DateKind, Favour, FavourKind, ImportantDate, MessageKind, RelationshipKind

BELATED = {True: timedelta(days=7), False: timedelta(days=30)}
"""How long one can still congratulate: a week after a yearly day, a month after news."""

EARLY = timedelta(days=7)
"""Congratulations sent so many days before the day were meant for it."""

_NEWS = {
    DateKind.NEW_ROLE: (N_("{name} has a new role since {day}."), N_("{name} has a new role since {day}: {what}.")),
    DateKind.AWARD: (N_("{name} has an award since {day}."), N_("{name} has an award since {day}: {what}.")),
    DateKind.LAUNCH: (N_("{name} has a launch since {day}."), N_("{name} has a launch since {day}: {what}.")),
    DateKind.OTHER: (
        N_("{name} has something to celebrate since {day}."),
        N_("{name} has something to celebrate since {day}: {what}."),
    ),
}
"""What is said of news, without and with what the owner noted about it."""


def next_steps(tie: Tie, today: date) -> Iterator[Due]:
    """Next steps and promises with a date that nothing was written about since."""
    for meeting in tie.meetings:
        on = meeting.encounter.next_step_on
        if on is None or _stepped(tie, meeting, on, today):
            continue
        uid = due_uid(tie.contact, DueSource.NEXT_STEP, meeting.event.uid or meeting.event.id)
        if not closed(tie.decisions, uid):
            due = Due(
                uid=uid,
                contact_id=tie.contact.id,
                source=DueSource.NEXT_STEP,
                opens=max(on, meeting.day or on),
                on=max(on, meeting.day or on),
                why=_step_words(tie, meeting),
                kind=MessageKind.FOLLOW_UP,
                event_id=meeting.event.id,
            )
            yield snoozed(due, tie.decisions)


def congratulations(tie: Tie, today: date) -> Iterator[Due]:
    """Birthdays, anniversaries and news, from the day until it would be too late."""
    for day in tie.relationship.dates:
        on = _occurrence(day, today)
        if on is None or _congratulated(tie, on):
            continue
        uid = _date_uid(tie, day, on)
        if not closed(tie.decisions, uid):
            due = Due(
                uid=uid,
                contact_id=tie.contact.id,
                source=DueSource.DATE,
                opens=on,
                on=on,
                why=_occasion_words(tie, day, on),
                kind=MessageKind.CONGRATULATIONS,
            )
            yield snoozed(due, tie.decisions)


def thanks(tie: Tie, today: date) -> Iterator[Due]:
    """Help received that nothing was written after; a mentor's has words of its own."""
    mentor = tie.relationship.kind is RelationshipKind.MENTOR
    for favour in tie.favours:
        if favour.kind is not FavourKind.RECEIVED or favour.on > today or _wrote_since(tie, favour.on, today):
            continue
        uid = _thanks_uid(tie, favour)
        if not closed(tie.decisions, uid):
            what = favour.text.rstrip(".") or _("help")
            due = Due(
                uid=uid,
                contact_id=tie.contact.id,
                source=DueSource.THANKS,
                opens=favour.on,
                on=add_business_days(favour.on, THANK_YOU_DAYS),
                why=_(
                    "{name} gave you something on {day}: {what}.", name=name_of(tie), day=day_of(favour.on), what=what
                ),
                kind=MessageKind.MENTORING_THANKS if mentor else MessageKind.APPRECIATION,
            )
            yield snoozed(due, tie.decisions)


def occasion_of(tie: Tie, due: Due, today: date) -> ImportantDate | None:
    """The day that something due is about; None when it is about something else."""
    found = ((day, on) for day in tie.relationship.dates if (on := _occurrence(day, today)))
    return next((day for day, on in found if _date_uid(tie, day, on) == due.uid), None)


def favour_of(tie: Tie, due: Due) -> Favour | None:
    """The help received that something due thanks for; None when it is about something else."""
    return next((favour for favour in tie.favours if _thanks_uid(tie, favour) == due.uid), None)


def _date_uid(tie: Tie, day: ImportantDate, on: date) -> str:
    return due_uid(tie.contact, DueSource.DATE, day.kind, day.label, on.year if day.kind.yearly else on)


def _thanks_uid(tie: Tie, favour: Favour) -> str:
    return due_uid(tie.contact, DueSource.THANKS, favour.id, favour.on)


def _stepped(tie: Tie, meeting: Meeting, on: date, today: date) -> bool:
    """A follow-up since the meeting, or any message on the day or after it, was the step."""
    met_on = meeting.day or date.min
    return any(
        (on <= i.on or (i.message == MessageKind.FOLLOW_UP and met_on <= i.on)) and i.on <= today for i in sent(tie)
    )


def _step_words(tie: Tie, meeting: Meeting) -> str:
    said = meeting.encounter
    what = said.next_step or said.promised or said.topic
    known = {"name": name_of(tie), "event": meeting.event.name, "what": what.rstrip(".")}
    if what:
        return _("The next step with {name} since {event}: {what}.", **known)
    return _("The next step with {name} since {event}.", **known)


def _occurrence(day: ImportantDate, today: date) -> date | None:
    """The day's next occurrence, or the last one while it is not too late for it; None when it is over."""
    belated = BELATED[day.kind.yearly]
    if not day.kind.yearly:
        assert day.year is not None
        once = date(day.year, day.month, day.day)
        return once if today <= once + belated else None
    days = (_in_year(day, year) for year in (today.year - 1, today.year, today.year + 1))
    # The day itself is no anniversary: of a year that is known the first one comes a year later.
    return next((on for on in days if today <= on + belated and (day.year is None or on.year > day.year)), None)


def _in_year(day: ImportantDate, year: int) -> date:
    """29 February is kept on the 28th in other years."""
    missing = (day.month, day.day) == (2, 29) and not isleap(year)
    return date(year, day.month, 28 if missing else day.day)


def _congratulated(tie: Tie, on: date) -> bool:
    """Any message from the day on, or congratulations shortly before, have done it."""
    belated = max(BELATED.values())
    return any(
        on <= i.on <= on + belated or (i.message == MessageKind.CONGRATULATIONS and on - EARLY <= i.on < on)
        for i in sent(tie)
    )


def _occasion_words(tie: Tie, day: ImportantDate, on: date) -> str:
    said = {"name": name_of(tie), "day": day_of(on)}
    years = on.year - day.year if day.year and day.kind.yearly else 0
    if day.kind is DateKind.BIRTHDAY:
        return _("{name}'s birthday is on {day}.", **said)
    if day.kind is DateKind.WORK_ANNIVERSARY and years:
        return ngettext(
            "{name}'s work anniversary is on {day} ({number} year).",
            "{name}'s work anniversary is on {day} ({number} years).",
            years,
            **said,
        )
    if day.kind is DateKind.WORK_ANNIVERSARY:
        return _("{name}'s work anniversary is on {day}.", **said)
    plain, labelled = _NEWS.get(day.kind, _NEWS[DateKind.OTHER])
    return _(labelled, **said, what=day.label.rstrip(".")) if day.label else _(plain, **said)


def _wrote_since(tie: Tie, day: date, today: date) -> bool:
    return any(day <= i.on <= today for i in sent(tie))
