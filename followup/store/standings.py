"""The few dates of every contact that say how early anything is due, added up by the database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select

from followup.cadence import Standing
from followup.model import DraftState
from followup.relations import Cadence, DecisionKind, FavourKind, InteractionKind
from followup.store.merged import seen
from followup.store.tables import contact, draft, encounter, event
from followup.store.tie_tables import decision, favour, important_date, interaction, relationship

_Days = dict[int, date]


def standings(connection: Connection, today: date) -> Iterator[Standing]:
    """One for every contact, by id; what lies after `today` counts as little as it does in `followup.cadence`."""
    met = func.coalesce(encounter.c.met_on, event.c.ends_on, event.c.starts_on)
    at_events = select(encounter.c.contact_id, func.max(met)).join(event).where(met <= today)
    meetings = _days(connection, at_events.group_by(encounter.c.contact_id))
    reached = (
        meetings,
        _days(connection, _latest(interaction, "happened_on", today).where(interaction.c.kind != InteractionKind.NOTE)),
        _days(connection, _latest(decision, "decided_on", today).where(decision.c.kind == DecisionKind.DONE)),
        _sent(connection, today),
    )
    steps = _days(
        connection, select(encounter.c.contact_id, func.min(encounter.c.next_step_on)).group_by(encounter.c.contact_id)
    )
    received = select(favour.c.contact_id, func.min(favour.c.happened_on)).group_by(favour.c.contact_id)
    favours = _days(connection, received.where(favour.c.kind == FavourKind.RECEIVED))
    kept = {row.contact_id: row for row in connection.execute(select(relationship))}
    dated = set(connection.scalars(select(important_date.c.contact_id).distinct()))
    for contact_id, added in connection.execute(_everybody()):
        terms = kept.get(contact_id)
        yield Standing(
            contact_id=contact_id,
            cadence=Cadence(terms.cadence) if terms else Cadence.AFTER_EVENT,
            opted_out=bool(terms and terms.opted_out),
            last_contact=max((days[contact_id] for days in reached if contact_id in days), default=None),
            last_meeting=meetings.get(contact_id),
            added_on=added.date(),
            step_on=steps.get(contact_id),
            received_on=favours.get(contact_id),
            has_dates=contact_id in dated,
        )


def _everybody() -> Select[int, datetime]:
    return select(contact.c.id, contact.c.created_at).where(seen(contact.c.id)).order_by(contact.c.id)


def _latest(table: Any, column: str, today: date) -> Select[Any]:
    day = table.c[column]
    return select(table.c.contact_id, func.max(day)).where(day <= today).group_by(table.c.contact_id)


def _sent(connection: Connection, today: date) -> _Days:
    """Days of the drafts that were sent, in the owner's zone, as `followup.store.ties` has them."""
    query = select(draft.c.contact_id, draft.c.updated_at).where(draft.c.state == DraftState.SENT.value)
    found: _Days = {}
    for contact_id, at in connection.execute(query):
        day = at.astimezone().date()
        if day <= today:
            found[contact_id] = max(day, found.get(contact_id, day))
    return found


def _days(connection: Connection, query: Select[Any]) -> _Days:
    return {contact_id: day for contact_id, day in connection.execute(query) if day}
