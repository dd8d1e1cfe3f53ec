"""Introductions: who is to meet whom, what each of them said, and how far it was before each step."""

import sqlalchemy as sa
from alembic import op

from followup.store.columns import UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def _contact(column: str) -> tuple[sa.Column[int], sa.ForeignKeyConstraint]:
    name = f"fk_introduction_{column}_contact"
    key = sa.ForeignKeyConstraint([column], ["contact.id"], name=name, ondelete="CASCADE")
    return sa.Column(column, sa.Integer, nullable=False), key


def upgrade() -> None:
    op.create_table(
        "introduction",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("uid", sa.String(36), nullable=False),
        *_contact("a_id"),
        sa.Column("a_answer", sa.String(16), nullable=False),
        sa.Column("a_asked_on", sa.Date),
        sa.Column("a_answered_on", sa.Date),
        *_contact("b_id"),
        sa.Column("b_answer", sa.String(16), nullable=False),
        sa.Column("b_asked_on", sa.Date),
        sa.Column("b_answered_on", sa.Date),
        sa.Column("reason", sa.Text, nullable=False, server_default=""),
        sa.Column("proposed_on", sa.Date, nullable=False),
        sa.Column("introduced_on", sa.Date),
        sa.Column("dropped_on", sa.Date),
        sa.Column("earlier", sa.JSON, nullable=False),
        sa.Column("updated_at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_introduction"),
        sa.UniqueConstraint("uid", name="uq_introduction_uid"),
    )
    op.create_index("ix_introduction_a_id", "introduction", ["a_id"])
    op.create_index("ix_introduction_b_id", "introduction", ["b_id"])
