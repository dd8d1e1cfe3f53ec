"""How early anything can be due about a contact, from a few dates: whom a day's list need not look at any closer.

A book of 100,000 has some hundred people to look at for the first dozen of the list. Reading everything about everybody
costs a hundred times as much as these dates, which a database adds up by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from followup.cadence.occasions import BELATED
from followup.cadence.rhythm import next_touch
from followup.relations import Cadence

AT_ONCE = 500
"""Contacts that are looked at together."""

_NEWS = max(BELATED.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What decides how early something is due about a contact.

    Attributes:
        last_contact: as `touches.last_contact` has it for a day.
        last_meeting: the day of the latest encounter at an event up to that day.
        added_on: the day on which the contact came into the book.
        step_on: the earliest next step with a date, of any meeting.
        received_on: the day of the earliest favour received.
        has_dates: whether any important date is known.
    """

    contact_id: int
    cadence: Cadence = Cadence.AFTER_EVENT
    opted_out: bool = False
    last_contact: date | None = None
    last_meeting: date | None = None
    added_on: date | None = None
    step_on: date | None = None
    received_on: date | None = None
    has_dates: bool = False


def not_before(standing: Standing, today: date) -> date | None:
    """A day before which nothing of `agenda` can be due (`Due.on`) or open; None when nothing ever is.

    It is a bound, not the day itself: what was snoozed or answered is due later, if at all.
    """
    if standing.opted_out:
        return None
    dates = today - _NEWS if standing.has_dates else None
    found = (_in_touch(standing, today), standing.step_on, standing.received_on, dates)
    return min((day for day in found if day), default=None)


def turns(
    standings: Iterable[Standing], day: date, today: date, *, first: Collection[int] = ()
) -> Iterator[tuple[date, tuple[int, ...]]]:
    """Ids of all of whom something may be open by `day`, some hundred at a time, the most urgent first.

    Each comes with a day before which nothing of these and of all later ones is due.

    Args:
        standings: of everybody, as they are today.
        day: today, or a later day to look ahead to.
        today: the owner's calendar date.
        first: ids that come together and before all others, whatever their standing.
    """
    if first:
        yield date.min, tuple(sorted(first))
    bounds = ((not_before(s, today), s.contact_id) for s in standings if s.contact_id not in first)
    left = sorted((soonest, i) for soonest, i in bounds if soonest and soonest <= day)
    for at in range(0, len(left), AT_ONCE):
        some = left[at : at + AT_ONCE]
        yield some[0][0], tuple(i for _, i in some)


def _in_touch(standing: Standing, today: date) -> date | None:
    """The next turn of the rhythm; within the first one after a meeting, the meeting: its note or nudge may be open."""
    cadence = standing.cadence
    added = standing.added_on if cadence is not Cadence.AFTER_EVENT else None
    start = standing.last_contact or added
    turn = next_touch(start, cadence) if start else None
    if cadence is Cadence.AFTER_EVENT and turn and turn > today and standing.last_meeting:
        return standing.last_meeting
    return turn
