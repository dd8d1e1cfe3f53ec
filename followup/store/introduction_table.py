"""The table of introductions."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Date, String, Table

from followup.store.columns import UtcDateTime, metadata, own_id, parent, text_of, uid

introduction = Table(
    # `earlier` holds what the row said before each step, the last one last, so that steps can be taken back.
    "introduction",
    metadata,
    own_id(),
    uid(),
    parent("contact", name="a_id", index=True),
    Column("a_answer", String(16), nullable=False),
    Column("a_asked_on", Date),
    Column("a_answered_on", Date),
    parent("contact", name="b_id", index=True),
    Column("b_answer", String(16), nullable=False),
    Column("b_asked_on", Date),
    Column("b_answered_on", Date),
    text_of("reason"),
    Column("proposed_on", Date, nullable=False),
    Column("introduced_on", Date),
    Column("dropped_on", Date),
    Column("earlier", JSON, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
)
