from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.cadence import Due, DueSource, agenda, due, is_business_day
from followup.model import Contact, Encounter, Event, Meeting, Tie
from followup.relations import (
    Cadence,
    DateKind,
    DecisionKind,
    Direction,
    Favour,
    FavourKind,
    ImportantDate,
    Interaction,
    InteractionKind,
    MessageKind,
    Priority,
    Relationship,
    RelationshipKind,
)
from tests.followup.cadence.relationships import WEDNESDAY, decided, on, ties

FRIDAY = date(2026, 11, 20)


def mail(days: int, direction: Direction = Direction.OUT, message: str = "") -> Interaction:
    return Interaction(contact_id=1, kind=InteractionKind.MAIL, direction=direction, on=on(days), message=message)


def only(tie: Tie, today: date) -> Due:
    (found,) = agenda(tie, today)
    return found


def test_a_thank_you_is_due_two_business_days_after_the_meeting(tie: Tie) -> None:
    found = only(tie, WEDNESDAY)
    assert (found.source, found.kind) == (DueSource.FIRST_NOTE, MessageKind.THANK_YOU)
    assert (found.opens, found.on, found.overdue_days) == (WEDNESDAY, FRIDAY, 0)
    assert found.why == "You met Ana López at Web Summit on 18 November 2026; you promised: the slides."
    assert only(tie, on(5)).overdue_days == 3


def test_the_second_meeting_changes_the_words(tie: Tie, meeting: Meeting) -> None:
    before = Meeting(Event(id=6, name="Expo"), replace(meeting.encounter, event_id=6, met_on=date(2025, 5, 5)))
    assert only(replace(tie, meetings=(before, meeting)), WEDNESDAY).kind is MessageKind.MET_AGAIN


def test_thanks_that_come_too_late_take_up_the_conversation(tie: Tie) -> None:
    assert only(tie, on(14)).kind is MessageKind.THANK_YOU
    assert only(tie, on(15)).kind is MessageKind.FOLLOW_UP
    assert only(tie, on(120)).source is DueSource.RHYTHM


def test_one_nudge_five_business_days_after_a_message_without_answer(tie: Tie) -> None:
    written = replace(tie, interactions=(mail(1),))
    found = only(written, on(1))
    assert (found.kind, found.on, found.event_id) == (MessageKind.NUDGE, date(2026, 11, 26), 7)
    assert found.why == "Ana López has not answered your message of 19 November 2026."
    for more in (mail(3, Direction.IN), mail(8)):
        after = only(replace(written, interactions=(mail(1), more)), on(8))
        assert after.source is DueSource.RHYTHM


def test_after_the_sequence_every_three_months_from_the_last_contact(tie: Tie) -> None:
    found = only(replace(tie, interactions=(mail(1), mail(2, Direction.IN))), on(30))
    assert (found.source, found.kind) == (DueSource.RHYTHM, MessageKind.CHECK_IN)
    assert found.on == date(2027, 2, 22)  # 20 February is a Saturday
    assert found.why == (
        "You were last in touch with Ana López on 20 November 2026, and want to be every three months."
    )


def test_a_note_of_ones_own_reaches_nobody(tie: Tie) -> None:
    note = Interaction(contact_id=1, kind=InteractionKind.NOTE, on=on(1))
    assert only(replace(tie, interactions=(note,)), on(1)).kind is MessageKind.THANK_YOU


@pytest.mark.parametrize(
    ("cadence", "expected"),
    [
        (Cadence.WEEKLY, date(2026, 11, 25)),
        (Cadence.MONTHLY, date(2026, 12, 18)),
        (Cadence.QUARTERLY, date(2027, 2, 18)),
        (Cadence.YEARLY, date(2027, 11, 18)),
    ],
)
def test_a_chosen_rhythm_counts_from_the_last_contact(tie: Tie, cadence: Cadence, expected: date) -> None:
    found = only(replace(tie, relationship=Relationship(cadence=cadence)), WEDNESDAY)
    assert (found.source, found.on) == (DueSource.RHYTHM, expected)
    later = replace(tie, relationship=Relationship(cadence=Cadence.WEEKLY), interactions=(mail(-300), mail(4)))
    assert only(later, on(5)).on == date(2026, 11, 30)  # a week after the 22nd is Sunday the 29th


