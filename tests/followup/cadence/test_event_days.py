from __future__ import annotations

from datetime import date, timedelta

from followup.cadence import propose_events
from followup.model import Event

SUMMIT = Event(id=1, name="Summit", starts_on=date(2026, 11, 16), ends_on=date(2026, 11, 19))
FAIR = Event(id=2, name="Fair", starts_on=date(2026, 11, 19))
SOMETIME = Event(id=3, name="Sometime")
EVENTS = (SUMMIT, FAIR, SOMETIME)


def days(*numbers: int) -> list[date]:
    return [date(2026, 11, number) for number in numbers]


def test_photos_taken_during_one_event_belong_to_it_for_certain() -> None:
    (one,) = propose_events(days(16, 17, 17), EVENTS)
    assert (one.event, one.during, one.certain) == (SUMMIT, 3, True)
    assert one.why == "3 photos were taken during Summit."


def test_two_events_on_one_day_leave_it_to_the_owner_and_the_later_one_comes_first() -> None:
    found = propose_events(days(19), EVENTS)
    assert [(one.event.name, one.certain) for one in found] == [("Fair", False), ("Summit", False)]


def test_most_photos_win_but_a_stray_one_makes_it_uncertain() -> None:
    first, *_ = propose_events(days(16, 17, 2), EVENTS)
    assert (first.event, first.during, first.certain) == (SUMMIT, 2, False)


def test_photos_taken_at_home_afterwards_are_a_guess() -> None:
    first, *_ = propose_events([SUMMIT.ends_on + timedelta(days=5)], (SUMMIT,))  # type: ignore[operator]
    assert (first.during, first.after, first.certain) == (0, 1, False)
    assert first.why == "The photos were taken in the week after Summit, which ended on 19 November 2026."


def test_nothing_is_proposed_without_a_day_or_a_fitting_event() -> None:
    assert propose_events([], EVENTS) == ()
    assert propose_events(days(2), EVENTS) == ()
