from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.cadence import add_business_days, business_days_between, follow_up_clock, is_business_day, next_touch
from followup.cadence.rhythm import add_months, drifted
from followup.relations import Cadence

FRIDAY, SATURDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 23)
days = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (FRIDAY, 0, FRIDAY),
        (FRIDAY, 1, MONDAY),
        (FRIDAY, 2, date(2026, 11, 24)),
        (SATURDAY, 2, date(2026, 11, 24)),
        (MONDAY, 5, date(2026, 11, 30)),
    ],
)
def test_business_days_are_counted_after_the_day(start: date, count: int, end: date) -> None:
    assert add_business_days(start, count) == end


@given(days, st.integers(1, 60))
def test_counting_back_gives_what_was_added(start: date, count: int) -> None:
    end = add_business_days(start, count)
    assert is_business_day(end)
    assert business_days_between(start, end) == count
    assert business_days_between(end, start) == -count


@given(days, st.integers(0, 400))
def test_days_between_are_the_weekdays(start: date, count: int) -> None:
    passed = [start + timedelta(days=n) for n in range(1, count + 1)]
    assert business_days_between(start, start + timedelta(days=count)) == sum(map(is_business_day, passed))


def test_the_clock_of_a_friday_runs_out_on_tuesday() -> None:
    clock = follow_up_clock(FRIDAY, SATURDAY)
    assert (clock.deadline, clock.days_left) == (date(2026, 11, 24), 2)
    assert follow_up_clock(FRIDAY, date(2026, 11, 25)).days_left == -1


def test_months_end_where_they_end() -> None:
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert add_months(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert add_months(date(2026, 11, 30), 3) == date(2027, 2, 28)


@given(days, st.sampled_from([c for c in Cadence if c is not Cadence.NONE]))
def test_a_rhythm_comes_back_on_a_business_day_and_drifts_later(last: date, cadence: Cadence) -> None:
    on = next_touch(last, cadence)
    assert on is not None
    assert on > last
    assert is_business_day(on)
    assert not drifted(last, cadence, last + timedelta(days=6))


def test_without_a_rhythm_nothing_comes_and_nothing_drifts() -> None:
    assert next_touch(FRIDAY, Cadence.NONE) is None
    assert not drifted(FRIDAY, Cadence.NONE, date(2099, 1, 1))
