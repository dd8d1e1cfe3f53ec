"""Business days and the 48-hour clock. Weekends are left out; public holidays are not, for they differ by region and
firm and no list is kept with this program."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

WEEKEND = frozenset({5, 6})
"""Saturday and Sunday, as `date.weekday` counts."""

THANK_YOU_DAYS = 2
"""Business days for the first note: the common advice is 24 to 48 hours."""

_DAY = timedelta(days=1)


def is_business_day(day: date) -> bool:
    """Whether people are at work."""
    return day.weekday() not in WEEKEND


def on_business_day(day: date) -> date:
    """The day itself, or the next business day after a weekend."""
    while not is_business_day(day):
        day += _DAY
    return day


def add_business_days(day: date, count: int) -> date:
    """The `count`-th business day after `day`; Friday and Saturday plus two are Tuesday.

    Args:
        day: not counted itself, whatever it is.
        count: 0 or more; 0 gives the day itself.
    """
    for _ in range(count):
        day = on_business_day(day + _DAY)
    return day


def business_days_between(start: date, end: date) -> int:
    """Business days after `start` up to and with `end`; below 0 when `end` comes first."""
    if end < start:
        return -business_days_between(end, start)
    weeks, rest = divmod((end - start).days, 7)
    tail = (start + timedelta(days=7 * weeks + n) for n in range(1, rest + 1))
    return weeks * (7 - len(WEEKEND)) + sum(map(is_business_day, tail))


@dataclass(frozen=True, slots=True)
class FollowUpClock:
    """The 48 hours after a meeting, in business days.

    Attributes:
        met_on: the day of the meeting, or the event's last.
        deadline: the last day for the first note.
        days_left: business days until then; 0 on the day itself, below 0 when it has passed.
    """

    met_on: date
    deadline: date
    days_left: int


def follow_up_clock(met_on: date, today: date) -> FollowUpClock:
    """The clock of one meeting as it stands today."""
    deadline = add_business_days(met_on, THANK_YOU_DAYS)
    return FollowUpClock(met_on, deadline, business_days_between(today, deadline))
