"""Pairs of contacts that a person said are not the same."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from followup.store.tie_tables import distinct_pair


def add(connection: Connection, a_id: int, b_id: int) -> None:
    """Remember the pair; a second time changes nothing."""
    low, high = sorted((a_id, b_id))
    if (low, high) not in pairs(connection):
        connection.execute(insert(distinct_pair).values(low_id=low, high_id=high))


def pairs(connection: Connection) -> frozenset[tuple[int, int]]:
    """Every pair, the lower id first."""
    return frozenset((row.low_id, row.high_id) for row in connection.execute(select(distinct_pair)))
