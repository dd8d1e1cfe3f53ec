"""Where the values of contacts came from. What was stored before has no row: cards still say what they gave."""

import sqlalchemy as sa
from alembic import op

from followup.store.columns import UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "value_source",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("contact_id", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("origin", sa.Text, nullable=False, server_default=""),
        sa.Column("given", sa.JSON, nullable=False),
        sa.Column("given_at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_value_source"),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name="fk_value_source_contact_id_contact", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_value_source_contact_id", "value_source", ["contact_id"])