def test_who_drifted_away_is_reconnected_with(tie: Tie) -> None:
    monthly = replace(tie, relationship=Relationship(cadence=Cadence.MONTHLY))
    assert only(monthly, date(2027, 1, 17)).kind is MessageKind.CHECK_IN
    assert only(monthly, date(2027, 1, 18)).kind is MessageKind.RECONNECT


def test_a_mentor_hears_what_became_of_the_advice(tie: Tie) -> None:
    mentored = Relationship(kind=RelationshipKind.MENTOR, cadence=Cadence.MONTHLY)
    assert only(replace(tie, relationship=mentored), on(31)).kind is MessageKind.MENTORING_UPDATE


@pytest.mark.parametrize("kind", [RelationshipKind.MENTOR, RelationshipKind.MENTEE])
def test_a_mentoring_reminder_says_what_to_talk_about_and_what_for(tie: Tie, kind: RelationshipKind) -> None:
    kept = Relationship(kind=kind, cadence=Cadence.MONTHLY, agenda=("pricing", "hiring"), goals=("ten pilots",))
    assert only(replace(tie, relationship=kept), on(31)).why.endswith(
        "On the agenda: pricing, hiring. Goals: ten pilots."
    )
    peer = replace(kept, kind=RelationshipKind.PEER)
    assert "agenda" not in only(replace(tie, relationship=peer), on(31)).why


def test_whom_nobody_met_waits_for_a_chosen_rhythm() -> None:
    added = Contact(id=2, uid="b", name="Bo Ek", created_at=datetime(2026, 11, 2, tzinfo=UTC))
    assert agenda(Tie(contact=added), WEDNESDAY) == ()
    monthly = Tie(contact=added, relationship=Relationship(cadence=Cadence.MONTHLY))
    found = only(monthly, WEDNESDAY)
    assert found.on == date(2026, 12, 2)
    assert found.why == "You have never been in touch with Bo Ek, and want to be every month."


def test_a_snooze_puts_off_and_never_brings_forward(tie: Tie) -> None:
    found = only(tie, WEDNESDAY)
    later = only(decided(tie, found, DecisionKind.SNOOZED, WEDNESDAY, until=on(7)), on(8))
    assert (later.uid, later.opens, later.on, later.overdue_days) == (found.uid, on(7), on(7), 1)
    sooner = only(decided(tie, found, DecisionKind.SNOOZED, WEDNESDAY, until=on(1)), on(1))
    assert sooner.on == found.on


def test_done_without_a_logged_message_starts_the_wait_for_an_answer(tie: Tie) -> None:
    done = decided(tie, only(tie, WEDNESDAY), DecisionKind.DONE, on(1))
    found = only(done, on(2))
    assert (found.kind, found.on) == (MessageKind.NUDGE, date(2026, 11, 26))
    finished = decided(done, found, DecisionKind.DONE, date(2026, 11, 26))
    assert only(finished, date(2026, 11, 27)).on == date(2027, 2, 26)


def test_skipping_the_first_note_skips_the_nudge_too(tie: Tie) -> None:
    skipped = decided(tie, only(tie, WEDNESDAY), DecisionKind.SKIPPED, on(1))
    assert only(skipped, on(2)).source is DueSource.RHYTHM


def test_a_skipped_turn_counts_from_the_day_it_was_skipped(tie: Tie) -> None:
    weekly = replace(tie, relationship=Relationship(cadence=Cadence.WEEKLY))
    found = only(weekly, on(20))
    assert found.overdue_days == 13
    skipped = only(decided(weekly, found, DecisionKind.SKIPPED, on(20)), on(20))
    assert (skipped.uid, skipped.on) == (found.uid, date(2026, 12, 15))


def test_a_snooze_of_an_earlier_turn_does_not_hold_back_the_next(tie: Tie) -> None:
    weekly = replace(tie, relationship=Relationship(cadence=Cadence.WEEKLY))
    put_off = decided(weekly, only(weekly, on(7)), DecisionKind.SNOOZED, on(7), until=on(60))
    assert only(replace(put_off, interactions=(mail(8),)), on(9)).on == date(2026, 12, 3)


