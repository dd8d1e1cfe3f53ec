"""Pairs of contacts that a person said are not the same."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from followup.store.tie_tables import distinct_pair


def add(connection: Connection, a_id: int, b_id: int) -> None:
    """Remember the pair; a second time changes nothing."""
    low, high = sorted((a_id, b_id))
    if (low, high) not in pairs(connection):
        connection.execute(insert(distinct_pair).values(low_id=low, high_id=high))


def remove(connection: Connection, a_id: int, b_id: int) -> bool:
    """Forget the pair; False when nobody told the two apart."""
    low, high = sorted((a_id, b_id))
    here = (distinct_pair.c.low_id == low, distinct_pair.c.high_id == high)
    return bool(connection.execute(delete(distinct_pair).where(*here)).rowcount)


def pairs(connection: Connection) -> frozenset[tuple[int, int]]:
    """Every pair, the lower id first."""
    return frozenset((row.low_id, row.high_id) for row in connection.execute(select(distinct_pair)))
