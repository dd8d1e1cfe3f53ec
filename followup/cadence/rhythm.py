"""Rhythms: when to be in touch again, counted from the last contact, and when a tie counts as drifted."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from followup.cadence.business import on_business_day
from followup.locale import N_
from followup.relations import Cadence

_WEEKS = {Cadence.WEEKLY: 1}
_MONTHS = {Cadence.MONTHLY: 1, Cadence.QUARTERLY: 3, Cadence.AFTER_EVENT: 3, Cadence.YEARLY: 12}

SAID = {
    Cadence.WEEKLY: N_("every week"),
    Cadence.MONTHLY: N_("every month"),
    Cadence.QUARTERLY: N_("every three months"),
    Cadence.AFTER_EVENT: N_("every three months"),
    Cadence.YEARLY: N_("every year"),
}
"""How a sentence says it, in English; `NONE` has no rhythm."""

DRIFTED_AFTER = 2
"""Rhythms without contact after which a tie has drifted, and a check-in would pass over the silence."""


def next_touch(last: date, cadence: Cadence) -> date | None:
    """The business day to be in touch again; None when there is no rhythm."""
    due = _after(last, cadence, 1)
    return on_business_day(due) if due else None


def drifted(last: date, cadence: Cadence, today: date) -> bool:
    """Whether the silence is twice as long as it should be. Without a rhythm nothing drifts."""
    limit = _after(last, cadence, DRIFTED_AFTER)
    return limit is not None and today >= limit


def days_of(cadence: Cadence) -> int:
    """The rhythm in days, for measuring; one without a rhythm is measured by the year."""
    start = date(2001, 1, 1)
    return ((_after(start, cadence, 1) or date(2002, 1, 1)) - start).days


def add_months(day: date, months: int) -> date:
    """The same day some months later, or that month's last: 31 January plus one month is 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _after(last: date, cadence: Cadence, times: int) -> date | None:
    if cadence in _WEEKS:
        return last + timedelta(weeks=_WEEKS[cadence] * times)
    return add_months(last, _MONTHS[cadence] * times) if cadence in _MONTHS else None
