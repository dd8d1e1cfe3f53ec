"""Which event photos belong to, by the days on which they were taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from followup.cadence.texts import day_of
from followup.locale import _, ngettext
from followup.model import Event

AT_HOME = timedelta(days=7)
"""Cards are often photographed at home: so long after an event a photo may still be of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventProposal:
    """An event that photos may belong to.

    Attributes:
        during: how many were taken on its days.
        after: how many within a week after it.
        certain: every photo whose day is known was taken during it, and during no other.
        why: one sentence.
    """

    event: Event
    during: int
    after: int
    certain: bool
    why: str


def propose_events(taken: Iterable[date], events: Iterable[Event]) -> tuple[EventProposal, ...]:
    """The events that fit, the likeliest first: most photos during it, then most after it, then the later one.

    Args:
        taken: days of the photos by the camera's clock, once per photo; those without a day are left out.
        events: all there are; one without dates fits nothing.
    """
    days = Counter(taken)
    found = []
    for event in events:
        first, last = event.starts_on, event.ends_on or event.starts_on
        if first is None or last is None:
            continue
        during = sum(number for day, number in days.items() if first <= day <= last)
        after = sum(number for day, number in days.items() if last < day <= last + AT_HOME)
        if during or after:
            found.append((event, during, after))
    whole = [event for event, during, _after in found if during == days.total()]
    ranked = sorted(found, key=lambda one: (-one[1], -one[2], -(one[0].starts_on or date.min).toordinal(), one[0].id))
    return tuple(
        EventProposal(event=event, during=during, after=after, certain=[event] == whole, why=_why(event, during, days))
        for event, during, after in ranked
    )


def _why(event: Event, during: int, days: Counter[date]) -> str:
    if during:
        return ngettext(
            "{number} photo was taken during {event}.",
            "{number} photos were taken during {event}.",
            during,
            event=event.name,
        )
    last = event.ends_on or event.starts_on
    assert last
    when = day_of(last)
    return _("The photos were taken in the week after {event}, which ended on {day}.", event=event.name, day=when)
