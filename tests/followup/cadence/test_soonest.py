from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from followup.cadence import agenda, due, first_due, not_before
from followup.model import Contact, Tie
from followup.relations import Answer, Introduction, IntroductionSide
from tests.followup.cadence.relationships import WEDNESDAY, on, standing_of, ties


@given(ties())
def test_nothing_is_due_or_opens_before_the_bound(given: tuple[Tie, date]) -> None:
    tie, today = given
    bound = not_before(standing_of(tie, today), today)
    for one in agenda(tie, today):
        assert bound is not None
        assert bound <= one.opens <= one.on


people = st.lists(ties().map(lambda drawn: drawn[0]), max_size=12).map(
    lambda drawn: tuple(
        replace(tie, contact=Contact(id=i, uid=f"uid {i}", name=f"Nr {i}")) for i, tie in enumerate(drawn, 1)
    )
)


@given(people, st.integers(1, 5), st.integers(-100, 200), st.integers(0, 40))
def test_the_first_few_are_the_first_of_all(drawn: tuple[Tie, ...], limit: int, day: int, ahead: int) -> None:
    today, further = on(day), timedelta(days=ahead)
    book = {tie.contact.id: tie for tie in drawn}
    standings = [standing_of(tie, today) for tie in drawn]

    def load(ids: Sequence[int]) -> Iterator[Tie]:
        return (book[i] for i in ids)

    everybody = due(drawn, today, ahead=further)
    assert first_due(standings, load, today, ahead=further) == everybody
    assert first_due(standings, load, today, ahead=further, limit=limit) == everybody[:limit]


def test_few_of_a_large_book_are_read(tie: Tie) -> None:
    met = tie.meetings[0]
    drawn = [
        replace(
            tie,
            contact=Contact(id=i, uid=str(i), name=f"Nr {i}"),
            meetings=(replace(met, encounter=replace(met.encounter, contact_id=i, met_on=on(-i))),),
        )
        for i in range(1, 5000)
    ]
    book = {one.contact.id: one for one in drawn}
    read: list[int] = []

    def load(ids: Sequence[int]) -> Iterator[Tie]:
        read.extend(ids)
        return (book[i] for i in ids)

    found = first_due([standing_of(one, WEDNESDAY) for one in drawn], load, WEDNESDAY, limit=12)
    assert found == due(drawn, WEDNESDAY)[:12]
    assert len(read) < 1000


def test_both_sides_of_an_introduction_are_read_together(tie: Tie) -> None:
    a, b = (replace(tie, contact=Contact(id=i, uid=str(i), name=f"Nr {i}")) for i in (1, 2))
    yes = {"answer": Answer.YES, "asked_on": on(-3), "answered_on": on(-2)}
    agreed = Introduction(
        id=1,
        uid="pair",
        a=IntroductionSide(contact_id=1, **yes),  # type: ignore[arg-type]
        b=IntroductionSide(contact_id=2, **yes),  # type: ignore[arg-type]
        proposed_on=on(-4),
    )
    asked: list[tuple[int, ...]] = []

    def load(ids: Sequence[int]) -> Iterator[Tie]:
        asked.append(tuple(ids))
        return iter((a, b))

    standings = [standing_of(one, WEDNESDAY) for one in (a, b)]
    found = first_due(standings, load, WEDNESDAY, introductions=(agreed,))
    assert found == due((a, b), WEDNESDAY, introductions=(agreed,))
    assert asked == [(1, 2)]
