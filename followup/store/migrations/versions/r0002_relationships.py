"""Relationships: tags, important dates, interactions, favours, merging, the change log, and what a draft says alone."""

import sqlalchemy as sa
from alembic import op

from followup.store.columns import UtcDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, server_default="")


def _id(table: str) -> tuple[sa.Column[int], sa.PrimaryKeyConstraint]:
    return sa.Column("id", sa.Integer, nullable=False), sa.PrimaryKeyConstraint("id", name=f"pk_{table}")


def _of(parent: str, table: str, column: str = "") -> tuple[sa.Column[int], sa.ForeignKeyConstraint]:
    name = column or f"{parent}_id"
    key = sa.ForeignKeyConstraint([name], [f"{parent}.id"], name=f"fk_{table}_{name}_{parent}", ondelete="CASCADE")
    return sa.Column(name, sa.Integer, nullable=False), key


def upgrade() -> None:
    op.add_column("draft", sa.Column("particulars", sa.JSON))
    _kept()
    _happened()
    _goals()
    _matching()
    _changes()


def _kept() -> None:
    op.create_table(
        "relationship",
        *_of("contact", "relationship"),
        _text("kind"),
        sa.Column("cadence", sa.String(16), nullable=False),
        sa.Column("priority", sa.String(16), nullable=False),
        sa.Column("opted_out", sa.Boolean, nullable=False),
        sa.Column("updated_at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("contact_id", name="pk_relationship"),
    )
    op.create_table(
        "tag",
        *_id("tag"),
        *_of("contact", "tag"),
        sa.Column("field", sa.String(16), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("value_key", sa.Text, nullable=False),
        sa.UniqueConstraint("contact_id", "field", "position", name="uq_tag_contact_id_field_position"),
    )
    op.create_index("ix_tag_field_value_key", "tag", ["field", "value_key"])
    op.create_table(
        "important_date",
        *_id("important_date"),
        *_of("contact", "important_date"),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("month", sa.Integer, nullable=False),
        sa.Column("day", sa.Integer, nullable=False),
        sa.Column("year", sa.Integer),
        _text("label"),
    )
    op.create_index("ix_important_date_contact_id", "important_date", ["contact_id"])


def _happened() -> None:
    op.create_table(
        "interaction",
        *_id("interaction"),
        sa.Column("uid", sa.String(36), nullable=False),
        *_of("contact", "interaction"),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("direction", sa.String(8), nullable=False),
        sa.Column("happened_on", sa.Date, nullable=False),
        _text("text"),
        _text("message"),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.UniqueConstraint("uid", name="uq_interaction_uid"),
    )
    op.create_index("ix_interaction_contact_id_happened_on", "interaction", ["contact_id", "happened_on"])
    op.create_table(
        "decision",
        *_id("decision"),
        *_of("contact", "decision"),
        sa.Column("due_uid", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("decided_on", sa.Date, nullable=False),
        sa.Column("until_on", sa.Date),
    )
    op.create_index("ix_decision_contact_id", "decision", ["contact_id"])
    op.create_table(
        "favour",
        *_id("favour"),
        *_of("contact", "favour"),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("happened_on", sa.Date, nullable=False),
        _text("text"),
    )
    op.create_index("ix_favour_contact_id", "favour", ["contact_id"])


def _goals() -> None:
    op.create_table(
        "event_goal",
        *_id("event_goal"),
        *_of("event", "event_goal"),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_index("ix_event_goal_event_id", "event_goal", ["event_id"])


def _matching() -> None:
    op.create_table(
        "distinct_pair",
        *_of("contact", "distinct_pair", "low_id"),
        *_of("contact", "distinct_pair", "high_id"),
        sa.PrimaryKeyConstraint("low_id", "high_id", name="pk_distinct_pair"),
    )
    op.create_index("ix_distinct_pair_high_id", "distinct_pair", ["high_id"])
    op.create_table(
        "merged_contact",
        *_of("contact", "merged_contact"),
        *_of("contact", "merged_contact", "into_id"),
        sa.PrimaryKeyConstraint("contact_id", name="pk_merged_contact"),
    )
    op.create_index("ix_merged_contact_into_id", "merged_contact", ["into_id"])
    op.create_table(
        "matching_key",
        *_of("contact", "matching_key"),
        sa.Column("key", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("contact_id", "key", name="pk_matching_key"),
    )
    op.create_index("ix_matching_key_key", "matching_key", ["key"])


def _changes() -> None:
    op.create_table(
        "contact_change",
        *_id("contact_change"),
        *_of("contact", "contact_change"),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("before", sa.JSON, nullable=False),
        sa.Column("after", sa.JSON, nullable=False),
        sa.Column("changed_at", UtcDateTime, nullable=False),
        sa.Column("undone", sa.Boolean, nullable=False),
    )
    op.create_index("ix_contact_change_contact_id", "contact_change", ["contact_id"])
