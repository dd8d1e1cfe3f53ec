"""How many of an event's contacts were written to since, and how many of those answered."""

from __future__ import annotations

from sqlalchemy import Connection, Select, and_, func, or_, select, union

from followup.model import DraftState
from followup.relations import Direction, InteractionKind
from followup.store.merged import seen
from followup.store.tables import draft, encounter, event
from followup.store.tie_tables import interaction

_REACHING = tuple(kind.value for kind in InteractionKind if kind not in (InteractionKind.NOTE, InteractionKind.MEETING))


def counts(connection: Connection) -> tuple[dict[int, int], dict[int, int]]:
    """Contacts by event: reached by the owner since they met, by a sent draft or otherwise; and who answered since."""
    sent = union(_by_draft(), _by(Direction.OUT)).subquery()
    answered = _by(Direction.IN).subquery()
    both = and_(answered.c.event_id == sent.c.event_id, answered.c.contact_id == sent.c.contact_id)
    reached = select(sent.c.event_id, func.count()).group_by(sent.c.event_id)
    return _counted(connection, reached), _counted(connection, reached.join(answered, both))


def unwritten(connection: Connection, event_id: int) -> tuple[int, ...]:
    """Ids, ascending, of those met at the event whom nobody has written to or called since."""
    reached = union(_by_draft(), _by(Direction.OUT)).subquery()
    done = select(reached.c.contact_id).where(reached.c.event_id == event_id)
    met = select(encounter.c.contact_id).where(encounter.c.event_id == event_id, seen(encounter.c.contact_id))
    query = met.where(encounter.c.contact_id.not_in(done)).order_by(encounter.c.contact_id)
    return tuple(connection.scalars(query))


def _by_draft() -> Select[int, int]:
    return select(draft.c.event_id, draft.c.contact_id).where(
        draft.c.state == DraftState.SENT.value, draft.c.event_id.is_not(None), seen(draft.c.contact_id)
    )


def _by(direction: Direction) -> Select[int, int]:
    """Meetings after which somebody reached the other; without a known day, everything comes after it."""
    met_on = func.coalesce(encounter.c.met_on, event.c.ends_on, event.c.starts_on)
    since = and_(
        interaction.c.contact_id == encounter.c.contact_id,
        interaction.c.direction == direction.value,
        interaction.c.kind.in_(_REACHING),
        or_(met_on.is_(None), interaction.c.happened_on >= met_on),
    )
    query = select(encounter.c.event_id, encounter.c.contact_id).join(event, event.c.id == encounter.c.event_id)
    return query.join(interaction, since).where(seen(encounter.c.contact_id)).distinct()


def _counted(connection: Connection, query: Select[int, int]) -> dict[int, int]:
    return {row[0]: row[1] for row in connection.execute(query)}
