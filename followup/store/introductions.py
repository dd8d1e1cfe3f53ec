"""Introductions as rows, with what each said before its last steps."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, delete, insert, or_, select, true, update

from followup.relations import Answer, Favour, FavourKind, Introduction, IntroductionSide
from followup.store import contacts
from followup.store.introduction_table import introduction
from followup.store.merged import seen
from followup.store.rows import chunks, new_uid, now

_DAYS = ("a_asked_on", "a_answered_on", "b_asked_on", "b_answered_on", "introduced_on", "dropped_on")


def add(connection: Connection, new: Introduction) -> Introduction:
    """Store an introduction and give it back with its id and uid."""
    uid = new.uid or new_uid()
    fixed = {"uid": uid, "reason": new.reason, "proposed_on": new.proposed_on, "earlier": []}
    sides = {"a_id": new.a.contact_id, "b_id": new.b.contact_id}
    row = insert(introduction).values(**fixed, **sides, **_steps(new), updated_at=now())
    key = connection.execute(row).inserted_primary_key
    assert key is not None
    return replace(new, id=key[0], uid=uid)


def step(connection: Connection, before: Introduction, after: Introduction) -> None:
    """Write how far it has come, and remember how far it was."""
    earlier = [*_earlier(connection, before.id), _as_json(_steps(before))]
    _write(connection, before.id, {**_steps(after), "earlier": earlier})


def step_back(connection: Connection, introduction_id: int) -> bool:
    """Take the last step back; False when there was none."""
    earlier = _earlier(connection, introduction_id)
    if not earlier:
        return False
    last = {
        name: date.fromisoformat(value) if name in _DAYS and value else value for name, value in earlier[-1].items()
    }
    _write(connection, introduction_id, {**last, "earlier": earlier[:-1]})
    return True


def remove(connection: Connection, introduction_id: int) -> None:
    connection.execute(delete(introduction).where(introduction.c.id == introduction_id))


def by_id(connection: Connection, introduction_id: int) -> Introduction | None:
    row = connection.execute(select(introduction).where(introduction.c.id == introduction_id)).first()
    return _introduction(row) if row else None


def find(connection: Connection, contact_id: int | None = None) -> tuple[Introduction, ...]:
    """Introductions of contacts that are seen, or of one of them, the newest first."""
    both_seen = and_(seen(introduction.c.a_id), seen(introduction.c.b_id))
    query = select(introduction).where(both_seen).order_by(introduction.c.id.desc())
    if contact_id is not None:
        query = query.where(or_(introduction.c.a_id == contact_id, introduction.c.b_id == contact_id))
    return tuple(map(_introduction, connection.execute(query)))


def under_way(connection: Connection) -> tuple[Introduction, ...]:
    """Those that something can be due about: not declined, not given up."""
    return tuple(i for i in find(connection) if not i.over or i.introduced_on)


def known_pairs(connection: Connection) -> frozenset[tuple[int, int]]:
    """Ids of every two who were ever to be introduced, the lower one first."""
    return frozenset(one.pair for one in find(connection))


def given(connection: Connection, contact_ids: Collection[int] | None = None) -> dict[int, tuple[Favour, ...]]:
    """By contact, of everybody or of these: the introductions that were made, each a favour to both.

    They are worked out and not noted, so that taking back an introduction takes back the favour.
    """
    rows = [row for where in _involving(contact_ids) for row in connection.execute(_made().where(where))]
    made = {row.id: _introduction(row) for row in rows}.values()
    names = {c.id: c.display_name for c in contacts.by_ids(connection, sorted({i for one in made for i in one.pair}))}
    found: dict[int, list[Favour]] = {}
    for one in sorted(made, key=lambda one: one.id):
        for mine, other in (one.pair, one.pair[::-1]):
            assert one.introduced_on
            text = f"an introduction to {names[other]}"
            favour = Favour(contact_id=mine, kind=FavourKind.GIVEN, on=one.introduced_on, text=text)
            found.setdefault(mine, []).append(favour)
    return {contact_id: tuple(favours) for contact_id, favours in found.items()}


def _made() -> Select[Any]:
    return select(introduction).where(introduction.c.introduced_on.is_not(None))


def _involving(contact_ids: Collection[int] | None) -> Iterator[ColumnElement[bool]]:
    if contact_ids is None:
        yield true()
        return
    for chunk in chunks(contact_ids):
        yield or_(introduction.c.a_id.in_(chunk), introduction.c.b_id.in_(chunk))


def _earlier(connection: Connection, introduction_id: int) -> list[dict[str, Any]]:
    return list(connection.scalar(select(introduction.c.earlier).where(introduction.c.id == introduction_id)) or ())


def _write(connection: Connection, introduction_id: int, values: Mapping[str, Any]) -> None:
    row = update(introduction).where(introduction.c.id == introduction_id)
    connection.execute(row.values(**values, updated_at=now()))


def _steps(one: Introduction) -> dict[str, Any]:
    """What changes from step to step, by column."""
    return {
        "a_answer": one.a.answer.value,
        "a_asked_on": one.a.asked_on,
        "a_answered_on": one.a.answered_on,
        "b_answer": one.b.answer.value,
        "b_asked_on": one.b.asked_on,
        "b_answered_on": one.b.answered_on,
        "introduced_on": one.introduced_on,
        "dropped_on": one.dropped_on,
    }


def _as_json(steps: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in steps.items()}


def _introduction(row: Row[Any]) -> Introduction:
    found = row._mapping
    a, b = (
        IntroductionSide(
            contact_id=found[f"{side}_id"],
            answer=Answer(found[f"{side}_answer"]),
            asked_on=found[f"{side}_asked_on"],
            answered_on=found[f"{side}_answered_on"],
        )
        for side in ("a", "b")
    )
    return Introduction(
        id=row.id,
        uid=row.uid,
        a=a,
        b=b,
        reason=row.reason,
        proposed_on=row.proposed_on,
        introduced_on=row.introduced_on,
        dropped_on=row.dropped_on,
    )
