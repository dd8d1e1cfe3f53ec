"""Who is due, when and why: everything open about a contact, and the list of a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from followup.cadence.due import Due, DueSource
from followup.cadence.introductions import introduction_dues
from followup.cadence.occasions import congratulations, next_steps, thanks
from followup.cadence.sequence import in_touch
from followup.cadence.soonest import Standing, turns
from followup.model import Tie
from followup.relations import Introduction, Priority

_ORDER = {Priority.HIGH: 0, Priority.NORMAL: 1, Priority.LOW: 2}

ANY_DAY = timedelta(days=36_500)
"""As far ahead as anything is still to come."""

_Placed = tuple[int, Due]


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
    """Who to write to: what has opened by today, the longest overdue first.

    The owner's priority orders what is due on the same day, then who was added first.

    Args:
        ties: everybody; they are read once, and only those of the introductions are kept.
        today: the owner's calendar date.
        introductions: those under way.
        ahead: how much further to look, for a calendar.
    """
    return tuple(one for _, one in sorted(_placed(ties, today, introductions, ahead), key=_by_urgency))


def first_due(
    standings: Iterable[Standing],
    load: Callable[[Sequence[int]], Iterable[Tie]],
    today: date,
    *,
    limit: int | None = None,
    introductions: Iterable[Introduction] = (),
    ahead: timedelta = timedelta(0),
) -> tuple[Due, ...]:
    """What `due` gives for everybody, or its first `limit`, without reading more of the book than that takes.

    Args:
        standings: of everybody, as they are today.
        load: the ties of some contacts by id; it is called for some hundred at a time, the most urgent first.
        today: the owner's calendar date.
        limit: how many to give at most.
        introductions: those under way.
        ahead: how much further to look.
    """
    under_way = tuple(introductions)
    found: list[_Placed] = []
    for soonest, ids in turns(standings, today + ahead, today, first=involved_in(under_way)):
        if limit is not None and len(found) >= limit and sorted(found, key=_by_urgency)[limit - 1][1].on < soonest:
            break
        found.extend(_placed(load(ids), today, under_way, ahead))
    return tuple(one for _, one in sorted(found, key=_by_urgency)[:limit])


def involved_in(introductions: Iterable[Introduction]) -> frozenset[int]:
    """Ids of the contacts who are to be introduced."""
    return frozenset(side.contact_id for one in introductions for side in (one.a, one.b))


def _placed(ties: Iterable[Tie], today: date, introductions: Iterable[Introduction], ahead: timedelta) -> list[_Placed]:
    """What has opened by then, each with its owner's priority as a number; in no order."""
    under_way = tuple(introductions)
    needed = involved_in(under_way)
    involved: dict[int, Tie] = {}
    placed: list[_Placed] = []
    for tie in ties:
        if tie.contact.id in needed:
            involved[tie.contact.id] = tie
        rank = _ORDER[tie.relationship.priority]
        placed.extend((rank, one) for one in agenda(tie, today) if one.opens <= today + ahead)
    for one in _opened(introduction_dues(under_way, involved, today), today + ahead):
        placed.append((_ORDER[involved[one.contact_id].relationship.priority], _late(one, today)))
    return placed


def _opened(dues: Iterable[Due], day: date) -> Iterator[Due]:
    return (one for one in dues if one.opens <= day)


def _late(one: Due, today: date) -> Due:
    return replace(one, overdue_days=max(0, (today - one.on).days))


def _by_day(one: Due) -> tuple[date, int, DueSource, str]:
    """Numbers of contacts tell the equally urgent apart: those who were added first come first, on every day."""
    return (one.on, one.contact_id, one.source, one.uid)


def _by_urgency(ranked: _Placed) -> tuple[date, int, tuple[date, int, DueSource, str]]:
    rank, one = ranked
    return (one.on, rank, _by_day(one))
