"""A draft may be about no event: a message to somebody who was met elsewhere."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_OPEN_OUTSIDE = sa.text("state <> 'sent' AND event_id IS NULL")


def upgrade() -> None:
    with op.batch_alter_table("draft") as batch:
        batch.alter_column("event_id", existing_type=sa.Integer, nullable=True)
    op.create_index(
        "uq_draft_open_outside",
        "draft",
        ["contact_id", "kind"],
        unique=True,
        sqlite_where=_OPEN_OUTSIDE,
        postgresql_where=_OPEN_OUTSIDE,
    )
