"""The whole book for an overview: of everybody only what reminders and health are made from, in a few large reads.

`followup.store.ties` gives all that is known of a few contacts; for everybody that would be mostly values that nobody
looks at, such as addresses and notes. What is left out here is empty in the contact.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, TypeAlias

from sqlalchemy import Connection, select

from followup.model import Contact, DraftState, Encounter, Event, Meeting, Tie
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
    Priority,
    Relationship,
    RelationshipKind,
)
from followup.store import events, introductions
from followup.store.merged import seen
from followup.store.tables import contact, contact_value, draft, encounter
from followup.store.tie_tables import decision, favour, important_date, interaction, relationship

Rows: TypeAlias = tuple[tuple[Any, ...], ...]
"""Everything read about one contact, table by table: equal as long as nothing about the contact has changed."""

_MET = tuple(
    encounter.c[name]
    for name in ("id", "event_id", "met_on", "topic", "promised", "next_step", "next_step_on", "introduced_by")
)
_SENT = (draft.c.uid, draft.c.kind, draft.c.updated_at)
_HAPPENED = tuple(interaction.c[name] for name in ("id", "kind", "direction", "happened_on", "message"))
_GIVEN = tuple(favour.c[name] for name in ("id", "kind", "happened_on", "text"))
_DECIDED = tuple(decision.c[name] for name in ("due_uid", "kind", "decided_on", "until_on"))
_KEPT = tuple(relationship.c[name] for name in ("kind", "cadence", "priority", "opted_out"))
_DAYS = tuple(important_date.c[name] for name in ("kind", "month", "day", "year", "label"))
_PERSON = tuple(contact.c[name] for name in ("id", "uid", "name", "organization", "created_at"))


def read(connection: Connection) -> Iterator[tuple[int, Rows]]:
    """The rows of every contact that is seen, by id."""
    known = {event.id: event for event in events.all_events(connection)}
    parts = (
        _by_contact(connection, relationship, _KEPT),
        _by_contact(connection, important_date, _DAYS),
        _meetings(connection, known),
        _by_contact(connection, interaction, _HAPPENED),
        _by_contact(connection, draft, _SENT, draft.c.state == DraftState.SENT.value),
        _favours(connection),
        _by_contact(connection, decision, _DECIDED),
        _reached_at(connection),
    )
    for row in connection.execute(select(*_PERSON).where(seen(contact.c.id)).order_by(contact.c.id)):
        yield row.id, (tuple(row), *(part.get(row.id, ()) for part in parts))


def tie(rows: Rows) -> Tie:
    """The tie that the rows of one contact say."""
    person, kept, days, met, happened, sent, given, decided, reached_at = rows
    number, uid, name, organization, created_at = person
    mails, phones = (tuple(value for kind, value in reached_at if kind == wanted) for wanted in ("email", "tel"))
    return Tie(
        contact=Contact(
            id=number,
            uid=uid,
            name=name,
            organization=organization,
            emails=mails or phones,  # only to call the nameless something
            created_at=created_at,
        ),
        relationship=_relationship(kept, days),
        meetings=tuple(Meeting(event, _encounter(number, values)) for event, values in met),
        interactions=(
            *(_interaction(number, values) for values in happened),
            *(_message(number, values) for values in sent),
        ),
        favours=tuple(Favour(id=i, contact_id=number, kind=FavourKind(k), on=on, text=t) for i, k, on, t in given),
        decisions=tuple(Decision(due_uid=u, kind=DecisionKind(k), on=on, until=till) for u, k, on, till in decided),
    )


def _by_contact(
    connection: Connection, table: Any, columns: tuple[Any, ...], *where: Any
) -> dict[int, tuple[tuple[Any, ...], ...]]:
    query = select(table.c.contact_id, *columns).where(*where)
    if "id" in table.c:
        query = query.order_by(table.c.id)
    found: defaultdict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for contact_id, *values in connection.execute(query):
        found[contact_id].append(tuple(values))
    return {contact_id: tuple(rows) for contact_id, rows in found.items()}


def _favours(connection: Connection) -> dict[int, tuple[tuple[Any, ...], ...]]:
    """Those noted, and the introductions that were made, as `followup.store.happenings` has them."""
    noted = _by_contact(connection, favour, _GIVEN)
    for contact_id, made in introductions.given(connection).items():
        lines = tuple((one.id, one.kind.value, one.on, one.text) for one in made)
        noted[contact_id] = (*noted.get(contact_id, ()), *lines)
    return noted


def _meetings(connection: Connection, known: dict[int, Event]) -> dict[int, tuple[tuple[Event, tuple[Any, ...]], ...]]:
    """Each with its event, so that a contact has changed when the event has; the oldest first."""
    return {
        contact_id: tuple(sorted(((known[row[1]], row) for row in rows), key=_when))
        for contact_id, rows in _by_contact(connection, encounter, _MET).items()
    }


def _when(met: tuple[Event, tuple[Any, ...]]) -> tuple[str, int]:
    """As `followup.store.encounters` orders them."""
    event, (number, _, met_on, *_rest) = met
    day = met_on or event.starts_on
    return (day.isoformat() if day else "", number)


def _reached_at(connection: Connection) -> dict[int, tuple[tuple[Any, ...], ...]]:
    """Mail addresses and numbers of those who have neither a name nor a firm."""
    nameless = select(contact.c.id).where(contact.c.name == "", contact.c.organization == "")
    here = (contact_value.c.contact_id.in_(nameless), contact_value.c.property.in_(("email", "tel")))
    return _by_contact(connection, contact_value, (contact_value.c.property, contact_value.c.value), *here)


def _relationship(kept: tuple[Any, ...], days: tuple[Any, ...]) -> Relationship:
    dates = tuple(ImportantDate(kind=DateKind(k), month=m, day=d, year=y, label=text) for k, m, d, y, text in days)
    if not kept:
        return Relationship(dates=dates)
    kind, cadence, priority, opted_out = kept[0]
    return Relationship(
        kind=RelationshipKind(kind) if kind else None,
        cadence=Cadence(cadence),
        priority=Priority(priority),
        opted_out=opted_out,
        dates=dates,
    )


def _encounter(contact_id: int, values: tuple[Any, ...]) -> Encounter:
    number, event_id, met_on, topic, promised, next_step, next_step_on, introduced_by = values
    return Encounter(
        id=number,
        contact_id=contact_id,
        event_id=event_id,
        met_on=met_on,
        topic=topic,
        promised=promised,
        next_step=next_step,
        next_step_on=next_step_on,
        introduced_by=introduced_by,
    )


def _interaction(contact_id: int, values: tuple[Any, ...]) -> Interaction:
    number, kind, direction, on, message = values
    return Interaction(
        id=number,
        contact_id=contact_id,
        kind=InteractionKind(kind),
        direction=Direction(direction),
        on=on,
        message=message,
    )


def _message(contact_id: int, values: tuple[Any, ...]) -> Interaction:
    uid, kind, at = values
    on = at.astimezone().date()
    return Interaction(uid=uid, contact_id=contact_id, kind=InteractionKind.MAIL, on=on, message=kind)