def stepped(tie: Tie, **said: object) -> Tie:
    (meeting,) = tie.meetings
    encounter = replace(meeting.encounter, **said)  # type: ignore[arg-type]
    return replace(tie, meetings=(Meeting(meeting.event, encounter),))


def test_a_next_step_is_due_on_its_day_until_something_was_written(tie: Tie) -> None:
    planned = stepped(tie, next_step="call about the pilot", next_step_on=on(10))
    steps = [d for d in agenda(planned, on(3)) if d.source is DueSource.NEXT_STEP]
    assert [(d.on, d.kind, d.event_id) for d in steps] == [(on(10), MessageKind.FOLLOW_UP, 7)]
    assert steps[0].why == "The next step with Ana López since Web Summit: call about the pilot."
    for done in (mail(10), mail(2, message="follow-up")):
        assert not [
            d for d in agenda(replace(planned, interactions=(done,)), on(11)) if d.source is DueSource.NEXT_STEP
        ]
    early = replace(planned, interactions=(mail(1, message="thank-you"),))
    assert DueSource.NEXT_STEP in {d.source for d in agenda(early, on(2))}


def dated(tie: Tie, day: ImportantDate) -> Tie:
    return replace(tie, relationship=Relationship(cadence=Cadence.NONE, dates=(day,)))


def test_a_birthday_comes_every_year_and_a_week_late_is_still_kind(tie: Tie) -> None:
    born = dated(tie, ImportantDate(kind=DateKind.BIRTHDAY, month=3, day=4, year=1980))
    this = only(born, date(2027, 3, 11))
    assert (this.on, this.kind, this.overdue_days) == (date(2027, 3, 4), MessageKind.CONGRATULATIONS, 7)
    following = only(born, date(2027, 3, 12))
    assert following.on == date(2028, 3, 4)
    assert following.uid != this.uid
    assert following.why == "Ana López's birthday is on 4 March 2028."


def test_congratulations_that_were_sent_are_not_due_again(tie: Tie) -> None:
    born = dated(tie, ImportantDate(kind=DateKind.BIRTHDAY, month=11, day=20))
    assert agenda(replace(born, interactions=(mail(2),)), on(3)) == ()
    assert agenda(replace(born, interactions=(mail(0, message="congratulations"),)), on(1)) == ()


def test_the_29th_of_february_is_kept_on_the_28th(tie: Tie) -> None:
    leap = dated(tie, ImportantDate(kind=DateKind.BIRTHDAY, month=2, day=29))
    assert only(leap, date(2027, 1, 1)).on == date(2027, 2, 28)
    assert only(leap, date(2028, 1, 1)).on == date(2028, 2, 29)


def test_an_anniversary_counts_the_years_and_starts_with_the_first(tie: Tie) -> None:
    joined = dated(tie, ImportantDate(kind=DateKind.WORK_ANNIVERSARY, month=12, day=1, year=2026))
    found = only(joined, WEDNESDAY)
    assert found.on == date(2027, 12, 1)
    assert found.why == "Ana López's work anniversary is on 1 December 2027 (1 year)."


def test_news_comes_once_and_grows_old(tie: Tie) -> None:
    news = dated(tie, ImportantDate(kind=DateKind.NEW_ROLE, month=11, day=2, year=2026, label="Head of Research"))
    assert only(news, WEDNESDAY).why == "Ana López has a new role since 2 November 2026: Head of Research."
    assert agenda(news, date(2026, 12, 3)) == ()


@pytest.mark.parametrize(("kind", "month", "day"), [(DateKind.BIRTHDAY, 2, 30), (DateKind.AWARD, 5, 1)])
def test_a_day_that_cannot_be_is_refused(kind: DateKind, month: int, day: int) -> None:
    with pytest.raises(ValueError, match=r"day|year"):
        ImportantDate(kind=kind, month=month, day=day)


