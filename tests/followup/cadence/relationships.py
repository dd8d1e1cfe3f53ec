"""Random relationships: meetings, messages and answers in any order, past and to come."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from followup.cadence import Due, Standing, agenda, last_contact
from followup.cadence.touches import last_meeting
from followup.model import Contact, Encounter, Event, Meeting, Tie
from followup.relations import (
    Cadence,
    DateKind,
    Decision,
    DecisionKind,
    Direction,
    Favour,
    FavourKind,
    ImportantDate,
    Interaction,
    InteractionKind,
    Relationship,
)

WEDNESDAY = date(2026, 11, 18)


def on(days: int) -> date:
    return WEDNESDAY + timedelta(days=days)


def decided(tie: Tie, found: Due, kind: DecisionKind, day: date, until: date | None = None) -> Tie:
    return replace(tie, decisions=(*tie.decisions, Decision(due_uid=found.uid, kind=kind, on=day, until=until)))


shifts = st.integers(-200, 400)


@st.composite
def ties(draw: st.DrawFn) -> tuple[Tie, date]:
    met = [WEDNESDAY + timedelta(days=draw(shifts)) for _ in range(draw(st.integers(0, 3)))]
    meetings = tuple(
        Meeting(
            Event(id=i, uid=f"event {i}", name=f"Event {i}"),
            Encounter(contact_id=1, event_id=i, met_on=day, next_step_on=day + timedelta(days=draw(shifts))),
        )
        for i, day in enumerate(sorted(met))
    )
    touches = st.builds(
        Interaction,
        contact_id=st.just(1),
        kind=st.sampled_from(InteractionKind),
        direction=st.sampled_from(Direction),
        on=shifts.map(on),
        message=st.sampled_from(["", "follow-up", "congratulations"]),
    )
    favours = st.builds(Favour, contact_id=st.just(1), kind=st.sampled_from(FavourKind), on=shifts.map(on))
    tie = Tie(
        contact=Contact(id=1, uid="ana", name="Ana López"),
        relationship=Relationship(
            cadence=draw(st.sampled_from(Cadence)),
            opted_out=draw(st.booleans()),
            dates=(
                ImportantDate(kind=DateKind.BIRTHDAY, month=draw(st.integers(1, 12)), day=draw(st.integers(1, 28))),
            ),
        ),
        meetings=meetings,
        interactions=tuple(draw(st.lists(touches, max_size=4))),
        favours=tuple(draw(st.lists(favours, max_size=2))),
    )
    today = on(draw(shifts))
    for found in draw(st.permutations(agenda(tie, today))):
        until = today + timedelta(days=draw(shifts))
        tie = decided(tie, found, draw(st.sampled_from(DecisionKind)), today, until)
    return tie, today


def standing_of(tie: Tie, today: date) -> Standing:
    """What `followup.store.standings` says of the contact, taken from all that is known of it."""
    steps = [m.encounter.next_step_on for m in tie.meetings if m.encounter.next_step_on]
    latest = last_meeting(tie, today)
    return Standing(
        contact_id=tie.contact.id,
        cadence=tie.relationship.cadence,
        opted_out=tie.relationship.opted_out,
        last_contact=last_contact(tie, today),
        last_meeting=latest[1] if latest else None,
        added_on=tie.contact.created_at.date() if tie.contact.created_at else None,
        step_on=min(steps, default=None),
        received_on=min((f.on for f in tie.favours if f.kind is FavourKind.RECEIVED), default=None),
        has_dates=bool(tie.relationship.dates),
    )
