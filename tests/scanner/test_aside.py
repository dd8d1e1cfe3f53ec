"""What runs aside is answered or raised where it is asked for, once."""

from __future__ import annotations

import threading

import pytest

from scanner.aside import aside


@pytest.mark.parametrize("threads", [0, 1, 2])
def test_it_runs_once_and_may_be_asked_again(threads: int) -> None:
    calls: list[int] = []
    answer = aside(lambda: calls.append(1) or len(calls), threads)
    assert [answer(), answer()] == [1, 1]


@pytest.mark.parametrize("threads", [0, 1])
def test_what_it_raises_is_raised_where_it_is_asked_for(threads: int) -> None:
    answer = aside(lambda: 1 // 0, threads)
    with pytest.raises(ZeroDivisionError):
        answer()


def test_with_one_thread_nothing_begins_before_it_is_asked_for() -> None:
    calls: list[int] = []
    answer = aside(lambda: calls.append(threading.get_ident()), 1)
    assert calls == []
    answer()
    assert calls == [threading.get_ident()]
