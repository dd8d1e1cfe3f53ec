"""The metadata, and the columns that tables have in common."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Column, DateTime, Dialect, ForeignKey, Integer, MetaData, String, Text
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC datetime in, the same out; SQLite has no zones and would give a naive one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def own_id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def uid() -> Column[str]:
    return Column("uid", String(36), nullable=False, unique=True)


def text_of(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, default="", server_default="")


def stamps() -> tuple[Column[datetime], Column[datetime]]:
    return (Column("created_at", UtcDateTime, nullable=False), Column("updated_at", UtcDateTime, nullable=False))


def parent(
    table: str, *, index: bool = False, name: str = "", primary_key: bool = False, optional: bool = False
) -> Column[int]:
    """The row belongs to its parent, if it has one, and goes with it."""
    reference = ForeignKey(f"{table}.id", ondelete="CASCADE")
    return Column(name or f"{table}_id", Integer, reference, nullable=optional, index=index, primary_key=primary_key)
