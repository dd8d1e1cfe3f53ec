"""Every table as JSON-ready rows, and back: what a backup is made of.

Driven by the tables themselves: a table or column that is added is in the next backup without a change here.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, ColumnElement, Connection, String, Table, collate, exists, insert, select, text
from sqlalchemy.types import TypeDecorator

from followup.locale import _
from followup.store.columns import metadata
from followup.store.rows import chunks

LEFT_OUT = frozenset({"removed_photo"})
"""Tables that say something about this disk and nothing about the book."""

_TO_JSON: dict[type, Callable[[Any], Any]] = {
    bool: bool,
    int: int,
    float: float,
    str: str,
    date: date.isoformat,
    datetime: datetime.isoformat,
    bytes: lambda value: b64encode(value).decode("ascii"),
}
_FROM_JSON: dict[type, tuple[type, Callable[[Any], Any]]] = {
    bool: (bool, bool),
    int: (int, int),
    float: (float, float),
    str: (str, str),
    date: (str, date.fromisoformat),
    datetime: (str, datetime.fromisoformat),
    bytes: (str, lambda value: b64decode(value, validate=True)),
}
"""What JSON holds for each type of column, and what makes the column's value of it."""


class RowError(ValueError):
    """A row does not fit its table."""


class NewerRowError(RowError):
    """A row has a column that this version's table has not, or there is no such table."""


def tables() -> tuple[Table, ...]:
    """Every table of a backup, those that others point to first."""
    return tuple(table for table in metadata.sorted_tables if table.name not in LEFT_OUT)


def is_empty(connection: Connection) -> bool:
    """Whether nothing was ever stored."""
    return not any(connection.scalar(select(exists().select_from(table))) for table in tables())


def rows(connection: Connection, table: Table) -> Iterator[dict[str, Any]]:
    """The rows of a table by their keys, JSON-ready."""
    query = select(table).order_by(*_order(connection, table))
    for row in connection.execution_options(yield_per=500).execute(query):
        yield {column.name: _to_json(column, value) for column, value in zip(table.columns, row, strict=True)}


def _order(connection: Connection, table: Table) -> Iterator[ColumnElement[Any]]:
    """The primary key, its text by code points on every database: the same book gives the same backup."""
    for column in table.primary_key.columns:
        text_of_server = connection.dialect.name == "postgresql" and isinstance(column.type, String)
        yield collate(column, "C") if text_of_server else column


def load(connection: Connection, table: Table, found: Iterable[Mapping[str, Any]]) -> int:
    """Insert rows as `rows` gave them, keys included; give how many.

    Raises:
        RowError: one does not fit the table.
        sqlalchemy.exc.IntegrityError: the rows contradict each other.
    """
    count = 0
    for chunk in chunks(found):
        connection.execute(insert(table), [values(table, row) for row in chunk])
        count += len(chunk)
    if count and connection.dialect.name == "postgresql" and "id" in table.columns:
        _advance_sequence(connection, table)
    return count


def keys_checked_at_the_end(connection: Connection) -> None:
    """Let a row point to a later one until the transaction ends; PostgreSQL has the order of `tables` only."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("PRAGMA defer_foreign_keys = ON"))


def python_type(column: Column[Any]) -> type:
    """The type of a column's values; a decorated type does not say it of itself."""
    decorated = column.type
    return decorated.impl_instance.python_type if isinstance(decorated, TypeDecorator) else decorated.python_type


def _to_json(column: Column[Any], value: Any) -> Any:
    if value is None or isinstance(column.type, JSON):
        return value
    return _TO_JSON[python_type(column)](value)


def values(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as `rows` gave it, with the types of its table; columns that it does not have take their defaults.

    Raises:
        RowError: it does not fit the table.
    """
    if unknown := sorted(set(row) - set(table.columns.keys())):
        raise NewerRowError(_("{name} has no column {what!r}", name=table.name, what=unknown[0]))
    return {
        column.name: _from_json(column, row[column.name]) if column.name in row else _missing(column)
        for column in table.columns
    }


def _from_json(column: Column[Any], value: Any) -> Any:
    if isinstance(column.type, JSON) or (value is None and column.nullable):
        return value
    kind, make = _FROM_JSON[python_type(column)]
    if type(value) is not kind:
        raise RowError(_("{column} is no {kind}", column=column, kind=kind.__name__))
    try:
        return make(value)
    except ValueError as error:
        raise RowError(_("{column} cannot be understood", column=column)) from error


def _missing(column: Column[Any]) -> Any:
    """The value of a column that the version which wrote the row did not have."""
    if column.default is not None and column.default.is_scalar:
        return column.default.arg  # type: ignore[attr-defined]
    if column.nullable:
        return None
    raise RowError(_("{column} is missing", column=column))


def _advance_sequence(connection: Connection, table: Table) -> None:
    """PostgreSQL counts ids by itself and does not see those that were given."""
    last = "SELECT setval(pg_get_serial_sequence(:name, 'id'), (SELECT max(id) FROM {name}))"
    connection.execute(text(last.format(name=table.name)), {"name": table.name})
