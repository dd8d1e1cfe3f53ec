"""Who is due, when and why: everything open about a contact, and the list of a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from followup.cadence.due import Due
from followup.cadence.introductions import introduction_dues
from followup.cadence.occasions import congratulations, next_steps, thanks
from followup.cadence.sequence import in_touch
from followup.model import Tie
from followup.relations import Introduction, Priority

_ORDER = {Priority.HIGH: 0, Priority.NORMAL: 1, Priority.LOW: 2}


def agenda(tie: Tie, today: date) -> tuple[Due, ...]:
    """Everything open about a contact, also what is still to come, the earliest first.

    A contact who opted out has none. Nothing is due before the meeting it is about.
    """
    if tie.relationship.opted_out:
        return ()
    step = in_touch(tie, today)
    found = (*((step,) if step else ()), *next_steps(tie, today), *congratulations(tie, today), *thanks(tie, today))
    return tuple(sorted((_late(due, today) for due in found), key=_by_day))


def due(
    ties: Iterable[Tie],
    today: date,
    *,
    introductions: Iterable[Introduction] = (),
    ahead: timedelta = timedelta(0),
) -> tuple[Due, ...]:
    """Who to write to: what has opened by today, the longest overdue first, then by the owner's priority.

    Args:
        ties: everybody; they are read once, and only those of the introductions are kept.
        today: the owner's calendar date.
        introductions: those under way.
        ahead: how much further to look, for a calendar.
    """
    under_way = tuple(introductions)
    needed = {side.contact_id for one in under_way for side in (one.a, one.b)}
    involved: dict[int, Tie] = {}
    ranked: list[tuple[int, Due]] = []
    for tie in ties:
        if tie.contact.id in needed:
            involved[tie.contact.id] = tie
        rank = _ORDER[tie.relationship.priority]
        ranked.extend((rank, one) for one in agenda(tie, today) if one.opens <= today + ahead)
    for one in _opened(introduction_dues(under_way, involved, today), today + ahead):
        ranked.append((_ORDER[involved[one.contact_id].relationship.priority], _late(one, today)))
    return tuple(one for _, one in sorted(ranked, key=lambda pair: (pair[1].on, pair[0], pair[1].uid)))


def _opened(dues: Iterable[Due], day: date) -> Iterator[Due]:
    return (one for one in dues if one.opens <= day)


def _late(one: Due, today: date) -> Due:
    return replace(one, overdue_days=max(0, (today - one.on).days))


def _by_day(one: Due) -> tuple[date, str]:
    return (one.on, one.uid)
