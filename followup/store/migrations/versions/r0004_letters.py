"""What a draft was written from and how its text came about; what goes along with it; how people are addressed."""

import sqlalchemy as sa
from alembic import op

from followup.store.columns import UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("event", sa.Column("language", sa.String(35), nullable=False, server_default=""))
    op.add_column("event", sa.Column("formal", sa.Boolean))
    op.add_column("relationship", sa.Column("formal", sa.Boolean))
    op.add_column("draft", sa.Column("variant", sa.Integer, nullable=False, server_default="1"))
    op.add_column("draft", sa.Column("formal", sa.Boolean))
    op.add_column("draft", sa.Column("facts", sa.JSON))
    op.add_column("draft", sa.Column("in_spite_of", sa.JSON))
    op.create_table(
        "draft_text",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("draft_id", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("language", sa.String(35), nullable=False),
        sa.Column("variant", sa.Integer, nullable=False),
        sa.Column("subject", sa.Text, nullable=False, server_default=""),
        sa.Column("body", sa.Text, nullable=False, server_default=""),
        sa.Column("edited", sa.Boolean, nullable=False),
        sa.Column("template_version", sa.Text, nullable=False, server_default=""),
        sa.Column("kept_at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_draft_text"),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name="fk_draft_text_draft_id_draft", ondelete="CASCADE"),
    )
    op.create_index("ix_draft_text_draft_id", "draft_text", ["draft_id"])
    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("draft_id", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False, server_default=""),
        sa.Column("media_type", sa.Text, nullable=False, server_default=""),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_attachment"),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name="fk_attachment_draft_id_draft", ondelete="CASCADE"),
        sa.UniqueConstraint("draft_id", "name", name="uq_attachment_draft_id_name"),
    )
    op.create_index("ix_attachment_sha256", "attachment", ["sha256"])