def test_help_received_is_thanked_for(tie: Tie) -> None:
    helped = replace(
        tie,
        relationship=Relationship(cadence=Cadence.NONE),
        favours=(Favour(id=3, contact_id=1, kind=FavourKind.RECEIVED, on=FRIDAY, text="an intro to Bo."),),
    )
    found = only(helped, FRIDAY)
    assert (found.kind, found.on) == (MessageKind.APPRECIATION, date(2026, 11, 24))
    assert found.why == "Ana López gave you something on 20 November 2026: an intro to Bo."
    assert agenda(replace(helped, interactions=(mail(2),)), on(3)) == ()


def test_a_mentor_s_help_is_thanked_for_in_words_of_its_own(tie: Tie) -> None:
    got = Favour(id=1, contact_id=1, kind=FavourKind.RECEIVED, on=on(1), text="an honest review")
    mentor = Relationship(kind=RelationshipKind.MENTOR, cadence=Cadence.NONE)
    assert only(replace(tie, favours=(got,), relationship=mentor), on(1)).kind is MessageKind.MENTORING_THANKS


def test_the_list_of_a_day_puts_the_longest_overdue_and_the_important_first(meeting: Meeting) -> None:
    def person(number: int, met: int, priority: Priority = Priority.NORMAL) -> Tie:
        met_at = Meeting(meeting.event, replace(meeting.encounter, contact_id=number, met_on=on(met)))
        contact = Contact(id=number, uid=str(number), name=f"Nr {number}")
        return Tie(contact=contact, relationship=Relationship(priority=priority), meetings=(met_at,))

    people = [person(1, 0), person(2, -1), person(3, 0, Priority.HIGH), person(4, 0, Priority.LOW), person(5, 9)]
    assert [d.contact_id for d in due(people, on(5))] == [2, 3, 1, 4]
    assert [d.contact_id for d in due(people, on(5), ahead=timedelta(days=4))] == [2, 3, 1, 4]
    assert [d.contact_id for d in due(people, on(9))][-1] == 5


def test_equally_urgent_people_come_in_the_order_in_which_they_were_added(meeting: Meeting) -> None:
    def people(seed: int) -> list[Tie]:
        met = [Meeting(meeting.event, replace(meeting.encounter, contact_id=number)) for number in range(1, 9)]
        uids = random.Random(seed).sample(range(100), 8)
        return [
            Tie(contact=Contact(id=m.encounter.contact_id, uid=f"{uid}", name="Ana"), meetings=(m,))
            for m, uid in zip(met, uids, strict=True)
        ]

    for seed in range(3):
        assert [d.contact_id for d in due(people(seed), on(5))] == [1, 2, 3, 4, 5, 6, 7, 8]


@given(ties())
def test_whatever_happened_what_is_due_keeps_its_promises(given: tuple[Tie, date]) -> None:
    tie, today = given
    found = agenda(tie, today)
    assert not (found and tie.relationship.opted_out)
    assert len({d.uid for d in found}) == len(found)
    assert sum(d.source in (DueSource.FIRST_NOTE, DueSource.NUDGE, DueSource.RHYTHM) for d in found) <= 1
    met = {m.event.id: m.day for m in tie.meetings}
    for one in found:
        assert one.opens <= one.on
        assert one.overdue_days == max(0, (today - one.on).days)
        assert one.why.endswith(".")
        if one.event_id is not None:
            assert one.on >= (met[one.event_id] or date.min)
    assert agenda(tie, today) == found


@given(st.integers(0, 60))
def test_a_first_note_is_never_due_on_a_weekend(days: int) -> None:
    event = Event(id=7, name="Expo", starts_on=on(days))
    tie = Tie(contact=Contact(id=1, uid="a"), meetings=(Meeting(event, Encounter(contact_id=1, event_id=7)),))
    assert is_business_day(only(tie, on(days)).on)


def test_a_meeting_that_is_still_to_come_asks_for_nothing(tie: Tie) -> None:
    assert agenda(tie, on(-1)) == ()


def test_the_uid_is_the_same_tomorrow_and_another_for_another_contact(tie: Tie) -> None:
    other = replace(tie, contact=replace(tie.contact, uid="bo"))
    assert only(tie, WEDNESDAY).uid == only(tie, on(4)).uid != only(other, WEDNESDAY).uid
